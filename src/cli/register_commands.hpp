// `daicho register …`: definitions looked at, explained and printed; no data are opened.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> register_commands();

}  // namespace daicho::cli
