// Every rule there is, by its id: what an explanation may name, what the tests go through.
#pragma once

#include <string_view>
#include <vector>

#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

// In no particular order; each id once.
const std::vector<const Rule*>& all_rules();

// Null if no rule has this id.
const Rule* find_rule(std::string_view id);

}  // namespace daicho::tax::rules
