// accounts: lists of other systems' accounts, matching, rounds, report.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> accounts_commands();

}  // namespace daicho::cli
