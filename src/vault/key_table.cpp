#include "vault/key_table.hpp"

#include <algorithm>
#include <charconv>

#include "vault/place.hpp"
#include "vault/seal.hpp"

namespace daicho::vault {
namespace {

constexpr std::string_view kBodies = "bodies/";

}  // namespace

Result<bool> has_key(store::Connection& connection, std::string_view name) {
    DAICHO_TRY(select, connection.prepare("SELECT 1 FROM w_key WHERE name = ?"));
    select->bind_text(0, name);
    return select->step();
}

Status load_key(store::Connection& connection, std::string_view municipality, std::string_view name,
                const Secret& wrapping, Secret& key) {
    DAICHO_TRY(select, connection.prepare("SELECT wrapped FROM w_key WHERE name = ?"));
    select->bind_text(0, name);
    DAICHO_TRY(there, select->step());
    if (!there) return system_error("vault.no_key").with("name", std::string(name));
    return open_key(wrapping, named_place(municipality, name), select->blob(0), key);
}

Status save_key(store::Connection& connection, std::string_view municipality, std::string_view name,
                const Secret& wrapping, const Secret& key) {
    DAICHO_TRY(wrapped, seal(wrapping, named_place(municipality, name), key.view()));
    DAICHO_TRY(insert, connection.prepare("INSERT INTO w_key VALUES (?, ?) ON CONFLICT (name) DO "
                                          "UPDATE SET wrapped = excluded.wrapped"));
    insert->bind_text(0, name);
    insert->bind_blob(1, wrapped);
    return insert->run();
}

Status delete_key(store::Connection& connection, std::string_view name) {
    DAICHO_TRY(remove, connection.prepare("DELETE FROM w_key WHERE name = ?"));
    remove->bind_text(0, name);
    return remove->run();
}

Result<std::vector<std::uint16_t>> body_periods(store::Connection& connection) {
    DAICHO_TRY(rows, connection.prepare("SELECT substr(name, 8) FROM w_key WHERE "
                                        "substr(name, 1, 7) = 'bodies/'"));
    std::vector<std::uint16_t> periods;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) break;
        const std::string_view text = rows->text(0);
        std::uint16_t period = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), period);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
            return system_error("vault.no_key").with("name", std::string(kBodies) += text);
        }
        periods.push_back(period);
    }
    std::ranges::sort(periods);
    return periods;
}

Result<bool> load_record_key(store::Connection& connection, std::string_view municipality,
                             const RecordPlace& place, const Secret& wrapping, Secret& key) {
    DAICHO_TRY(
        select,
        connection.cached("SELECT wrapped FROM w_record_key WHERE register = ? AND record_id = ?"));
    select->bind(0, place.register_number);
    select->bind(1, static_cast<std::int64_t>(place.record));
    DAICHO_TRY(there, select->step());
    if (!there) return false;
    const Status opened =
        open_key(wrapping, record_place(municipality, place.register_number, place.record),
                 select->blob(0), key);
    select->reset();
    if (!opened) return Error(opened.error());
    return true;
}

Status save_record_key(store::Connection& connection, std::string_view municipality,
                       const RecordPlace& place, const Secret& wrapping, const Secret& key) {
    DAICHO_TRY(wrapped,
               seal(wrapping, record_place(municipality, place.register_number, place.record),
                    key.view()));
    DAICHO_TRY(insert, connection.appending(
                           {"w_record_key", {"register", "record_id", "wrapped"}}));
    insert->bind(0, place.register_number);
    insert->bind(1, static_cast<std::int64_t>(place.record));
    insert->bind_blob(2, wrapped);
    return insert->run();
}

Status delete_record_key(store::Connection& connection, const RecordPlace& place) {
    DAICHO_TRY(remove,
               connection.cached("DELETE FROM w_record_key WHERE register = ? AND record_id = ?"));
    remove->bind(0, place.register_number);
    remove->bind(1, static_cast<std::int64_t>(place.record));
    return remove->run();
}

}  // namespace daicho::vault
