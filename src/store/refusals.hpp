// The triggers that refuse, kept as they should be.
#pragma once

#include <vector>

#include "store/connection.hpp"

namespace daicho::store {

// Makes those that are missing; in PostgreSQL also those that were switched off or altered. Sound
// ones are only looked at: making them anew would lock their tables against every reader.
Status keep_refusals(Connection& connection, const std::vector<Refusal>& refusals);

}  // namespace daicho::store
