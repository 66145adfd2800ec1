#include "server/insight.hpp"

namespace daicho::server {

Result<Insight> insight(const Call& call, std::string_view register_name) {
    const std::string& number = call.session.person.principal.number;
    DAICHO_TRY(definition, call.app.kernel.definition(register_name));
    const bool decides = may(call, *definition, registers::Action::approve);
    if (decides && !may_view(call, register_name)) return Insight{definition, false, number};
    DAICHO_TRY(allowed, permitted(call, register_name));
    return Insight{allowed.definition, true, number};
}

}  // namespace daicho::server
