// Identities of the rules on houses: id, article, name in both languages, arithmetic, rounding.
// The rules themselves are in house_assessment.hpp and house_condominium.hpp. Ids never change.
#pragma once

#include <array>

#include "tax/rules/house_law.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

inline constexpr Rule kHouseBaseFixed{
    "house.base.fixed", "地方税法 第349条 第1項", "家屋の固定資産税の課税標準額",
    "Base of the house for the fixed-asset tax", "value_yen", "none"};
inline constexpr Rule kHouseBaseCityPlanning{
    "house.base.city_planning", "地方税法 第702条 第1項", "家屋の都市計画税の課税標準額",
    "Base of the house for the city planning tax", "value_yen within the area", "none"};
inline constexpr Rule kHouseReliefPeriod{
    "house.relief.period", "地方税法 第359条", "減額の対象となる年度",
    "Fiscal years of the relief", "first assessment date after built/completed … + years", "none"};
inline constexpr Rule kHouseReliefShare{
    "house.relief.residential_share", "地方税法施行令 附則第12条 第1項", "居住部分の割合",
    "Share of the dwelling part", "residential_area_m2 ÷ floor_area_m2 ≥ share", "none"};
inline constexpr Rule kHouseReliefArea{
    "house.relief.counted_area", "地方税法施行令 附則第12条 第2項", "減額の対象となる床面積",
    "Floor area that counts", "Σ min(cap_m2, dwelling within the limits)", "none"};
inline constexpr Rule kHouseReliefAmount{
    "house.relief.amount", "地方税法 附則第15条の6 第1項", "減額される税額",
    "Tax taken off", "base_yen × rate × counted_area_m2 ÷ floor_area_m2 × fraction",
    "円未満切捨て"};
inline constexpr Rule kHouseReliefConflict{
    "house.relief.conflict", "地方税法 附則第15条の9", "減額の重複",
    "Reliefs that exclude each other", "only listed pairs apply together", "none"};

// One rule for each kind, in the order of ReliefKind.
inline constexpr std::array<Rule, kReliefKinds> kHouseReliefs{{
    {"house.relief.new_house", "地方税法 附則第15条の6 第1項", "新築住宅の減額",
     "Relief for a new house", "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.long_life", "地方税法 附則第15条の7 第1項", "新築の認定長期優良住宅の減額",
     "Relief for a new certified long-life house", "tax × counted area share × fraction",
     "円未満切捨て"},
    {"house.relief.seismic", "地方税法 附則第15条の9 第1項", "耐震改修をした住宅の減額",
     "Relief for a house made earthquake-proof", "tax × counted area share × fraction",
     "円未満切捨て"},
    {"house.relief.seismic_evacuation_road", "地方税法 附則第15条の9 第1項",
     "耐震改修をした住宅（通行障害既存耐震不適格建築物）の減額",
     "Relief for a house along an evacuation road made earthquake-proof",
     "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.seismic_long_life", "地方税法 附則第15条の9の2 第1項",
     "耐震改修をした認定長期優良住宅の減額",
     "Relief for a house made earthquake-proof and certified long-life",
     "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.seismic_long_life_evacuation_road", "地方税法 附則第15条の9の2 第1項",
     "耐震改修をした認定長期優良住宅（通行障害既存耐震不適格建築物）の減額",
     "Relief for a certified long-life house along an evacuation road made earthquake-proof",
     "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.barrier_free", "地方税法 附則第15条の9 第4項",
     "バリアフリー改修をした住宅の減額", "Relief for barrier-free work",
     "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.energy_saving", "地方税法 附則第15条の9 第9項", "省エネ改修をした住宅の減額",
     "Relief for energy-saving work", "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.energy_saving_long_life", "地方税法 附則第15条の9の2 第4項",
     "省エネ改修をした認定長期優良住宅の減額",
     "Relief for energy-saving work with a long-life certificate",
     "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.service_housing_for_elderly", "地方税法 附則第15条の8 第2項",
     "サービス付き高齢者向け賃貸住宅の減額", "Relief for service housing for the elderly",
     "tax × counted area share × fraction", "円未満切捨て"},
    {"house.relief.condominium_longevity", "地方税法 附則第15条の9の3 第1項",
     "長寿命化工事をしたマンションの減額", "Relief for a condominium with longevity work",
     "tax × counted area share × fraction", "円未満切捨て"},
}};

inline constexpr Rule kHouseCondominiumWeight{
    "house.condominium.weight", "地方税法施行規則 第15条の3の2", "居住用超高層建築物の階層別の補正",
    "Correction of a unit of a tower by its storey", "area × (100 + 10/39 × (storey − 1))", "none"};
inline constexpr Rule kHouseCondominiumSplit{
    "house.condominium.split", "地方税法 第352条 第1項", "区分所有に係る家屋の税額の按分",
    "Tax of a unit of a condominium", "tax × corrected share of the unit",
    "as named by the caller"};

}  // namespace daicho::tax::rules
