// Survey (調査): the answers of one system, and what all of them add up to.
//
// "Unknown" (わからない) is an answer; "not applicable" is one too; "unanswered" is none. They are
// never added together. Every figure carries the base it was reckoned on; a percentage is whole,
// rounded half up in integers, and absent where the base is empty. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "govern/survey/survey_catalog.hpp"
#include "json/reader.hpp"

namespace daicho::govern {

enum class SurveyMark : std::uint8_t { unanswered, answered, unknown, not_applicable };

struct SurveyAnswer {
    SurveyMark mark = SurveyMark::unanswered;
    std::string value;  // key of a choice, digits, a date, a text, "2017:1000 2018:2000"
};
// By question, in the catalog's order.
using SurveySheet = std::vector<SurveyAnswer>;

inline constexpr std::size_t kLongestSurveyText = 2'000;  // bytes of one answer

// Adds one part's answers, {"values": {"Q03": "web"}, "marks": {"Q12": "unknown"}}, to a sheet.
// Strict: every fault is a cause of json.invalid (govern.survey.no_question, other_part, no_choice,
// not_a_number, not_a_date, not_amounts, too_long, twice, no_mark). `part`: whose questions alone
// may be there.
Status read_survey_part(const SurveyCatalog& catalog, SurveyPart part, const json::Value& value,
                        SurveySheet& sheet);
json::Value write_survey_part(const SurveyCatalog& catalog, SurveyPart part,
                              const SurveySheet& sheet);

struct FigureCount {
    std::uint64_t count = 0;
    std::optional<std::uint64_t> percent;
};
struct BaseCount {
    std::uint64_t base = 0;
    std::vector<FigureCount> figures;  // as the question's
};
struct QuestionCount {
    std::uint64_t answered = 0;
    std::uint64_t unknown = 0;
    std::uint64_t not_applicable = 0;
    std::uint64_t unanswered = 0;
    BaseCount all;                   // over every system of the round
    std::optional<BaseCount> other;  // over the question's second base
};
struct SurveyTabulation {
    std::uint64_t systems = 0;
    std::vector<QuestionCount> questions;
};

SurveyTabulation tabulate_survey(const SurveyCatalog& catalog,
                                 std::span<const SurveySheet* const> sheets);
SurveyTabulation tabulate_survey(const SurveyCatalog& catalog,
                                 const std::vector<SurveySheet>& sheets);

// Whole percent, half up; nothing without a base.
std::optional<std::uint64_t> whole_percent(std::uint64_t count, std::uint64_t base) noexcept;

}  // namespace daicho::govern
