// The witness: keeps the checkpoints of another municipality.
#pragma once

#include <vector>

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> witness_commands();

}  // namespace daicho::cli
