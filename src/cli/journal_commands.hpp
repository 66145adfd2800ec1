// `daicho journal key|export|prove`: pieces of the journal for strangers (journal/bundle.hpp).
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

std::vector<Command> journal_commands();

}  // namespace daicho::cli
