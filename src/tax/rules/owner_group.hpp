// 名寄せ (owner group): everything one taxpayer, or one set of co-owners, owes for a year.
//
//     OwnerGroupResult result;                       // reused: its buffers only ever grow
//     for (group : …) levy_owner_group(law, city, {parcels, houses, assets}, result, trace);
//
// One engine for the command line, the screens and the levy job: with NoTrace nothing is
// allocated once the buffers have grown; with Recording the explanation is one tree whose root is
// the annual tax and whose subjects are "land/<i>/<component>/<tax>", "house/<i>/<tax>",
// "depreciable/<i>", "base/<tax>", "total/<tax>", "instalments", "annual" (find_step).
// Needs group_in_bounds(input). Threads: any number, one result buffer each; law is shared.
#pragma once

#include <span>
#include <vector>

#include "tax/rules/depreciable_rules.hpp"
#include "tax/rules/house_rules.hpp"
#include "tax/rules/land_rules.hpp"
#include "tax/rules/levy_totals.hpp"

namespace daicho::tax::rules {

struct HouseInput {
    House house;
    Ratio waiver_ratio;  // 減免の割合, zero: none
};

struct AssetInput {
    DepreciableAsset asset;
    Ratio waiver_ratio;
};

struct OwnerGroupInput {
    std::span<const ParcelInput> parcels;
    std::span<const HouseInput> houses;
    std::span<const AssetInput> assets;
};

struct OwnerGroupResult {
    std::vector<ParcelResult> parcels;       // as many and in the order of the input
    std::vector<HouseResult> houses;
    std::vector<DepreciableResult> assets;
    GroupSums sums{};
    Totals totals;
};

// The law of one year for everything that is levied.
struct YearLaw {
    FiscalYear year;
    LandLaw land;
    LevyLaw levy;
    HouseLaw houses;
    DepreciableLaw depreciable;
};

// Instantiated for NoTrace and Recording in owner_group.cpp.
template <class Trace>
void levy_owner_group(const YearLaw& law, const Municipality& city, const OwnerGroupInput& input,
                      OwnerGroupResult& result, Trace& trace);

extern template void levy_owner_group(const YearLaw&, const Municipality&, const OwnerGroupInput&,
                                      OwnerGroupResult&, NoTrace&);
extern template void levy_owner_group(const YearLaw&, const Municipality&, const OwnerGroupInput&,
                                      OwnerGroupResult&, Recording&);

// Whether all values of the group together stay within kMaxInputYen (and each by itself).
bool group_in_bounds(const OwnerGroupInput& input) noexcept;

}  // namespace daicho::tax::rules
