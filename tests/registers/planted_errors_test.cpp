// The deliberate errors of the demonstration are exactly those that the named data-error rules of
// registers/tax/README.md find in the CSV.
#include <gtest/gtest.h>

#include "base/decimal.hpp"
#include "demo/city_source.hpp"
#include "row_checks.hpp"

namespace daicho::tests {
namespace {

using demo::CitySource;
using demo::PlantKind;
using Found = std::map<PlantKind, std::set<std::string>>;

std::int64_t number(const std::string& text) {
    return text.empty() ? 0 : parse_decimal(text, 2).value_or(0);
}

std::vector<Row> carried_over(CitySource& city, const std::string& name) {
    std::vector<std::string> header;
    for (std::size_t i = 0; i < city.files().size(); ++i) {
        if (city.files()[i].register_name == name) return parse_csv(city.read_all(i), header);
    }
    ADD_FAILURE() << name;
    return {};
}

void find_in_land(CitySource& city, Found& found) {
    std::map<std::string, std::int64_t> registered;
    for (const Row& row : carried_over(city, "parcel_registration")) {
        registered[row.at("parcel")] = number(row.at("area"));
    }
    for (const Row& row : carried_over(city, "parcel")) {
        const std::string& key = row.at("parcel_no");
        if (number(row.at("residential_floor_area")) > 0 && row.at("dwellings") == "0") {
            found[PlantKind::house_without_dwelling].insert(key);
        }
        if (number(row.at("taxed_area")) * 2 > registered[key] * 3) {
            found[PlantKind::taxed_over_registered].insert(key);
        }
    }
    for (const Row& row : carried_over(city, "parcel_valuation")) {
        if (row.at("street_price_year") < row.at("base_year")) {
            found[PlantKind::unit_price_year].insert(row.at("parcel"));
        }
    }
}

void find_in_houses(CitySource& city, Found& found) {
    for (const Row& row : carried_over(city, "house")) {
        const std::string& key = row.at("house_no");
        if (row.at("structure") == "wood" && number(row.at("storeys")) > 300) {
            found[PlantKind::structure_storeys].insert(key);
        }
        if (row.at("relief_1_kind") == "new_house" && row.at("built") < "2016") {
            found[PlantKind::relief_past_period].insert(key);
        }
    }
    for (const Row& row : carried_over(city, "house_valuation")) {
        if (row.at("age_ratio").empty()) {
            found[PlantKind::age_ratio_missing].insert(row.at("house"));
        }
    }
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> buildings;
    std::map<std::string, std::string> first_unit;
    for (const Row& row : carried_over(city, "house_share")) {
        auto& [sum, whole] = buildings[row.at("building_no")];
        sum += number(row.at("exclusive_area"));
        whole = number(row.at("building_exclusive_area"));
        first_unit.try_emplace(row.at("building_no"), row.at("house"));
    }
    for (const auto& [building, areas] : buildings) {
        if (areas.first != areas.second) {
            found[PlantKind::condominium_share_sum].insert(first_unit[building]);
        }
    }
}

void find_in_groups(CitySource& city, Found& found) {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> shares;
    for (const Row& row : carried_over(city, "co_owner")) {
        auto& [sum, whole] = shares[row.at("group")];
        sum += number(row.at("share_numerator"));
        whole = number(row.at("share_denominator"));
    }
    for (const auto& [group, share] : shares) {
        if (share.first != share.second) found[PlantKind::share_sum].insert(group);
    }
}

TEST(PlantedErrors, AreExactlyThoseThatTheRulesFind) {
    auto city = CitySource::make({.seed = 11, .size = demo::kSmallCity.times(4)});
    ASSERT_TRUE(city);
    Found found;
    find_in_land(*city, found);
    find_in_houses(*city, found);
    find_in_groups(*city, found);
    Found planted;
    for (const demo::PlantedError& error : city->planted_errors()) {
        planted[error.kind].insert(error.key);
    }
    ASSERT_EQ(planted.size(), static_cast<std::size_t>(demo::kPlantKinds));
    for (const auto& [kind, keys] : planted) {
        EXPECT_EQ(found[kind], keys) << demo::plant_kind_name(kind);
    }
}

}  // namespace
}  // namespace daicho::tests
