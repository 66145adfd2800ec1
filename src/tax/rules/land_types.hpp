// What the land rules take and give: plain values, no text, no allocation.
//
// A parcel (筆) has up to three components by use (小規模住宅用地, 一般住宅用地, 非住宅用地) or is one
// farmland component. Every component has a base per tax (固定資産税, 都市計画税), each adjusted from
// that tax's own previous base. Invariants of input: every amount 0 … kMaxInputYen (the product of
// unit price and area too), see value_in_bounds(). Threads: values.
#pragma once

#include <array>
#include <cstdint>

#include "base/area.hpp"
#include "base/fiscal_year.hpp"
#include "base/ratio.hpp"
#include "base/yen.hpp"

namespace daicho::tax::rules {

enum class Tax : std::uint8_t { fixed, city_planning };  // 固定資産税, 都市計画税
inline constexpr std::size_t kTaxes = 2;
inline constexpr std::array<const char*, kTaxes> kTaxNames{"fixed", "city_planning"};

enum class LandUse : std::uint8_t {
    building_land,             // 宅地
    comparable_to_building_land,  // 宅地比準土地
    other_land,                // その他の宅地等（山林・原野・池沼・雑種地など）
    farmland,                  // 一般農地
    urban_farmland,            // 一般市街化区域農地
    specified_urban_farmland,  // 特定市街化区域農地
    productive_green,          // 生産緑地地区内の農地
};
inline constexpr std::array<const char*, 7> kLandUseNames{
    "building_land",  "comparable_to_building_land", "other_land",      "farmland",
    "urban_farmland", "specified_urban_farmland",    "productive_green"};

constexpr bool is_farmland(LandUse use) noexcept { return use >= LandUse::farmland; }

enum class ComponentKind : std::uint8_t {
    small_residential,
    general_residential,
    non_residential,
    farmland,
};
inline constexpr std::size_t kKinds = 4;
inline constexpr std::array<const char*, kKinds> kKindNames{
    "small_residential", "general_residential", "non_residential", "farmland"};

// How the price of a parcel is given.
enum class PriceForm : std::uint8_t {
    registered,       // 登録価格 of the year: `price` is used as it stands
    base_year_price,  // 基準年度の価格: `price` × price_revision, cut to yen
    unit_price,       // `price` per m² × price_revision, cut to yen, × area, cut to yen
};

// The site of a house (住宅の敷地). dwellings = 0: no dwelling stands on the parcel.
struct Site {
    Area house_floor_area;        // 家屋の総床面積
    Area residential_floor_area;  // うち居住部分
    Area whole_site;              // several parcels under one house; zero: this parcel alone
    std::int32_t dwellings = 0;   // 住居の数
    std::int32_t storeys = 1;     // 地上階数
    bool fireproof = false;            // 耐火建築物
    bool vacant_house_advice = false;  // 空家法の勧告が賦課期日に有効
};

// 前年度の課税標準額 of one use, both taxes (the DEEMED chain, みなし方式).
// With `area` zero it is for the component as it is this year; otherwise it was for that area of
// this use and is prorated to this year's.
struct PreviousBase {
    Yen fixed;
    Yen city_planning;
    Area area;
    bool fixed_known = false;
    bool city_planning_known = false;
};
using PreviousBases = std::array<PreviousBase, kKinds>;  // by ComponentKind

struct GivenComponent {
    Area area;
    Yen value;
    bool present = false;
};
using GivenComponents = std::array<GivenComponent, kKinds>;  // by ComponentKind

struct ParcelInput {
    Area area;  // 課税地積
    Yen price;
    Ratio price_revision = kOne;      // 時点修正率（下落修正）
    Ratio special_base_ratio = kOne;  // 課税標準の特例（法第349条の3・附則第15条）, both taxes
    Ratio waiver_ratio;               // 減免の割合, zero: none
    Site site;
    PreviousBases previous;
    // Uses given instead of computed (an appraiser's split); null: computed from the site.
    const GivenComponents* given = nullptr;
    std::int32_t urban_farmland_since = 0;  // fiscal year in which it became one; 0: long ago
    LandUse use = LandUse::building_land;
    PriceForm price_form = PriceForm::registered;
    bool city_planning_area = false;
    bool exempt = false;  // 非課税: no base at all
};

// One tax of one component.
struct BaseResult {
    Yen full_base;  // 本則課税標準額（負担調整前）
    Yen previous;   // 前年度課税標準額 as used
    Yen base;       // 課税標準額
    bool previous_known = false;
};

struct ComponentResult {
    Area area;
    Yen value;        // 評価額の内訳
    Yen taxed_value;  // after the special base ratio
    std::array<BaseResult, kTaxes> tax;  // by Tax
    ComponentKind kind = ComponentKind::small_residential;
};

struct ParcelResult {
    static constexpr std::size_t kMaxComponents = 3;
    Yen value;                     // 評価額
    std::array<Yen, kTaxes> base;  // sums of the components, by Tax
    std::array<ComponentResult, kMaxComponents> components;
    std::uint8_t count = 0;
};

struct SiteAreas {
    Area small;
    Area general;
    Area non_residential;
};

}  // namespace daicho::tax::rules
