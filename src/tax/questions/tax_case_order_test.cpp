// A case is a set of objects: their order says nothing, and one that was put in and taken out again
// leaves nothing behind.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tax/questions/tax_case.hpp"

namespace daicho::tax::questions {
namespace {

const law::Statute& statute() {
    static const law::Statute loaded = *law::load(std::string(DAICHO_SOURCE_DIR) + "/law");
    return loaded;
}

std::int64_t any(std::int64_t first, std::int64_t last) {
    return *rc::gen::inRange<std::int64_t>(first, last + 1);
}

std::string area(std::int64_t hundredths) {
    return std::to_string(hundredths / 100) + "." + std::to_string(hundredths / 10 % 10) +
           std::to_string(hundredths % 10);
}

json::Object any_parcel(std::size_t at) {
    json::Object parcel{{"id", "p" + std::to_string(at)},
                        {"area_m2", area(any(1'000, 90'000))},
                        {"value_yen", any(0, 90'000'000)},
                        {"city_planning_area", any(0, 1) == 1},
                        {"special_base_ratio", any(0, 3) == 0 ? "2/3" : "1"},
                        {"waiver_ratio", any(0, 4) == 0 ? "1/3" : "0"}};
    if (any(0, 1) == 1) {
        parcel["site"] = json::Object{{"dwellings", any(1, 4)},
                                      {"house_floor_area_m2", "120.00"},
                                      {"residential_floor_area_m2", "100.00"}};
    }
    if (any(0, 1) == 1) {
        parcel["previous"] = json::Object{
            {"small_residential", json::Object{{"fixed", any(0, 9'000'000)},
                                               {"city_planning", any(0, 9'000'000)}}}};
    }
    return parcel;
}

json::Object any_house(std::size_t at) {
    json::Object house{{"id", "h" + std::to_string(at)},
                       {"value_yen", any(0, 30'000'000)},
                       {"built", std::to_string(any(2019, 2025)) + "-05-01"},
                       {"floor_area_m2", "110.00"},
                       {"residential_floor_area_m2", "110.00"},
                       {"city_planning_area", any(0, 1) == 1},
                       {"waiver_ratio", any(0, 4) == 0 ? "1/2" : "0"}};
    if (any(0, 1) == 1) house["reliefs"] = json::Array{json::Object{{"kind", "new_house"}}};
    return house;
}

json::Object any_asset(std::size_t at) {
    return {{"id", "d" + std::to_string(at)},
            {"cost_yen", any(0, 20'000'000)},
            {"acquired", std::to_string(any(2010, 2025)) + "-06"},
            {"life_years", any(2, 40)},
            {"base_fraction", any(0, 3) == 0 ? "1/2" : "1"}};
}

json::Array several(json::Object (*make)(std::size_t)) {
    json::Array list;
    for (std::int64_t i = any(0, 5); i > 0; --i) list.push_back(make(list.size()));
    return list;
}

json::Object any_case() {
    return {{"fiscal_year", 2026},
            {"municipality", json::Object{{"fixed_asset_tax_rate", "0.014"},
                                          {"city_planning_tax_rate", "0.003"}}},
            {"parcels", several(any_parcel)},
            {"houses", several(any_house)},
            {"depreciable", several(any_asset)}};
}

json::Value answer(const json::Object& question) {
    auto found = answer_tax_case(question, statute());
    RC_ASSERT(found.has_value());
    return *std::move(found);
}

constexpr const char* kGroups[] = {"parcels", "houses", "depreciable"};

RC_GTEST_PROP(TaxCaseOrder, OrderOfObjectsDoesNotMatter, ()) {
    const json::Object question = any_case();
    json::Object turned = question;
    for (const char* group : kGroups) {
        auto& list = turned[group].as_array();
        for (std::size_t i = list.size(); i > 1; --i) {
            const auto other = static_cast<std::size_t>(any(0, static_cast<int>(i) - 1));
            std::swap(list[i - 1], list[other]);
        }
    }
    const json::Value before = answer(question), after = answer(turned);
    RC_ASSERT(before.at("totals") == after.at("totals"));
    for (const char* group : kGroups) {  // and each object has the answer it had
        for (const json::Value& one : before.at(group).as_array()) {
            const auto& others = after.at(group).as_array();
            RC_ASSERT(std::find(others.begin(), others.end(), one) != others.end());
        }
    }
}

RC_GTEST_PROP(TaxCaseOrder, AddedAndTakenAwayIsUnchanged, ()) {
    const json::Object question = any_case();
    const json::Value before = answer(question);
    json::Object more = question;
    more["parcels"].as_array().push_back(any_parcel(90));
    more["houses"].as_array().push_back(any_house(90));
    more["depreciable"].as_array().push_back(any_asset(90));
    const json::Value between = answer(more);
    for (const char* group : kGroups) {
        RC_ASSERT(between.at(group).as_array().size() == before.at(group).as_array().size() + 1);
        more[group].as_array().pop_back();
    }
    RC_ASSERT(answer(more) == before);
}

}  // namespace
}  // namespace daicho::tax::questions
