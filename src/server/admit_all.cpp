#include "server/admit_all.hpp"

namespace daicho::server {

Result<AdmittedTo> admit_all(const Call& call, std::initializer_list<const char*> names) {
    AdmittedTo all;
    for (const char* name : names) {
        registers::ChangeRequest request;
        request.register_name = name;
        DAICHO_TRY(admitted, registers::admit_change(call.app.kernel,
                                                     call.session.person.principal, request));
        all[name] = std::move(admitted);
    }
    return all;
}

}  // namespace daicho::server
