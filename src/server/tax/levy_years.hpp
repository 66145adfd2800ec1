// Years that a levy can be ordered for: those the program has law of, and how sure that law is.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

// GET /api/levy/years; `runs`: the register of levies, which the person may see.
Answer levy_years(const Call& call, const Allowed& runs);

}  // namespace daicho::server
