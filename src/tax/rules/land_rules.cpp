#include "tax/rules/land_rules.hpp"

#include <numeric>
#include <string>
#include <vector>

#include "tax/rules/land_rule_ids.hpp"

namespace daicho::tax::rules {
namespace {

constexpr std::int64_t kHundredthsPerSquareMetre = 100;
constexpr int kShownDecimals = 3;

// @law   地方税法 第349条 第1項
// @rule  land.value.registered
// @round none
// @law   地方税法 附則第17条の2 第1項
// @rule  land.value.revised
// @round 円未満切捨て
// @law   地方税法 第349条 第1項
// @rule  land.value.unit_price
// @round 円未満切捨て
template <class Trace>
Yen find_value(const ParcelInput& input, Trace& trace) {
    if (input.price_form == PriceForm::registered) {
        if constexpr (Trace::kOn) {
            trace.step(kLandValueRegistered).input("price_yen", input.price).yields(input.price);
        }
        return input.price;
    }
    const Yen revised = cut_mul(input.price, input.price_revision);
    if (input.price_form == PriceForm::base_year_price) {
        if constexpr (Trace::kOn) {
            trace.step(kLandValueRevised)
                .input("price_yen", input.price)
                .input("price_revision", input.price_revision)
                .yields(revised);
        }
        return revised;
    }
    const Yen value(cut_div(revised.amount(), input.area.hundredths(), kHundredthsPerSquareMetre));
    if constexpr (Trace::kOn) {
        trace.step(kLandValueUnitPrice)
            .input("unit_price_yen", input.price)
            .input("price_revision", input.price_revision)
            .input("area_m2", input.area)
            .yields(value);
    }
    return value;
}

ComponentResult& add(ParcelResult& result, ComponentKind kind, Area area, Yen value) noexcept {
    ComponentResult& part = result.components[result.count++];
    part = ComponentResult{};
    part.kind = kind;
    part.area = area;
    part.value = value;
    return part;
}

// @law   地方税法 第349条 第1項
// @rule  land.component.value
// @round 円未満切捨て
// The value is shared out by area, each part cut; the last takes the rest.
void split_value(const ParcelInput& input, const SiteAreas& areas, ParcelResult& result) noexcept {
    const std::array<Area, ParcelResult::kMaxComponents> parts{areas.small, areas.general,
                                                               areas.non_residential};
    Yen rest = result.value;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == Area()) continue;
        const Yen value = parts[i] == input.area
                              ? result.value
                              : Yen(cut_div(result.value.amount(), parts[i].hundredths(),
                                            input.area.hundredths()));
        add(result, static_cast<ComponentKind>(i), parts[i], value);
        rest -= value;
    }
    if (result.count > 0) result.components[result.count - 1].value += rest;
}

// @law   地方税法 第349条 第1項
// @rule  land.component.given
// @round none
void take_given(const GivenComponents& given, ParcelResult& result) noexcept {
    for (std::size_t i = 0; i < kKinds; ++i) {
        if (!given[i].present || result.count == ParcelResult::kMaxComponents) continue;
        add(result, static_cast<ComponentKind>(i), given[i].area, given[i].value);
    }
}

template <class Trace>
void find_components(const LandLaw& law, const ParcelInput& input, ParcelResult& result,
                     Trace& trace) {
    if (input.given != nullptr) {
        take_given(*input.given, result);
    } else if (is_farmland(input.use)) {
        add(result, ComponentKind::farmland, input.area, result.value);
    } else if (input.area == Area()) {
        add(result, ComponentKind::non_residential, input.area, result.value);
    } else {
        split_value(input, split_site(law, input.area, input.site, trace), result);
    }
}

// @law   地方税法 附則第18条の3
// @rule  land.previous.prorated
// @round 円未満切捨て
// @law   地方税法 附則第17条 第7号
// @rule  land.previous.unknown
// @round none
template <class Trace>
Previous previous_of(const PreviousBase& chain, Tax tax, Area area, Trace& trace) {
    const bool fixed = tax == Tax::fixed;
    const bool known = fixed ? chain.fixed_known : chain.city_planning_known;
    const Yen carried = fixed ? chain.fixed : chain.city_planning;
    if (!known) {
        if constexpr (Trace::kOn) trace.step(kPreviousUnknown).yields("unknown");
        return {};
    }
    if (chain.area == Area() || chain.area == area) return {carried, true};
    const auto exact = static_cast<__int128>(carried.amount()) * area.hundredths() /
                       chain.area.hundredths();
    // An old area of a few cm² must not overflow; above kMaxInputYen every rule caps anyway.
    const Yen base = exact > kMaxInputYen.amount() ? kMaxInputYen
                                                   : Yen(static_cast<std::int64_t>(exact));
    if constexpr (Trace::kOn) {
        trace.step(kPreviousProrated)
            .input("previous_yen", carried)
            .input("previous_area_m2", chain.area)
            .input("component_area_m2", area)
            .yields(base);
    }
    return {base, true};
}

Yen adjust(const LandLaw& law, LandClass land, Tax tax, std::int32_t since, Yen value, Yen full,
           Previous previous) noexcept {
    const BurdenLaw& burden = law.of(land, tax);
    switch (land) {
        case LandClass::small_residential:
        case LandClass::general_residential:
        case LandClass::other_land: return adjust_stepwise(burden, value, full, previous);
        case LandClass::commercial: return adjust_commercial(burden, value, previous);
        case LandClass::farmland:
        case LandClass::urban_farmland: return adjust_by_factor(burden, value, full, previous);
        case LandClass::specified_urban_farmland: break;
    }
    return adjust_phased(burden, value, full, phase_in_of(burden, law.year, since), previous);
}

void record_rate(Step& step, const char* name, const Rate& rate) {
    if (rate.stated.citation == nullptr) return;  // not a number of this class
    step.input(name, rate.stated.value).cite(rate.stated.citation);
}

void record_base(const LandLaw& law, const ParcelInput& input, LandClass land, Tax tax,
                 const ComponentResult& part, const std::string& subject, Recording& trace) {
    const auto t = static_cast<std::size_t>(tax);
    const auto l = static_cast<std::size_t>(land);
    const BurdenLaw& burden = law.of(land, tax);
    const BaseResult& result = part.tax[t];
    trace.step(kFullBase[l][t], burden.full.stated.citation)
        .input("value_yen", part.taxed_value)
        .input("ratio", burden.full.stated.value)
        .yields(result.full_base);
    if (result.previous_known) {
        trace.step(kBurdenLevel)
            .input("previous_yen", result.previous)
            .input("value_yen", part.taxed_value)
            .input("ratio", burden.full.stated.value)
            .yields(format_truncated(burden_level(burden, part.taxed_value, result.previous),
                                     kShownDecimals));
    }
    Step& step = trace.close(kBurden[l][t]);
    step.input("value_yen", part.taxed_value).input("full_base_yen", result.full_base);
    step.input("previous_yen", result.previous_known ? std::to_string(result.previous.amount())
                                                     : std::string("unknown"));
    record_rate(step, "step", burden.step);
    record_rate(step, "floor", burden.floor);
    record_rate(step, "upper", burden.upper);
    record_rate(step, "hold", burden.hold);
    if (burden.factors.count > 0 && result.previous_known) {
        step.input("factor", factor_at(burden, part.taxed_value, result.previous).ratio())
            .cite(burden.factors.citation);
    }
    if (burden.phase_in.count > 0) {
        step.input("phase_in",
                   phase_in_of(burden, law.year, input.urban_farmland_since).ratio())
            .cite(burden.phase_in.citation);
    }
    step.yields(result.base).about(subject);
}

// Base of one component under one tax: full base, previous base, adjustment.
template <class Trace>
void adjust_component(const LandLaw& law, const ParcelInput& input, LandUse use, Tax tax,
                      ComponentResult& part, Trace& trace) {
    const LandClass land = class_of(use, part.kind);
    const BurdenLaw& burden = law.of(land, tax);
    BaseResult& result = part.tax[static_cast<std::size_t>(tax)];
    result.full_base = full_base(burden, part.taxed_value);
    const Previous previous = previous_of(input.previous[static_cast<std::size_t>(part.kind)], tax,
                                          part.area, trace);
    result.previous = previous.base;
    result.previous_known = previous.known;
    result.base = adjust(law, land, tax, input.urban_farmland_since, part.taxed_value,
                         result.full_base, previous);
}

void record_value(const ParcelInput& input, const ParcelResult& result, const ComponentResult& part,
                  Recording& trace) {
    if (input.given != nullptr) {
        trace.step(kComponentGiven).input("value_yen", part.value).yields(part.value);
    } else if (result.count > 1) {
        trace.step(kComponentValue)
            .input("value_yen", result.value)
            .input("component", kKindNames[static_cast<std::size_t>(part.kind)])
            .input("component_area_m2", part.area)
            .input("area_m2", input.area)
            .yields(part.value);
    }
    if (part.taxed_value != part.value) {
        trace.step(kSpecialBase)
            .input("value_yen", part.value)
            .input("special_base_ratio", input.special_base_ratio)
            .yields(part.taxed_value);
    }
}

std::string subject_of(std::string_view parcel, ComponentKind kind, std::size_t tax) {
    return std::string(parcel) + "/" + kKindNames[static_cast<std::size_t>(kind)] + "/" +
           kTaxNames[tax];
}

// Records one parcel under one tax: every component with what it rests on, then the sum.
void record_parcel(const LandLaw& law, const ParcelInput& input, ParcelResult& result, Tax tax,
                   const std::vector<Step>& shared, std::string_view subject, Recording& trace) {
    const auto t = static_cast<std::size_t>(tax);
    trace.open();
    for (std::size_t i = 0; i < result.count; ++i) {
        ComponentResult& part = result.components[i];
        trace.open();
        trace.repeat(shared);
        record_value(input, result, part, trace);
        adjust_component(law, input, input.use, tax, part, trace);
        record_base(law, input, class_of(input.use, part.kind), tax, part,
                    subject_of(subject, part.kind, t), trace);
        result.base[t] += part.tax[t].base;
    }
    Step& sum = trace.close(kLandParcelBase[t]);
    for (std::size_t i = 0; i < result.count; ++i) {
        const ComponentResult& part = result.components[i];
        sum.input(std::string(kKindNames[static_cast<std::size_t>(part.kind)]) + "_base_yen",
                  part.tax[t].base);
    }
    sum.yields(result.base[t])
        .about(std::string(subject) + "/" + kTaxNames[t]);
}

// @law   地方税法 第349条の3
// @rule  land.special_base
// @round 円未満切捨て
// A special base ratio is applied to the price first; what follows starts from the result.
void apply_special_base(const ParcelInput& input, ParcelResult& result) noexcept {
    const Ratio ratio = input.special_base_ratio;
    const bool whole = ratio.numerator() == ratio.denominator();
    for (std::size_t i = 0; i < result.count; ++i) {
        ComponentResult& part = result.components[i];
        part.taxed_value = whole ? part.value : cut_mul(part.value, ratio);
    }
}

}  // namespace

Yen value_of(const ParcelInput& input) noexcept {
    NoTrace off;
    return find_value(input, off);
}

Ratio burden_level(const BurdenLaw& law, Yen taxed_value, Yen previous) noexcept {
    if (taxed_value == 0_yen) return {};
    const Fraction share = law.full.fraction;
    std::int64_t over = previous.amount();
    std::int64_t under = taxed_value.amount();
    const std::int64_t divisor = std::gcd(over, under);
    if (divisor > 1) {
        over /= divisor;
        under /= divisor;
    }
    return {over * share.denominator, under * share.numerator};
}

// @law   地方税法 第348条 第2項
// @rule  land.exempt
// @round none
// @law   地方税法 第349条 第1項
// @rule  land.parcel.base.fixed
// @round none
// @law   地方税法 第702条 第1項
// @rule  land.parcel.base.city_planning
// @round none
// The city planning tax has bases of its own, in its area only, each from its own previous base.
template <class Trace>
void assess_parcel(const LandLaw& law, const ParcelInput& input, ParcelResult& result,
                   Trace& trace, std::string_view subject) {
    result.count = 0;
    result.base = {};
    if constexpr (Trace::kOn) trace.open();
    result.value = find_value(input, trace);
    find_components(law, input, result, trace);
    apply_special_base(input, result);
    const std::size_t taxes = input.exempt ? 0 : input.city_planning_area ? kTaxes : 1;
    if constexpr (Trace::kOn) {
        const std::vector<Step> shared = trace.detach();
        for (std::size_t t = 0; t < taxes; ++t) {
            record_parcel(law, input, result, static_cast<Tax>(t), shared, subject, trace);
        }
        if (input.exempt) {
            trace.open();
            trace.repeat(shared);
            trace.close(kLandExempt).yields(0_yen).about(std::string(subject) + "/fixed");
        }
    } else {
        static_cast<void>(subject);
        for (std::size_t i = 0; i < result.count; ++i) {
            for (std::size_t t = 0; t < taxes; ++t) {
                adjust_component(law, input, input.use, static_cast<Tax>(t),
                                 result.components[i], trace);
                result.base[t] += result.components[i].tax[t].base;
            }
        }
    }
}

template void assess_parcel(const LandLaw&, const ParcelInput&, ParcelResult&, NoTrace&,
                            std::string_view);
template void assess_parcel(const LandLaw&, const ParcelInput&, ParcelResult&, Recording&,
                            std::string_view);

namespace {

// The base that the whole parcel would have this year if it had this use.
PreviousBase as_if(const LandLaw& law, const ParcelInput& input, Yen taxed_value,
                   ComponentKind kind) noexcept {
    // A use that the parcel does not have now: farmland as farmland, the rest as building land.
    const bool farm = kind == ComponentKind::farmland;
    const LandUse use = farm == is_farmland(input.use) ? input.use
                        : farm                         ? LandUse::farmland
                                                       : LandUse::building_land;
    ComponentResult part;
    part.kind = kind;
    part.area = input.area;
    part.taxed_value = taxed_value;
    NoTrace off;
    adjust_component(law, input, use, Tax::fixed, part, off);
    adjust_component(law, input, use, Tax::city_planning, part, off);
    return {part.tax[0].base, part.tax[1].base, input.area, true, true};
}

}  // namespace

void next_previous(const LandLaw& law, const ParcelInput& input, const ParcelResult& result,
                   PreviousBases& chain) noexcept {
    std::array<const ComponentResult*, kKinds> have{};
    Yen taxed_value;
    for (std::size_t i = 0; i < result.count; ++i) {
        have[static_cast<std::size_t>(result.components[i].kind)] = &result.components[i];
        taxed_value += result.components[i].taxed_value;
    }
    NoTrace off;
    for (std::size_t k = 0; k < kKinds; ++k) {
        if (have[k] == nullptr) {
            chain[k] = as_if(law, input, taxed_value, static_cast<ComponentKind>(k));
            continue;
        }
        // Both taxes, also outside the city planning area and when exempt: it may enter next year.
        ComponentResult part = *have[k];
        if (input.exempt) adjust_component(law, input, input.use, Tax::fixed, part, off);
        if (input.exempt || !input.city_planning_area) {
            adjust_component(law, input, input.use, Tax::city_planning, part, off);
        }
        chain[k] = {part.tax[0].base, part.tax[1].base, part.area, true, true};
    }
}

bool value_in_bounds(const ParcelInput& input) noexcept {
    const auto within = [](Yen yen) { return yen >= 0_yen && yen <= kMaxInputYen; };
    if (!within(input.price)) return false;
    bool fits = true;
    std::int64_t value = input.price.amount();
    if (input.price_form != PriceForm::registered) {
        value = mul_div_checked(value, input.price_revision.numerator(),
                                input.price_revision.denominator(), Rounding::floor, fits);
        if (!fits) return false;
    }
    if (input.price_form == PriceForm::unit_price) {
        value = mul_div_checked(value, input.area.hundredths(), kHundredthsPerSquareMetre,
                                Rounding::floor, fits);
    }
    if (!fits || !within(Yen(value))) return false;
    for (const PreviousBase& previous : input.previous) {
        if (!within(previous.fixed) || !within(previous.city_planning)) return false;
    }
    return true;
}

}  // namespace daicho::tax::rules
