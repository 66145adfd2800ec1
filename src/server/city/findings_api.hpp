// GET /api/findings, /api/findings/{number}: findings of audits, each with the control of this
// product and what it says now. GET /api/measures: protective measures with what covers them.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer findings_api(const Call& call);
Answer measures_api(const Call& call);

}  // namespace daicho::server
