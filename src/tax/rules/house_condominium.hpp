// 区分所有に係る家屋 (condominiums): the tax of the building split over its units.
//
//     std::vector<Yen> taxes(units.size());
//     DAICHO_CHECK(split_condominium(&tower, tax, units, Rounding::floor, taxes, trace));
//
// Shares are exact: areas, and in a tower (居住用超高層建築物) the dwellings' areas weighted by
// storey, are whole numbers, so 10/39 never becomes a decimal. Only a unit's tax is rounded, as the
// caller names it (the municipality decides); the sum may therefore differ from the tax by less
// than one yen a unit. Corrections for ceilings, equipment and finish are not part of this.
// Allocates nothing without a trace. Threads: any.
#pragma once

#include <cstdint>
#include <span>

#include "base/area.hpp"
#include "base/assert.hpp"
#include "base/result.hpp"
#include "base/rounding.hpp"
#include "base/yen.hpp"
#include "tax/rules/house_law.hpp"
#include "tax/rules/house_rule_ids.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

struct CondominiumUnit {
    Area area;                // 専有部分の床面積 with its share of the common parts
    std::int32_t storey = 1;  // 1 … kMaxStorey
    bool dwelling = true;     // others keep their real area in a tower
};

// Bounds of a split: 10^12 yen of tax, 10^6 m² of floor area, 10^3 storeys.
inline constexpr Yen kMaxSplitTax{1'000'000'000'000};
inline constexpr Area kMaxSplitArea = Area::from_square_metres(1'000'000);
inline constexpr std::int32_t kMaxStorey = 1'000;

namespace condominium {

using Wide = unsigned __int128;

// Weight of a storey as a whole number: base + per_storey × (storey − 1) over one denominator,
// which cancels out because every dwelling has it.
constexpr std::int64_t storey_weight(const TowerLaw* law, std::int32_t storey) noexcept {
    if (law == nullptr) return 1;
    const Ratio base = law->base.value;
    const Ratio step = law->per_storey.value;
    return base.numerator() * step.denominator() +
           step.numerator() * base.denominator() * (storey - 1);
}

struct Sums {
    std::int64_t dwellings = 0;  // real area of all dwellings, hundredths
    std::int64_t all = 0;        // real area of all units
    Wide weighted = 0;           // Σ area × weight of the dwellings
};

// Errors: tax.house.split_out_of_range (tax, area, storey or an empty building).
Result<Sums> sum_units(const TowerLaw* law, Yen tax, std::span<const CondominiumUnit> units);

// tax × (dwellings × area × weight ÷ weighted) ÷ all, or tax × area ÷ all for other units.
// At most 2^40 · 2^27 · 2^27 · 2^20 < 2^127.
Yen unit_tax(const Sums& sums, Yen tax, const CondominiumUnit& unit, std::int64_t weight,
             Rounding rounding) noexcept;

}  // namespace condominium

// @law   地方税法施行規則 第15条の3の2
// @rule  house.condominium.weight
// @round none
// A dwelling of a tower counts with its area × (100 + 10/39 × (storey − 1)); the dwellings
// together keep their real area.
// @law   地方税法 第352条 第1項
// @rule  house.condominium.split
// @round as named by the caller
// The tax of the building is computed once and divided by the (corrected) shares.
// `law` is null for a building that is no tower. `taxes` has as many elements as `units`.
template <class Trace>
Status split_condominium(const TowerLaw* law, Yen tax, std::span<const CondominiumUnit> units,
                         Rounding rounding, std::span<Yen> taxes, Trace& trace) {
    DAICHO_ASSERT(taxes.size() == units.size());
    DAICHO_TRY(sums, condominium::sum_units(law, tax, units));
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::int64_t weight = condominium::storey_weight(law, units[i].storey);
        if constexpr (Trace::kOn) {
            trace.open();
            if (law != nullptr && units[i].dwelling) {
                trace.step(kHouseCondominiumWeight, law->base.citation)
                    .cite(law->per_storey.citation)
                    .input("storey", std::int64_t{units[i].storey})
                    .yields(Ratio(weight, law->base.value.denominator() *
                                              law->per_storey.value.denominator()));
            }
        }
        taxes[i] = condominium::unit_tax(sums, tax, units[i], weight, rounding);
        if constexpr (Trace::kOn) {
            trace.close(kHouseCondominiumSplit)
                .input("tax_yen", tax)
                .input("area_m2", units[i].area)
                .yields(taxes[i]);
        }
    }
    return {};
}

}  // namespace daicho::tax::rules
