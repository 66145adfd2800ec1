// Every relief of every year's tables is told, with its window, and what is told can be asked for.
#include "tax/questions/relief_terms.hpp"

#include <gtest/gtest.h>

#include "base/message.hpp"
#include "tax/questions/tax_case.hpp"

namespace daicho::tax::questions {
namespace {

const law::Statute& statute() {
    static const law::Statute loaded = *law::load(std::string(DAICHO_SOURCE_DIR) + "/law");
    return loaded;
}

json::Value terms_of(int year) {
    return relief_terms(*statute::bind_year(statute(), FiscalYear(year)));
}

TEST(ReliefTerms, EveryWindowOfTheTablesIsTold) {
    for (const law::Year& year : statute().years()) {
        const json::Value told = terms_of(year.fiscal_year().year());
        std::size_t windows = 0, rows = 0;
        for (const json::Value& relief : told.at("reliefs").as_array()) {
            EXPECT_FALSE(relief.at("windows").as_array().empty());
            for (const json::Value& one : relief.at("windows").as_array()) {
                EXPECT_LE(one.at("from").as_string(), one.at("to").as_string());
                EXPECT_FALSE(one.at("law").as_string().empty());
                ++windows;
            }
        }
        for (const law::Row& row : year.rows()) {
            const std::string_view id = row.id;
            rows += id.starts_with("house.relief.") && id.find(".terms_") != id.npos ? 1 : 0;
        }
        EXPECT_EQ(windows, rows) << year.fiscal_year().year();
        EXPECT_GT(rows, 8U);
    }
}

// A house that meets the conditions told, with the work done on the window's first possible day.
json::Object house_for(const json::Value& relief, const json::Value& window, int year) {
    const bool from_built = relief.at("counts_from") == "built";
    const std::string last(window.at("to").as_string());
    const std::string done = std::min(last, std::to_string(year - 1) + "-12-01");
    const std::int64_t dwellings =
        relief.at("min_dwellings").is_null() ? 1 : relief.at("min_dwellings").as_int64();
    const std::string area = std::to_string(100 * dwellings) + ".00";
    json::Object one{{"kind", relief.at("kind")}};
    if (!from_built) one["completed"] = done;
    return {{"id", "1"},
            {"value_yen", 10'000'000 * dwellings},
            {"built", from_built ? done : std::string("1975-04-01")},
            {"floor_area_m2", area},
            {"residential_floor_area_m2", area},
            {"dwellings", dwellings},
            {"fireproof", true},
            {"let_out", !relief.at("not_let").as_bool()},
            {"reliefs", json::Array{std::move(one)}}};
}

TEST(ReliefTerms, WhatIsToldCanBeAskedForAndApplies) {
    const int year = 2026;
    const json::Value told = terms_of(year);
    for (const json::Value& relief : told.at("reliefs").as_array()) {
        const auto& windows = relief.at("windows").as_array();
        const json::Value question = json::Object{
            {"fiscal_year", year},
            {"municipality", json::Object{{"fixed_asset_tax_rate", "0.014"},
                                          {"city_planning_tax_rate", "0.003"}}},
            {"houses", json::Array{house_for(relief, windows[windows.size() - 1], year)}}};
        const auto answer = answer_tax_case(question, statute());
        ASSERT_TRUE(answer) << describe_with_place(answer.error(), Language::english);
        const json::Value& given = answer->at("houses").at(0).at("reliefs").at(0);
        EXPECT_EQ(given.at("state"), "applied") << json::write(given);
        EXPECT_GT(given.at("relief_yen").as_int64(), 0);
    }
}

}  // namespace
}  // namespace daicho::tax::questions
