// 課税客体 (objects) on forms: what is printed of parcels, houses and depreciable assets.
//
// Plain values, texts already in Japanese as the register's code lists say; forms look nothing up.
// Threading: values.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/yen.hpp"
#include "tax/rules/land_types.hpp"
#include "tax/rules/levy_totals.hpp"

namespace daicho::tax::forms {

using ByTax = std::array<Yen, rules::kTaxes>;  // 固定資産税, 都市計画税

// One use of a parcel: 小規模住宅用地 …
struct ComponentLine {
    rules::ComponentKind kind = rules::ComponentKind::non_residential;
    Area area;
    Yen value;
    ByTax full_base{};  // 本則課税標準額
    std::array<std::optional<Yen>, rules::kTaxes> previous{};  // 前年度課税標準額, as far as known
    ByTax base{};
};

struct ParcelLine {
    std::string parcel_no;
    std::string location;           // 所在・地番
    std::string ledger_category;    // 登記地目; empty: not known
    std::string category;           // 現況地目
    Area ledger_area;               // 登記地積
    Area taxed_area;
    Yen value;
    ByTax base{};
    std::vector<ComponentLine> components;  // none for exempt land
    bool city_planning = true;      // within the area of that tax
    std::string remarks;            // 非課税・特例・減免
};

struct HouseLine {
    std::string house_no;
    std::string location;
    std::string house_number;  // 家屋番号 of the registry; empty: not registered
    std::string use;           // 種類
    std::string structure;
    std::int32_t storeys = 1;  // 0: not known
    std::optional<Date> built;
    Area ledger_area;          // 登記床面積; zero: not registered
    Area taxed_area;
    Yen value;
    ByTax base{};
    ByTax relief{};            // 軽減税額
    bool city_planning = true;
    std::string remarks;
};

// Assets of one class (第1種 構築物 …), added up.
struct AssetLine {
    std::string class_no;
    std::string class_name;
    std::int64_t assets = 0;
    Yen cost;
    Yen assessed_value;
    Yen base;
};

struct Objects {
    std::vector<ParcelLine> parcels;
    std::vector<HouseLine> houses;
    std::vector<AssetLine> assets;
};

}  // namespace daicho::tax::forms
