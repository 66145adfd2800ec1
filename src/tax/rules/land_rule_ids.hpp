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
    "land.value.registered", "地方税法 第349条 第1項", "登録価格", "Registered price",
    {"{price_yen|登録価格}", "{price_yen|registered price}"}, kNoRounding};
inline constexpr Rule kLandValueRevised{
    "land.value.revised", "地方税法 附則第17条の2 第1項", "修正価格（下落修正）",
    "Price after the revision for falling prices",
    {"{price_yen|基準年度の価格} × {price_revision|修正率}",
     "{price_yen|price of the base year} × {price_revision|revision}"},
    kCutYen};
inline constexpr Rule kLandValueUnitPrice{
    "land.value.unit_price", "地方税法 第349条 第1項", "評価額（単価×地積）",
    "Value from the price per m²",
    {"⌊{unit_price_yen|1㎡当たりの価格} × {price_revision|修正率}⌋ × {area_m2|地積}",
     "⌊{unit_price_yen|price per m²} × {price_revision|revision}⌋ × {area_m2|area}"},
    kCutYen};

inline constexpr Rule kSiteBaseArea{
    "land.site.base_area", "地方税法 第349条の3の2 第1項", "住宅用地の対象となる面積（床面積の10倍まで）",
    "Area of the site, within the multiple of the floor area",
    {"{area_m2|地積} と {house_floor_area_m2|家屋の床面積} × {multiple|倍数} のいずれか小さい面積",
     "the smaller of {area_m2|area} and {house_floor_area_m2|floor area} × {multiple|multiple}"},
    kNoRounding};
inline constexpr Rule kSiteRate{
    "land.site.rate", "地方税法施行令 第52条の11", "住宅用地の率", "Rate of the residential site",
    {"{residential_floor_area_m2|居住部分の床面積} ÷ {house_floor_area_m2|家屋の床面積} "
     "に応ずる表の率",
     "table by {residential_floor_area_m2|dwelling area} ÷ {house_floor_area_m2|floor area}"},
    kNoRounding};
inline constexpr Rule kSiteResidential{
    "land.site.residential_area", "地方税法施行令 第52条の11", "住宅用地の面積",
    "Area of the residential site",
    {"{base_area_m2|対象となる地積} × {rate|住宅用地の率}",
     "{base_area_m2|area that counts} × {rate|rate of the site}"},
    "0.01㎡未満切捨て"};
inline constexpr Rule kSiteSmall{
    "land.site.small_area", "地方税法 第349条の3の2 第2項", "小規模住宅用地の面積",
    "Area of the small residential site",
    {"（{whole_site_residential_area_m2|敷地全体の住宅用地} と "
     "{area_per_dwelling_m2|1戸当たりの地積} × {dwellings|住居の数} のいずれか小さい面積）× "
     "{residential_area_m2|この筆の住宅用地} ÷ "
     "{whole_site_residential_area_m2|敷地全体の住宅用地}",
     "(the smaller of {whole_site_residential_area_m2|residential area of the site} and "
     "{area_per_dwelling_m2|area per dwelling} × {dwellings|dwellings}) × "
     "{residential_area_m2|residential area of the parcel} ÷ "
     "{whole_site_residential_area_m2|residential area of the site}"},
    "0.01㎡未満切捨て"};
inline constexpr Rule kSiteAdvice{
    "land.site.vacant_house_advice", "地方税法 第349条の3の2 第1項",
    "空家法の勧告による住宅用地からの除外", "Excluded by an advice under the Vacant Houses Act",
    {"{area_m2|地積} の全部を住宅用地としない", "none of {area_m2|area} is residential site"},
    kNoRounding};
inline constexpr Rule kComponentValue{
    "land.component.value", "地方税法 第349条 第1項", "用途別の評価額",
    "Value of the part by use",
    {"{value_yen|評価額} × {component_area_m2|用途別の地積} ÷ {area_m2|地積}（最後の用途は残額）",
     "{value_yen|value} × {component_area_m2|area of the part} ÷ {area_m2|area}; "
     "the last part: the rest"},
    kCutYen};
inline constexpr Rule kComponentGiven{
    "land.component.given", "地方税法 第349条 第1項", "用途別の評価額（入力値）",
    "Value of the part, as given",
    {"{value_yen|入力された評価額}", "{value_yen|value as given}"}, kNoRounding};
inline constexpr Rule kSpecialBase{
    "land.special_base", "地方税法 第349条の3", "課税標準の特例適用後の価格",
    "Price after a special base ratio",
    {"{value_yen|価格} × {special_base_ratio|課税標準の特例率}",
     "{value_yen|price} × {special_base_ratio|special base ratio}"},
    kCutYen};
inline constexpr Rule kPreviousProrated{
    "land.previous.prorated", "地方税法 附則第18条の3", "前年度課税標準額（みなし方式・面積按分）",
    "Previous base, prorated by area (deemed chain)",
    {"{previous_yen|前年度課税標準額} × {component_area_m2|用途別の地積} ÷ "
     "{previous_area_m2|前年度の地積}",
     "{previous_yen|previous base} × {component_area_m2|area of the part} ÷ "
     "{previous_area_m2|previous area}"},
    kCutYen};
inline constexpr Rule kPreviousUnknown{
    "land.previous.unknown", "地方税法 附則第17条 第7号", "前年度課税標準額なし",
    "No previous base known: the full target applies",
    {"課税標準額 = 負担調整をしない額", "base = target without adjustment"}, kNoRounding};

// By LandClass, then Tax.
template <class T>
using ByClassAndTax = std::array<std::array<T, kTaxes>, kLandClasses>;

inline constexpr Formula kFullFormula{"{value_yen|価格} × {ratio|課税標準の割合}",
                                      "{value_yen|price} × {ratio|ratio}"};
inline constexpr Formula kResidentialFormula{
    "{value_yen|価格} × {ratio|住宅用地特例率}",
    "{value_yen|price} × {ratio|ratio of residential land}"};
inline constexpr Formula kUrbanFarmlandFormula{
    "{value_yen|価格} × {ratio|市街化区域農地特例率}",
    "{value_yen|price} × {ratio|ratio of urban farmland}"};

inline constexpr ByClassAndTax<Rule> kFullBase{{
    {{{"land.full.small_residential.fixed", "地方税法 第349条の3の2 第2項",
       "小規模住宅用地の本則課税標準額", "Full base of a small residential site",
       kResidentialFormula, kCutYen},
      {"land.full.small_residential.city_planning", "地方税法 第702条の3 第2項",
       "小規模住宅用地の本則課税標準額（都市計画税）",
       "Full base of a small residential site (city planning tax)", kResidentialFormula, kCutYen}}},
    {{{"land.full.general_residential.fixed", "地方税法 第349条の3の2 第1項",
       "一般住宅用地の本則課税標準額", "Full base of a general residential site",
       kResidentialFormula, kCutYen},
      {"land.full.general_residential.city_planning", "地方税法 第702条の3 第1項",
       "一般住宅用地の本則課税標準額（都市計画税）",
       "Full base of a general residential site (city planning tax)", kResidentialFormula,
       kCutYen}}},
    {{{"land.full.commercial.fixed", "地方税法 第349条 第1項", "商業地等の本則課税標準額",
       "Full base of commercial land", kFullFormula, kCutYen},
      {"land.full.commercial.city_planning", "地方税法 第702条 第2項",
       "商業地等の本則課税標準額（都市計画税）", "Full base of commercial land (city planning tax)",
       kFullFormula, kCutYen}}},
    {{{"land.full.other_land.fixed", "地方税法 第349条 第1項", "その他の宅地等の本則課税標準額",
       "Full base of other land", kFullFormula, kCutYen},
      {"land.full.other_land.city_planning", "地方税法 第702条 第2項",
       "その他の宅地等の本則課税標準額（都市計画税）", "Full base of other land (city planning tax)",
       kFullFormula, kCutYen}}},
    {{{"land.full.farmland.fixed", "地方税法 第349条 第1項", "一般農地の本則課税標準額",
       "Full base of farmland", kFullFormula, kCutYen},
      {"land.full.farmland.city_planning", "地方税法 第702条 第2項",
       "一般農地の本則課税標準額（都市計画税）", "Full base of farmland (city planning tax)",
       kFullFormula, kCutYen}}},
    {{{"land.full.urban_farmland.fixed", "地方税法 附則第19条の3 第1項",
       "一般市街化区域農地の本則課税標準額", "Full base of urban farmland", kUrbanFarmlandFormula,
       kCutYen},
      {"land.full.urban_farmland.city_planning", "地方税法 附則第27条 第1項",
       "一般市街化区域農地の本則課税標準額（都市計画税）",
       "Full base of urban farmland (city planning tax)", kUrbanFarmlandFormula, kCutYen}}},
    {{{"land.full.specified_urban_farmland.fixed", "地方税法 附則第19条の3 第1項",
       "特定市街化区域農地の本則課税標準額", "Full base of specified urban farmland",
       kUrbanFarmlandFormula, kCutYen},
      {"land.full.specified_urban_farmland.city_planning", "地方税法 附則第27条 第1項",
       "特定市街化区域農地の本則課税標準額（都市計画税）",
       "Full base of specified urban farmland (city planning tax)", kUrbanFarmlandFormula,
       kCutYen}}},
}};

inline constexpr Rule kBurdenLevel{
    "land.burden.level", "地方税法 附則第17条 第8号", "負担水準", "Burden level",
    {"{previous_yen|前年度課税標準額} ÷ ({value_yen|価格} × {ratio|特例率})",
     "{previous_yen|previous base} ÷ ({value_yen|price} × {ratio|ratio})"},
    "表示のみ小数第3位未満切捨て"};

inline constexpr Formula kStepwiseFormula{
    "{previous_yen|前年度課税標準額} + {full_base_yen|本則課税標準額} × {step|加算率}"
    "（上限 {full_base_yen|本則課税標準額}、下限 {full_base_yen|本則課税標準額} × {floor|下限率}）",
    "{previous_yen|previous base} + {full_base_yen|full base} × {step|step}, "
    "at most {full_base_yen|full base}, at least {full_base_yen|full base} × {floor|floor}"};
inline constexpr Formula kCommercialFormula{
    "{previous_yen|前年度課税標準額} が {value_yen|価格} × {upper|上限の負担水準} を超えるときは "
    "{value_yen|価格} × {upper|上限の負担水準}、{value_yen|価格} × {hold|据置の負担水準} "
    "以上のときは {previous_yen|前年度課税標準額}（据置）、その他は "
    "{previous_yen|前年度課税標準額} + {value_yen|価格} × {step|加算率}"
    "（上限 {value_yen|価格} × {hold|据置の負担水準}、下限 {value_yen|価格} × {floor|下限率}）",
    "{previous_yen|previous base} above {value_yen|price} × {upper|upper level}: "
    "{value_yen|price} × {upper|upper level}; from {value_yen|price} × {hold|hold level}: "
    "{previous_yen|previous base}, held; else "
    "{previous_yen|previous base} + {value_yen|price} × {step|step}, "
    "at most {value_yen|price} × {hold|hold level}, at least {value_yen|price} × {floor|floor}"};
inline constexpr Formula kFactorFormula{
    "{previous_yen|前年度課税標準額} × {factor|負担調整率}（上限 {full_base_yen|本則課税標準額}）",
    "{previous_yen|previous base} × {factor|factor by level}, at most {full_base_yen|full base}"};
inline constexpr Formula kPhasedFormula{
    "{full_base_yen|本則課税標準額} × {phase_in|軽減率} と、"
    "{previous_yen|前年度課税標準額} + {full_base_yen|本則課税標準額} × {step|加算率}"
    "（上限 {full_base_yen|本則課税標準額}、下限 {full_base_yen|本則課税標準額} × {floor|下限率}）"
    "のいずれか小さい額",
    "the smaller of {full_base_yen|full base} × {phase_in|phase-in} and of "
    "{previous_yen|previous base} + {full_base_yen|full base} × {step|step}, "
    "at most {full_base_yen|full base}, at least {full_base_yen|full base} × {floor|floor}"};

inline constexpr ByClassAndTax<Rule> kBurden{{
    {{{"land.burden.small_residential.fixed", "地方税法 附則第18条 第1項",
       "小規模住宅用地の課税標準額（負担調整後）", "Base of a small residential site",
       kStepwiseFormula, kCutYen},
      {"land.burden.small_residential.city_planning", "地方税法 附則第25条 第1項",
       "小規模住宅用地の課税標準額（都市計画税・負担調整後）",
       "Base of a small residential site (city planning tax)",
       kStepwiseFormula, kCutYen}}},
    {{{"land.burden.general_residential.fixed", "地方税法 附則第18条 第1項",
       "一般住宅用地の課税標準額（負担調整後）", "Base of a general residential site",
       kStepwiseFormula, kCutYen},
      {"land.burden.general_residential.city_planning", "地方税法 附則第25条 第1項",
       "一般住宅用地の課税標準額（都市計画税・負担調整後）",
       "Base of a general residential site (city planning tax)",
       kStepwiseFormula, kCutYen}}},
    {{{"land.burden.commercial.fixed", "地方税法 附則第18条 第5項",
       "商業地等の課税標準額（負担調整後）", "Base of commercial land",
       kCommercialFormula, kCutYen},
      {"land.burden.commercial.city_planning", "地方税法 附則第25条 第5項",
       "商業地等の課税標準額（都市計画税・負担調整後）", "Base of commercial land (city planning tax)",
       kCommercialFormula, kCutYen}}},
    {{{"land.burden.other_land.fixed", "地方税法 附則第18条 第1項",
       "その他の宅地等の課税標準額（負担調整後）", "Base of other land",
       kStepwiseFormula, kCutYen},
      {"land.burden.other_land.city_planning", "地方税法 附則第25条 第1項",
       "その他の宅地等の課税標準額（都市計画税・負担調整後）", "Base of other land (city planning tax)",
       kStepwiseFormula, kCutYen}}},
    {{{"land.burden.farmland.fixed", "地方税法 附則第19条 第1項", "一般農地の課税標準額（負担調整後）",
       "Base of farmland", kFactorFormula, kCutYen},
      {"land.burden.farmland.city_planning", "地方税法 附則第26条 第1項",
       "一般農地の課税標準額（都市計画税・負担調整後）", "Base of farmland (city planning tax)",
       kFactorFormula, kCutYen}}},
    {{{"land.burden.urban_farmland.fixed", "地方税法 附則第19条 第1項",
       "一般市街化区域農地の課税標準額（負担調整後）", "Base of urban farmland",
       kFactorFormula, kCutYen},
      {"land.burden.urban_farmland.city_planning", "地方税法 附則第26条 第1項",
       "一般市街化区域農地の課税標準額（都市計画税・負担調整後）",
       "Base of urban farmland (city planning tax)", kFactorFormula,
       kCutYen}}},
    {{{"land.burden.specified_urban_farmland.fixed", "地方税法 附則第19条の4 第1項",
       "特定市街化区域農地の課税標準額（負担調整後）", "Base of specified urban farmland",
       kPhasedFormula, kCutYen},
      {"land.burden.specified_urban_farmland.city_planning", "地方税法 附則第27条の2 第1項",
       "特定市街化区域農地の課税標準額（都市計画税・負担調整後）",
       "Base of specified urban farmland (city planning tax)",
       kPhasedFormula, kCutYen}}},
}};

inline constexpr Rule kLandExempt{
    "land.exempt", "地方税法 第348条 第2項", "非課税の土地", "Land that is exempt",
    {"0（非課税）", "0 (exempt)"}, kNoRounding};
inline constexpr std::array<Rule, kTaxes> kLandParcelBase{{
    {"land.parcel.base.fixed", "地方税法 第349条 第1項", "筆の課税標準額",
     "Base of the parcel", {"用途別の課税標準額の合計", "sum over the parts by use"}, kNoRounding},
    {"land.parcel.base.city_planning", "地方税法 第702条 第1項",
     "筆の課税標準額（都市計画税）", "Base of the parcel (city planning tax)",
     {"用途別の課税標準額の合計（課税区域内に限る）", "sum over the parts by use, within the area"},
     kNoRounding},
}};
inline constexpr Formula kWaiverFormula{
    "{base_yen|課税標準額} × {rate|税率} × {waiver_ratio|減免率}",
    "{base_yen|base} × {rate|tax rate} × {waiver_ratio|waiver ratio}"};
inline constexpr Formula kHouseWaiverFormula{
    "({base_yen|課税標準額} × {rate|税率} − {relief_yen|減額}) × {waiver_ratio|減免率}",
    "({base_yen|base} × {rate|tax rate} − {relief_yen|relief}) × {waiver_ratio|waiver ratio}"};
inline constexpr std::array<Rule, kTaxes> kLandWaiver{{
    {"levy.waiver.land.fixed", "地方税法 第367条", "土地の減免税額", "Waiver of the tax on land",
     kWaiverFormula, kCutYen},
    {"levy.waiver.land.city_planning", "地方税法 第702条の8 第7項", "土地の減免税額（都市計画税）",
     "Waiver of the city planning tax on land", kWaiverFormula, kCutYen},
}};
inline constexpr std::array<Rule, kTaxes> kHouseWaiver{{
    {"levy.waiver.house.fixed", "地方税法 第367条", "家屋の減免税額", "Waiver of the tax on a house",
     kHouseWaiverFormula, kCutYen},
    {"levy.waiver.house.city_planning", "地方税法 第702条の8 第7項", "家屋の減免税額（都市計画税）",
     "Waiver of the city planning tax on a house",
     kHouseWaiverFormula, kCutYen},
}};
inline constexpr Rule kDepreciableWaiver{
    "levy.waiver.depreciable", "地方税法 第367条", "償却資産の減免税額",
    "Waiver of the tax on a depreciable asset", kWaiverFormula, kCutYen};

inline constexpr Formula kThresholdFormula{
    "{sum_yen|課税標準額の合計} が {threshold_yen|免税点} に満たないときは課税しない",
    "not taxed if {sum_yen|sum of bases} is below {threshold_yen|threshold}"};
inline constexpr std::array<Rule, 3> kThreshold{{
    {"levy.threshold.land", "地方税法 第351条", "土地の免税点", "Tax threshold of land",
     kThresholdFormula, kNoRounding},
    {"levy.threshold.house", "地方税法 第351条", "家屋の免税点", "Tax threshold of houses",
     kThresholdFormula, kNoRounding},
    {"levy.threshold.depreciable", "地方税法 第351条", "償却資産の免税点",
     "Tax threshold of depreciable assets", kThresholdFormula, kNoRounding},
}};
// Sum of one class of assets (land, houses, depreciable) of one taxpayer; [class][tax].
inline constexpr Formula kClassBaseFormula{"この種類の各資産の課税標準額の合計",
                                           "sum over the assets of this class"};
inline constexpr std::array<std::array<Rule, kTaxes>, 3> kClassBase{{
    {{{"levy.class_base.land.fixed", "地方税法 第351条", "土地の課税標準額の合計", "Base of all land",
       kClassBaseFormula, kNoRounding},
      {"levy.class_base.land.city_planning", "地方税法 第702条 第1項",
       "土地の課税標準額の合計（都市計画税）", "Base of all land (city planning tax)",
       kClassBaseFormula, kNoRounding}}},
    {{{"levy.class_base.house.fixed", "地方税法 第351条", "家屋の課税標準額の合計",
       "Base of all houses", kClassBaseFormula, kNoRounding},
      {"levy.class_base.house.city_planning", "地方税法 第702条 第1項",
       "家屋の課税標準額の合計（都市計画税）", "Base of all houses (city planning tax)",
       kClassBaseFormula, kNoRounding}}},
    {{{"levy.class_base.depreciable.fixed", "地方税法 第351条", "償却資産の課税標準額の合計",
       "Base of all depreciable assets", kClassBaseFormula, kNoRounding},
      {}}},  // depreciable assets bear no city planning tax
}};
inline constexpr std::array<Rule, kTaxes> kTaxBase{{
    {"levy.base.fixed", "地方税法 第20条の4の2 第1項", "固定資産税の課税標準額（合算・千円未満切捨て）",
     "Taxable base of the fixed-asset tax",
     {"{land_base_yen|土地の課税標準額} + {house_base_yen|家屋の課税標準額} + "
      "{depreciable_base_yen|償却資産の課税標準額}",
      "{land_base_yen|base of land} + {house_base_yen|base of houses} + "
      "{depreciable_base_yen|base of depreciable assets}"},
     "1,000円未満切捨て"},
    {"levy.base.city_planning", "地方税法 第20条の4の2 第1項",
     "都市計画税の課税標準額（合算・千円未満切捨て）", "Taxable base of the city planning tax",
     {"{land_base_yen|土地の課税標準額} + {house_base_yen|家屋の課税標準額}",
      "{land_base_yen|base of land} + {house_base_yen|base of houses}"},
     "1,000円未満切捨て"},
}};
inline constexpr Formula kTaxFormula{"{base_yen|課税標準額} × {rate|税率}",
                                     "{base_yen|base} × {rate|tax rate}"};
inline constexpr Formula kTaxAmountFormula{
    "{tax_before_relief_yen|減額前の税額} − {relief_yen|減額} − {waiver_yen|減免額}",
    "{tax_before_relief_yen|tax before reliefs} − {relief_yen|relief} − {waiver_yen|waiver}"};
inline constexpr std::array<Rule, kTaxes> kTaxBeforeRelief{{
    {"levy.tax_before_relief.fixed", "地方税法 第350条 第1項", "固定資産税額（減額前）",
     "Fixed-asset tax before reliefs", kTaxFormula, kCutYen},
    {"levy.tax_before_relief.city_planning", "地方税法 第702条の4", "都市計画税額（減額前）",
     "City planning tax before reliefs", kTaxFormula, kCutYen},
}};
inline constexpr std::array<Rule, kTaxes> kTaxAmount{{
    {"levy.tax.fixed", "地方税法 第20条の4の2 第3項", "固定資産税額", "Fixed-asset tax",
     kTaxAmountFormula, "100円未満切捨て"},
    {"levy.tax.city_planning", "地方税法 第20条の4の2 第3項", "都市計画税額", "City planning tax",
     kTaxAmountFormula, "100円未満切捨て"},
}};
inline constexpr Rule kInstalments{
    "levy.instalments", "地方税法 第20条の4の2 第6項", "期別税額", "Instalments",
    {"各期 {annual_tax_yen|年税額} ÷ {instalments|納期の数}、端数は第1期に合算",
     "{annual_tax_yen|annual tax} ÷ {instalments|number} each; the rest in the first"},
    "1,000円未満切捨て（第1期に合算）"};
inline constexpr Rule kAnnualTax{
    "levy.annual", "地方税法 第702条の8 第1項", "年税額", "Annual tax",
    {"{fixed_tax_yen|固定資産税額} + {city_planning_tax_yen|都市計画税額}",
     "{fixed_tax_yen|fixed-asset tax} + {city_planning_tax_yen|city planning tax}"},
    kNoRounding};

}  // namespace daicho::tax::rules
