#include "tax/rules/house_condominium.hpp"

namespace daicho::tax::rules::condominium {

Result<Sums> sum_units(const TowerLaw* law, Yen tax, std::span<const CondominiumUnit> units) {
    Sums sums;
    bool sound = !units.empty() && tax >= 0_yen && tax <= kMaxSplitTax;
    for (const CondominiumUnit& unit : units) {
        sound = sound && unit.area > Area() && unit.area <= kMaxSplitArea && unit.storey >= 1 &&
                unit.storey <= kMaxStorey && sums.all <= kMaxSplitArea.hundredths();
        if (!sound) break;
        sums.all += unit.area.hundredths();
        if (!unit.dwelling) continue;
        sums.dwellings += unit.area.hundredths();
        sums.weighted += static_cast<Wide>(unit.area.hundredths()) *
                         static_cast<Wide>(storey_weight(law, unit.storey));
    }
    if (!sound || sums.all > kMaxSplitArea.hundredths()) {
        return input_error("tax.house.split_out_of_range")
            .with("tax", std::to_string(tax.amount()))
            .with("units", std::to_string(units.size()));
    }
    return sums;
}

Yen unit_tax(const Sums& sums, Yen tax, const CondominiumUnit& unit, std::int64_t weight,
             Rounding rounding) noexcept {
    Wide above = static_cast<Wide>(tax.amount()) * static_cast<Wide>(unit.area.hundredths());
    Wide below = static_cast<Wide>(sums.all);
    if (unit.dwelling) {
        above *= static_cast<Wide>(sums.dwellings) * static_cast<Wide>(weight);
        below *= sums.weighted;
    }
    Wide quotient = above / below;
    const Wide rest = above % below;
    if (rounding == Rounding::half_up && rest * 2 >= below) ++quotient;
    if (rounding == Rounding::ceiling && rest > 0) ++quotient;
    return Yen(static_cast<std::int64_t>(quotient));
}

}  // namespace daicho::tax::rules::condominium
