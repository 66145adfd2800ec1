// Commands about the logs of other systems: analysing, running with a record, reviewing.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> log_commands();

}  // namespace daicho::cli
