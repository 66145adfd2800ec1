// Totals of a levy run by class of assets, added up once for a finished run.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// {"rows":[{"class","label","objects","value_yen",…}]}. The caller asked whether this person may
// see the results. Error: levy.no_run.
Result<json::Value> totals_of_run(App& app, store::Connection& connection,
                                  const std::string& run_no);

}  // namespace daicho::server
