// Disposals of media from the command line: reading an erasure report, bringing it to a disposal,
// what a disposal still needs, and its certificate.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> disposal_commands();

}  // namespace daicho::cli
