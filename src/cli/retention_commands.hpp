// Commands of retention: propose, list, decide, erase, certificate.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> retention_commands();

}  // namespace daicho::cli
