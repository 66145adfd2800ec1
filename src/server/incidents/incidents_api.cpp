#include "server/incidents/incidents_api.hpp"

#include <algorithm>

#include "audit/rows.hpp"
#include "register/document_register.hpp"
#include "server/incidents/incident_book.hpp"
#include "server/incidents/incident_commands.hpp"

namespace daicho::server {
namespace {

using namespace govern::incident;
using registers::Fields;

constexpr std::string_view kTones[] = {"ok", "warn", "bad"};
constexpr std::string_view kStepStates[] = {"open", "late", "done", "left_out"};

json::Value timer_json(const Plan& plan, const Fields& report, Instant now) {
    const std::int64_t minutes = minutes_left(report.date("due"), now);
    return json::Object{{"to", coded_json(report, "to_whom")},
                        {"stage", coded_json(report, "stage")},
                        {"due", format_iso(report.date("due"))},
                        {"minutes", minutes},
                        {"tone", kTones[static_cast<std::size_t>(tone_of(plan, minutes))]}};
}

// --- the list

// Of each incident the report that is due first and not sent.
using Nearest = std::map<std::uint64_t, const media::Line*>;
Nearest nearest_of(const media::Lines& reports) {
    Nearest nearest;
    for (const media::Line& line : reports) {
        const Fields row = line.fields();
        if (row.has("sent_on")) continue;
        const auto [there, fresh] = nearest.try_emplace(row.ref("incident"), &line);
        if (!fresh && row.date("due") < there->second->fields().date("due")) {
            there->second = &line;
        }
    }
    return nearest;
}

bool is_over(const Fields& row) {
    return row.text("state") == "ended" || row.text("state") == "followed_up";
}

json::Value review_json(const media::Lines& reviews, Date day) {
    const media::Line* next = nullptr;
    for (const media::Line& line : reviews) {
        const Fields row = line.fields();
        if (row.has("reviewed_on")) continue;
        if (next == nullptr || row.date("due") < next->fields().date("due")) next = &line;
    }
    if (next == nullptr) return nullptr;
    const Fields row = next->fields();
    return json::Object{{"id", id_text(next->record())},
                        {"review_no", row.text("review_no")},
                        {"due", format_iso(row.date("due"))},
                        {"late", row.date("due") < day}};
}

json::Value list_row(const Fields& row, const Plan& plan, const Nearest& nearest,
                     const audit::Names& systems, const audit::Names& departments, Instant now) {
    const auto timer = nearest.find(row.record());
    return json::Object{
        {"id", id_text(row.record())},
        {"incident_no", row.text("incident_no")},
        {"title", row.text("title")},
        {"kind", coded_json(row, "kind")},
        {"state", coded_json(row, "state")},
        {"known_on", format_iso(row.date("known_on"))},
        {"known_at", text_json(row, "known_at")},
        {"department", audit::name_in(departments, row.ref("department"))},
        {"system", audit::name_in(systems, row.ref("system"))},
        {"duty", coded_json(row, "report_duty")},
        {"serious", row.flag("serious")},
        {"over", is_over(row)},
        {"timer", timer == nearest.end() ? json::Value(nullptr)
                                         : timer_json(plan, timer->second->fields(), now)}};
}

Answer list(const Call& call) {
    DAICHO_CHECK(reachable(call, kIncidents));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const Date day = today(call.app);
    const Instant now = call.app.kernel.clock().now();
    DAICHO_TRY(plan, incident_plan(call));
    DAICHO_TRY(lines, reached_lines(call, *connection, kIncidents, day));
    DAICHO_TRY(reports, reached_lines(call, *connection, "incident_report", day));
    DAICHO_TRY(reviews, reached_lines(call, *connection, "incident_plan_review", day));
    const registers::Moment moment{day, std::nullopt};
    audit::Names systems;
    if (may_view(call, "information_system")) {
        DAICHO_TRY_AS(systems, audit::names_of(call.app.kernel, *connection, "information_system",
                                               "name", moment));
    }
    DAICHO_TRY(departments,
               audit::names_of(call.app.kernel, *connection, "department", "name", moment));
    std::stable_sort(lines.begin(), lines.end(), [](const media::Line& a, const media::Line& b) {
        const Fields one = a.fields(), other = b.fields();
        if (is_over(one) != is_over(other)) return is_over(other);
        return one.date("known_on") > other.date("known_on");
    });
    const Nearest nearest = nearest_of(reports);
    json::Array rows;
    for (const media::Line& line : lines) {
        rows.push_back(list_row(line.fields(), plan, nearest, systems, departments, now));
    }
    return json_answer(json::Object{
        {"today", format_iso(day)},
        {"rows", std::move(rows)},
        {"review", review_json(reviews, day)},
        {"edition", plan.head.edition},
        {"may_change", may_change(call, kIncidents)}});
}

// --- one incident

json::Value situation_json(const Plan& plan, std::size_t at) {
    const Situation& one = plan.situations[at];
    return json::Object{{"id", one.id},
                        {"label", texts(one.label)},
                        {"cite", one.cite},
                        {"checked", one.checked}};
}

json::Value duty_json(const IncidentBook& book) {
    json::Array met, open;
    for (const std::size_t at : book.duty.met) met.push_back(situation_json(book.plan, at));
    for (const std::size_t at : book.duty.open) open.push_back(situation_json(book.plan, at));
    return json::Object{{"answer", to_string(book.duty.answer)},
                        {"met", std::move(met)},
                        {"open", std::move(open)},
                        {"first_from", format_iso(book.duty.first_from)},
                        {"first_due", format_iso(book.duty.first_due)},
                        {"first_cite", book.plan.terms.first_cite},
                        {"final_due", format_iso(book.duty.final_due)},
                        {"final_days", book.duty.final_days},
                        {"final_cite", book.plan.terms.final_cite},
                        {"put_off", book.duty.put_off},
                        {"calendar_known", book.duty.calendar_known}};
}

json::Value step_json(const StepOnBoard& one) {
    json::Array waits;
    for (const Step* step : one.waits_for) waits.push_back(texts(step->label));
    return json::Object{
        {"id", one.step->id},
        {"label", texts(one.step->label)},
        {"who", texts(one.step->who)},
        {"state", kStepStates[static_cast<std::size_t>(one.state)]},
        {"minutes", one.minutes_left ? json::Value(*one.minutes_left) : json::Value(nullptr)},
        {"waits", std::move(waits)}};
}

json::Array phases_json(const IncidentBook& book) {
    json::Array phases;
    for (const Phase& phase : book.plan.phases) {
        json::Array steps;
        std::size_t settled = 0;
        for (const Part& part : phase.parts) {
            for (const StepOnBoard& one : book.board.steps) {
                if (one.step->part != part.key) continue;
                const bool done =
                    one.state == StepState::done || one.state == StepState::left_out;
                settled += done ? 1 : 0;
                steps.push_back(step_json(one));
            }
        }
        phases.push_back(json::Object{{"key", phase.key},
                                      {"label", texts(phase.label)},
                                      {"settled", settled},
                                      {"steps", std::move(steps)}});
    }
    return phases;
}

json::Array reports_json(const IncidentBook& book, Instant now) {
    json::Array list;
    for (const media::Line& line : book.reports) {
        const Fields row = line.fields();
        const bool sent = row.has("sent_on");
        list.push_back(json::Object{
            {"id", id_text(line.record())},
            {"report_no", row.text("report_no")},
            {"ground", row.text("ground")},
            {"sent_on", date_json(row, "sent_on")},
            {"late", row.flag("late")},
            {"why_late", text_json(row, "why_late")},
            {"timer", sent ? json::Value(nullptr) : timer_json(book.plan, row, now)},
            {"to", coded_json(row, "to_whom")},
            {"stage", coded_json(row, "stage")},
            {"due", format_iso(row.date("due"))}});
    }
    return list;
}

json::Value facts_json(const Fields& row) {
    json::Object facts;
    for (const char* flag : {"personal_information", "individual_number", "wrongful_aim",
                             "public_reach", "sensitive", "financial_harm", "number_system",
                             "protected_well"}) {
        facts[flag] = row.flag(flag);
    }
    facts["at_fault"] = row.has("at_fault") ? json::Value(row.flag("at_fault")) : nullptr;
    facts["persons"] = row.has("persons") ? json::Value(row.integer("persons")) : nullptr;
    for (const char* text :
         {"effect", "items", "cause", "secondary", "prevention", "public_text"}) {
        facts[text] = row.text(text);
    }
    return facts;
}

// Whom to tell, as the ledger stood on the day it was known.
Result<json::Value> contacts_json(const Call& call, store::Connection& connection,
                                  const IncidentBook& book) {
    const Fields row = book.fields();
    DAICHO_TRY(lines, reached_lines(call, connection, "incident_contact", row.date("known_on")));
    media::Lines meant;
    for (media::Line& line : lines) {
        const Fields one = line.fields();
        const std::string& kind = one.text("for_kind");
        const bool system = !one.has("system") || one.ref("system") == row.ref("system");
        if (system && (kind == "all" || kind == row.text("kind"))) meant.push_back(std::move(line));
    }
    std::stable_sort(meant.begin(), meant.end(), [](const media::Line& a, const media::Line& b) {
        return a.fields().integer("turn") < b.fields().integer("turn");
    });
    return table_json(call, "incident_contact", meant,
                      {"turn", "post", "party", "by_day", "by_night", "checked_on"});
}

// Contractors of the system on that day, from the ledger of systems.
Result<json::Value> contractors_json(const Call& call, store::Connection& connection,
                                     const IncidentBook& book) {
    const Fields row = book.fields();
    json::Array list;
    if (!row.has("system") || !may_view(call, "system_contract") || !may_view(call, "vendor")) {
        return list;
    }
    const registers::Moment then{row.date("known_on"), std::nullopt};
    DAICHO_TRY(contracts,
               media::rows_naming(call.app.kernel, connection, "system_contract", "system",
                                  {row.ref("system")}, then));
    for (const media::Line& line : contracts) {
        const Fields contract = line.fields();
        if (!contract.has("vendor_ref")) continue;
        DAICHO_TRY(vendor, media::row_of(call.app.kernel, connection, "vendor",
                                         contract.ref("vendor_ref"), then));
        if (!vendor) continue;
        list.push_back(json::Object{{"id", id_text(vendor->record())},
                                    {"name", vendor->fields().text("name")},
                                    {"contact", text_json(vendor->fields(), "contact")},
                                    {"contract", contract.text("subject")}});
    }
    return list;
}

json::Value feed_json(const IncidentBook& book, const Feed& feed) {
    json::Array raised;
    for (const Raised& one : feed.raised) {
        raised.push_back(json::Object{
            {"id", feed.tasks[one.task].id},
            {"name", feed.tasks[one.task].name},
            {"subjects", feed.tasks[one.task].subjects},
            {"before", texts(feed.catalog.obligations[one.before].label)},
            {"after", texts(feed.catalog.obligations[one.after].label)},
            {"from", format_iso(one.from)},
            {"back", one.back ? json::Value(format_iso(*one.back)) : json::Value(nullptr)}});
    }
    const auto& rule = book.plan.serious;
    return json::Object{
        {"serious", book.serious ? json::Value(*book.serious) : json::Value(nullptr)},
        {"concerned", book.facts.number},
        {"counted", feed.counted},
        {"cite", rule.cite},
        {"checked", rule.checked},
        {"told", book.fields().flag("threshold_told")},
        {"raised", std::move(raised)}};
}

Result<json::Value> names_json(const Call& call, store::Connection& connection,
                               const Fields& row) {
    const registers::Moment now{today(call.app), std::nullopt};
    json::Value system = nullptr;
    if (row.has("system") && may_view(call, "information_system")) {
        DAICHO_TRY(found, media::row_of(call.app.kernel, connection, "information_system",
                                        row.ref("system"), now));
        if (found) {
            system = json::Object{{"id", id_text(found->record())},
                                  {"name", found->fields().text("name")}};
        }
    }
    DAICHO_TRY(department, media::row_of(call.app.kernel, connection, "department",
                                         row.ref("department"), now));
    return json::Value(json::Object{
        {"system", std::move(system)},
        {"department", department ? department->fields().text("name") : std::string()}});
}

json::Object head_json(const IncidentBook& book) {
    const Fields row = book.fields();
    return {{"id", id_text(row.record())},
            {"incident_no", row.text("incident_no")},
            {"title", row.text("title")},
            {"kind", coded_json(row, "kind")},
            {"state", coded_json(row, "state")},
            {"known_on", format_iso(row.date("known_on"))},
            {"known_at", text_json(row, "known_at")},
            {"found_by", text_json(row, "found_by")},
            {"contractor", text_json(row, "contractor")},
            {"opened_from", text_json(row, "opened_from")},
            {"recorded_duty", coded_json(row, "report_duty")},
            {"recorded_state_ahead", row.text("state") != book.board.state},
            {"edition", book.plan.head.edition}};
}

Answer show(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    const Fields row = book.fields();
    json::Object answer = head_json(book);
    DAICHO_TRY(names, names_json(call, *connection, row));
    answer["names"] = std::move(names);
    answer["facts"] = facts_json(row);
    answer["duty"] = duty_json(book);
    answer["phases"] = phases_json(book);
    answer["reports"] = reports_json(book, call.app.kernel.clock().now());
    DAICHO_TRY(contacts, contacts_json(call, *connection, book));
    answer["contacts"] = std::move(contacts);
    DAICHO_TRY(contractors, contractors_json(call, *connection, book));
    answer["contractors"] = std::move(contractors);
    DAICHO_TRY(feed, threshold_feed(call, *connection, book));
    answer["threshold"] = feed_json(book, feed);
    answer["timeline"] = table_json(call, "incident_step", book.steps,
                                    {"on", "at", "phase", "done_by", "action", "decision"});
    answer["evidence"] =
        table_json(call, "incident_evidence", book.evidence,
                   {"evidence_no", "what", "form", "taken_on", "taken_by", "kept_at", "sha256"});
    answer["custody"] = table_json(call, "evidence_custody", book.custody,
                                   {"custody_no", "moved_on", "moved_at", "from_person",
                                    "to_person", "place", "aim", "agrees"});
    answer["lessons"] = table_json(call, "incident_lesson", book.lessons,
                                   {"lesson_no", "lesson", "measure", "person", "due", "done_on"});
    answer["papers"] = table_json(call, "incident_document", book.documents,
                                  {"title", "kind", "dated"});
    const auto change = [&](const char* name) { return may_change(call, name); };
    answer["may"] = json::Object{{"step", change("incident_step") && change(kIncidents)},
                                 {"report", change("incident_report") && change(kIncidents)},
                                 {"evidence", change("incident_evidence")},
                                 {"lesson", change("incident_lesson")}};
    return json_answer(answer);
}

Answer one_api(const Call& call) {
    DAICHO_TRY(id, parse_id(call.path[1]));
    const bool post = call.request.method == net::Method::post;
    if (call.path.size() == 2) return post ? no_such_address(call) : show(call, id);
    if (!post) return no_such_address(call);
    const std::string& part = call.path[2];
    if (call.path.size() == 4 && part == "reports") {
        DAICHO_TRY(report, parse_id(call.path[3]));
        return report_sent(call, id, report);
    }
    if (call.path.size() != 3) return no_such_address(call);
    if (part == "facts") return say_facts(call, id);
    if (part == "steps") return record_step(call, id);
    if (part == "evidence") return add_evidence(call, id);
    if (part == "custody") return hand_on_evidence(call, id);
    if (part == "lessons") return add_lesson(call, id);
    if (part == "papers") return make_incident_paper(call, id);
    return no_such_address(call);
}

}  // namespace

Answer incidents_api(const Call& call) {
    if (call.path.size() > 1) return one_api(call);
    const bool post = call.request.method == net::Method::post;
    return post ? open_incident(call) : list(call);
}

}  // namespace daicho::server
