// 調査票 (survey catalog): the questions that every information system is asked, as data.
//
// A question belongs to a part: what the contracting section answers and what the using one does.
// What is printed of the answers are figures: one for each choice, several fine choices together
// where the source merges them, or a band of a number. Every figure counts over a base that is
// printed beside it; a question may name a second base where the source leaves its own open.
// Invariants after loading: ids are unique; every figure names choices of its question; a second
// base names an earlier question and its choices. Read-only; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/catalog.hpp"

namespace daicho::govern {

enum class SurveyType : std::uint8_t { text, choice, integer, date, money_by_year };
enum class SurveyPart : std::uint8_t { contract, operation };
std::string_view to_string(SurveyPart part) noexcept;
std::string_view to_string(SurveyType type) noexcept;

struct SurveyChoice {
    std::string key;
    BilingualText label;
};
struct SurveyFigure {
    std::string key;
    BilingualText label;
    std::vector<std::string> of;        // choices that it counts
    std::optional<std::int64_t> least;  // of a number instead
    std::optional<std::int64_t> most;
};
// Only systems whose answer to `question` is one of `is`.
struct SurveyBase {
    std::size_t question = 0;
    std::vector<std::string> is;
    BilingualText label;
};

struct SurveyQuestion {
    std::string id;
    std::size_t group = 0;
    SurveyPart part = SurveyPart::operation;
    SurveyType type = SurveyType::text;
    BilingualText label;
    std::string result;  // number of the result in the source; empty: none is printed
    std::vector<SurveyChoice> choices;
    std::vector<SurveyFigure> figures;  // none for texts, dates and amounts
    std::optional<SurveyBase> other_base;
};
struct SurveyGroup {
    std::string id;
    BilingualText label;
};

struct SurveyCatalog {
    CatalogHead head;
    std::vector<SurveyGroup> groups;
    std::vector<SurveyQuestion> questions;
    std::map<std::string, std::size_t, std::less<>> places;  // of questions, by id

    // kNowhere where there is no such question.
    [[nodiscard]] std::size_t place(std::string_view id) const {
        const auto found = places.find(id);
        return found == places.end() ? kNowhere : found->second;
    }
};

// Errors: yaml.invalid with every fault.
Result<SurveyCatalog> load_survey_catalog(const std::string& path);
Result<SurveyCatalog> parse_survey_catalog(std::string_view text, const std::string& name);

}  // namespace daicho::govern
