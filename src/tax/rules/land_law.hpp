// LandLaw: the numbers of one fiscal year that the land rules read, bound once from law/.
//
// Each number is there twice: as the row states it (Cited, for explanations) and as the Fraction
// that the hot path multiplies by. tax/statute/land_statute.cpp fills it; rules only read it.
// Threads: immutable after binding.
#pragma once

#include <array>

#include "base/citation.hpp"
#include "base/fiscal_year.hpp"
#include "tax/rules/fraction.hpp"
#include "tax/rules/land_types.hpp"

namespace daicho::tax::rules {

// Classes of land that the base and the burden adjustment tell apart.
enum class LandClass : std::uint8_t {
    small_residential,
    general_residential,
    commercial,  // 商業地等
    other_land,
    farmland,  // with productive green
    urban_farmland,
    specified_urban_farmland,
};
inline constexpr std::size_t kLandClasses = 7;
inline constexpr std::array<const char*, kLandClasses> kLandClassNames{
    "small_residential", "general_residential", "commercial", "other_land",
    "farmland",          "urban_farmland",      "specified_urban_farmland"};

// A ratio as stated and as multiplied by.
struct Rate {
    Cited<Ratio> stated;
    Fraction fraction;
};

// One line of the table of rates of residential sites: from this share of dwelling floor on.
struct SiteRate {
    Fraction share_from;
    Fraction rate;
};
struct SiteRates {
    static constexpr std::size_t kMax = 6;
    std::array<SiteRate, kMax> lines{};  // descending by share_from; the last begins at zero
    std::size_t count = 0;
};

// 負担調整率 by burden level: the first line whose level is reached applies.
struct LevelFactor {
    Fraction level_from;
    Fraction factor;
};
struct LevelFactors {
    static constexpr std::size_t kMax = 8;
    std::array<LevelFactor, kMax> lines{};  // descending; the last begins at zero
    std::size_t count = 0;
    const Citation* citation = nullptr;
};

struct PhaseIn {
    static constexpr std::size_t kMax = 8;
    std::array<Fraction, kMax> ratios{};  // first, second, … year; full afterwards
    std::size_t count = 0;
    const Citation* citation = nullptr;
};

// Everything about one class of land under one tax. Which members a class uses is fixed by the
// rule that adjusts it; products with `full` are formed once, here.
struct BurdenLaw {
    Rate full;   // share of the price that is the full base: 1/6, 1/3, 2/3, 1
    Rate step;   // yearly step as a share of the full base: 5/100; 25/1000; 0 in a year of hold
    Rate floor;  // at least this share of the full base: 20/100
    Rate upper;  // 商業地等: lowered to this share of the price: 70/100
    Rate hold;   // 商業地等: held from this share on, and risen to at most it: 60/100
    LevelFactors factors;  // farmland
    PhaseIn phase_in;      // specified urban farmland
    Fraction step_of_value;   // full × step
    Fraction floor_of_value;  // full × floor
};

struct LandLaw {
    FiscalYear year;
    Cited<Area> small_area_per_dwelling;
    Cited<std::int64_t> floor_area_multiple;
    Cited<std::int64_t> tall_storeys;  // from so many storeys on, if fireproof, `tall_rates`
    SiteRates rates;
    SiteRates tall_rates;
    const Citation* rates_citation = nullptr;
    std::array<std::array<BurdenLaw, kTaxes>, kLandClasses> burden;

    [[nodiscard]] const BurdenLaw& of(LandClass land, Tax tax) const noexcept {
        return burden[static_cast<std::size_t>(land)][static_cast<std::size_t>(tax)];
    }
};

// Numbers of the levy that are no class's own.
struct LevyLaw {
    FiscalYear year;
    Cited<Yen> base_unit;        // 課税標準額の端数 1,000
    Cited<Yen> tax_unit;         // 税額の端数 100
    Cited<Yen> instalment_unit;  // 期別税額の端数 1,000
    Cited<Yen> land_threshold;   // 免税点
    Cited<Yen> house_threshold;
    Cited<Yen> depreciable_threshold;
    Cited<Ratio> standard_rate;          // 固定資産税の標準税率
    Cited<Ratio> city_planning_ceiling;  // 都市計画税の制限税率
    Cited<std::int64_t> standard_instalments;
};

}  // namespace daicho::tax::rules
