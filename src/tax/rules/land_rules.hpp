// 土地 (land): value, components, full bases and burden-adjusted bases of one parcel.
//
//     ParcelResult result;
//     assess_parcel(law, input, result, trace);
//     next_previous(law, input, result, chain);   // next year's previous bases (みなし方式)
//
// With NoTrace nothing is allocated; with Recording each base carries the subject
// "<subject>/<component>/<tax>" and unfolds by itself. Needs value_in_bounds(input).
// Threads: any; pure functions over immutable law.
#pragma once

#include <string_view>

#include "tax/rules/burden.hpp"
#include "tax/rules/land_law.hpp"
#include "tax/rules/land_types.hpp"
#include "tax/rules/site_area.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

// Instantiated for NoTrace and Recording in land_rules.cpp. `subject` ("land/0") is only read
// when recording.
template <class Trace>
void assess_parcel(const LandLaw& law, const ParcelInput& input, ParcelResult& result,
                   Trace& trace, std::string_view subject = {});

extern template void assess_parcel(const LandLaw&, const ParcelInput&, ParcelResult&, NoTrace&,
                                   std::string_view);
extern template void assess_parcel(const LandLaw&, const ParcelInput&, ParcelResult&, Recording&,
                                   std::string_view);

// The chain of the DEEMED method: for each use the base of this year, of the component where there
// is one, otherwise of the whole parcel as if it had that use; with the area it is for.
void next_previous(const LandLaw& law, const ParcelInput& input, const ParcelResult& result,
                   PreviousBases& chain) noexcept;

// 評価額: the value of the parcel as assess_parcel finds it.
Yen value_of(const ParcelInput& input) noexcept;

// Whether the value and every amount of the input stay within kMaxInputYen, so that the rules
// cannot overflow.
bool value_in_bounds(const ParcelInput& input) noexcept;

// The class whose rules a component of a parcel follows.
constexpr LandClass class_of(LandUse use, ComponentKind kind) noexcept {
    if (kind == ComponentKind::small_residential) return LandClass::small_residential;
    if (kind == ComponentKind::general_residential) return LandClass::general_residential;
    switch (use) {
        case LandUse::building_land:
        case LandUse::comparable_to_building_land: return LandClass::commercial;
        case LandUse::other_land: return LandClass::other_land;
        case LandUse::farmland:
        case LandUse::productive_green: return LandClass::farmland;
        case LandUse::urban_farmland: return LandClass::urban_farmland;
        case LandUse::specified_urban_farmland: return LandClass::specified_urban_farmland;
    }
    return LandClass::commercial;
}

// @law   地方税法 附則第17条 第8号
// @rule  land.burden.level
// @round 表示のみ小数第3位未満切捨て
// 負担水準 as an exact ratio: previous ÷ (taxed value × full). Zero value: 0.
Ratio burden_level(const BurdenLaw& law, Yen taxed_value, Yen previous) noexcept;

}  // namespace daicho::tax::rules
