#include "register/by_command.hpp"

#include <algorithm>

#include "register/access.hpp"

namespace daicho::registers {

bool is_by_command(const Definition& definition) noexcept {
    return std::ranges::find(definition.permissions.change, kByCommand) !=
           definition.permissions.change.end();
}

Status check_not_by_command(Kernel& kernel, const identity::Principal& principal,
                            const Definition& definition, std::uint16_t capacity) {
    if (principal.account == 0 || !is_by_command(definition)) return {};
    const identity::Role* role = identity::find_role(capacity);
    if (role != nullptr && role->code == "loader") return {};
    DAICHO_CHECK(refuse(kernel, principal, definition, Action::change));
    return denied_error("register.by_command")
        .with("register_ja", definition.label.ja)
        .with("register_en", definition.label.en);
}

}  // namespace daicho::registers
