// Commands of entrusted work: the checks of a contract by its days, its articles by its conditions.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> entrust_commands();

}  // namespace daicho::cli
