#include "register/detail/seen_check.hpp"

#include <algorithm>

#include "register/erasure.hpp"
#include "register/seen_index.hpp"

namespace daicho::registers::detail {
namespace {

constexpr std::uint64_t kWindow = 4'000'000;  // entries; a sum of eight bytes each

// Anything that tells rows apart: whoever can write the table is not stopped by it, but cannot
// leave a row out without leaving its sum out.
std::uint64_t mixed(std::uint64_t number, std::uint64_t record) noexcept {
    std::uint64_t x = record * 0x9E3779B97F4A7C15U + (number << 48U);
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

class SeenCheck {
public:
    SeenCheck(Kernel& kernel, store::Connection& connection, std::size_t limit)
        : kernel_(&kernel), connection_(&connection), limit_(limit) {}

    // Entries from + 1 … to.
    Status window(std::uint64_t from, std::uint64_t to);
    std::vector<std::uint64_t> found;

private:
    Status add_rows(std::uint64_t from, std::uint64_t to);
    Status compare(const journal::EntryHeader& header, std::vector<std::uint64_t> records);
    Result<bool> may_be_gone(const Definition& definition, std::uint64_t record);
    Result<bool> is_there(std::uint16_t number, std::uint64_t record, std::uint64_t entry);

    Kernel* kernel_;
    store::Connection* connection_;
    std::size_t limit_;
    std::uint64_t first_ = 0;
    std::vector<std::uint64_t> sums_;  // by entry, from the window's first
};

Status SeenCheck::add_rows(std::uint64_t from, std::uint64_t to) {
    first_ = from + 1;
    sums_.assign(to - from, 0);
    DAICHO_TRY(rows, connection_->prepare("SELECT record_register, record_id, entry FROM w_seen "
                                          "WHERE entry > ? AND entry <= ?"));
    rows->bind(0, static_cast<std::int64_t>(from));
    rows->bind(1, static_cast<std::int64_t>(to));
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return {};
        sums_[static_cast<std::uint64_t>(rows->integer(2)) - first_] +=
            mixed(static_cast<std::uint64_t>(rows->integer(0)),
                  static_cast<std::uint64_t>(rows->integer(1)));
    }
}

Result<bool> SeenCheck::may_be_gone(const Definition& definition, std::uint64_t record) {
    if (!definition.has_personal) return false;
    DAICHO_TRY(left, has_personal_left(*connection_, definition, record));
    return !left;
}

Result<bool> SeenCheck::is_there(std::uint16_t number, std::uint64_t record, std::uint64_t entry) {
    DAICHO_TRY(row, connection_->cached("SELECT 1 FROM w_seen WHERE record_register = ? AND "
                                        "record_id = ? AND entry = ?"));
    row->bind(0, number);
    row->bind(1, static_cast<std::int64_t>(record));
    row->bind(2, static_cast<std::int64_t>(entry));
    DAICHO_TRY(there, row->step());
    row->reset();
    return there;
}

Status SeenCheck::compare(const journal::EntryHeader& header, std::vector<std::uint64_t> records) {
    std::ranges::sort(records);
    records.erase(std::unique(records.begin(), records.end()), records.end());
    std::uint64_t left = sums_[header.number - first_];
    for (const std::uint64_t record : records) left -= mixed(header.register_number, record);
    if (left == 0) return {};
    const auto& all = kernel_->definitions().all();
    const auto definition = std::ranges::find_if(
        all, [&](const auto& one) { return one->number == header.register_number; });
    if (definition == all.end()) return {};
    for (const std::uint64_t record : records) {
        DAICHO_TRY(there, is_there(header.register_number, record, header.number));
        if (there) continue;
        DAICHO_TRY(gone, may_be_gone(**definition, record));
        if (gone) left += mixed(header.register_number, record);
    }
    if (left != 0) found.push_back(header.number);
    return {};
}

Status SeenCheck::window(std::uint64_t from, std::uint64_t to) {
    DAICHO_CHECK(add_rows(from, to));
    const auto visit = [&](const journal::EntryHeader& header,
                           const std::vector<std::uint64_t>& records) -> Status {
        return found.size() < limit_ ? compare(header, records) : Status();
    };
    DAICHO_CHECK(walk_disclosures(*connection_, kernel_->journal(), from, to - from, visit));
    return {};
}

}  // namespace

Result<std::vector<std::uint64_t>> seen_differences(Kernel& kernel, store::Connection& connection,
                                                    std::size_t limit) {
    DAICHO_TRY(end, indexed_up_to(connection));
    SeenCheck check(kernel, connection, limit);
    for (std::uint64_t from = 0; from < end && check.found.size() < limit; from += kWindow) {
        DAICHO_CHECK(check.window(from, std::min(end, from + kWindow)));
    }
    return std::move(check.found);
}

}  // namespace daicho::registers::detail
