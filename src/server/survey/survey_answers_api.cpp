// One part of the survey: the questions that a section answers about a system, with what it has
// typed so far. Only the section that was asked answers; sending back is the governing section's.
#include "server/records/form_drafts.hpp"
#include "server/survey/survey_access.hpp"
#include "server/survey/surveys_api.hpp"

#include "register/change.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Definition;

constexpr std::int64_t kDayMicros = 24LL * 60 * 60 * 1'000'000;
constexpr std::size_t kLongestReason = 1'000;

json::Array choices_json(const govern::SurveyQuestion& question) {
    json::Array list;
    for (const govern::SurveyChoice& choice : question.choices) {
        list.push_back(json::Object{{"key", choice.key}, {"label", texts(choice.label)}});
    }
    return list;
}

json::Array groups_json(const govern::SurveyCatalog& catalog, govern::SurveyPart part) {
    json::Array groups;
    for (std::size_t g = 0; g < catalog.groups.size(); ++g) {
        json::Array questions;
        for (const govern::SurveyQuestion& question : catalog.questions) {
            if (question.group != g || question.part != part) continue;
            questions.push_back(json::Object{{"id", question.id},
                                             {"label", texts(question.label)},
                                             {"type", govern::to_string(question.type)},
                                             {"choices", choices_json(question)}});
        }
        if (questions.empty()) continue;
        groups.push_back(json::Object{{"id", catalog.groups[g].id},
                                      {"label", texts(catalog.groups[g].label)},
                                      {"questions", std::move(questions)}});
    }
    return groups;
}

json::Value nothing_typed() {
    return json::Object{{"values", json::Object()}, {"marks", json::Object()}};
}

Result<DraftPlace> draft_place(const Call& call, std::uint64_t record) {
    DAICHO_TRY(definition, call.app.kernel.definition("survey_answer"));
    return DraftPlace{call.session.person.principal.account, definition->number, record};
}

Result<json::Value> draft_json(const Call& call, store::Connection& connection,
                               std::uint64_t record) {
    const Instant now = call.app.kernel.clock().now();
    const Instant oldest{now.micros - call.app.settings.drafts.keep_days * kDayMicros};
    DAICHO_TRY(place, draft_place(call, record));
    DAICHO_TRY(draft, find_draft(call.app.kernel, connection, place, oldest));
    if (!draft) return json::Value(nullptr);
    DAICHO_TRY(typed, json::parse(draft->text));
    return json::Value(
        json::Object{{"answers", std::move(typed)}, {"saved_at", instant_text(draft->saved)}});
}

Answer show(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, survey_reader(call, *connection));
    DAICHO_TRY(part, survey_part(call, *connection, reader, record, false));
    DAICHO_TRY(catalog, survey_questions(call.app.data, part.round));
    const registers::Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(systems, system_names(call.app.kernel, *connection, now));
    DAICHO_TRY(departments, department_names(call.app.kernel, *connection, now));
    json::Value answers = nothing_typed();
    if (!part.row.answers.empty()) {
        DAICHO_TRY_AS(answers, json::parse(part.row.answers));
    }
    DAICHO_TRY(draft, draft_json(call, *connection, record));
    const bool open = part.round.state == "open";
    const bool own = reader.own(part.row) && reader.answers;
    return json_answer(json::Object{
        {"id", id_text(record)},
        {"survey", json::Object{{"id", id_text(part.round.record)},
                                {"name", part.round.name},
                                {"state", part.round.state}}},
        {"system", json::Object{{"id", id_text(part.row.system)},
                                {"no", systems[part.row.system].no},
                                {"name", systems[part.row.system].name}}},
        {"part", govern::to_string(part.row.part)},
        {"department", departments[part.row.department]},
        {"state", part.row.state},
        {"due", format_iso(part.row.due)},
        {"constructed", part.row.constructed},
        {"may",
         json::Object{{"answer", own && open},
                      {"send_back", reader.governs && open && part.row.state == "submitted"}}},
        {"groups", groups_json(*catalog, part.row.part)},
        {"answers", std::move(answers)},
        {"draft", std::move(draft)}});
}

Status check_open(const SurveyRound& round) {
    if (round.state == "open") return {};
    return conflict_error("survey.closed").with("survey", round.no);
}

// What was typed and may still be wrong: texts by question, no more is asked of it.
Result<std::string> typed_text(const json::Value& body) {
    json::ObjectReader in(body, "");
    json::Object kept;
    for (const char* name : {"values", "marks"}) {
        json::Object texts_of;
        const json::Value* given = in.raw(name);
        if (given != nullptr && given->is_object()) {
            for (const auto& [key, value] : given->get_object()) {
                if (value.is_string()) texts_of[key] = value;
            }
        }
        kept[name] = std::move(texts_of);
    }
    DAICHO_CHECK(in.finish());
    return json::write(kept);
}

Answer keep(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, survey_reader(call, *connection));
    DAICHO_TRY(part, survey_part(call, *connection, reader, record, true));
    DAICHO_CHECK(check_open(part.round));
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(text, typed_text(body));
    DAICHO_TRY(place, draft_place(call, record));
    Instant saved;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        saved = context.now;
        return keep_draft(context, place, {"", true}, 0, text);
    }));
    return json_answer(json::Object{{"saved_at", instant_text(saved)}});
}

Status write(const Call& call, std::uint16_t capacity, std::uint64_t record,
             std::map<std::string, std::string> values, std::string reason) {
    DAICHO_TRY(definition, call.app.kernel.definition("survey_answer"));
    ChangeRequest request;
    request.register_name = definition->name;
    request.record = record;
    request.values = std::move(values);
    request.valid = {today(call.app), kForever};
    request.reason = std::move(reason);
    return call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(registers::apply_change(context, call.session.person.principal, capacity,
                                             *definition, request));
        return {};
    });
}

Answer submit(const Call& call, std::uint64_t record) {
    DAICHO_TRY(capacity, survey_capacity(call, false));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, survey_reader(call, *connection));
    DAICHO_TRY(part, survey_part(call, *connection, reader, record, true));
    DAICHO_CHECK(check_open(part.round));
    DAICHO_TRY(catalog, survey_questions(call.app.data, part.round));
    DAICHO_TRY(body, body_of(call));
    govern::SurveySheet sheet;
    DAICHO_CHECK(govern::read_survey_part(*catalog, part.row.part, body, sheet));
    const std::string text = json::write(govern::write_survey_part(*catalog, part.row.part, sheet));
    DAICHO_CHECK(write(call, capacity, record,
                       {{"state", "submitted"},
                        {"answers", text},
                        {"answered_on", format_iso(today(call.app))},
                        {"answered_by", call.session.person.principal.number}},
                       ""));
    DAICHO_TRY(place, draft_place(call, record));
    DAICHO_CHECK(drop_draft(call.app.kernel, place));
    return no_content();
}

Answer send_back(const Call& call, std::uint64_t record) {
    DAICHO_TRY(capacity, survey_capacity(call, true));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, survey_reader(call, *connection));
    DAICHO_TRY(part, survey_part(call, *connection, reader, record, false));
    DAICHO_CHECK(check_open(part.round));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    std::string reason = in.text("reason", kLongestReason);
    DAICHO_CHECK(in.finish());
    if (part.row.state != "submitted") return conflict_error("survey.nothing_to_send_back");
    DAICHO_CHECK(write(call, capacity, record, {{"state", "sent_back"}, {"note", reason}}, reason));
    return no_content();
}

}  // namespace

Answer survey_answers_api(const Call& call) {
    if (call.path.size() < 2) return no_such_address(call);
    DAICHO_TRY(record, parse_id(call.path[1]));
    const net::Method method = call.request.method;
    if (call.path.size() == 2) {
        if (method == net::Method::get) return show(call, record);
        if (method == net::Method::post) return submit(call, record);
    }
    if (call.path.size() == 3 && call.path[2] == "draft") return keep(call, record);
    if (call.path.size() == 3 && call.path[2] == "return") return send_back(call, record);
    return no_such_address(call);
}

}  // namespace daicho::server
