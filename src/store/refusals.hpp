// The triggers that refuse, kept as they should be.
#pragma once

#include <vector>

#include "store/connection.hpp"

namespace daicho::store {

// Makes those that are missing and replaces those that say something else: weakened ones, and those
// of an older form (a register got a field, or the program learned more). Sound ones are only
// looked at: making them anew would write, in PostgreSQL lock their tables against every reader.
// There one that was switched off is not sound.
Status keep_refusals(Connection& connection, const std::vector<Refusal>& refusals);

}  // namespace daicho::store
