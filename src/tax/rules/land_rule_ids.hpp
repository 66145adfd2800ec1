// Identities of the rules on land and on totals: id, article, name, arithmetic, rounding.
// The rules themselves are in detail/land_*.hpp and detail/levy_*.hpp. Ids never change.
#pragma once

#include <array>

#include "tax/rules/land_law.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

inline constexpr const char* kCutYen = "円未満切捨て";
inline constexpr const char* kNoRounding = "none";

inline constexpr Rule kLandValueRegistered{
    "land.value.registered", "地方税法 第349条 第1項", "登録価格", "Registered price", "price_yen",
    kNoRounding};
inline constexpr Rule kLandValueRevised{
    "land.value.revised", "地方税法 附則第17条の2 第1項", "修正価格（下落修正）",
    "Price after the revision for falling prices", "price_yen × price_revision", kCutYen};
inline constexpr Rule kLandValueUnitPrice{
    "land.value.unit_price", "地方税法 第349条 第1項", "評価額（単価×地積）",
    "Value from the price per m²", "⌊unit_price_yen × price_revision⌋ × area_m2", kCutYen};

inline constexpr Rule kSiteBaseArea{
    "land.site.base_area", "地方税法 第349条の3の2 第1項", "住宅用地の対象となる面積（床面積の10倍まで）",
    "Area of the site, within the multiple of the floor area",
    "min(area_m2, house_floor_area_m2 × multiple)", kNoRounding};
inline constexpr Rule kSiteRate{
    "land.site.rate", "地方税法施行令 第52条の11", "住宅用地の率", "Rate of the residential site",
    "table by residential_floor_area_m2 ÷ house_floor_area_m2", kNoRounding};
inline constexpr Rule kSiteResidential{
    "land.site.residential_area", "地方税法施行令 第52条の11", "住宅用地の面積",
    "Area of the residential site", "base_area_m2 × rate", "0.01㎡未満切捨て"};
inline constexpr Rule kSiteSmall{
    "land.site.small_area", "地方税法 第349条の3の2 第2項", "小規模住宅用地の面積",
    "Area of the small residential site", "min(residential_area_m2, 200㎡ × dwellings)",
    "0.01㎡未満切捨て"};
inline constexpr Rule kSiteAdvice{
    "land.site.vacant_house_advice", "地方税法 第349条の3の2 第1項",
    "空家法の勧告による住宅用地からの除外", "Excluded by an advice under the Vacant Houses Act",
    "no residential area", kNoRounding};
inline constexpr Rule kComponentValue{
    "land.component.value", "地方税法 第349条 第1項", "用途別の評価額",
    "Value of the part by use", "value_yen × component_area_m2 ÷ area_m2; the last part: the rest",
    kCutYen};
inline constexpr Rule kComponentGiven{
    "land.component.given", "地方税法 第349条 第1項", "用途別の評価額（入力値）",
    "Value of the part, as given", "value_yen", kNoRounding};
inline constexpr Rule kSpecialBase{
    "land.special_base", "地方税法 第349条の3", "課税標準の特例適用後の価格",
    "Price after a special base ratio", "value_yen × special_base_ratio", kCutYen};
inline constexpr Rule kPreviousProrated{
    "land.previous.prorated", "地方税法 附則第18条の3", "前年度課税標準額（みなし方式・面積按分）",
    "Previous base, prorated by area (deemed chain)",
    "previous_yen × component_area_m2 ÷ previous_area_m2", kCutYen};
inline constexpr Rule kPreviousUnknown{
    "land.previous.unknown", "地方税法 附則第17条 第7号", "前年度課税標準額なし",
    "No previous base known: the full target applies", "base_yen = target", kNoRounding};

// By LandClass, then Tax.
template <class T>
using ByClassAndTax = std::array<std::array<T, kTaxes>, kLandClasses>;

inline constexpr ByClassAndTax<Rule> kFullBase{{
    {{{"land.full.small_residential.fixed", "地方税法 第349条の3の2 第2項",
       "小規模住宅用地の本則課税標準額", "Full base of a small residential site",
       "value_yen × ratio", kCutYen},
      {"land.full.small_residential.city_planning", "地方税法 第702条の3 第2項",
       "小規模住宅用地の本則課税標準額（都市計画税）",
       "Full base of a small residential site (city planning tax)", "value_yen × ratio", kCutYen}}},
    {{{"land.full.general_residential.fixed", "地方税法 第349条の3の2 第1項",
       "一般住宅用地の本則課税標準額", "Full base of a general residential site",
       "value_yen × ratio", kCutYen},
      {"land.full.general_residential.city_planning", "地方税法 第702条の3 第1項",
       "一般住宅用地の本則課税標準額（都市計画税）",
       "Full base of a general residential site (city planning tax)", "value_yen × ratio",
       kCutYen}}},
    {{{"land.full.commercial.fixed", "地方税法 第349条 第1項", "商業地等の本則課税標準額",
       "Full base of commercial land", "value_yen × ratio", kCutYen},
      {"land.full.commercial.city_planning", "地方税法 第702条 第2項",
       "商業地等の本則課税標準額（都市計画税）", "Full base of commercial land (city planning tax)",
       "value_yen × ratio", kCutYen}}},
    {{{"land.full.other_land.fixed", "地方税法 第349条 第1項", "その他の宅地等の本則課税標準額",
       "Full base of other land", "value_yen × ratio", kCutYen},
      {"land.full.other_land.city_planning", "地方税法 第702条 第2項",
       "その他の宅地等の本則課税標準額（都市計画税）", "Full base of other land (city planning tax)",
       "value_yen × ratio", kCutYen}}},
    {{{"land.full.farmland.fixed", "地方税法 第349条 第1項", "一般農地の本則課税標準額",
       "Full base of farmland", "value_yen × ratio", kCutYen},
      {"land.full.farmland.city_planning", "地方税法 第702条 第2項",
       "一般農地の本則課税標準額（都市計画税）", "Full base of farmland (city planning tax)",
       "value_yen × ratio", kCutYen}}},
    {{{"land.full.urban_farmland.fixed", "地方税法 附則第19条の3 第1項",
       "一般市街化区域農地の本則課税標準額", "Full base of urban farmland", "value_yen × ratio",
       kCutYen},
      {"land.full.urban_farmland.city_planning", "地方税法 附則第27条 第1項",
       "一般市街化区域農地の本則課税標準額（都市計画税）",
       "Full base of urban farmland (city planning tax)", "value_yen × ratio", kCutYen}}},
    {{{"land.full.specified_urban_farmland.fixed", "地方税法 附則第19条の3 第1項",
       "特定市街化区域農地の本則課税標準額", "Full base of specified urban farmland",
       "value_yen × ratio", kCutYen},
      {"land.full.specified_urban_farmland.city_planning", "地方税法 附則第27条 第1項",
       "特定市街化区域農地の本則課税標準額（都市計画税）",
       "Full base of specified urban farmland (city planning tax)", "value_yen × ratio",
       kCutYen}}},
}};

inline constexpr Rule kBurdenLevel{
    "land.burden.level", "地方税法 附則第17条 第8号", "負担水準", "Burden level",
    "previous_yen ÷ full base (exact)", "表示のみ小数第3位未満切捨て"};

inline constexpr ByClassAndTax<Rule> kBurden{{
    {{{"land.burden.small_residential.fixed", "地方税法 附則第18条 第1項",
       "小規模住宅用地の課税標準額（負担調整後）", "Base of a small residential site",
       "max(min(previous + full × step, full), full × floor)", kCutYen},
      {"land.burden.small_residential.city_planning", "地方税法 附則第25条 第1項",
       "小規模住宅用地の課税標準額（都市計画税・負担調整後）",
       "Base of a small residential site (city planning tax)",
       "max(min(previous + full × step, full), full × floor)", kCutYen}}},
    {{{"land.burden.general_residential.fixed", "地方税法 附則第18条 第1項",
       "一般住宅用地の課税標準額（負担調整後）", "Base of a general residential site",
       "max(min(previous + full × step, full), full × floor)", kCutYen},
      {"land.burden.general_residential.city_planning", "地方税法 附則第25条 第1項",
       "一般住宅用地の課税標準額（都市計画税・負担調整後）",
       "Base of a general residential site (city planning tax)",
       "max(min(previous + full × step, full), full × floor)", kCutYen}}},
    {{{"land.burden.commercial.fixed", "地方税法 附則第18条 第5項",
       "商業地等の課税標準額（負担調整後）", "Base of commercial land",
       "level > upper: value × upper; ≥ hold: previous; "
       "else max(min(previous + value × step, value × hold), value × floor)", kCutYen},
      {"land.burden.commercial.city_planning", "地方税法 附則第25条 第5項",
       "商業地等の課税標準額（都市計画税・負担調整後）", "Base of commercial land (city planning tax)",
       "level > upper: value × upper; ≥ hold: previous; "
       "else max(min(previous + value × step, value × hold), value × floor)", kCutYen}}},
    {{{"land.burden.other_land.fixed", "地方税法 附則第18条 第1項",
       "その他の宅地等の課税標準額（負担調整後）", "Base of other land",
       "max(min(previous + full × step, full), full × floor)", kCutYen},
      {"land.burden.other_land.city_planning", "地方税法 附則第25条 第1項",
       "その他の宅地等の課税標準額（都市計画税・負担調整後）", "Base of other land (city planning tax)",
       "max(min(previous + full × step, full), full × floor)", kCutYen}}},
    {{{"land.burden.farmland.fixed", "地方税法 附則第19条 第1項", "一般農地の課税標準額（負担調整後）",
       "Base of farmland", "min(full, previous × factor by level)", kCutYen},
      {"land.burden.farmland.city_planning", "地方税法 附則第26条 第1項",
       "一般農地の課税標準額（都市計画税・負担調整後）", "Base of farmland (city planning tax)",
       "min(full, previous × factor by level)", kCutYen}}},
    {{{"land.burden.urban_farmland.fixed", "地方税法 附則第19条 第1項",
       "一般市街化区域農地の課税標準額（負担調整後）", "Base of urban farmland",
       "min(full, previous × factor by level)", kCutYen},
      {"land.burden.urban_farmland.city_planning", "地方税法 附則第26条 第1項",
       "一般市街化区域農地の課税標準額（都市計画税・負担調整後）",
       "Base of urban farmland (city planning tax)", "min(full, previous × factor by level)",
       kCutYen}}},
    {{{"land.burden.specified_urban_farmland.fixed", "地方税法 附則第19条の4 第1項",
       "特定市街化区域農地の課税標準額（負担調整後）", "Base of specified urban farmland",
       "min(full × phase_in, max(min(previous + full × step, full), full × floor))", kCutYen},
      {"land.burden.specified_urban_farmland.city_planning", "地方税法 附則第27条の2 第1項",
       "特定市街化区域農地の課税標準額（都市計画税・負担調整後）",
       "Base of specified urban farmland (city planning tax)",
       "min(full × phase_in, max(min(previous + full × step, full), full × floor))", kCutYen}}},
}};

inline constexpr Rule kLandExempt{
    "land.exempt", "地方税法 第348条 第2項", "非課税の土地", "Land that is exempt", "0", kNoRounding};
inline constexpr std::array<Rule, kTaxes> kLandParcelBase{{
    {"land.parcel.base.fixed", "地方税法 第349条 第1項", "筆の課税標準額",
     "Base of the parcel", "Σ components", kNoRounding},
    {"land.parcel.base.city_planning", "地方税法 第702条 第1項",
     "筆の課税標準額（都市計画税）", "Base of the parcel (city planning tax)",
     "Σ components within the area", kNoRounding},
}};
inline constexpr std::array<Rule, kTaxes> kLandWaiver{{
    {"levy.waiver.land.fixed", "地方税法 第367条", "土地の減免税額", "Waiver of the tax on land",
     "base_yen × rate × waiver_ratio", kCutYen},
    {"levy.waiver.land.city_planning", "地方税法 第702条の8 第7項", "土地の減免税額（都市計画税）",
     "Waiver of the city planning tax on land", "base_yen × rate × waiver_ratio", kCutYen},
}};
inline constexpr std::array<Rule, kTaxes> kHouseWaiver{{
    {"levy.waiver.house.fixed", "地方税法 第367条", "家屋の減免税額", "Waiver of the tax on a house",
     "(base_yen × rate − relief_yen) × waiver_ratio", kCutYen},
    {"levy.waiver.house.city_planning", "地方税法 第702条の8 第7項", "家屋の減免税額（都市計画税）",
     "Waiver of the city planning tax on a house",
     "(base_yen × rate − relief_yen) × waiver_ratio", kCutYen},
}};
inline constexpr Rule kDepreciableWaiver{
    "levy.waiver.depreciable", "地方税法 第367条", "償却資産の減免税額",
    "Waiver of the tax on a depreciable asset", "base_yen × rate × waiver_ratio", kCutYen};

inline constexpr std::array<Rule, 3> kThreshold{{
    {"levy.threshold.land", "地方税法 第351条", "土地の免税点", "Tax threshold of land",
     "sum_yen < threshold_yen", kNoRounding},
    {"levy.threshold.house", "地方税法 第351条", "家屋の免税点", "Tax threshold of houses",
     "sum_yen < threshold_yen", kNoRounding},
    {"levy.threshold.depreciable", "地方税法 第351条", "償却資産の免税点",
     "Tax threshold of depreciable assets", "sum_yen < threshold_yen", kNoRounding},
}};
inline constexpr std::array<Rule, kTaxes> kTaxBase{{
    {"levy.base.fixed", "地方税法 第20条の4の2 第1項", "固定資産税の課税標準額（合算・千円未満切捨て）",
     "Taxable base of the fixed-asset tax", "⌊land + house + depreciable⌋", "1,000円未満切捨て"},
    {"levy.base.city_planning", "地方税法 第20条の4の2 第1項",
     "都市計画税の課税標準額（合算・千円未満切捨て）", "Taxable base of the city planning tax",
     "⌊land + house⌋", "1,000円未満切捨て"},
}};
inline constexpr std::array<Rule, kTaxes> kTaxBeforeRelief{{
    {"levy.tax_before_relief.fixed", "地方税法 第350条 第1項", "固定資産税額（減額前）",
     "Fixed-asset tax before reliefs", "base_yen × rate", kCutYen},
    {"levy.tax_before_relief.city_planning", "地方税法 第702条の4", "都市計画税額（減額前）",
     "City planning tax before reliefs", "base_yen × rate", kCutYen},
}};
inline constexpr std::array<Rule, kTaxes> kTaxAmount{{
    {"levy.tax.fixed", "地方税法 第20条の4の2 第3項", "固定資産税額", "Fixed-asset tax",
     "tax_before_relief_yen − relief_yen − waiver_yen", "100円未満切捨て"},
    {"levy.tax.city_planning", "地方税法 第20条の4の2 第3項", "都市計画税額", "City planning tax",
     "tax_before_relief_yen − relief_yen − waiver_yen", "100円未満切捨て"},
}};
inline constexpr Rule kInstalments{
    "levy.instalments", "地方税法 第20条の4の2 第6項", "期別税額", "Instalments",
    "⌊annual ÷ number⌋ each; the rest in the first", "1,000円未満切捨て（第1期に合算）"};
inline constexpr Rule kAnnualTax{
    "levy.annual", "地方税法 第702条の8 第1項", "年税額", "Annual tax", "fixed + city planning",
    kNoRounding};

}  // namespace daicho::tax::rules
