// Exact decimals as text: the one reader and the one writer for areas, rates and points.
// No float ever touches them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace daicho {

// Reads "125.50" with at most `scale` decimals as 12550 (scale 2). Full-width digits and
// thousands separators are NOT accepted here (normalise user input first: base/text.hpp).
// Errors: decimal.not_a_number, decimal.too_many_decimals, decimal.out_of_range.
Result<std::int64_t> parse_decimal(std::string_view text, int scale);

// Writes 12550 as "125.50" (scale 2); always `scale` decimals. scale 0 gives "12550".
std::string format_decimal(std::int64_t scaled, int scale);

}  // namespace daicho
