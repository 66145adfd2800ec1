// The map of a register: GET /api/registers/{register}/map…
#pragma once

#include "server/access.hpp"

namespace daicho::server {

// `allowed`: the register whose records the map shows. Errors: map.none (no register holds shapes
// of it), map.no_zone, map.no_colour, map.bad_place, those of access to the register with shapes.
Answer map_api(const Call& call, const Allowed& allowed);

}  // namespace daicho::server
