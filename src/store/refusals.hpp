// Triggers that refuse, as they should be: missing ones are made, others of the same name replaced
// (a register got a field, or the program learned more). Nothing is written when all is in place.
#pragma once

#include <vector>

#include "store/connection.hpp"

namespace daicho::store {

Status keep_refusals(Connection& connection, const std::vector<Refusal>& refusals);

}  // namespace daicho::store
