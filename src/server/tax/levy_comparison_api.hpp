// GET /api/levy/comparison and /api/levy/comparison/{list}: a levy beside an earlier one.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

// `runs`: the right to see runs, asked already.
Answer levy_comparison_api(const Call& call, const Allowed& runs);

}  // namespace daicho::server
