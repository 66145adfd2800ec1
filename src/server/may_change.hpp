// May this person enter or change rows of a register – all of it, or those of their own department?
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// False where there is no such register.
bool may_change(const Call& call, const char* register_name);

}  // namespace daicho::server
