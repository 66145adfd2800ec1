// Commands on the city key: rotate, back up, restore.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> key_commands();

}  // namespace daicho::cli
