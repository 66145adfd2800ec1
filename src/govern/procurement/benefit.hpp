// 費用対効果 (cost and benefit): what a purchase changes each year, and after how many months it
// has paid for itself. Whole yen, whole hours; only the months are rounded, up. Pure.
#pragma once

#include <cstdint>
#include <optional>

namespace daicho::govern {

// Yearly; yen 0 … 10^15, hours 0 … 10^9.
struct BenefitFacts {
    std::optional<std::int64_t> cost_before, cost_after;    // yen
    std::optional<std::int64_t> hours_before, hours_after;  // of work
    std::optional<std::int64_t> once;                       // yen: what it costs to get there
};

struct Benefit {
    std::optional<std::int64_t> yen;    // saved a year; negative: it costs more
    std::optional<std::int64_t> hours;  // saved a year; negative: it takes more
    std::optional<std::int64_t> months; // until `once` is saved, rounded up; absent: never, unknown
};

Benefit benefit_of(const BenefitFacts& facts) noexcept;

}  // namespace daicho::govern
