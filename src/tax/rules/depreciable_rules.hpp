// 償却資産 (depreciable assets): value and base of one asset in one fiscal year.
//
//     DepreciableResult result = assess_depreciable(law, FiscalYear(2026), asset, trace);
//
// The value falls by the printed rate of its useful life, half in the first year, the yen cut
// every year and the cut value carried on, never below 5 % of the cost. A late report changes
// nothing: the value runs from the acquisition. Base = value × special fraction, cut per asset;
// threshold and truncation belong to totals. NoTrace allocates nothing. Threads: any.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "base/assert.hpp"
#include "base/citation.hpp"
#include "base/date.hpp"
#include "base/fiscal_year.hpp"
#include "base/yen.hpp"
#include "tax/rules/depreciable_rule_ids.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

inline constexpr std::int32_t kMinLifeYears = 2;
inline constexpr std::int32_t kMaxLifeYears = 100;
// The statutory table prints three decimals; factors are kept as thousandths.
inline constexpr std::int64_t kResidualScale = 1'000;

// One row of the table (固定資産評価基準 別表第15), in thousandths.
struct ResidualFactor {
    std::int32_t rate = 0;   // r as printed: 0.369 = 369
    std::int32_t first = 0;  // A = 1 − r/2 rounded half up to three decimals
    std::int32_t later = 0;  // B = 1 − r
};

// A and B from a printed rate.
ResidualFactor residual_factor(std::int32_t rate_thousandths) noexcept;

struct DepreciableLaw {
    std::array<ResidualFactor, kMaxLifeYears + 1> factors{};  // by life; 0 and 1 unused
    const Citation* factors_citation = nullptr;
    Cited<Ratio> lowest_share;          // 5 % of the cost
    Cited<Ratio> used_life_share;       // 簡便法: 20 %
    Cited<std::int64_t> used_life_min;  // 簡便法: at least 2 years
};

// 取得年月: day 0 where only the month is known.
struct AcquisitionDate {
    std::int32_t year = 1970;
    std::uint8_t month = 1;
    std::uint8_t day = 0;
    constexpr auto operator<=>(const AcquisitionDate&) const noexcept = default;
};

constexpr AcquisitionDate acquired_on(YearMonth month) noexcept {
    return {month.year, static_cast<std::uint8_t>(month.month), 0};
}
inline AcquisitionDate acquired_on(Date date) noexcept {
    return {date.year(), static_cast<std::uint8_t>(date.month()),
            static_cast<std::uint8_t>(date.day())};
}

// First fiscal year whose assessment date (1 January) sees the asset.
// @law   固定資産評価基準 第3章第1節
// @rule  depreciable.first_year
// @round none
// What is acquired on 1 January counts as acquired in December of the year before.
constexpr FiscalYear first_fiscal_year(AcquisitionDate acquired) noexcept {
    const bool on_new_year = acquired.month == 1 && acquired.day == 1;
    return FiscalYear(on_new_year ? acquired.year : acquired.year + 1);
}

// 耐用年数の改正: from this fiscal year on the life is another one.
struct LifeRevision {
    FiscalYear from;
    std::int32_t life_years = 0;
};

struct DepreciableAsset {
    Yen cost;                     // 取得価額, 0 … kMaxInputYen
    AcquisitionDate acquired;
    std::int32_t life_years = 0;  // 2 … 100
    Ratio base_fraction = kOne;   // 課税標準の特例: what REMAINS of the base, 0 … 1
    bool exempt = false;          // 非課税 or outside the object of the tax
    std::span<const LifeRevision> revisions;  // ascending by year; usually none
};

struct DepreciableResult {
    Yen theoretical_book_value;  // 理論帳簿価額: the carried value before the 5 % limit
    Yen assessed_value;          // 評価額 = 決定価格
    Yen base;                    // 課税標準額, 0 when exempt
    bool taxed = false;          // false: not yet acquired on the assessment date, all zero
};

// Defined in depreciable_assessment.hpp for every trace.
template <class Trace>
DepreciableResult assess_depreciable(const DepreciableLaw& law, FiscalYear year,
                                     const DepreciableAsset& asset, Trace& trace);

// 中古資産の耐用年数（簡便法）: whole years of use, legal life 2 … 100.
template <class Trace>
std::int32_t used_asset_life(const DepreciableLaw& law, std::int32_t legal_life,
                             std::int32_t elapsed_years, Trace& trace);

}  // namespace daicho::tax::rules

#include "tax/rules/depreciable_assessment.hpp"  // IWYU pragma: export
