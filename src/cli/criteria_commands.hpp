// daicho criteria lint, daicho criteria compare.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> criteria_commands();

}  // namespace daicho::cli
