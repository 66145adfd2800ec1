#include "server/incidents/incident_commands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "media/add_certificate.hpp"
#include "register/access.hpp"
#include "server/incidents/incident_book.hpp"

namespace daicho::server {
namespace {

using namespace govern::incident;
using registers::Context;
using registers::Fields;

constexpr int kFollowUpDays = 90;
constexpr const char* kStates[] = {"received",  "analysed", "contained", "restored",
                                   "prevented", "reported", "ended",     "followed_up"};
constexpr const char* kFlags[] = {"personal_information", "individual_number", "wrongful_aim",
                                  "public_reach",         "sensitive",         "financial_harm",
                                  "number_system",        "protected_well"};

std::string yes_no(bool value) { return value ? "true" : "false"; }

std::size_t place_of_state(std::string_view state) {
    const auto found = std::find(std::begin(kStates), std::end(kStates), state);
    return static_cast<std::size_t>(found - std::begin(kStates));
}

bool only_contractor(const identity::Principal& who) {
    return std::all_of(who.grants.begin(), who.grants.end(),
                       [](const identity::Grant& one) { return one.role == "contractor"; });
}

Status may_open(const Call& call) {
    const identity::Principal& who = call.session.person.principal;
    if (!only_contractor(who)) return {};
    DAICHO_TRY(definition, call.app.kernel.definition(kIncidents));
    DAICHO_CHECK(registers::refuse(call.app.kernel, who, *definition, registers::Action::change));
    return denied_error("incident.not_staff");
}

struct Opened {
    std::string kind, title, system, department, what, contractor, from;
    Date day;
    std::string at;
    bool personal = false, number = false, wrongful = false, reach = false;
    std::optional<std::int64_t> persons;
};

Result<Opened> opened_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Opened one;
    one.kind = in.one_of("kind", {"stop", "attack", "leak"});
    one.title = in.text("title", 300);
    one.what = in.optional_text("effect", 3'000).value_or("");
    one.day = in.date("known_on");
    one.at = in.text("known_at", 5);
    if (!minutes_of(one.at)) in.fault("known_at", input_error("incident.bad_time"));
    one.system = in.optional_text("system", 80).value_or("");
    one.department = in.optional_text("department", 80).value_or("");
    one.contractor = in.optional_text("contractor", 300).value_or("");
    one.from = in.optional_text("opened_from", 120).value_or("");
    one.personal = in.boolean_or("personal_information", false);
    one.number = in.boolean_or("individual_number", false);
    one.wrongful = in.boolean_or("wrongful_aim", false);
    one.reach = in.boolean_or("public_reach", false);
    one.persons = in.optional_integer("persons", {.min = 0, .max = 10'000'000});
    DAICHO_CHECK(in.finish());
    return one;
}

std::string reason_of(const Plan& plan, const Duty& duty) {
    std::string text;
    for (const std::size_t at : duty.met) {
        const Situation& one = plan.situations[at];
        text += (text.empty() ? "" : "、") + one.label.ja + "（" + one.cite + "）";
    }
    if (!text.empty()) return text;
    return duty.answer == govern::incident::Answer::not_due ? "報告を要する事態に当たらない（本人の数と内容から判定）"
                                          : "";
}

// What follows from the facts: the duty, its terms, whether it is a serious incident.
void add_duty(const Plan& plan, const Facts& facts, std::map<std::string, std::string>& values) {
    const Duty duty = duty_of(plan, facts);
    values["report_duty"] = std::string(to_string(duty.answer));
    values["duty_reason"] = reason_of(plan, duty);
    const bool due = duty.answer == govern::incident::Answer::due;
    values["first_report_due"] = due ? format_iso(duty.first_due) : "";
    values["final_report_due"] = due ? format_iso(duty.final_due) : "";
    const auto serious = is_serious(plan, facts);
    values["serious"] = serious ? yes_no(*serious) : "";
    // The threshold decision reads this row: once it is decided, it is told.
    values["threshold_told"] = facts.number && serious ? "true" : (facts.number ? "false" : "");
}

// Rows for whoever is to be told and has none yet.
Status add_reports(const DeskWriter& desk, Context& context, const Plan& plan, const Facts& facts,
                   const std::string& number, const media::Lines& there) {
    const Duty duty = duty_of(plan, facts);
    for (const Due& due : duty.reports) {
        const Recipient& to = plan.recipients[due.recipient];
        const bool known = std::any_of(there.begin(), there.end(), [&](const media::Line& line) {
            const Fields row = line.fields();
            return row.text("to_whom") == to.key && row.text("stage") == due.stage;
        });
        if (known) continue;
        DAICHO_TRY(report_no, next_number(context, "incident_report", number + "-R"));
        const std::string ground =
            to.cite + (to.checked ? "" : "（" + plan.words.at("not_verified").ja + "）");
        DAICHO_CHECK(desk.write(context, "incident_report", std::nullopt,
                                {{"report_no", report_no},
                                 {"incident", number},
                                 {"to_whom", to.key},
                                 {"stage", due.stage},
                                 {"ground", ground.substr(0, 290)},
                                 {"due", format_iso(due.day)},
                                 {"origin", "published"}}));
    }
    return {};
}

Status write_opening(const Call& call, const DeskWriter& desk, Context& context, const Plan& plan,
                     const Opened& one, std::string& number, std::uint64_t& record) {
    DAICHO_TRY_AS(number, next_number(context, kIncidents, fmt::format("IN-{}-", one.day.year())));
    Facts facts;
    facts.kind = one.kind;
    facts.personal = one.personal || one.number;
    facts.number = one.number;
    facts.wrongful = one.wrongful;
    facts.public_reach = one.reach;
    facts.persons = one.persons;
    facts.known_on = one.day;
    const std::string person = media::person_text(call.session.person.principal);
    std::map<std::string, std::string> values = {
        {"incident_no", number},
        {"known_on", format_iso(one.day)},
        {"known_at", one.at},
        {"kind", one.kind},
        {"title", one.title},
        {"system", one.system},
        {"department", one.department},
        {"found_by", person.substr(0, 100)},
        {"reported_by", person.substr(0, 80)},
        {"contractor", one.contractor},
        {"opened_from", one.from},
        {"state", "received"},
        {"personal_information", yes_no(facts.personal)},
        {"individual_number", yes_no(one.number)},
        {"wrongful_aim", yes_no(one.wrongful)},
        {"public_reach", yes_no(one.reach)},
        {"persons", one.persons ? std::to_string(*one.persons) : ""},
        {"effect", one.what},
        {"origin", "published"}};
    add_duty(plan, facts, values);
    const std::string duty = values["report_duty"];
    DAICHO_TRY_AS(record, desk.write(context, kIncidents, std::nullopt, std::move(values)));
    DAICHO_CHECK(desk.write(context, "incident_step", std::nullopt,
                            {{"step_no", number + "-01"},
                             {"incident", number},
                             {"phase", "receive"},
                             {"on", format_iso(japan_date(context.now))},
                             {"at", now_time(context.now)},
                             {"done_by", person.substr(0, 60)},
                             {"action", "知らせを受け、" + number + " として受け付けた。"},
                             {"skipped", "false"},
                             {"plan_step", "receive_note"},
                             {"origin", "published"}}));
    DAICHO_CHECK(add_reports(desk, context, plan, facts, number, {}));
    return done(desk.note(context, journal::EntryKind::incident_opened, kIncidents, record,
                     {{"incident", number}, {"duty", duty}}));
}

}  // namespace

Answer open_incident(const Call& call) {
    DAICHO_CHECK(may_open(call));
    DAICHO_TRY(one, opened_in(call));
    if (one.day > today(call.app)) return input_error("incident.in_future").at("known_on");
    DAICHO_TRY(plan, incident_plan(call));
    if (one.department.empty()) {
        DAICHO_TRY(connection, call.app.kernel.reader());
        DAICHO_TRY_AS(one.department, own_department(call, *connection));
    }
    DeskWriter desk(call);
    for (const char* name : {kIncidents, "incident_step", "incident_report"}) {
        DAICHO_CHECK(desk.admit_anyone(name));
    }
    std::string number;
    std::uint64_t record = 0;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        return write_opening(call, desk, context, plan, one, number, record);
    }));
    const bool may_see = may_view(call, kIncidents) ||
                         reach_of(call, *call.app.kernel.definitions().find(kIncidents));
    return json_answer(json::Object{{"number", number},
                                    {"id", may_see ? json::Value(id_text(record)) : nullptr}},
                       201);
}

Answer say_facts(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    std::map<std::string, std::string> values;
    for (const char* flag : kFlags) values[flag] = yes_no(in.boolean(flag));
    const auto persons = in.optional_integer("persons", {.min = 0, .max = 10'000'000});
    values["persons"] = persons ? std::to_string(*persons) : "";
    const auto at_fault = in.optional_boolean("at_fault");
    values["at_fault"] = at_fault ? yes_no(*at_fault) : "";
    for (const char* text : {"effect", "items", "cause", "secondary", "prevention"}) {
        values[text] = in.optional_text(text, 3'000).value_or("");
    }
    values["public_text"] = in.optional_text("public_text", 6'000).value_or("");
    DAICHO_CHECK(in.finish());
    Facts facts = book.facts;
    facts.personal = values["personal_information"] == "true";
    facts.number = values["individual_number"] == "true";
    facts.wrongful = values["wrongful_aim"] == "true";
    facts.public_reach = values["public_reach"] == "true";
    facts.sensitive = values["sensitive"] == "true";
    facts.financial_harm = values["financial_harm"] == "true";
    facts.number_system = values["number_system"] == "true";
    facts.protected_well = values["protected_well"] == "true";
    facts.persons = persons;
    facts.at_fault = at_fault;
    add_duty(book.plan, facts, values);
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit(kIncidents));
    DAICHO_CHECK(desk.admit("incident_report"));
    const std::string number = book.fields().text("incident_no");
    const std::string duty = values["report_duty"], serious = values["serious"];
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_CHECK(desk.write(context, kIncidents, record, values, "事実の確認"));
        DAICHO_CHECK(add_reports(desk, context, book.plan, facts, number, book.reports));
        return done(desk.note(context, journal::EntryKind::incident_decided, kIncidents, record,
                         {{"incident", number}, {"duty", duty}, {"serious", serious}}));
    }));
    return json_answer(json::Object{{"duty", duty}, {"serious", serious}});
}

namespace {

struct Said {
    std::string step, action, decision;
    bool skipped = false;
};

Error waits(const Board& board, const Step& step) {
    std::string ja, en;
    for (const Step* one : hindrances(board, step.id)) {
        ja += (ja.empty() ? "" : "、") + one->label.ja;
        en += (en.empty() ? "" : "; ") + one->label.en;
    }
    return conflict_error("incident.step_waits")
        .with("step_ja", step.label.ja)
        .with("step_en", step.label.en)
        .with("waits_ja", ja)
        .with("waits_en", en)
        .at("step");
}

// What the register says after this step: its state, and the days of its end.
Result<std::map<std::string, std::string>> after_step(const IncidentBook& book, const Said& said,
                                                      Date day) {
    std::vector<Mark> marks;
    for (const StepOnBoard& one : book.board.steps) {
        const bool done = one.state == StepState::done || one.state == StepState::left_out;
        if (done) marks.push_back({one.step->id, false, false});
    }
    marks.push_back({said.step, said.skipped, true});
    const Board board =
        board_of(book.plan, book.facts, book.duty.answer, marks, book.known, book.known);
    std::map<std::string, std::string> values;
    const Fields row = book.fields();
    if (place_of_state(board.state) <= place_of_state(row.text("state"))) return values;
    if (place_of_state(board.state) >= place_of_state("prevented") && !row.has("prevention")) {
        return conflict_error("incident.no_prevention").at("step");
    }
    values["state"] = board.state;
    if (place_of_state(board.state) >= place_of_state("ended") && !row.has("closed_on")) {
        values["closed_on"] = format_iso(day);
        values["follow_up_due"] = format_iso(day + kFollowUpDays);
    }
    if (board.state == "followed_up") values["followed_up_on"] = format_iso(day);
    return values;
}

Status write_step(const Call& call, const DeskWriter& desk, Context& context,
                  const IncidentBook& book, const Step& step, const Said& said,
                  const std::map<std::string, std::string>& after) {
    const std::string number = book.fields().text("incident_no");
    DAICHO_TRY(step_no, next_number(context, "incident_step", number + "-"));
    const std::int64_t took = (context.now.micros - book.known.micros) / 60'000'000;
    const bool late = step.minutes != 0 && took > step.minutes && !said.skipped;
    DAICHO_CHECK(desk.write(
        context, "incident_step", std::nullopt,
        {{"step_no", step_no},
         {"incident", number},
         {"phase", step.part},
         {"on", format_iso(japan_date(context.now))},
         {"at", now_time(context.now)},
         {"done_by", media::person_text(call.session.person.principal).substr(0, 60)},
         {"action", said.action},
         {"skipped", said.skipped ? "true" : "false"},
         {"decision", said.decision},
         {"plan_step", step.id},
         {"late_minutes", late ? std::to_string(took - step.minutes) : ""},
         {"origin", "published"}}));
    if (after.empty()) return {};
    return done(desk.write(context, kIncidents, book.row.record(), after, step.label.ja));
}

}  // namespace

Answer record_step(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Said said;
    said.step = in.text("step", 40);
    said.skipped = in.boolean_or("skipped", false);
    said.action = in.text("action", 3'000);
    said.decision = in.optional_text("decision", 1'500).value_or("");
    DAICHO_CHECK(in.finish());
    const Step* step = book.plan.step(said.step);
    if (step == nullptr) {
        return input_error("incident.no_step").with("step", said.step).at("step");
    }
    if (said.skipped && said.decision.empty()) {
        return input_error("incident.no_decision")
            .with("step_ja", step->label.ja)
            .with("step_en", step->label.en)
            .at("decision");
    }
    if (!hindrances(book.board, said.step).empty()) return waits(book.board, *step);
    DAICHO_TRY(after, after_step(book, said, today(call.app)));
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("incident_step"));
    DAICHO_CHECK(desk.admit(kIncidents));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        return write_step(call, desk, context, book, *step, said, after);
    }));
    return no_content();
}

Answer report_sent(const Call& call, std::uint64_t record, std::uint64_t report) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    const auto found = std::find_if(book.reports.begin(), book.reports.end(),
                                    [&](const media::Line& one) { return one.record() == report; });
    if (found == book.reports.end()) {
        return not_found_error("change.no_record").with("record", id_text(report));
    }
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date sent = in.date("sent_on");
    const std::string at = in.text("sent_at", 5);
    if (!minutes_of(at)) in.fault("sent_at", input_error("incident.bad_time"));
    const std::string content = in.optional_text("content", 3'000).value_or("");
    const std::string why = in.optional_text("why_late", 900).value_or("");
    DAICHO_CHECK(in.finish());
    const Fields row = found->fields();
    const Date due = row.date("due");
    const bool late = sent > due;
    if (row.has("sent_on")) {
        return conflict_error("incident.sent_already").with("report", row.text("report_no"));
    }
    if (sent > today(call.app)) return input_error("incident.in_future").at("sent_on");
    if (late && why.empty()) {
        return input_error("incident.why_late").with("due", format_iso(due)).at("why_late");
    }
    std::map<std::string, std::string> of_incident;
    if (row.text("to_whom") == "commission") {
        of_incident[row.text("stage") == "final" ? "final_report_on" : "first_report_on"] =
            format_iso(sent);
    }
    if (row.text("to_whom") == "persons") of_incident["persons_told_on"] = format_iso(sent);
    if (row.text("to_whom") == "public") of_incident["published_on"] = format_iso(sent);
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("incident_report"));
    DAICHO_CHECK(desk.admit(kIncidents));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const std::string person = media::person_text(call.session.person.principal);
        DAICHO_CHECK(desk.write(context, "incident_report", report,
                                {{"sent_on", format_iso(sent)},
                                 {"sent_at", at},
                                 {"sent_by", person.substr(0, 80)},
                                 {"content", content},
                                 {"late", late ? "true" : "false"},
                                 {"why_late", late ? why : std::string()}}));
        if (of_incident.empty()) return {};
        return done(desk.write(context, kIncidents, record, of_incident, row.text("report_no")));
    }));
    return json_answer(json::Object{{"late", late}});
}

Answer add_lesson(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string lesson = in.text("lesson", 1'500);
    const std::string measure = in.text("measure", 1'500);
    const std::string person = in.text("person", 180);
    const Date due = in.date("due");
    DAICHO_CHECK(in.finish());
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit("incident_lesson"));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const std::string incident = book.fields().text("incident_no");
        DAICHO_TRY_AS(number, next_number(context, "incident_lesson", incident + "-L"));
        return done(desk.write(context, "incident_lesson", std::nullopt,
                          {{"lesson_no", number},
                           {"incident", incident},
                           {"lesson", lesson},
                           {"measure", measure},
                           {"person", person},
                           {"due", format_iso(due)},
                           {"origin", "published"}}));
    }));
    return json_answer(json::Object{{"number", number}}, 201);
}

}  // namespace daicho::server
