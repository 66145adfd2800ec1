// 合算と税額 (totals): from the sums of an owner group to base, tax and instalments.
//
// Order (land-rules 10): sums per class → tax threshold per class on the fixed-asset bases →
// truncation of the base → rate → reliefs and waivers → truncation of the tax → instalments of
// both taxes together. Needs sums of 0 … kMaxInputYen. Threads: pure.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "tax/rules/house_rules.hpp"
#include "tax/rules/land_law.hpp"
#include "tax/rules/land_types.hpp"

namespace daicho::tax::rules {

// What a municipality decides for itself (条例).
struct Municipality {
    TaxRates rates;
    bool truncate_per_class = false;  // 土地・家屋・償却資産ごとに千円未満切捨て
    std::int32_t instalments = 4;     // 1 … kMaxInstalments
};
inline constexpr std::size_t kMaxInstalments = 12;

enum class AssetClass : std::uint8_t { land, house, depreciable };
inline constexpr std::size_t kAssetClasses = 3;
inline constexpr std::array<const char*, kAssetClasses> kAssetClassNames{"land", "house",
                                                                         "depreciable"};

// Sums of one class of an owner group; [Tax].
struct ClassSums {
    std::array<Yen, kTaxes> base;
    std::array<Yen, kTaxes> relief;
    std::array<Yen, kTaxes> waiver;
    std::uint32_t objects = 0;
};
using GroupSums = std::array<ClassSums, kAssetClasses>;  // by AssetClass

struct TaxTotals {
    std::array<Yen, kAssetClasses> class_base;  // sums before the threshold
    Yen base;                                   // taxable, truncated
    Yen before_relief;
    Yen relief;
    Yen waiver;
    Yen tax;
};

struct Totals {
    std::array<TaxTotals, kTaxes> tax;
    std::array<bool, kAssetClasses> below_threshold{};  // only where the class has objects
    Yen annual;
    std::array<Yen, kMaxInstalments> instalments{};
    std::int32_t instalment_count = 0;
};

// Instantiated for NoTrace and Recording in levy_totals.cpp.
// `steps`, when recording: what the sums rest on; null: nothing recorded.
struct GroupSteps;
template <class Trace>
Totals total(const LevyLaw& law, const Municipality& city, const GroupSums& sums, Trace& trace,
             const GroupSteps* steps = nullptr);

extern template Totals total(const LevyLaw&, const Municipality&, const GroupSums&, NoTrace&,
                             const GroupSteps*);
extern template Totals total(const LevyLaw&, const Municipality&, const GroupSums&, Recording&,
                             const GroupSteps*);

// Recorded steps under the totals: bases by class and tax, reliefs and waivers by tax.
struct GroupSteps {
    std::array<std::array<std::vector<Step>, kTaxes>, kAssetClasses> bases;
    std::array<std::vector<Step>, kTaxes> reductions;
};

// @law   地方税法 第20条の4の2 第6項
// @rule  levy.instalments
// @round 1,000円未満切捨て
// Equal parts in whole units; what is left over, or everything if a part is below the unit, is
// in the first. Writes parts.size() amounts.
void split_instalments(Yen annual, Yen unit, std::span<Yen> parts) noexcept;

}  // namespace daicho::tax::rules
