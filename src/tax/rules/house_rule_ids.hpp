// Identities of the rules on houses: id, article, name in both languages, arithmetic, rounding.
// The rules themselves are in house_assessment.hpp and house_condominium.hpp. Ids never change.
#pragma once

#include <array>

#include "tax/rules/house_law.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

inline constexpr Rule kHouseValueRegistered{
    "house.value.registered", "地方税法 第349条 第1項", "家屋の登録価格",
    "Registered price of the house", {"{price_yen|登録価格}", "{price_yen|registered price}"},
    "none"};
inline constexpr Rule kHouseBaseFixed{
    "house.base.fixed", "地方税法 第349条 第1項", "家屋の固定資産税の課税標準額",
    "Base of the house for the fixed-asset tax", {"{value_yen|価格}", "{value_yen|price}"}, "none"};
inline constexpr Rule kHouseBaseCityPlanning{
    "house.base.city_planning", "地方税法 第702条 第1項", "家屋の都市計画税の課税標準額",
    "Base of the house for the city planning tax",
    {"{value_yen|価格}（都市計画税の課税区域内に限る）", "{value_yen|price} within the area"},
    "none"};
inline constexpr Rule kHouseReliefPeriod{
    "house.relief.period", "地方税法 第359条", "減額の対象となる年度",
    "Fiscal years of the relief",
    {"{first_fiscal_year|最初の年度} 年度から {years|適用年数} 年度分",
     "{years|number} fiscal years from {first_fiscal_year|first fiscal year}"},
    "none"};
inline constexpr Rule kHouseReliefShare{
    "house.relief.residential_share", "地方税法施行令 附則第12条 第1項", "居住部分の割合",
    "Share of the dwelling part",
    {"{residential_area_m2|居住部分の床面積} ÷ {floor_area_m2|家屋の床面積} ≧ {share|必要な割合}",
     "{residential_area_m2|dwelling area} ÷ {floor_area_m2|floor area} ≥ {share|share needed}"},
    "none"};
inline constexpr Rule kHouseReliefArea{
    "house.relief.counted_area", "地方税法施行令 附則第12条 第2項", "減額の対象となる床面積",
    "Floor area that counts",
    {"{min_m2|床面積の下限} 以上 {max_m2|床面積の上限} 以下の各戸の床面積の合計"
     "（1戸につき {cap_m2|限度面積} まで）",
     "sum over dwellings of {min_m2|least area} to {max_m2|greatest area}, each up to "
     "{cap_m2|cap}"},
    "none"};
inline constexpr Rule kHouseReliefAmount{
    "house.relief.amount", "地方税法 附則第15条の6 第1項", "減額される税額",
    "Tax taken off",
    {"{base_yen|課税標準額} × {rate|税率} × {counted_area_m2|対象床面積} ÷ "
     "{floor_area_m2|家屋の床面積} × {fraction|減額の割合}",
     "{base_yen|base} × {rate|tax rate} × {counted_area_m2|area that counts} ÷ "
     "{floor_area_m2|floor area} × {fraction|fraction taken off}"},
    "円未満切捨て"};
inline constexpr Rule kHouseReliefConflict{
    "house.relief.conflict", "地方税法 附則第15条の9", "減額の重複",
    "Reliefs that exclude each other",
    {"{first|一方の減額} と {second|他方の減額} は併用できない（併用できる組合せは法定）",
     "{first|one relief} and {second|another} exclude each other: only listed pairs combine"},
    "none"};

inline constexpr Formula kReliefFormula{"家屋の税額 × 対象床面積の割合 × 減額の割合",
                                        "tax × counted area share × fraction"};

// One rule for each kind, in the order of ReliefKind.
inline constexpr std::array<Rule, kReliefKinds> kHouseReliefs{{
    {"house.relief.new_house", "地方税法 附則第15条の6 第1項", "新築住宅の減額",
     "Relief for a new house", kReliefFormula, "円未満切捨て"},
    {"house.relief.long_life", "地方税法 附則第15条の7 第1項", "新築の認定長期優良住宅の減額",
     "Relief for a new certified long-life house", kReliefFormula,
     "円未満切捨て"},
    {"house.relief.seismic", "地方税法 附則第15条の9 第1項", "耐震改修をした住宅の減額",
     "Relief for a house made earthquake-proof", kReliefFormula,
     "円未満切捨て"},
    {"house.relief.seismic_evacuation_road", "地方税法 附則第15条の9 第1項",
     "耐震改修をした住宅（通行障害既存耐震不適格建築物）の減額",
     "Relief for a house along an evacuation road made earthquake-proof",
     kReliefFormula, "円未満切捨て"},
    {"house.relief.seismic_long_life", "地方税法 附則第15条の9の2 第1項",
     "耐震改修をした認定長期優良住宅の減額",
     "Relief for a house made earthquake-proof and certified long-life",
     kReliefFormula, "円未満切捨て"},
    {"house.relief.seismic_long_life_evacuation_road", "地方税法 附則第15条の9の2 第1項",
     "耐震改修をした認定長期優良住宅（通行障害既存耐震不適格建築物）の減額",
     "Relief for a certified long-life house along an evacuation road made earthquake-proof",
     kReliefFormula, "円未満切捨て"},
    {"house.relief.barrier_free", "地方税法 附則第15条の9 第4項",
     "バリアフリー改修をした住宅の減額", "Relief for barrier-free work",
     kReliefFormula, "円未満切捨て"},
    {"house.relief.energy_saving", "地方税法 附則第15条の9 第9項", "省エネ改修をした住宅の減額",
     "Relief for energy-saving work", kReliefFormula, "円未満切捨て"},
    {"house.relief.energy_saving_long_life", "地方税法 附則第15条の9の2 第4項",
     "省エネ改修をした認定長期優良住宅の減額",
     "Relief for energy-saving work with a long-life certificate",
     kReliefFormula, "円未満切捨て"},
    {"house.relief.service_housing_for_elderly", "地方税法 附則第15条の8 第2項",
     "サービス付き高齢者向け賃貸住宅の減額", "Relief for service housing for the elderly",
     kReliefFormula, "円未満切捨て"},
    {"house.relief.condominium_longevity", "地方税法 附則第15条の9の3 第1項",
     "長寿命化工事をしたマンションの減額", "Relief for a condominium with longevity work",
     kReliefFormula, "円未満切捨て"},
}};

inline constexpr Rule kHouseCondominiumWeight{
    "house.condominium.weight", "地方税法施行規則 第15条の3の2", "居住用超高層建築物の階層別の補正",
    "Correction of a unit of a tower by its storey",
    {"専有床面積 × (100 + 10/39 × ({storey|階} − 1))",
     "area × (100 + 10/39 × ({storey|storey} − 1))"},
    "none"};
inline constexpr Rule kHouseCondominiumSplit{
    "house.condominium.split", "地方税法 第352条 第1項", "区分所有に係る家屋の税額の按分",
    "Tax of a unit of a condominium",
    {"{tax_yen|一棟の税額} × 補正後の専有床面積の割合",
     "{tax_yen|tax of the building} × corrected share of the unit"},
    "as named by the caller"};

}  // namespace daicho::tax::rules
