// `daicho check`: runs the data checks, or lists what one of them finds.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> check_commands();

}  // namespace daicho::cli
