#include "tax/rules/levy_totals.hpp"

#include <algorithm>
#include <string>

#include "tax/rules/fraction.hpp"
#include "tax/rules/land_rule_ids.hpp"

namespace daicho::tax::rules {
namespace {

constexpr std::size_t index(AssetClass asset) noexcept { return static_cast<std::size_t>(asset); }

// Depreciable assets bear no city planning tax.
constexpr std::size_t classes_of(Tax tax) noexcept {
    return tax == Tax::fixed ? kAssetClasses : kAssetClasses - 1;
}

const Cited<Yen>& threshold_of(const LevyLaw& law, std::size_t asset) noexcept {
    if (asset == index(AssetClass::land)) return law.land_threshold;
    if (asset == index(AssetClass::house)) return law.house_threshold;
    return law.depreciable_threshold;
}

// @law   地方税法 第351条
// @rule  levy.threshold.land
// @rule  levy.threshold.house
// @rule  levy.threshold.depreciable
// @round none
// Below the threshold a class is not taxed; at the threshold it is. The test is on the bases of
// the fixed-asset tax before truncation and decides for the city planning tax as well.
template <class Trace>
bool is_below(const LevyLaw& law, std::size_t asset, const ClassSums& sums, Trace& trace) {
    const Cited<Yen>& threshold = threshold_of(law, asset);
    const bool below = sums.objects > 0 && sums.base[0] < threshold.value;
    if constexpr (Trace::kOn) {
        if (sums.objects > 0) {
            trace.step(kThreshold[asset], threshold.citation)
                .input("sum_yen", sums.base[0])
                .input("threshold_yen", threshold.value)
                .yields(below ? "below" : "taxed");
        }
    }
    return below;
}

// @law   地方税法 第351条
// @rule  levy.class_base.land.fixed
// @rule  levy.class_base.house.fixed
// @rule  levy.class_base.depreciable.fixed
// @round none
// @law   地方税法 第702条 第1項
// @rule  levy.class_base.land.city_planning
// @rule  levy.class_base.house.city_planning
// @round none
// What one person owns of a class counts together: the threshold and the taxable base rest on it.
void record_class(const GroupSteps& steps, std::size_t asset, std::size_t tax, Yen sum,
                  Recording& trace) {
    if (steps.bases[asset][tax].empty()) return;
    trace.open();
    trace.repeat(steps.bases[asset][tax]);
    trace.close(kClassBase[asset][tax])
        .yields(sum)
        .about(std::string("base/") + kTaxNames[tax] + "/" + kAssetClassNames[asset]);
}

// @law   地方税法 第20条の4の2 第1項
// @rule  levy.base.fixed
// @rule  levy.base.city_planning
// @round 1,000円未満切捨て
// One truncation of the sum, or one for each class where the municipality does so.
template <class Trace>
Yen taxable_base(const LevyLaw& law, const Municipality& city, Tax tax, const TaxTotals& totals,
                 const std::array<bool, kAssetClasses>& below, Trace& trace,
                 const GroupSteps* steps, const GroupSums& sums) {
    const auto t = static_cast<std::size_t>(tax);
    if constexpr (Trace::kOn) trace.open();
    const std::size_t classes = classes_of(tax);
    Yen sum;
    for (std::size_t asset = 0; asset < classes; ++asset) {
        if constexpr (Trace::kOn) {
            if (steps != nullptr) record_class(*steps, asset, t, sums[asset].base[t], trace);
            static_cast<void>(is_below(law, asset, sums[asset], trace));
        }
        if (below[asset]) continue;
        const Yen base = totals.class_base[asset];
        sum += city.truncate_per_class ? truncate_to(base, law.base_unit.value) : base;
    }
    const Yen truncated = truncate_to(sum, law.base_unit.value);
    if constexpr (Trace::kOn) {
        Step& step = trace.close(kTaxBase[t], law.base_unit.citation);
        for (std::size_t asset = 0; asset < classes; ++asset) {
            step.input(std::string(kAssetClassNames[asset]) + "_base_yen",
                       below[asset] ? 0_yen : totals.class_base[asset]);
        }
        step.input("truncate_per_class", city.truncate_per_class ? "true" : "false")
            .input("unit_yen", law.base_unit.value)
            .yields(truncated)
            .about(std::string("base/") + kTaxNames[t]);
    }
    return truncated;
}

// @law   地方税法 第350条 第1項
// @rule  levy.tax_before_relief.fixed
// @round 円未満切捨て
// @law   地方税法 第702条の4
// @rule  levy.tax_before_relief.city_planning
// @round 円未満切捨て
// The rate is the municipality's; the law states the standard rate and the ceiling.
template <class Trace>
Yen tax_before_relief(const LevyLaw& law, Ratio rate, Tax tax, Yen base, Trace& trace) {
    const auto t = static_cast<std::size_t>(tax);
    const Yen amount = cut_mul(base, rate);
    if constexpr (Trace::kOn) {
        const bool fixed = tax == Tax::fixed;
        const Cited<Ratio>& stated = fixed ? law.standard_rate : law.city_planning_ceiling;
        trace.close(kTaxBeforeRelief[t], stated.citation)
            .input("base_yen", base)
            .input("rate", rate)
            .input(fixed ? "standard_rate" : "ceiling_rate", stated.value)
            .yields(amount)
            .about(std::string("tax_before_relief/") + kTaxNames[t]);
    } else {
        static_cast<void>(law);
        static_cast<void>(t);
    }
    return amount;
}

// @law   地方税法 第20条の4の2 第3項
// @rule  levy.tax.fixed
// @rule  levy.tax.city_planning
// @round 100円未満切捨て
// Reliefs, then waivers, come off before the truncation; neither makes the tax negative.
template <class Trace>
void settle_tax(const LevyLaw& law, Tax tax, TaxTotals& totals, Trace& trace,
                const GroupSteps* steps) {
    const auto t = static_cast<std::size_t>(tax);
    if constexpr (Trace::kOn) {
        if (steps != nullptr) trace.repeat(steps->reductions[t]);
    }
    totals.relief = std::min(totals.relief, totals.before_relief);
    totals.waiver = std::min(totals.waiver, totals.before_relief - totals.relief);
    totals.tax = truncate_to(totals.before_relief - totals.relief - totals.waiver,
                             law.tax_unit.value);
    if constexpr (Trace::kOn) {
        trace.close(kTaxAmount[t], law.tax_unit.citation)
            .input("tax_before_relief_yen", totals.before_relief)
            .input("relief_yen", totals.relief)
            .input("waiver_yen", totals.waiver)
            .input("unit_yen", law.tax_unit.value)
            .yields(totals.tax)
            .about(std::string("total/") + kTaxNames[t]);
    } else {
        static_cast<void>(t);
        static_cast<void>(steps);
    }
}

template <class Trace>
void total_tax(const LevyLaw& law, const Municipality& city, const GroupSums& sums, Tax tax,
               Totals& result, Trace& trace, const GroupSteps* steps) {
    const auto t = static_cast<std::size_t>(tax);
    TaxTotals& totals = result.tax[t];
    for (std::size_t asset = 0; asset < kAssetClasses; ++asset) {
        totals.class_base[asset] = sums[asset].base[t];
        if (result.below_threshold[asset]) continue;
        totals.relief += sums[asset].relief[t];
        totals.waiver += sums[asset].waiver[t];
    }
    const Ratio rate = tax == Tax::fixed ? city.rates.fixed : city.rates.city_planning;
    if constexpr (Trace::kOn) {
        trace.open();
        trace.open();
    }
    totals.base = taxable_base(law, city, tax, totals, result.below_threshold, trace, steps, sums);
    totals.before_relief = tax_before_relief(law, rate, tax, totals.base, trace);
    settle_tax(law, tax, totals, trace, steps);
}

template <class Trace>
void record_annual(const LevyLaw& law, const Totals& result, Trace& trace) {
    if constexpr (Trace::kOn) {
        Step& parts = trace.step(kInstalments, law.instalment_unit.citation);
        parts.input("annual_tax_yen", result.annual)
            .input("instalments", std::int64_t{result.instalment_count})
            .input("unit_yen", law.instalment_unit.value);
        std::string list;
        for (std::int32_t i = 0; i < result.instalment_count; ++i) {
            list += (i == 0 ? "" : ", ") +
                    std::to_string(result.instalments[static_cast<std::size_t>(i)].amount());
        }
        parts.yields(list).about("instalments");
        trace.close(kAnnualTax)
            .input("fixed_tax_yen", result.tax[0].tax)
            .input("city_planning_tax_yen", result.tax[1].tax)
            .yields(result.annual)
            .about("annual");
    }
}

}  // namespace

void split_instalments(Yen annual, Yen unit, std::span<Yen> parts) noexcept {
    DAICHO_ASSERT(!parts.empty() && unit > 0_yen && annual >= 0_yen);
    const auto count = static_cast<std::int64_t>(parts.size());
    const Yen part = truncate_to(Yen(annual.amount() / count), unit);
    Yen rest = annual;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        parts[i] = part;
        rest -= part;
    }
    parts[0] = rest;
}

// @law   地方税法 第702条の8 第1項
// @rule  levy.annual
// @round none
// Both taxes are billed together and divided into instalments as one sum.
template <class Trace>
Totals total(const LevyLaw& law, const Municipality& city, const GroupSums& sums, Trace& trace,
             const GroupSteps* steps) {
    DAICHO_ASSERT(city.instalments >= 1 &&
                  city.instalments <= static_cast<std::int32_t>(kMaxInstalments));
    Totals result;
    NoTrace off;
    for (std::size_t asset = 0; asset < kAssetClasses; ++asset) {
        result.below_threshold[asset] = is_below(law, asset, sums[asset], off);
    }
    if constexpr (Trace::kOn) trace.open();
    total_tax(law, city, sums, Tax::fixed, result, trace, steps);
    total_tax(law, city, sums, Tax::city_planning, result, trace, steps);
    result.annual = result.tax[0].tax + result.tax[1].tax;
    result.instalment_count = city.instalments;
    split_instalments(result.annual, law.instalment_unit.value,
                      std::span(result.instalments)
                          .first(static_cast<std::size_t>(city.instalments)));
    record_annual(law, result, trace);
    return result;
}

template Totals total(const LevyLaw&, const Municipality&, const GroupSums&, NoTrace&,
                      const GroupSteps*);
template Totals total(const LevyLaw&, const Municipality&, const GroupSums&, Recording&,
                      const GroupSteps*);

}  // namespace daicho::tax::rules
