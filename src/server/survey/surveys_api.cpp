// Rounds of the survey: return rate by section, tabulation, file, reminders, requests to sections.
#include "server/survey/surveys_api.hpp"
#include "server/survey/survey_access.hpp"
#include "server/survey/survey_file.hpp"

#include <algorithm>

#include "register/change.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Definition;
using registers::Moment;

struct Returned {
    std::uint64_t parts = 0, submitted = 0, sent_back = 0, overdue = 0, reminded = 0;
    void add(const SurveyRow& row, Date today) {
        ++parts;
        submitted += row.state == "submitted" ? 1 : 0;
        sent_back += row.state == "sent_back" ? 1 : 0;
        overdue += row.state != "submitted" && row.due < today ? 1 : 0;
        reminded += row.state != "submitted" && row.reminded ? 1 : 0;
    }
    [[nodiscard]] json::Object json() const {
        const auto percent = govern::whole_percent(submitted, parts);
        return json::Object{{"parts", parts},
                            {"submitted", submitted},
                            {"sent_back", sent_back},
                            {"overdue", overdue},
                            {"reminded", reminded},
                            {"percent", percent ? json::Value(*percent) : json::Value(nullptr)}};
    }
};

json::Object round_json(const SurveyRound& round) {
    return json::Object{{"id", id_text(round.record)},
                        {"no", round.no},
                        {"name", round.name},
                        {"edition", round.edition},
                        {"opened_on", format_iso(round.opened)},
                        {"due", format_iso(round.due)},
                        {"state", round.state},
                        {"constructed", round.constructed}};
}

json::Object may_json(const SurveyReader& reader) {
    return json::Object{
        {"see_all", reader.sees_all}, {"answer", reader.answers}, {"govern", reader.governs}};
}

std::vector<SurveyRow> seen_rows(const SurveyReader& reader, std::vector<SurveyRow> rows) {
    if (!reader.sees_all) {
        std::erase_if(rows, [&](const SurveyRow& row) { return !reader.own(row); });
    }
    return rows;
}

Answer rounds_answer(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, survey_reader(call, *connection));
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(rounds, survey_rounds(call.app.kernel, *connection, now));
    json::Array list;
    for (const SurveyRound& round : rounds) {
        DAICHO_TRY(rows, survey_rows(call.app.kernel, *connection, now, round.record));
        Returned returned;
        for (const SurveyRow& row : seen_rows(reader, std::move(rows))) {
            returned.add(row, now.as_of);
        }
        json::Object one = round_json(round);
        one["returned"] = returned.json();
        list.push_back(std::move(one));
    }
    return json_answer(json::Object{{"surveys", std::move(list)}, {"may", may_json(reader)}});
}

json::Object part_json(const SurveyRow& row, const Records& systems, const SurveyReader& reader) {
    const auto system = systems.find(row.system);
    const bool known = system != systems.end();
    const auto date = [](const std::optional<Date>& day) {
        return day ? json::Value(format_iso(*day)) : json::Value(nullptr);
    };
    return json::Object{{"id", id_text(row.record)},
                        {"system", known ? system->second.name : std::string()},
                        {"system_no", known ? system->second.no : std::string()},
                        {"system_id", id_text(row.system)},
                        {"part", govern::to_string(row.part)},
                        {"state", row.state},
                        {"due", format_iso(row.due)},
                        {"answered_on", date(row.answered)},
                        {"reminded_on", date(row.reminded)},
                        {"reminders", row.reminders},
                        {"constructed", row.constructed},
                        {"own", reader.own(row)}};
}

Answer round_answer(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, survey_reader(call, *connection));
    const Moment now{today(call.app), std::nullopt};
    auto& kernel = call.app.kernel;
    DAICHO_TRY(round, survey_round(kernel, *connection, now, record));
    DAICHO_TRY(rows, survey_rows(kernel, *connection, now, record));
    DAICHO_TRY(systems, system_names(kernel, *connection, now));
    DAICHO_TRY(names, department_names(kernel, *connection, now));
    std::map<std::uint64_t, Returned> by_department;
    Returned all;
    json::Array own;
    for (const SurveyRow& row : seen_rows(reader, std::move(rows))) {
        by_department[row.department].add(row, now.as_of);
        all.add(row, now.as_of);
        if (reader.own(row)) own.push_back(part_json(row, systems, reader));
    }
    json::Array departments;
    for (const auto& [department, returned] : by_department) {
        json::Object one = returned.json();
        one["id"] = id_text(department);
        one["name"] = names[department];
        departments.push_back(std::move(one));
    }
    return json_answer(json::Object{{"survey", round_json(round)},
                                    {"may", may_json(reader)},
                                    {"returned", all.json()},
                                    {"departments", std::move(departments)},
                                    {"own", std::move(own)}});
}

// The parts of one section, for whoever follows up.
Answer parts_answer(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, survey_reader(call, *connection));
    DAICHO_TRY(department, number_parameter(call, "department", 0));
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(round, survey_round(call.app.kernel, *connection, now, record));
    DAICHO_TRY(rows, survey_rows(call.app.kernel, *connection, now, round.record));
    DAICHO_TRY(systems, system_names(call.app.kernel, *connection, now));
    json::Array list;
    for (const SurveyRow& row : seen_rows(reader, std::move(rows))) {
        if (department != 0 && row.department != department) continue;
        list.push_back(part_json(row, systems, reader));
    }
    return json_answer(json::Object{{"parts", std::move(list)}});
}

struct Tabulated {
    SurveyRound round;
    std::shared_ptr<const govern::SurveyCatalog> catalog;
    Sheets sheets;
};

Result<Tabulated> tabulated(const Call& call, store::Connection& connection, std::uint64_t record) {
    const Moment now{today(call.app), std::nullopt};
    Tabulated one;
    DAICHO_TRY(round, survey_round(call.app.kernel, connection, now, record));
    DAICHO_TRY(catalog, survey_questions(call.app.data, round));
    DAICHO_TRY(rows, survey_rows(call.app.kernel, connection, now, record));
    DAICHO_TRY(sheets, survey_sheets(*catalog, rows));
    return Tabulated{std::move(round), std::move(catalog), std::move(sheets)};
}

// Figures of all systems are for those who may view all answers.
Result<json::Object> table_of(const Call& call, std::uint64_t record) {
    DAICHO_TRY(allowed, permitted(call, "survey_answer"));
    (void)allowed;
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(with, number_parameter(call, "with", 0));
    DAICHO_TRY(now, tabulated(call, *connection, record));
    if (with == 0) return tabulation_json(now.round, *now.catalog, now.sheets);
    DAICHO_TRY(before, tabulated(call, *connection, with));
    if (before.catalog->head.name != now.catalog->head.name ||
        before.catalog->head.edition != now.catalog->head.edition) {
        return conflict_error("survey.not_comparable");
    }
    return tabulation_json(now.round, *now.catalog, now.sheets, &before.round, &before.sheets);
}

Answer file_answer(const Call& call, std::uint64_t record) {
    DAICHO_TRY(table, table_of(call, record));
    const std::string_view format = call.request.parameter("format").value_or("csv");
    const bool english = call.request.parameter("lang").value_or("ja") == "en";
    return survey_file(call, table, format, english ? Language::english : Language::japanese);
}

// --- what changes something

// Whoever is overdue is reminded once a day; the row says when and how often.
Answer remind(const Call& call, std::uint64_t record) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(capacity, survey_capacity(call, true));
    DAICHO_TRY(definition, call.app.kernel.definition("survey_answer"));
    const Definition& answers = *definition;
    const Moment now{today(call.app), std::nullopt};
    std::uint64_t reminded = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        reminded = 0;
        DAICHO_TRY(round, survey_round(context.kernel, context.connection, now, record));
        DAICHO_TRY(rows, survey_rows(context.kernel, context.connection, now, round.record));
        for (const SurveyRow& row : rows) {
            const bool due = row.state != "submitted" && row.due < now.as_of;
            if (!due || row.reminded == now.as_of) continue;
            ChangeRequest request;
            request.register_name = answers.name;
            request.record = row.record;
            request.values = {{"reminded_on", format_iso(now.as_of)},
                              {"reminders", std::to_string(row.reminders + 1)}};
            request.valid = {now.as_of, kForever};
            DAICHO_CHECK(registers::apply_change(context, call.session.person.principal, capacity,
                                                 answers, request));
            ++reminded;
        }
        return {};
    }));
    return json_answer(json::Object{{"reminded", reminded}});
}

struct Asked {
    std::string system_no;
    std::string department_no;
    govern::SurveyPart part;
};

// The contracting section of a system, and of those that use it the one that leads.
Result<std::vector<Asked>> sections_to_ask(registers::Context& context, const Moment& now,
                                           std::set<std::pair<std::uint64_t, bool>> there) {
    DAICHO_TRY(uses, context.kernel.definition("system_use"));
    DAICHO_TRY(departments, context.kernel.definition("department"));
    DAICHO_TRY(systems, system_names(context.kernel, context.connection, now));
    std::map<std::uint64_t, std::string> numbers;
    const std::size_t number[] = {departments->index_of("department_no")};
    DAICHO_CHECK(registers::scan(
        context.connection, *departments, number, now,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            numbers[record] = std::string(cells[0].bytes);
            return {};
        }));
    std::vector<Asked> list;
    const std::size_t fields[] = {uses->index_of("system"), uses->index_of("department"),
                                  uses->index_of("role"), uses->index_of("lead")};
    DAICHO_CHECK(registers::scan(
        context.connection, *uses, fields, now,
        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
            const auto system = systems.find(static_cast<std::uint64_t>(cells[0].integer));
            const bool contract = cells[2].bytes == "contract";
            if (system == systems.end() || system->second.state == "retired") return {};
            if (!contract && cells[3].integer == 0) return {};
            if (!there.insert({system->first, contract}).second) return {};
            list.push_back(
                {system->second.no, numbers[static_cast<std::uint64_t>(cells[1].integer)],
                 contract ? govern::SurveyPart::contract : govern::SurveyPart::operation});
            return {};
        }));
    return list;
}

Status request_part(registers::Context& context, const Call& call, std::uint16_t capacity,
                    const Definition& answers, const SurveyRound& round, const Asked& one) {
    ChangeRequest request;
    request.register_name = answers.name;
    request.values = {{"survey", round.no},
                      {"system", one.system_no},
                      {"part", std::string(govern::to_string(one.part))},
                      {"department", one.department_no},
                      {"state", "waiting"},
                      {"due", format_iso(round.due)},
                      {"origin", round.constructed ? "constructed" : "published"}};
    request.valid = {today(call.app), kForever};
    DAICHO_CHECK(registers::apply_change(context, call.session.person.principal, capacity, answers,
                                         request));
    return {};
}

// Sends the questions to every section that was not asked yet: again after new systems came in.
Answer request_answers(const Call& call, std::uint64_t record) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(capacity, survey_capacity(call, true));
    DAICHO_TRY(answers, call.app.kernel.definition("survey_answer"));
    const Moment now{today(call.app), std::nullopt};
    std::uint64_t requested = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(round, survey_round(context.kernel, context.connection, now, record));
        if (round.state == "closed") {
            return conflict_error("survey.closed").with("survey", round.no);
        }
        DAICHO_TRY(rows, survey_rows(context.kernel, context.connection, now, record));
        std::set<std::pair<std::uint64_t, bool>> there;
        for (const SurveyRow& row : rows) {
            there.insert({row.system, row.part == govern::SurveyPart::contract});
        }
        DAICHO_TRY(list, sections_to_ask(context, now, std::move(there)));
        for (const Asked& one : list) {
            DAICHO_CHECK(request_part(context, call, capacity, *answers, round, one));
        }
        requested = list.size();
        return {};
    }));
    return json_answer(json::Object{{"requested", requested}});
}

}  // namespace

Answer surveys_api(const Call& call) {
    const bool asks = call.request.method == net::Method::get;
    if (call.path.size() == 1) return asks ? rounds_answer(call) : no_such_address(call);
    DAICHO_TRY(record, parse_id(call.path[1]));
    if (call.path.size() == 2) return asks ? round_answer(call, record) : no_such_address(call);
    const std::string_view what = call.path[2];
    if (asks && what == "parts") return parts_answer(call, record);
    if (asks && what == "tabulation") {
        DAICHO_TRY(table, table_of(call, record));
        return json_answer(std::move(table));
    }
    if (asks && what == "file") return file_answer(call, record);
    if (!asks && what == "reminders") return remind(call, record);
    if (!asks && what == "requests") return request_answers(call, record);
    return no_such_address(call);
}

}  // namespace daicho::server
