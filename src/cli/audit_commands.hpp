// daicho audit report|manual|plan: the papers of the audit year.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> audit_commands();

}  // namespace daicho::cli
