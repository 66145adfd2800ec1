// Judgement of an information system by the cloud criteria, as the screens show it.
#pragma once

#include "register/query.hpp"
#include "server/app.hpp"

namespace daicho::server {

// The newest judgement in `rows` (register criteria_judgement); without one, what the engine says
// of the answers that data/govern/cloud_answers.json gives for the system; else null.
Result<json::Value> judgement_json(const Call& call, const registers::Definition& definition,
                                   const std::vector<registers::RecordVersion>& rows,
                                   const std::string& system_no);

}  // namespace daicho::server
