// 前年度課税標準額 of fiscal 2023: what the former system would hand over.
//
// Order: small, general, nonres, farm, each fixed and city; −1 = no such amount. Each is for the
// whole parcel under that use. Levels are thrown per lot so that pieces of one lot agree, and lie
// where the burden rules put them: most housing at the full base, most commercial land held
// between 60 and 70 % of its value, the rest rising by 5 % a year.
#pragma once

#include <array>
#include <cstdint>

#include "demo/plan.hpp"

namespace daicho::demo::detail {

using PreviousBases = std::array<std::int64_t, 8>;
PreviousBases previous_bases(const CityPlan& plan, std::uint32_t parcel);

}  // namespace daicho::demo::detail
