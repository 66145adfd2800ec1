// Definition view: what a screen needs to know of a register before it shows a record.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

json::Value definition_json(const Call& call, const registers::Definition& definition);

}  // namespace daicho::server
