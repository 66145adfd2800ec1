// `daicho export`: a register as a file that `daicho import` reads back.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> export_commands();

}  // namespace daicho::cli
