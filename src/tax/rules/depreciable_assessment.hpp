// Rules on one depreciable asset. Included by depreciable_rules.hpp; include that instead.
#pragma once

#include "tax/rules/fraction.hpp"

namespace daicho::tax::rules {
namespace depreciable {

// Life in force for the assessment of a fiscal year.
inline std::int32_t life_in(const DepreciableAsset& asset, FiscalYear year) noexcept {
    std::int32_t life = asset.life_years;
    for (const LifeRevision& revision : asset.revisions) {
        if (revision.from > year) break;
        life = revision.life_years;
    }
    return life;
}

inline const ResidualFactor& factor_of(const DepreciableLaw& law, std::int32_t life) noexcept {
    DAICHO_ASSERT(life >= kMinLifeYears && life <= kMaxLifeYears);
    return law.factors[static_cast<std::size_t>(life)];
}

// kMaxInputYen × kResidualScale fits 64 bits, and a constant divisor costs no division.
static_assert(kMaxInputYen.amount() <= INT64_MAX / kResidualScale);
constexpr Yen scaled(Yen value, std::int32_t thousandths) noexcept {
    return Yen(value.amount() * thousandths / kResidualScale);
}

// @law   固定資産評価基準 第3章 第1節
// @rule  depreciable.value.first
// @round 円未満切捨て
// Half a year's fall in the first year, whatever the month: cost × A, where A = 1 − r/2 with r/2
// rounded half up to three decimals.
template <class Trace>
Yen first_value(const DepreciableLaw& law, Yen cost, std::int32_t life, FiscalYear year,
                Trace& trace) {
    const std::int32_t factor = factor_of(law, life).first;
    const Yen value = scaled(cost, factor);
    if constexpr (Trace::kOn) {
        trace.step(kDepreciableFirstValue, law.factors_citation)
            .input("fiscal_year", std::int64_t{year.year()})
            .input("cost_yen", cost)
            .input("life_years", std::int64_t{life})
            .input("residual_rate", Ratio(factor, kResidualScale))
            .yields(value);
    }
    return value;
}

// @law   固定資産評価基準 第3章 第1節
// @rule  depreciable.value.later
// @round 円未満切捨て
// Last year's value, as it was cut, × B = 1 − r of the life in force this year. A revised life
// begins here; the years before are not computed again.
template <class Trace>
Yen later_value(const DepreciableLaw& law, Yen previous, std::int32_t life, FiscalYear year,
                Trace& trace) {
    const std::int32_t factor = factor_of(law, life).later;
    const Yen value = scaled(previous, factor);
    if constexpr (Trace::kOn) {
        trace.step(kDepreciableLaterValue, law.factors_citation)
            .input("fiscal_year", std::int64_t{year.year()})
            .input("previous_yen", previous)
            .input("life_years", std::int64_t{life})
            .input("residual_rate", Ratio(factor, kResidualScale))
            .yields(value);
    }
    return value;
}

// The value carried from year to year, without the lowest limit. Once it is 0 it stays 0, so the
// loop is bounded whatever the years.
template <class Trace>
Yen carried_value(const DepreciableLaw& law, FiscalYear year, const DepreciableAsset& asset,
                  FiscalYear first, Trace& trace) {
    Yen value = first_value(law, asset.cost, life_in(asset, first), first, trace);
    if constexpr (!Trace::kOn) {
        if (asset.revisions.empty()) {  // the ordinary case: one factor for all years
            const std::int32_t factor = factor_of(law, asset.life_years).later;
            for (std::int32_t left = year.year() - first.year(); left > 0; --left) {
                if (value == 0_yen) break;
                value = scaled(value, factor);
            }
            return value;
        }
    }
    for (FiscalYear at = first.next(); at <= year && value > 0_yen; at = at.next()) {
        value = later_value(law, value, life_in(asset, at), at, trace);
    }
    return value;
}

// @law   固定資産評価基準 第3章 第1節
// @rule  depreciable.value.lowest
// @round 円未満切捨て
// While the asset is in use its value does not fall below 5 % of its cost.
template <class Trace>
Yen with_lowest(const DepreciableLaw& law, Yen carried, Yen cost, Trace& trace) {
    const Yen lowest = cut_mul(cost, law.lowest_share.value);
    const Yen value = std::max(carried, lowest);
    if constexpr (Trace::kOn) {
        trace.close(kDepreciableLowest, law.lowest_share.citation)
            .input("value_yen", carried)
            .input("cost_yen", cost)
            .input("share", law.lowest_share.value)
            .input("lowest_yen", lowest)
            .yields(value);
    }
    return value;
}

// @law   地方税法 第349条の2
// @rule  depreciable.base
// @round 円未満切捨て
// The value, or where a special base applies (課税標準の特例) the fraction of it that remains.
template <class Trace>
Yen base_of(const DepreciableAsset& asset, Yen value, Trace& trace) {
    const Yen base = asset.exempt                  ? 0_yen
                     : asset.base_fraction == kOne ? value
                                                   : cut_mul(value, asset.base_fraction);
    if constexpr (Trace::kOn) {
        trace.close(kDepreciableBase)
            .input("assessed_value_yen", value)
            .input("base_fraction", asset.base_fraction)
            .input("exempt", asset.exempt ? "true" : "false")
            .yields(base);
    }
    return base;
}

}  // namespace depreciable

template <class Trace>
DepreciableResult assess_depreciable(const DepreciableLaw& law, FiscalYear year,
                                     const DepreciableAsset& asset, Trace& trace) {
    DAICHO_ASSERT(asset.cost >= 0_yen && asset.cost <= kMaxInputYen);
    const FiscalYear first = first_fiscal_year(asset.acquired);
    if (year < first) {
        if constexpr (Trace::kOn) {
            trace.step(kDepreciableFirstYear).input("fiscal_year", std::int64_t{year.year()})
                .yields(std::to_string(first.year()));
        }
        return {};
    }
    DepreciableResult result;
    result.taxed = true;
    if constexpr (Trace::kOn) {
        trace.open();  // because of the base
        trace.open();  // because of the value
        trace.step(kDepreciableFirstYear)
            .input("acquired_year", std::int64_t{asset.acquired.year})
            .input("acquired_month", std::int64_t{asset.acquired.month})
            .yields(std::to_string(first.year()));
    }
    result.theoretical_book_value = depreciable::carried_value(law, year, asset, first, trace);
    result.assessed_value =
        depreciable::with_lowest(law, result.theoretical_book_value, asset.cost, trace);
    result.base = depreciable::base_of(asset, result.assessed_value, trace);
    return result;
}

// @law   減価償却資産の耐用年数等に関する省令 第3条 第1項
// @rule  depreciable.used_life
// @round 年未満切捨て
// The legal life all elapsed: a share of it; partly elapsed: what is left plus the share of what
// has elapsed. Never less than the minimum.
template <class Trace>
std::int32_t used_asset_life(const DepreciableLaw& law, std::int32_t legal_life,
                             std::int32_t elapsed_years, Trace& trace) {
    DAICHO_ASSERT(legal_life >= kMinLifeYears && legal_life <= kMaxLifeYears);
    DAICHO_ASSERT(elapsed_years >= 0);
    const std::int32_t elapsed = std::min(elapsed_years, legal_life);
    const Ratio share = law.used_life_share.value;
    const std::int64_t left =
        (legal_life - elapsed) +
        mul_div(elapsed, share.numerator(), share.denominator(), Rounding::floor);
    const std::int64_t life = std::max(left, law.used_life_min.value);
    if constexpr (Trace::kOn) {
        trace.step(kDepreciableUsedLife, law.used_life_share.citation)
            .cite(law.used_life_min.citation)
            .input("legal_life_years", std::int64_t{legal_life})
            .input("elapsed_years", std::int64_t{elapsed_years})
            .input("share", share)
            .yields(std::to_string(life));
    }
    return static_cast<std::int32_t>(life);
}

}  // namespace daicho::tax::rules
