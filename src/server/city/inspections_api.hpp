// Self-inspections (自己点検) over HTTP: each section answers the catalog of the year, item by
// item; digital promotion sees progress and results, reminds, and a weak answer becomes an
// improvement plan. Section staff see and answer the rows of their own departments alone.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// GET /api/inspections?year=; POST /api/inspections/reminders; GET, POST
// /api/inspections/{inspection}; PUT …/draft; POST …/plans.
Answer inspections_api(const Call& call);

}  // namespace daicho::server
