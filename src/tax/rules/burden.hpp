// 負担調整措置: this year's base from last year's, class by class and tax by tax.
//
// All comparisons are of exact rationals. Amounts are cut to whole yen at the end of a formula;
// as cutting is monotonic, max and min of cut terms equal the cut of max and min. A year of hold
// (令和3年度) or of a smaller step (令和4年度) is a year whose rows say step 0, floor 0 or 25/1000:
// no rule asks which year it is. Needs amounts of 0 … kMaxInputYen. Threads: pure.
#pragma once

#include <algorithm>

#include "tax/rules/land_law.hpp"

namespace daicho::tax::rules {

// Previous base of one component under one tax; unknown: the full target applies at once.
struct Previous {
    Yen base;
    bool known = false;
};

// @law   地方税法 第349条の3の2 第2項
// @rule  land.full.small_residential.fixed
// @round 円未満切捨て
// @law   地方税法 第702条の3 第2項
// @rule  land.full.small_residential.city_planning
// @round 円未満切捨て
// @law   地方税法 第349条の3の2 第1項
// @rule  land.full.general_residential.fixed
// @round 円未満切捨て
// @law   地方税法 第702条の3 第1項
// @rule  land.full.general_residential.city_planning
// @round 円未満切捨て
// @law   地方税法 第349条 第1項
// @rule  land.full.commercial.fixed
// @rule  land.full.other_land.fixed
// @rule  land.full.farmland.fixed
// @round 円未満切捨て
// @law   地方税法 第702条 第2項
// @rule  land.full.commercial.city_planning
// @rule  land.full.other_land.city_planning
// @rule  land.full.farmland.city_planning
// @round 円未満切捨て
// @law   地方税法 附則第19条の3 第1項
// @rule  land.full.urban_farmland.fixed
// @rule  land.full.specified_urban_farmland.fixed
// @round 円未満切捨て
// @law   地方税法 附則第27条 第1項
// @rule  land.full.urban_farmland.city_planning
// @rule  land.full.specified_urban_farmland.city_planning
// @round 円未満切捨て
// Before any adjustment the base is a share of the price: by class of land and by tax.
inline Yen full_base(const BurdenLaw& law, Yen value) noexcept {
    return law.full.fraction.floor_of(value);
}

// @law   地方税法 附則第18条 第1項
// @law   地方税法 附則第25条 第1項
// @rule  land.burden.small_residential.fixed
// @rule  land.burden.small_residential.city_planning
// @rule  land.burden.general_residential.fixed
// @rule  land.burden.general_residential.city_planning
// @rule  land.burden.other_land.fixed
// @rule  land.burden.other_land.city_planning
// @round 円未満切捨て
// Up by a step of the full base each year, never above the full base, never below its floor.
inline Yen adjust_stepwise(const BurdenLaw& law, Yen value, Yen full, Previous previous) noexcept {
    if (!previous.known || previous.base >= full) return full;
    const Yen raised = previous.base + law.step_of_value.floor_of(value);
    return std::max(std::min(raised, full), law.floor_of_value.floor_of(value));
}

// @law   地方税法 附則第18条 第5項
// @law   地方税法 附則第25条 第5項
// @rule  land.burden.commercial.fixed
// @rule  land.burden.commercial.city_planning
// @round 円未満切捨て
// Above the upper level: lowered to it. Between hold and upper, both included: held. Below: up by
// a step, at most to the hold level, at least to the floor.
inline Yen adjust_commercial(const BurdenLaw& law, Yen value, Previous previous) noexcept {
    const Yen upper = law.upper.fraction.floor_of(value);
    if (!previous.known || previous.base > upper) return upper;
    if (law.hold.fraction.reached_by(previous.base, value)) return previous.base;
    const Yen raised = previous.base + law.step_of_value.floor_of(value);
    return std::max(std::min(raised, law.hold.fraction.floor_of(value)),
                    law.floor_of_value.floor_of(value));
}

// Level = previous ÷ (value × share of the full base), compared without dividing.
inline Fraction factor_at(const BurdenLaw& law, Yen value, Yen previous) noexcept {
    const Fraction share = law.full.fraction;
    for (std::size_t i = 0; i < law.factors.count; ++i) {
        const Fraction from = law.factors.lines[i].level_from;
        const auto left = static_cast<__int128>(previous.amount()) * share.denominator *
                          from.denominator;
        const auto right = static_cast<__int128>(value.amount()) * share.numerator * from.numerator;
        if (left >= right) return law.factors.lines[i].factor;
    }
    return {1, 1};
}

// @law   地方税法 附則第19条 第1項
// @law   地方税法 附則第26条 第1項
// @rule  land.burden.farmland.fixed
// @rule  land.burden.farmland.city_planning
// @rule  land.burden.urban_farmland.fixed
// @rule  land.burden.urban_farmland.city_planning
// @round 円未満切捨て
// Up by a factor that the burden level decides, never above the full base. There is no floor.
inline Yen adjust_by_factor(const BurdenLaw& law, Yen value, Yen full, Previous previous) noexcept {
    if (!previous.known || previous.base >= full) return full;
    return std::min(full, factor_at(law, value, previous.base).floor_of(previous.base));
}

// The phase-in of the year, counted from the year in which it became urban farmland (0: full).
inline Fraction phase_in_of(const BurdenLaw& law, FiscalYear year, std::int32_t since) noexcept {
    const std::int64_t passed = std::int64_t{year.year()} - since;
    if (since == 0 || passed < 0 || passed >= static_cast<std::int64_t>(law.phase_in.count)) {
        return {1, 1};
    }
    return law.phase_in.ratios[static_cast<std::size_t>(passed)];
}

// @law   地方税法 附則第19条の4 第1項
// @law   地方税法 附則第27条の2 第1項
// @rule  land.burden.specified_urban_farmland.fixed
// @rule  land.burden.specified_urban_farmland.city_planning
// @round 円未満切捨て
// The smaller of the phased-in full base and of the base by yearly steps.
inline Yen adjust_phased(const BurdenLaw& law, Yen value, Yen full, Fraction phase_in,
                         Previous previous) noexcept {
    const Fraction share = law.full.fraction;
    const Yen phased(cut_div(value.amount(), share.numerator * phase_in.numerator,
                             share.denominator * phase_in.denominator));
    return std::min(phased, adjust_stepwise(law, value, full, previous));
}

}  // namespace daicho::tax::rules
