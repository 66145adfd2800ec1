#include "server/survey/survey_book.hpp"

#include <algorithm>

#include "register/cell.hpp"
#include "server/app.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Definition;

// Cells of a scanned row by the names that were asked for.
class Asked {
public:
    Asked(const Definition& definition, std::initializer_list<std::string_view> names) {
        for (const std::string_view name : names) indices_.push_back(definition.index_of(name));
    }
    [[nodiscard]] const std::vector<std::size_t>& indices() const noexcept { return indices_; }

private:
    std::vector<std::size_t> indices_;
};

std::string text_of(const Cell& cell) { return std::string(cell.bytes); }

Date day_of(const Cell& cell) { return Date::from_days(static_cast<std::int32_t>(cell.integer)); }

std::optional<Date> optional_day(const Cell& cell) {
    if (cell.is_null()) return std::nullopt;
    return day_of(cell);
}

bool is_constructed(const Cell& cell) { return cell.bytes == "constructed"; }

json::Value percent_json(const std::optional<std::uint64_t>& percent) {
    return percent ? json::Value(*percent) : json::Value(nullptr);
}

json::Array figures_json(const govern::SurveyQuestion& question, const govern::BaseCount& count,
                         const govern::BaseCount* before) {
    json::Array figures;
    for (std::size_t i = 0; i < question.figures.size(); ++i) {
        json::Value was = nullptr;
        if (before != nullptr) {
            was = json::Object{{"count", before->figures[i].count},
                               {"percent", percent_json(before->figures[i].percent)}};
        }
        figures.push_back(json::Object{{"key", question.figures[i].key},
                                       {"label", texts(question.figures[i].label)},
                                       {"count", count.figures[i].count},
                                       {"percent", percent_json(count.figures[i].percent)},
                                       {"before", std::move(was)}});
    }
    return figures;
}

json::Object base_json(const govern::SurveyQuestion& question, const govern::BaseCount& count,
                       const govern::BaseCount* before, json::Value label) {
    return json::Object{
        {"base", count.base},
        {"label", std::move(label)},
        {"base_before", before == nullptr ? json::Value(nullptr) : json::Value(before->base)},
        {"figures", figures_json(question, count, before)}};
}

json::Object question_json(const govern::SurveyQuestion& question,
                           const govern::QuestionCount& count,
                           const govern::QuestionCount* before) {
    json::Value other = nullptr;
    if (count.other) {
        const bool had = before != nullptr && before->other.has_value();
        other = base_json(question, *count.other, had ? &*before->other : nullptr,
                          texts(question.other_base->label));
    }
    return json::Object{
        {"id", question.id},
        {"label", texts(question.label)},
        {"type", govern::to_string(question.type)},
        {"part", govern::to_string(question.part)},
        {"result", question.result},
        {"answered", count.answered},
        {"unknown", count.unknown},
        {"not_applicable", count.not_applicable},
        {"unanswered", count.unanswered},
        {"all", base_json(question, count.all, before == nullptr ? nullptr : &before->all,
                          message_texts("survey.base.all"))},
        {"other", std::move(other)}};
}

json::Object round_name(const SurveyRound& round) {
    return json::Object{{"id", id_text(round.record)},
                        {"no", round.no},
                        {"name", round.name},
                        {"edition", round.edition},
                        {"constructed", round.constructed}};
}

std::vector<const govern::SurveySheet*> list_of(const Sheets& sheets) {
    std::vector<const govern::SurveySheet*> list;
    list.reserve(sheets.size());
    for (const auto& [system, sheet] : sheets) list.push_back(&sheet);
    return list;
}

}  // namespace

Result<std::vector<SurveyRound>> survey_rounds(registers::Kernel& kernel,
                                               store::Connection& connection,
                                               const registers::Moment& moment) {
    DAICHO_TRY(definition, kernel.definition("survey"));
    const Asked asked(*definition, {"survey_no", "name", "catalog", "edition", "opened_on", "due",
                                    "state", "origin"});
    std::vector<SurveyRound> rounds;
    DAICHO_CHECK(registers::scan(connection, *definition, asked.indices(), moment,
                                 [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                     rounds.push_back({record, text_of(cells[0]), text_of(cells[1]),
                                                       text_of(cells[2]), text_of(cells[3]),
                                                       text_of(cells[6]), day_of(cells[4]),
                                                       day_of(cells[5]), is_constructed(cells[7])});
                                     return {};
                                 }));
    std::ranges::sort(rounds, [](const SurveyRound& a, const SurveyRound& b) {
        return a.opened != b.opened ? a.opened > b.opened : a.record > b.record;
    });
    return rounds;
}

Result<SurveyRound> survey_round(registers::Kernel& kernel, store::Connection& connection,
                                 const registers::Moment& moment, std::uint64_t record) {
    DAICHO_TRY(rounds, survey_rounds(kernel, connection, moment));
    for (SurveyRound& round : rounds) {
        if (round.record == record) return std::move(round);
    }
    return not_found_error("survey.no_round").with("survey", std::to_string(record));
}

Result<std::vector<SurveyRow>> survey_rows(registers::Kernel& kernel, store::Connection& connection,
                                           const registers::Moment& moment, std::uint64_t survey) {
    DAICHO_TRY(definition, kernel.definition("survey_answer"));
    const Asked asked(*definition,
                      {"survey", "system", "part", "department", "state", "due", "answered_on",
                       "reminded_on", "reminders", "answers", "origin"});
    std::vector<SurveyRow> rows;
    DAICHO_CHECK(registers::scan(connection, *definition, asked.indices(), moment,
                                 [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                     if (static_cast<std::uint64_t>(cells[0].integer) != survey)
                                         return {};
                                     SurveyRow row;
                                     row.record = record;
                                     row.survey = survey;
                                     row.system = static_cast<std::uint64_t>(cells[1].integer);
                                     row.part = cells[2].bytes == "contract"
                                                    ? govern::SurveyPart::contract
                                                    : govern::SurveyPart::operation;
                                     row.department = static_cast<std::uint64_t>(cells[3].integer);
                                     row.state = text_of(cells[4]);
                                     row.due = day_of(cells[5]);
                                     row.answered = optional_day(cells[6]);
                                     row.reminded = optional_day(cells[7]);
                                     row.reminders = cells[8].integer;
                                     row.answers = text_of(cells[9]);
                                     row.constructed = is_constructed(cells[10]);
                                     rows.push_back(std::move(row));
                                     return {};
                                 }));
    return rows;
}

Result<Records> system_names(registers::Kernel& kernel, store::Connection& connection,
                             const registers::Moment& moment) {
    DAICHO_TRY(definition, kernel.definition("information_system"));
    const Asked asked(*definition, {"system_no", "name", "bureau", "section", "state", "origin"});
    Records names;
    DAICHO_CHECK(registers::scan(connection, *definition, asked.indices(), moment,
                                 [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                     names[record] = {text_of(cells[0]), text_of(cells[1]),
                                                      text_of(cells[2]), text_of(cells[3]),
                                                      text_of(cells[4]), is_constructed(cells[5])};
                                     return {};
                                 }));
    return names;
}

Result<std::map<std::uint64_t, std::string>> department_names(registers::Kernel& kernel,
                                                              store::Connection& connection,
                                                              const registers::Moment& moment) {
    DAICHO_TRY(definition, kernel.definition("department"));
    const Asked asked(*definition, {"name"});
    std::map<std::uint64_t, std::string> names;
    DAICHO_CHECK(registers::scan(connection, *definition, asked.indices(), moment,
                                 [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                     names[record] = text_of(cells[0]);
                                     return {};
                                 }));
    return names;
}

Result<std::shared_ptr<const govern::SurveyCatalog>> survey_questions(
    const std::filesystem::path& data, const SurveyRound& round) {
    const bool plain = !round.catalog.empty() &&
                       round.catalog.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
                           std::string::npos;
    const auto file = data / "catalogs" / "survey" / (round.catalog + ".yaml");
    std::error_code code;
    if (!plain || !std::filesystem::exists(file, code)) {
        return not_found_error("survey.no_catalog").with("name", round.catalog);
    }
    DAICHO_TRY(catalog, govern::load_survey_catalog(file.string()));
    if (catalog.head.edition != round.edition) {
        return conflict_error("survey.other_edition")
            .with("name", round.catalog)
            .with("wanted", round.edition)
            .with("there", catalog.head.edition);
    }
    return std::make_shared<const govern::SurveyCatalog>(std::move(catalog));
}

Result<Sheets> survey_sheets(const govern::SurveyCatalog& catalog,
                             const std::vector<SurveyRow>& rows) {
    Sheets sheets;
    for (const SurveyRow& row : rows) {
        govern::SurveySheet& sheet = sheets[row.system];
        sheet.resize(catalog.questions.size());
        if (row.state != "submitted") continue;
        const auto answers = json::parse(row.answers);
        const Status read = answers ? govern::read_survey_part(catalog, row.part, *answers, sheet)
                                    : Status(Error(answers.error()));
        if (!read) {
            Error error = input_error("survey.unreadable").with("answer", id_text(row.record));
            error.causes = {read.error()};
            return error;
        }
    }
    return sheets;
}

json::Object tabulation_json(const SurveyRound& round, const govern::SurveyCatalog& catalog,
                             const Sheets& sheets, const SurveyRound* before,
                             const Sheets* sheets_before) {
    const govern::SurveyTabulation table = govern::tabulate_survey(catalog, list_of(sheets));
    std::optional<govern::SurveyTabulation> earlier;
    if (sheets_before != nullptr) {
        earlier = govern::tabulate_survey(catalog, list_of(*sheets_before));
    }
    json::Array groups;
    for (std::size_t g = 0; g < catalog.groups.size(); ++g) {
        json::Array questions;
        for (std::size_t i = 0; i < catalog.questions.size(); ++i) {
            if (catalog.questions[i].group != g) continue;
            questions.push_back(question_json(catalog.questions[i], table.questions[i],
                                              earlier ? &earlier->questions[i] : nullptr));
        }
        groups.push_back(json::Object{{"id", catalog.groups[g].id},
                                      {"label", texts(catalog.groups[g].label)},
                                      {"questions", std::move(questions)}});
    }
    return json::Object{
        {"survey", round_name(round)},
        {"with", before == nullptr ? json::Value(nullptr) : json::Value(round_name(*before))},
        {"systems", table.systems},
        {"source", catalog.head.source},
        {"groups", std::move(groups)}};
}

}  // namespace daicho::server
