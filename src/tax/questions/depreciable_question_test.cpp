#include "tax/questions/depreciable_question.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/message.hpp"

namespace daicho::tax::questions {
namespace {

const law::Statute& statute() {
    static const law::Statute loaded = [] {
        auto result = law::load(DAICHO_SOURCE_DIR "/law");
        EXPECT_TRUE(result) << describe_with_place(result.error(), Language::english);
        return result ? std::move(*result) : law::Statute();
    }();
    return loaded;
}

Result<json::Value> answer(std::string_view text) {
    DAICHO_TRY(document, json::parse(text));
    return answer_depreciable(statute(), document);
}

std::vector<std::string> fault_ids(std::string_view text) {
    const auto result = answer(text);
    std::vector<std::string> ids;
    if (result) return ids;
    for (const Error& cause : result.error().causes) {
        ids.push_back(cause.where.path + " " + cause.id);
    }
    return ids;
}

TEST(DepreciableQuestion, AnswersTheContractsExample) {
    const auto result = answer(R"({"cost_yen":5000000,"life_years":10,"acquired":"2023-05",
                                   "from":2024,"to":2026})");
    ASSERT_TRUE(result);
    EXPECT_EQ(
        json::write(*result),
        R"({"years":[{"fiscal_year":2024,"residual_rate":"0.897","assessed_value_yen":4485000},)"
        R"({"fiscal_year":2025,"residual_rate":"0.794","assessed_value_yen":3561090},)"
        R"({"fiscal_year":2026,"residual_rate":"0.794","assessed_value_yen":2827505}]})");
}

TEST(DepreciableQuestion, LeavesOutYearsBeforeTheAcquisition) {
    const auto result = answer(R"({"cost_yen":1000000,"life_years":5,"acquired":"2025-01-01",
                                   "from":2020,"to":2026})");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->at("years").as_array().size(), 2U);
    EXPECT_EQ(result->at("years").at(0).at("fiscal_year").as_int64(), 2025);
    const auto none = answer(R"({"cost_yen":1000000,"life_years":5,"acquired":"2026-02",
                                 "from":2020,"to":2026})");
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->at("years").as_array().empty());
}

TEST(DepreciableQuestion, GoesOnBeyondTheYearsOfLaw) {
    const auto result = answer(R"({"cost_yen":400000,"life_years":5,"acquired":"2018-07",
                                   "from":2026,"to":2060})");
    ASSERT_TRUE(result);
    for (const json::Value& year : result->at("years").as_array()) {
        EXPECT_EQ(year.at("assessed_value_yen").as_int64(), 20'000);
    }
}

TEST(DepreciableQuestion, NamesEveryFault) {
    EXPECT_EQ(fault_ids(R"({"cost_yen":-1,"life_years":1,"acquired":"2023-13","from":2030,
                            "to":2024,"quantity":2})"),
              (std::vector<std::string>{"cost_yen json.out_of_range",
                                        "life_years json.out_of_range",
                                        "acquired tax.depreciable.acquired_unreadable",
                                        "from tax.depreciable.years_reversed",
                                        "quantity json.unknown_key"}));
    EXPECT_EQ(fault_ids(R"({"cost_yen":1,"life_years":101,"acquired":2023,"from":2024,
                            "to":2025})"),
              (std::vector<std::string>{"life_years json.out_of_range",
                                        "acquired json.wrong_type"}));
    EXPECT_EQ(fault_ids(R"({"cost_yen":1,"life_years":5,"acquired":"","from":2024,"to":2025})"),
              (std::vector<std::string>{"acquired tax.depreciable.acquired_unreadable"}));
    EXPECT_EQ(fault_ids(R"({"cost_yen":1,"life_years":5,"acquired":"2023-02-29","from":2024,
                            "to":2025})"),
              (std::vector<std::string>{"acquired tax.depreciable.acquired_unreadable"}));
    EXPECT_EQ(fault_ids("{}").size(), 5U);
}

}  // namespace
}  // namespace daicho::tax::questions
