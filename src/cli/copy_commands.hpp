// Masked copies (docs/copies.md): propose, approve, make, list, search.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> copy_commands();

}  // namespace daicho::cli
