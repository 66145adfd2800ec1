#include "person/protection.hpp"

#include <fmt/format.h>

#include "register/query.hpp"
#include "register/schema.hpp"

namespace daicho::person {

// Groups of co-owners with a protected member, whenever the member belonged to it.
Status ProtectionIndex::add_groups(store::Connection& connection,
                                   std::unordered_set<std::uint64_t>& found) {
    DAICHO_TRY(definition, kernel_.definition("co_owner"));
    DAICHO_TRY(rows, connection.prepare(fmt::format("SELECT {}, {} FROM {}",
                                                    registers::sql_name("group"),
                                                    registers::sql_name("member"),
                                                    registers::version_table(*definition))));
    std::vector<std::uint64_t> groups;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        if (found.contains(static_cast<std::uint64_t>(rows->integer(1)))) {
            groups.push_back(static_cast<std::uint64_t>(rows->integer(0)));
        }
    }
    found.insert(groups.begin(), groups.end());
    return {};
}

// Reads the registers again when they have a new version.
bool ProtectionIndex::refresh() {
    const auto definition = kernel_.definition("protected_person");
    const auto owners = kernel_.definition("co_owner");
    auto reader = kernel_.reader();
    if (!definition || !owners || !reader) return false;
    const auto newest = (*reader)->integer(fmt::format(
        "SELECT (SELECT coalesce(max(version_id), 0) FROM {}) + (SELECT coalesce(max(version_id), 0) "
        "FROM {})",
        registers::version_table(**definition), registers::version_table(**owners)));
    if (!newest) return false;
    if (*newest == seen_versions_) return true;
    const std::size_t columns[] = {(*definition)->index_of("addressee"),
                                   (*definition)->index_of("state")};
    std::unordered_set<std::uint64_t> found;
    // The far end of time: a protection that is entered is in force whatever its period says.
    const registers::Moment moment{kForever + -1, std::nullopt};
    const Status read = registers::scan(
        **reader, **definition, columns, moment,
        [&found](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
            if (cells[1].bytes != "ended") {
                found.insert(static_cast<std::uint64_t>(cells[0].integer));
            }
            return {};
        });
    if (!read) return false;
    if (!found.empty() && !add_groups(**reader, found)) return false;
    protected_ = std::move(found);
    seen_versions_ = *newest;
    return true;
}

std::optional<std::vector<std::uint64_t>> ProtectionIndex::all() {
    const std::lock_guard lock(mutex_);
    if (!refresh()) return std::nullopt;
    return std::vector<std::uint64_t>(protected_.begin(), protected_.end());
}

bool ProtectionIndex::is_protected(std::uint64_t addressee) {
    const std::lock_guard lock(mutex_);
    if (!refresh()) return true;
    return protected_.contains(addressee);
}

std::shared_ptr<ProtectionIndex> install_protection(registers::Kernel& kernel) {
    auto index = std::make_shared<ProtectionIndex>(kernel);
    kernel.protection.is_protected = [index](std::uint64_t addressee) {
        return index->is_protected(addressee);
    };
    kernel.protection.all = [index] { return index->all(); };
    return index;
}

}  // namespace daicho::person
