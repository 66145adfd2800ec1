// What the function of a refusing trigger holds in PostgreSQL, to tell one that was altered.
#pragma once

#include <string>

#include "store/dialect.hpp"

namespace daicho::store::detail {

std::string refusal_body(const Refusal& refusal);

}  // namespace daicho::store::detail
