// /api/logs: sources with their schedule, runs with their proof, cases, rules, and the review.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer logs_api(const Call& call);

}  // namespace daicho::server
