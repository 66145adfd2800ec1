#include "tax/rules/owner_group.hpp"

#include <algorithm>
#include <string>

#include "tax/rules/fraction.hpp"
#include "tax/rules/house_rule_ids.hpp"
#include "tax/rules/land_rule_ids.hpp"

namespace daicho::tax::rules {
namespace {

constexpr const char* kWaivers = "levy.waiver";
constexpr const char* kReliefs = "house.relief";

ClassSums& sums_of(OwnerGroupResult& result, AssetClass asset) noexcept {
    return result.sums[static_cast<std::size_t>(asset)];
}

Ratio rate_of(const Municipality& city, std::size_t tax) noexcept {
    return tax == 0 ? city.rates.fixed : city.rates.city_planning;
}

// @law   地方税法 第367条
// @rule  levy.waiver.land.fixed
// @rule  levy.waiver.house.fixed
// @rule  levy.waiver.depreciable
// @round 円未満切捨て
// @law   地方税法 第702条の8 第7項
// @rule  levy.waiver.land.city_planning
// @rule  levy.waiver.house.city_planning
// @round 円未満切捨て
// The asset's own share of the tax, after its reliefs, times the ratio. How a municipality rounds
// here is not settled by law; the yen is cut.
template <class Trace>
Yen waiver_of(const Rule& rule, Yen base, Ratio rate, Yen relief, Ratio waiver, Trace& trace) {
    if (waiver.numerator() == 0) return 0_yen;
    const Yen tax = cut_mul(base, rate);
    const Yen amount = cut_mul(std::max(tax - relief, 0_yen), waiver);
    if constexpr (Trace::kOn) {
        trace.step(rule)
            .input("base_yen", base)
            .input("rate", rate)
            .input("relief_yen", relief)
            .input("waiver_ratio", waiver)
            .yields(amount);
    } else {
        static_cast<void>(rule);
    }
    return amount;
}

// Names the steps of one house or asset, so that one can ask for them: "house/0/fixed".
void name_steps(Recording& trace, const std::string& subject) {
    std::vector<Step> steps = trace.detach();
    for (Step& step : steps) {
        const std::string_view id = step.rule->id;
        if (id == kHouseBaseFixed.id) step.about(subject + "/" + kTaxNames[0]);
        else if (id == kHouseBaseCityPlanning.id) step.about(subject + "/" + kTaxNames[1]);
        else if (id == kDepreciableBase.id) step.about(subject);
        else if (id.starts_with(kReliefs)) step.about(subject + "/relief");
    }
    trace.repeat(steps);
}

template <class Trace>
void levy_land(const YearLaw& law, const Municipality& city, std::span<const ParcelInput> parcels,
               OwnerGroupResult& result, Trace& trace) {
    ClassSums& sums = sums_of(result, AssetClass::land);
    result.parcels.resize(parcels.size());
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        const ParcelInput& parcel = parcels[i];
        ParcelResult& assessed = result.parcels[i];
        if constexpr (Trace::kOn) {
            assess_parcel(law.land, parcel, assessed, trace, "land/" + std::to_string(i));
        } else {
            assess_parcel(law.land, parcel, assessed, trace);
        }
        for (std::size_t tax = 0; tax < kTaxes; ++tax) {
            sums.base[tax] += assessed.base[tax];
            sums.waiver[tax] += waiver_of(kLandWaiver[tax], assessed.base[tax], rate_of(city, tax),
                                          0_yen, parcel.waiver_ratio, trace);
        }
        sums.objects += parcel.exempt ? 0U : 1U;
    }
}

template <class Trace>
void levy_houses(const YearLaw& law, const Municipality& city, std::span<const HouseInput> houses,
                 OwnerGroupResult& result, Trace& trace) {
    ClassSums& sums = sums_of(result, AssetClass::house);
    result.houses.resize(houses.size());
    for (std::size_t i = 0; i < houses.size(); ++i) {
        const HouseInput& input = houses[i];
        HouseResult& house = result.houses[i];
        if constexpr (Trace::kOn) trace.open();
        house = assess_house(law.houses, city.rates, law.year, input.house, trace);
        if constexpr (Trace::kOn) name_steps(trace, "house/" + std::to_string(i));
        const std::array<Yen, kTaxes> base{house.fixed_base, house.city_planning_base};
        const std::array<Yen, kTaxes> relief{house.fixed_relief, house.city_planning_relief};
        for (std::size_t tax = 0; tax < kTaxes; ++tax) {
            sums.base[tax] += base[tax];
            sums.relief[tax] += relief[tax];
            sums.waiver[tax] += waiver_of(kHouseWaiver[tax], base[tax], rate_of(city, tax),
                                          relief[tax], input.waiver_ratio, trace);
        }
        sums.objects += input.house.exempt ? 0U : 1U;
    }
}

template <class Trace>
void levy_assets(const YearLaw& law, const Municipality& city, std::span<const AssetInput> assets,
                 OwnerGroupResult& result, Trace& trace) {
    ClassSums& sums = sums_of(result, AssetClass::depreciable);
    result.assets.resize(assets.size());
    for (std::size_t i = 0; i < assets.size(); ++i) {
        const AssetInput& input = assets[i];
        DepreciableResult& asset = result.assets[i];
        if constexpr (Trace::kOn) trace.open();
        asset = assess_depreciable(law.depreciable, law.year, input.asset, trace);
        if constexpr (Trace::kOn) name_steps(trace, "depreciable/" + std::to_string(i));
        sums.base[0] += asset.base;
        sums.waiver[0] += waiver_of(kDepreciableWaiver, asset.base, city.rates.fixed, 0_yen,
                                    input.waiver_ratio, trace);
        sums.objects += asset.taxed && !input.asset.exempt ? 1U : 0U;
    }
}

// Puts the steps recorded for one class where the totals will repeat them.
void sort_steps(std::vector<Step> recorded, AssetClass asset, GroupSteps& sorted) {
    for (Step& step : recorded) {
        const std::string_view id = step.rule->id;
        const std::size_t tax = id.ends_with(".city_planning") ? 1 : 0;
        const bool reduces = id.starts_with(kWaivers) || id.starts_with(kReliefs);
        auto& list = reduces ? sorted.reductions[tax]
                             : sorted.bases[static_cast<std::size_t>(asset)][tax];
        list.push_back(std::move(step));
    }
}

}  // namespace

template <class Trace>
void levy_owner_group(const YearLaw& law, const Municipality& city, const OwnerGroupInput& input,
                      OwnerGroupResult& result, Trace& trace) {
    result.sums = {};
    if constexpr (Trace::kOn) {
        GroupSteps steps;
        trace.open();
        levy_land(law, city, input.parcels, result, trace);
        sort_steps(trace.detach(), AssetClass::land, steps);
        trace.open();
        levy_houses(law, city, input.houses, result, trace);
        sort_steps(trace.detach(), AssetClass::house, steps);
        trace.open();
        levy_assets(law, city, input.assets, result, trace);
        sort_steps(trace.detach(), AssetClass::depreciable, steps);
        result.totals = total(law.levy, city, result.sums, trace, &steps);
    } else {
        levy_land(law, city, input.parcels, result, trace);
        levy_houses(law, city, input.houses, result, trace);
        levy_assets(law, city, input.assets, result, trace);
        result.totals = total(law.levy, city, result.sums, trace);
    }
}

template void levy_owner_group(const YearLaw&, const Municipality&, const OwnerGroupInput&,
                               OwnerGroupResult&, NoTrace&);
template void levy_owner_group(const YearLaw&, const Municipality&, const OwnerGroupInput&,
                               OwnerGroupResult&, Recording&);

bool group_in_bounds(const OwnerGroupInput& input) noexcept {
    Yen total;
    const auto add = [&total](Yen value) {
        if (value < 0_yen || value > kMaxInputYen) return false;
        total += value;
        return total <= kMaxInputYen;
    };
    for (const ParcelInput& parcel : input.parcels) {
        if (!value_in_bounds(parcel)) return false;
        if (!add(value_of(parcel))) return false;
        if (parcel.given == nullptr) continue;
        for (const GivenComponent& part : *parcel.given) {
            if (part.present && !add(part.value)) return false;
        }
    }
    for (const HouseInput& house : input.houses) {
        if (!add(house.house.value)) return false;
    }
    for (const AssetInput& asset : input.assets) {
        if (!add(asset.asset.cost)) return false;
    }
    return true;
}

}  // namespace daicho::tax::rules
