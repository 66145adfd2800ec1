// 家屋の減額 (reliefs of the tax on houses): the numbers of one fiscal year, bound from law/.
//
// Plain data for the rules of house_rules.hpp. A statute binding (tax/statute/house_statute.hpp)
// fills it from law/<year>/house.yaml and puts the fractions that an ordinance sets
// (わがまち特例) in their place. Invariants after binding: window_count ≥ 1 for every kind that the
// year knows (0 = the relief does not exist that year), windows of a kind do not overlap,
// fractions lie in 0 … 1 with a denominator of at most kMaxFractionTerm, years ≥ 1.
// Threads: immutable after binding, shared freely.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/area.hpp"
#include "base/citation.hpp"
#include "base/date.hpp"
#include "base/ratio.hpp"

namespace daicho::tax::rules {

// 減額措置の種類. The keys (relief_key) are the codes of the registers and of the command line.
enum class ReliefKind : std::uint8_t {
    new_house,                          // 新築住宅
    long_life,                          // 認定長期優良住宅（新築）
    seismic,                            // 耐震改修
    seismic_evacuation_road,            // 耐震改修（通行障害既存耐震不適格建築物）
    seismic_long_life,                  // 耐震改修＋長期優良住宅化
    seismic_long_life_evacuation_road,  // 同（通行障害既存耐震不適格建築物）
    barrier_free,                       // バリアフリー改修
    energy_saving,                      // 省エネ改修
    energy_saving_long_life,            // 省エネ改修＋長期優良住宅化
    service_housing_for_elderly,        // サービス付き高齢者向け賃貸住宅
    condominium_longevity,              // 長寿命化工事をしたマンション
};
inline constexpr std::size_t kReliefKinds = 11;

// "new_house", "seismic_long_life", … and back; no such kind: nullopt.
std::string_view relief_key(ReliefKind kind) noexcept;
std::optional<ReliefKind> parse_relief_kind(std::string_view key) noexcept;

// New houses count from `built`; every other kind from the completion of its work.
constexpr bool counts_from_built(ReliefKind kind) noexcept {
    return kind == ReliefKind::new_house || kind == ReliefKind::long_life ||
           kind == ReliefKind::service_housing_for_elderly;
}

// Terms of a relief for one window of construction or completion, both days included.
struct ReliefTerms {
    Date from;
    Date to;
    Ratio fraction;            // share of the tax taken off, first fiscal year
    Ratio fraction_later;      // the same from the second fiscal year on
    Area cap;                  // 限度床面積 of each dwelling
    Area min_area;             // smallest dwelling that qualifies
    Area min_area_let;         // … when it is let out
    Area max_area;             // largest dwelling that qualifies
    std::int64_t years = 0;           // fiscal years of relief
    std::int64_t years_mid_high = 0;  // … for 中高層耐火建築物
    const Citation* citation = nullptr;
};

struct ReliefLaw {
    static constexpr std::size_t kMaxWindows = 3;
    std::array<ReliefTerms, kMaxWindows> windows{};
    std::uint32_t window_count = 0;
    std::uint32_t combines_with = 0;  // bit set of kinds that may apply beside this one
    // Conditions; without a citation they do not exist.
    Cited<std::int64_t> min_dwellings;  // dwellings that the house must hold
    Cited<std::int64_t> min_age_years;  // from construction to the completion of the work
    Cited<Date> built_by;               // the house stood on this day
    Cited<bool> needs_fireproof;        // 耐火・準耐火 only
    Cited<bool> not_let;                // not for what is let out
    Cited<bool> city_planning;          // also off the city planning tax: by ordinance only

    [[nodiscard]] bool may_combine(ReliefKind other) const noexcept {
        return (combines_with >> static_cast<unsigned>(other) & 1U) != 0;
    }
};

struct HouseLaw {
    std::array<ReliefLaw, kReliefKinds> reliefs;
    Cited<Ratio> min_residential_share;     // 居住部分の割合 of the floor area
    Cited<std::int64_t> mid_high_storeys;   // 中高層: storeys above ground

    [[nodiscard]] const ReliefLaw& of(ReliefKind kind) const noexcept {
        return reliefs[static_cast<std::size_t>(kind)];
    }
};

// 居住用超高層建築物: the correction of a unit's area by its storey.
struct TowerLaw {
    Cited<Ratio> base;        // 100
    Cited<Ratio> per_storey;  // 10/39
};

// Largest numerator or denominator of a fraction or rate, so that one exact product of value,
// rate, areas and fraction stays inside 128 bits.
inline constexpr std::int64_t kMaxFractionTerm = 1'000;
inline constexpr std::int64_t kMaxRateTerm = 1'000'000;

}  // namespace daicho::tax::rules
