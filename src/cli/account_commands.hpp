// daicho account …: accounts from the command line.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> account_commands();

}  // namespace daicho::cli
