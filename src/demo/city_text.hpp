// Texts and keys of the plan's records: names, readings, addresses, locations, numbers. All append
// to a string; the same record always gives the same text. Threads: pure functions.
#pragma once

#include <string>

#include "demo/plan.hpp"

namespace daicho::demo {

// Keys, as other files refer to them.
void append_addressee(std::string& out, const CityPlan& plan, std::uint32_t person);
void append_parcel_no(std::string& out, std::uint32_t parcel);
void append_house_no(std::string& out, std::uint32_t house);
void append_asset_no(std::string& out, std::uint32_t asset);
void append_building_no(std::string& out, std::uint32_t building);

// People. A stage says how far they have moved.
void append_name(std::string& out, const CityPlan& plan, std::uint32_t person);
void append_kana(std::string& out, const CityPlan& plan, std::uint32_t person);
void append_address(std::string& out, const CityPlan& plan, std::uint32_t person, Stage stage);
void append_postal_code(std::string& out, const CityPlan& plan, std::uint32_t person, Stage stage);
bool is_female(const CityPlan& plan, std::uint32_t person);
Date birth_date(const CityPlan& plan, std::uint32_t person);

// Land and houses: "緑浜三丁目 214番3", "緑浜三丁目 214番地3".
void append_location(std::string& out, const Parcel& parcel);
void append_location(std::string& out, const House& house);
void append_town_code(std::string& out, std::uint8_t town);
// Office in charge: "main", "south" or "north".
const char* office_of(std::uint8_t town) noexcept;

}  // namespace daicho::demo
