// The survey over the API: /api/surveys… (rounds) and /api/survey-answers… (one part's form).
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer surveys_api(const Call& call);
Answer survey_answers_api(const Call& call);
// Points of systems for a closer audit, what-if of the weights, sets that are kept: /api/selection.
Answer selection_api(const Call& call);
// The ledger as a whole: systems by bureau, money by year: GET /api/systems.
Answer systems_list(const Call& call);
// What hangs on one system: GET /api/systems/{system}/parts.
Answer system_parts(const Call& call);

}  // namespace daicho::server
