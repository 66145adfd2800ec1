// `daicho doctor`: is this installation well, in words a clerk understands, each with what to do.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> doctor_commands();
// The same findings as the result of a job.
Result<json::Object> doctor_job(const Places& places);

}  // namespace daicho::cli
