#include "server/access.hpp"

#include "register/disclosure.hpp"

namespace daicho::server {

bool may(const Call& call, const registers::Definition& definition, registers::Action action) {
    return registers::authorise(call.session.person.principal, definition, action).has_value();
}

bool may_view(const Call& call, std::string_view register_name) {
    const registers::Definition* found = call.app.kernel.definitions().find(register_name);
    return found != nullptr && may(call, *found, registers::Action::view);
}

Result<Allowed> viewable(const Call& call, std::string_view name) {
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_TRY(definition, kernel.definition(name));
    const auto& who = call.session.person.principal;
    auto capacity = registers::authorise(who, *definition, registers::Action::view);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, who, *definition, registers::Action::view));
        return std::move(capacity.error());
    }
    return Allowed{definition, *capacity};
}

Status record_disclosure(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                         std::span<const std::uint64_t> records, std::string detail) {
    if (!registers::must_disclose(*allowed.definition) || records.empty()) return {};
    registers::Disclosure disclosure;
    disclosure.kind = kind;
    disclosure.definition = allowed.definition;
    disclosure.records = records;
    disclosure.detail = std::move(detail);
    // Checked before anything was read (viewing_purpose); other screens ask for none.
    DAICHO_TRY(purpose, number_parameter(call, "purpose", 0));
    if (purpose <= 65'535 &&
        allowed.definition->purposes.find(static_cast<std::uint16_t>(purpose)) != nullptr) {
        disclosure.purpose = static_cast<std::uint16_t>(purpose);
    }
    return registers::disclose(call.app.kernel, call.session.person.principal, allowed.capacity,
                               disclosure);
}

}  // namespace daicho::server
