#include "server/may_change.hpp"

#include "register/scope.hpp"

namespace daicho::server {

bool may_change(const Call& call, const char* register_name) {
    const auto* definition = call.app.kernel.definitions().find(register_name);
    return definition != nullptr &&
           registers::reach(call.session.person.principal, *definition, registers::Action::change)
               .has_value();
}

}  // namespace daicho::server
