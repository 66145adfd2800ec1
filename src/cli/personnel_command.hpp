// daicho account personnel-order: transfers from a list.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> personnel_commands();

}  // namespace daicho::cli
