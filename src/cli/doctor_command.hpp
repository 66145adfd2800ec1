// `daicho doctor`: is this installation well, in words a clerk understands, each with what to do.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> doctor_commands();
// The same findings as the result of a job. Error: job.cancelled (`stop` said so).
Result<json::Object> doctor_job(const Places& places, const std::function<bool()>& stop);

}  // namespace daicho::cli
