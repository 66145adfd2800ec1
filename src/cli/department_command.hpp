// daicho account departments: what still names a department that is no more.
#pragma once

#include "cli/command.hpp"

namespace daicho::cli {

Command department_command();

}  // namespace daicho::cli
