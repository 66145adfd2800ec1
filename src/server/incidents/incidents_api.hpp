// Incidents: /api/incidents…
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer incidents_api(const Call& call);

}  // namespace daicho::server
