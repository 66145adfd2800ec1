#include "custody/last_entry.hpp"

#include "base/clock.hpp"
#include "journal/journal.hpp"

namespace daicho::custody {

Result<std::uint64_t> last_entry_before(store::Connection& connection, Date day) {
    DAICHO_TRY(newest, connection.integer("SELECT coalesce(max(number), 0) FROM j_entry"));
    std::uint64_t from = 0;
    auto to = static_cast<std::uint64_t>(newest);
    while (from < to) {
        const std::uint64_t middle = (from + to + 1) / 2;
        DAICHO_TRY(entry, journal::read_entry(connection, middle));
        if (japan_date(entry.header.time) < day) {
            from = middle;
        } else {
            to = middle - 1;
        }
    }
    return from;
}

}  // namespace daicho::custody
