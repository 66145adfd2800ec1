#include "govern/survey/survey.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "base/text.hpp"

namespace daicho::govern {
namespace {

constexpr std::int64_t kMostNumber = 1'000'000'000;
constexpr std::int64_t kMostYen = 1'000'000'000'000'000;
constexpr std::size_t kMostYears = 20;

std::optional<std::int64_t> number_of(std::string_view text, std::int64_t most) {
    constexpr std::size_t kMostDigits = 16;
    if (text.empty() || text.size() > kMostDigits) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value <= most ? std::optional(value) : std::nullopt;
}

// "2017:1000 2018:2000": western years of fiscal years, ascending, whole yen.
bool are_amounts(std::string_view text) {
    std::int64_t before = 0;
    std::size_t years = 0;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const std::size_t colon = word.find(':');
        if (colon == std::string_view::npos || ++years > kMostYears) return false;
        const auto year = number_of(word.substr(0, colon), 2200);
        if (!year || *year < 1950 || *year <= before) return false;
        if (!number_of(word.substr(colon + 1), kMostYen)) return false;
        before = *year;
    }
    return years > 0;
}

std::optional<Error> fault_of(const SurveyQuestion& question, const std::string& value) {
    const auto fault = [&](const char* id) {
        return input_error(id).with("question", question.id).with("value", value);
    };
    if (value.empty() || value.size() > kLongestSurveyText) {
        return input_error("govern.survey.too_long")
            .with("question", question.id)
            .with("most", std::to_string(kLongestSurveyText));
    }
    switch (question.type) {
        case SurveyType::text: return std::nullopt;
        case SurveyType::choice:
            if (place_of(question.choices, &SurveyChoice::key, value) != kNowhere) break;
            return fault("govern.survey.no_choice");
        case SurveyType::integer:
            if (number_of(value, kMostNumber)) break;
            return fault("govern.survey.not_a_number");
        case SurveyType::date:
            if (parse_iso_date(value)) break;
            return fault("govern.survey.not_a_date");
        case SurveyType::money_by_year:
            if (are_amounts(value)) break;
            return fault("govern.survey.not_amounts");
    }
    return std::nullopt;
}

// The question of a name that may stand in this part, or a fault.
std::size_t question_of(const SurveyCatalog& catalog, SurveyPart part, const std::string& id,
                        json::Faults& faults) {
    const std::size_t place = catalog.place(id);
    if (place == kNowhere) {
        faults.add(input_error("govern.survey.no_question").with("question", id));
    } else if (catalog.questions[place].part != part) {
        faults.add(input_error("govern.survey.other_part").with("question", id));
        return kNowhere;
    }
    return place;
}

std::optional<SurveyMark> mark_of(const json::Value& value) {
    if (!value.is_string()) return std::nullopt;
    const std::string_view name = value.get_string();
    if (name == "unknown") return SurveyMark::unknown;
    if (name == "not_applicable") return SurveyMark::not_applicable;
    return std::nullopt;
}

void read_values(const SurveyCatalog& catalog, SurveyPart part, const json::Object& given,
                 SurveySheet& sheet, json::Faults& faults) {
    for (const auto& [key, value] : given) {
        const std::string id(key);
        const std::size_t place = question_of(catalog, part, id, faults);
        if (place == kNowhere) continue;
        const std::string text = value.is_string() ? std::string(value.get_string()) : "";
        if (const auto fault = fault_of(catalog.questions[place], text)) {
            faults.add(*fault);
        } else {
            sheet[place] = {SurveyMark::answered, text};
        }
    }
}

void read_marks(const SurveyCatalog& catalog, SurveyPart part, const json::Object& given,
                SurveySheet& sheet, json::Faults& faults) {
    for (const auto& [key, value] : given) {
        const std::string id(key);
        const std::size_t place = question_of(catalog, part, id, faults);
        if (place == kNowhere) continue;
        const auto mark = mark_of(value);
        if (!mark) {
            faults.add(input_error("govern.survey.no_mark").with("question", id));
        } else if (sheet[place].mark == SurveyMark::answered) {
            faults.add(input_error("govern.survey.twice").with("question", id));
        } else {
            sheet[place] = {*mark, {}};
        }
    }
}

bool counts(const SurveyFigure& figure, SurveyType type, const SurveyAnswer& answer) {
    if (answer.mark != SurveyMark::answered) return false;
    if (type != SurveyType::integer) {
        return std::ranges::find(figure.of, answer.value) != figure.of.end();
    }
    const auto number = number_of(answer.value, kMostNumber);
    return number && *number >= figure.least.value_or(0) &&
           *number <= figure.most.value_or(kMostNumber);
}

bool in_base(const SurveyBase& base, const SurveySheet& sheet) {
    const SurveyAnswer& answer = sheet[base.question];
    return answer.mark == SurveyMark::answered &&
           std::ranges::find(base.is, answer.value) != base.is.end();
}

BaseCount count_figures(const SurveyQuestion& question, std::size_t place,
                        std::span<const SurveySheet* const> sheets, const SurveyBase* base) {
    BaseCount count;
    count.figures.resize(question.figures.size());
    for (const SurveySheet* sheet : sheets) {
        if (base != nullptr && !in_base(*base, *sheet)) continue;
        ++count.base;
        for (std::size_t i = 0; i < question.figures.size(); ++i) {
            if (counts(question.figures[i], question.type, (*sheet)[place])) {
                ++count.figures[i].count;
            }
        }
    }
    for (FigureCount& figure : count.figures) {
        figure.percent = whole_percent(figure.count, count.base);
    }
    return count;
}

}  // namespace

std::optional<std::uint64_t> whole_percent(std::uint64_t count, std::uint64_t base) noexcept {
    if (base == 0) return std::nullopt;
    return (200 * count + base) / (2 * base);
}

Status read_survey_part(const SurveyCatalog& catalog, SurveyPart part, const json::Value& value,
                        SurveySheet& sheet) {
    sheet.resize(catalog.questions.size());
    json::Faults faults;
    static const json::Object kNothing;
    const auto map_of = [&](std::string_view name) -> const json::Object& {
        const json::Value* given =
            value.is_object() ? value.get_object().if_contains(name) : nullptr;
        if (given != nullptr && given->is_object()) return given->get_object();
        if (given != nullptr || !value.is_object()) {
            faults.add(input_error("govern.survey.not_answers").with("name", std::string(name)));
        }
        return kNothing;
    };
    read_values(catalog, part, map_of("values"), sheet, faults);
    read_marks(catalog, part, map_of("marks"), sheet, faults);
    return faults.status();
}

json::Value write_survey_part(const SurveyCatalog& catalog, SurveyPart part,
                              const SurveySheet& sheet) {
    json::Object values;
    json::Object marks;
    for (std::size_t i = 0; i < catalog.questions.size() && i < sheet.size(); ++i) {
        const SurveyQuestion& question = catalog.questions[i];
        if (question.part != part) continue;
        if (sheet[i].mark == SurveyMark::answered) values[question.id] = sheet[i].value;
        if (sheet[i].mark == SurveyMark::unknown) marks[question.id] = "unknown";
        if (sheet[i].mark == SurveyMark::not_applicable) marks[question.id] = "not_applicable";
    }
    return json::Object{{"values", std::move(values)}, {"marks", std::move(marks)}};
}

SurveyTabulation tabulate_survey(const SurveyCatalog& catalog,
                                 const std::vector<SurveySheet>& sheets) {
    std::vector<const SurveySheet*> list;
    for (const SurveySheet& sheet : sheets) list.push_back(&sheet);
    return tabulate_survey(catalog, std::span<const SurveySheet* const>(list));
}

SurveyTabulation tabulate_survey(const SurveyCatalog& catalog,
                                 std::span<const SurveySheet* const> sheets) {
    SurveyTabulation table;
    table.systems = sheets.size();
    for (std::size_t i = 0; i < catalog.questions.size(); ++i) {
        const SurveyQuestion& question = catalog.questions[i];
        QuestionCount count;
        for (const SurveySheet* sheet : sheets) {
            const SurveyMark mark = (*sheet)[i].mark;
            count.answered += mark == SurveyMark::answered ? 1 : 0;
            count.unknown += mark == SurveyMark::unknown ? 1 : 0;
            count.not_applicable += mark == SurveyMark::not_applicable ? 1 : 0;
            count.unanswered += mark == SurveyMark::unanswered ? 1 : 0;
        }
        count.all = count_figures(question, i, sheets, nullptr);
        if (question.other_base) {
            count.other = count_figures(question, i, sheets, &*question.other_base);
        }
        table.questions.push_back(std::move(count));
    }
    return table;
}

}  // namespace daicho::govern
