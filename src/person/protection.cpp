#include "person/protection.hpp"

#include <fmt/format.h>

#include "register/query.hpp"
#include "register/schema.hpp"

namespace daicho::person {

// Reads the register again when it has a new version.
bool ProtectionIndex::refresh() {
    const auto definition = kernel_.definition("protected_person");
    auto reader = kernel_.reader();
    if (!definition || !reader) return false;
    const auto newest = (*reader)->integer("SELECT max(version_id) FROM " +
                                           registers::version_table(**definition));
    if (!newest) return false;
    if (static_cast<std::uint64_t>(*newest) == seen_version_) return true;
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
    protected_ = std::move(found);
    seen_version_ = static_cast<std::uint64_t>(*newest);
    return true;
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
    return index;
}

}  // namespace daicho::person
