// `daicho survey tabulate`: what the answers of a round add up to, as the screen shows it.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

Command survey_command();

}  // namespace daicho::cli
