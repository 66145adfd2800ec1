// Checks between fields as a form asks them while somebody types: the definition's own vocabulary,
// with the same meaning as register/checks (tests/checks/between_fields.json holds both to it).
// Ranges and patterns stand at their fields (limits); warnings and checks over several records are
// asked on saving alone.
#pragma once

#include "json/reader.hpp"
#include "register/definition.hpp"

namespace daicho::server {

json::Array checks_between(const registers::Definition& definition);

}  // namespace daicho::server
