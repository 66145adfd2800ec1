// Records from the command line: what the screens do with one record, by the same handlers.
#pragma once

#include <vector>

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> record_commands();

}  // namespace daicho::cli
