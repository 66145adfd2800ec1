// `daicho doctor`: is this installation well, in words a clerk understands, each with what to do.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> doctor_commands();

}  // namespace daicho::cli
