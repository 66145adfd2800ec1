// 家屋 (houses) with a given value: bases and reliefs of the tax of one house.
//
//     HouseResult result = assess_house(law, rates, FiscalYear(2026), house, trace);
//
// Bases are whole yen, not truncated (totals do that once per owner). Reliefs reduce the TAX:
//     tax of the house × capped dwelling area ÷ floor area × fraction, cut to the yen once,
// on exact integers. They come off the tax of the owner group before its 100-yen truncation.
// NoTrace allocates nothing. Threads: any.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "base/area.hpp"
#include "base/assert.hpp"
#include "base/date.hpp"
#include "base/fiscal_year.hpp"
#include "base/yen.hpp"
#include "tax/rules/house_law.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

struct HouseRelief {
    ReliefKind kind = ReliefKind::new_house;
    // Completion of the work. Not needed (and not read) where counts_from_built(kind).
    Date completed;
    bool has_completed = false;
};

struct House {
    static constexpr std::size_t kMaxReliefs = 6;

    Yen value;                  // 価格（評価額）
    Date built;                 // 新築年月日
    Area floor_area;            // 床面積, 1 m² at least when there is a relief
    Area residential_area;      // 居住部分の床面積 (別荘 excluded); cut to floor_area
    std::int32_t storeys = 1;   // 地上階数
    std::int32_t dwellings = 1; // independent dwellings; 0 = no dwelling, no relief
    bool fireproof = false;     // 耐火・準耐火. Where only the structure is known: not wood
    bool let_out = false;       // 貸家 (its dwellings are let). Unknown: dwellings ≥ 2
    bool city_planning_area = false;
    bool exempt = false;        // 非課税
    std::uint8_t relief_count = 0;
    std::array<HouseRelief, kMaxReliefs> reliefs{};
    // Floor areas of the dwellings, each with its share of the common parts. Empty: equal shares
    // of residential_area. Otherwise exactly `dwellings` of them.
    std::span<const Area> unit_areas;
};

// Rates of the municipality, at most kMaxRateTerm in numerator and denominator (rate_is_usable).
struct TaxRates {
    Ratio fixed;
    Ratio city_planning;
};

constexpr bool rate_is_usable(Ratio rate) noexcept {
    return rate.numerator() >= 0 && rate.numerator() <= rate.denominator() &&
           rate.denominator() <= kMaxRateTerm;
}

// What became of a relief asked for. `applied`, `outside_years` and `does_not_exist` are ordinary;
// the others deserve a message to the clerk, `conflict` and `no_completion_date` an error.
enum class ReliefState : std::uint8_t {
    applied,
    outside_years,       // not yet, or no longer
    outside_window,      // built or completed outside the windows of the law
    does_not_exist,      // the year's law has no such relief
    no_completion_date,  // the kind needs `completed`
    no_dwelling,         // no dwelling or no floor area
    small_share,         // 居住部分 below one half
    area_out_of_range,   // no dwelling passes the area test
    not_fireproof,
    too_few_dwellings,
    let_not_allowed,
    too_new,             // built too late for this kind of work
    conflict,            // another relief claims the same house and year
};
std::string_view relief_state_key(ReliefState state) noexcept;

struct ReliefResult {
    ReliefKind kind = ReliefKind::new_house;
    ReliefState state = ReliefState::outside_years;
    Yen fixed;
    Yen city_planning;
};

struct HouseResult {
    Yen fixed_base;
    Yen city_planning_base;
    Yen fixed_relief;
    Yen city_planning_relief;
    bool conflict = false;  // then no relief is given: the input must be corrected
    std::uint8_t relief_count = 0;
    std::array<ReliefResult, House::kMaxReliefs> reliefs{};
};

// Defined in house_assessment.hpp for every trace.
template <class Trace>
HouseResult assess_house(const HouseLaw& law, const TaxRates& rates, FiscalYear year,
                         const House& house, Trace& trace);

}  // namespace daicho::tax::rules

#include "tax/rules/house_assessment.hpp"  // IWYU pragma: export
