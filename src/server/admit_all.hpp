// Admission of one command that writes several registers: all are admitted before the writer is
// asked, so that nothing waits there for an answer that is no.
#pragma once

#include <initializer_list>
#include <map>
#include <string>

#include "register/change.hpp"
#include "server/access.hpp"

namespace daicho::server {

using AdmittedTo = std::map<std::string, registers::Admitted, std::less<>>;

// Errors: those of registers::admit_change, of the first register that refuses.
Result<AdmittedTo> admit_all(const Call& call, std::initializer_list<const char*> names);

}  // namespace daicho::server
