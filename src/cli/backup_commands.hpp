// Commands of backup: make, list, prune, restore.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> backup_commands();

}  // namespace daicho::cli
