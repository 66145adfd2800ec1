// Rules on one house with a given value. Included by house_rules.hpp; include that instead.
#pragma once

#include "tax/rules/house_rule_ids.hpp"

namespace daicho::tax::rules {
namespace house {

// base × rate × counted ÷ total × fraction with one cut at the end, in 128 bits.
Yen exact_relief(Yen base, Ratio rate, Area counted, Area total, Ratio fraction) noexcept;

// The first fiscal year whose assessment date follows the day, or falls on it.
inline FiscalYear first_year_after(Date date) noexcept {
    const bool on_new_year = date.month() == 1 && date.day() == 1;
    return FiscalYear(on_new_year ? date.year() : date.year() + 1);
}

inline const ReliefTerms* terms_on(const ReliefLaw& law, Date date) noexcept {
    for (std::uint32_t i = 0; i < law.window_count; ++i) {
        if (law.windows[i].from <= date && date <= law.windows[i].to) return &law.windows[i];
    }
    return nullptr;
}

// A relief asked for, with what the law says of it in this year.
struct Claim {
    ReliefState state = ReliefState::applied;
    const ReliefTerms* terms = nullptr;
    Ratio fraction;
    Area counted;
};

// @law   地方税法 第359条
// @rule  house.relief.period
// @round none
// The relief runs for its number of fiscal years from the first assessment date that sees the
// house (or the completed work); 中高層耐火建築物 have more of them.
template <class Trace>
bool within_period(const HouseLaw& law, const ReliefTerms& terms, const House& house, Date start,
                   FiscalYear year, Claim& claim, Trace& trace) {
    const bool mid_high = house.fireproof && house.storeys >= law.mid_high_storeys.value;
    const std::int64_t years = mid_high ? terms.years_mid_high : terms.years;
    const FiscalYear first = first_year_after(start);
    const std::int64_t passed = year.year() - first.year();
    claim.fraction = passed > 0 ? terms.fraction_later : terms.fraction;
    const bool within = passed >= 0 && passed < years;
    if constexpr (Trace::kOn) {
        trace.step(kHouseReliefPeriod, terms.citation)
            .input("date", format_iso(start))
            .input("first_fiscal_year", std::int64_t{first.year()})
            .input("years", years)
            .input("fiscal_year", std::int64_t{year.year()})
            .yields(within ? "within" : "outside");
    }
    return within;
}

// @law   地方税法施行令 附則第12条 第1項
// @rule  house.relief.residential_share
// @round none
// The dwelling part must be at least one half of the house.
template <class Trace>
bool share_suffices(const HouseLaw& law, Area residential, Area total, Trace& trace) {
    const bool enough =
        Ratio(residential.hundredths(), total.hundredths()) >= law.min_residential_share.value;
    if constexpr (Trace::kOn) {
        trace.step(kHouseReliefShare, law.min_residential_share.citation)
            .input("residential_area_m2", residential)
            .input("floor_area_m2", total)
            .input("share", law.min_residential_share.value)
            .yields(enough ? "enough" : "too small");
    }
    return enough;
}

// Equal dwellings, without dividing: the limits and the cap are multiplied instead.
inline Area counted_of_equal(Area residential, std::int64_t dwellings, Area min, Area max,
                             Area cap) noexcept {
    const __int128 all = residential.hundredths();
    const __int128 n = dwellings;
    if (all < n * min.hundredths() || all > n * max.hundredths()) return Area();
    const __int128 capped = n * cap.hundredths();
    return capped < all ? Area::from_hundredths(static_cast<std::int64_t>(capped)) : residential;
}

// @law   地方税法施行令 附則第12条 第2項
// @rule  house.relief.counted_area
// @round none
// Each dwelling whose area lies within the limits counts, up to the cap; the others count zero.
template <class Trace>
Area counted_area(const ReliefTerms& terms, const House& house, Area residential, Trace& trace) {
    // The smaller minimum is for separate parts of a house that are let, not for a whole let house.
    const bool let_parts =
        house.let_out && (house.dwellings > 1 || !house.unit_areas.empty());
    const Area min = let_parts ? terms.min_area_let : terms.min_area;
    Area counted;
    if (house.unit_areas.empty()) {
        counted = counted_of_equal(residential, house.dwellings, min, terms.max_area, terms.cap);
    } else {
        for (const Area unit : house.unit_areas) {
            if (unit < min || unit > terms.max_area) continue;
            counted = counted + std::min(unit, terms.cap);
        }
        counted = std::min(counted, residential);
    }
    if constexpr (Trace::kOn) {
        trace.step(kHouseReliefArea, terms.citation)
            .input("residential_area_m2", residential)
            .input("dwellings", std::int64_t{house.dwellings})
            .input("min_m2", min)
            .input("max_m2", terms.max_area)
            .input("cap_m2", terms.cap)
            .yields(counted);
    }
    return counted;
}

// Conditions of the kind that the data of the house can decide. Costs, residents, certificates
// and subsidies are decided by the clerk who enters the relief.
inline ReliefState conditions(const ReliefLaw& law, const House& house, Date start) noexcept {
    if (law.needs_fireproof.value && !house.fireproof) return ReliefState::not_fireproof;
    if (house.dwellings < law.min_dwellings.value) return ReliefState::too_few_dwellings;
    if (law.not_let.value && house.let_out) return ReliefState::let_not_allowed;
    if (law.built_by.citation != nullptr && house.built > law.built_by.value) {
        return ReliefState::too_new;
    }
    if (law.min_age_years.value > 0 &&
        add_months(house.built, static_cast<int>(law.min_age_years.value * 12)) > start) {
        return ReliefState::too_new;
    }
    return ReliefState::applied;
}

template <class Trace>
Claim examine(const HouseLaw& law, FiscalYear year, const House& house, const HouseRelief& relief,
              Trace& trace) {
    Claim claim;
    const ReliefLaw& kind = law.of(relief.kind);
    const auto refuse = [&claim](ReliefState state) {
        claim.state = state;
        return claim;
    };
    if (kind.window_count == 0) return refuse(ReliefState::does_not_exist);
    if (!counts_from_built(relief.kind) && !relief.has_completed) {
        return refuse(ReliefState::no_completion_date);
    }
    const Date start = counts_from_built(relief.kind) ? house.built : relief.completed;
    claim.terms = terms_on(kind, start);
    if (claim.terms == nullptr) return refuse(ReliefState::outside_window);
    if (!within_period(law, *claim.terms, house, start, year, claim, trace)) {
        return refuse(ReliefState::outside_years);
    }
    claim.state = conditions(kind, house, start);
    if (claim.state != ReliefState::applied) return claim;
    const Area residential = std::min(house.residential_area, house.floor_area);
    if (house.dwellings < 1 || residential == Area()) return refuse(ReliefState::no_dwelling);
    if (!share_suffices(law, residential, house.floor_area, trace)) {
        return refuse(ReliefState::small_share);
    }
    claim.counted = counted_area(*claim.terms, house, residential, trace);
    if (claim.counted == Area()) return refuse(ReliefState::area_out_of_range);
    return claim;
}

// @law   地方税法 附則第15条の6 第1項
// @rule  house.relief.amount
// @round 円未満切捨て
// Off the tax of the house before any other relief: the share of the counted area, then the
// fraction of the kind.
template <class Trace>
Yen amount(Yen base, Ratio rate, const House& house, const Claim& claim, const char* tax,
           Trace& trace) {
    const Yen relief = exact_relief(base, rate, claim.counted, house.floor_area, claim.fraction);
    if constexpr (Trace::kOn) {
        trace.step(kHouseReliefAmount, claim.terms->citation)
            .input("tax", tax)
            .input("base_yen", base)
            .input("rate", rate)
            .input("counted_area_m2", claim.counted)
            .input("floor_area_m2", house.floor_area)
            .input("fraction", claim.fraction)
            .yields(relief);
    }
    return relief;
}

template <class Trace>
ReliefResult one_relief(const HouseLaw& law, const TaxRates& rates, FiscalYear year,
                        const House& house, const HouseRelief& relief, const HouseResult& bases,
                        Trace& trace) {
    if constexpr (Trace::kOn) trace.open();
    const Claim claim = examine(law, year, house, relief, trace);
    ReliefResult result{relief.kind, claim.state, 0_yen, 0_yen};
    const ReliefLaw& kind = law.of(relief.kind);
    if (claim.state == ReliefState::applied) {
        result.fixed = amount(bases.fixed_base, rates.fixed, house, claim, "fixed", trace);
        if (kind.city_planning.value) {
            result.city_planning = amount(bases.city_planning_base, rates.city_planning, house,
                                          claim, "city_planning", trace);
        }
    }
    if constexpr (Trace::kOn) {
        const Rule& rule = kHouseReliefs[static_cast<std::size_t>(relief.kind)];
        const Citation* cited = claim.terms == nullptr ? nullptr : claim.terms->citation;
        Step& step = trace.close(rule, cited);
        step.input("state", relief_state_key(claim.state));
        if (kind.city_planning.value) step.cite(kind.city_planning.citation);
        if (kind.city_planning.value) step.input("city_planning_relief_yen", result.city_planning);
        step.yields(result.fixed);
    }
    return result;
}

// @law   地方税法 附則第15条の9
// @rule  house.relief.conflict
// @round none
// Reliefs exclude each other unless the law lets the pair apply together; then each is computed
// on the undiscounted tax. Two that claim one house and year are an error of the input: none is
// given, and the caller must say so.
template <class Trace>
void settle_conflicts(const HouseLaw& law, HouseResult& result, Trace& trace) {
    for (std::size_t i = 0; i < result.relief_count; ++i) {
        for (std::size_t j = i + 1; j < result.relief_count; ++j) {
            const ReliefResult& a = result.reliefs[i];
            const ReliefResult& b = result.reliefs[j];
            if (a.state != ReliefState::applied || b.state != ReliefState::applied) continue;
            if (law.of(a.kind).may_combine(b.kind) && law.of(b.kind).may_combine(a.kind)) continue;
            result.conflict = true;
            if constexpr (Trace::kOn) {
                trace.step(kHouseReliefConflict)
                    .input("first", relief_key(a.kind))
                    .input("second", relief_key(b.kind))
                    .yields("conflict");
            }
        }
    }
    if (!result.conflict) return;
    for (std::size_t i = 0; i < result.relief_count; ++i) {
        ReliefResult& relief = result.reliefs[i];
        if (relief.state != ReliefState::applied) continue;
        relief = {relief.kind, ReliefState::conflict, 0_yen, 0_yen};
    }
}

// @law   地方税法 第349条 第1項
// @rule  house.value.registered
// @round none
// The price as decided and registered; its valuation is not computed here.
// @rule  house.base.fixed
// @round none
// The base of a house is its value.
// @law   地方税法 第702条 第1項
// @rule  house.base.city_planning
// @round none
// The same value, for houses within the area of the city planning tax.
template <class Trace>
HouseResult bases_of(const House& house, Trace& trace) {
    HouseResult result;
    result.fixed_base = house.exempt ? 0_yen : house.value;
    result.city_planning_base = house.city_planning_area ? result.fixed_base : 0_yen;
    if constexpr (Trace::kOn) {
        const auto registered = [&] {
            trace.open();
            trace.step(kHouseValueRegistered).input("price_yen", house.value).yields(house.value);
        };
        registered();
        trace.close(kHouseBaseFixed)
            .input("value_yen", house.value)
            .input("exempt", house.exempt ? "true" : "false")
            .yields(result.fixed_base);
        registered();
        trace.close(kHouseBaseCityPlanning)
            .input("value_yen", house.value)
            .input("city_planning_area", house.city_planning_area ? "true" : "false")
            .yields(result.city_planning_base);
    }
    return result;
}

}  // namespace house

template <class Trace>
HouseResult assess_house(const HouseLaw& law, const TaxRates& rates, FiscalYear year,
                         const House& house, Trace& trace) {
    DAICHO_ASSERT(house.value >= 0_yen && house.value <= kMaxInputYen);
    DAICHO_ASSERT(house.relief_count <= House::kMaxReliefs);
    DAICHO_ASSERT(house.unit_areas.empty() ||
                  house.unit_areas.size() == static_cast<std::size_t>(house.dwellings));
    HouseResult result = house::bases_of(house, trace);
    result.relief_count = house.relief_count;
    for (std::size_t i = 0; i < house.relief_count; ++i) {
        result.reliefs[i] =
            house::one_relief(law, rates, year, house, house.reliefs[i], result, trace);
    }
    if (house.relief_count > 1) house::settle_conflicts(law, result, trace);
    for (std::size_t i = 0; i < house.relief_count; ++i) {
        result.fixed_relief += result.reliefs[i].fixed;
        result.city_planning_relief += result.reliefs[i].city_planning;
    }
    return result;
}

}  // namespace daicho::tax::rules
