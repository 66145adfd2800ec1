// GET /api/criteria, /api/criteria/{catalog}; POST /api/criteria/{catalog}/judge: checklists and
// what they say about answers, before anything is saved.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer criteria_api(const Call& call);

}  // namespace daicho::server
