#include "server/requests/request_view.hpp"

#include "server/letters/letter_fill.hpp"
#include "server/letters/listed.hpp"
#include "server/requests/request_write.hpp"

namespace daicho::server {
namespace {

json::Array deadline_steps(const govern::Deadline& deadline) {
    json::Array steps;
    for (const govern::DeadlineStep& one : deadline.steps) {
        steps.push_back(json::Object{{"id", one.id},
                                     {"label", message_texts("request.deadline." + one.id)},
                                     {"article", one.article},
                                     {"days", one.days},
                                     {"on", format_iso(one.on)},
                                     {"due", format_iso(one.due)}});
    }
    return steps;
}

json::Object deadline_json(const govern::RequestRules& rules, const govern::RequestClock& clock,
                           const govern::Deadline& deadline) {
    json::Array faults;
    for (const std::string& one : deadline.faults) {
        faults.push_back(message_texts("request.not_counted." + one, {{"request", ""}}));
    }
    const govern::PeriodRule& period = rules.period(clock.kind);
    return {{"due", format_iso(deadline.due)},
            {"part_due", deadline.part_due ? json::Value(format_iso(*deadline.part_due))
                                           : json::Value(nullptr)},
            {"stopped", deadline.stopped},
            {"days_left", deadline.days_left},
            {"days_late", deadline.days_late},
            {"steps", deadline_steps(deadline)},
            {"faults", std::move(faults)},
            {"extension_most", period.extension},
            {"verified", period.verified},
            {"source", period.source},
            {"holiday_moves", rules.holiday_moves},
            {"holiday_article", rules.holiday_article},
            {"holiday_verified", rules.holiday_verified},
            {"edition", rules.head.edition}};
}

json::Array steps_json(AnswerView& view, const Rows& rows) {
    json::Array list;
    for (const auto& version : rows.versions) {
        const Row row(*rows.definition, version);
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"kind", code_json(row, "kind")},
                                    {"on", format_iso(row.date("done_on"))},
                                    {"by", row.text("done_by")},
                                    {"text", shown_text(view, *rows.definition, row, "text")}});
    }
    return list;
}

json::Array decisions_json(const Call& call, AnswerView& view, const Rows& rows) {
    json::Array list;
    const std::string& own = call.session.person.principal.number;
    for (const auto& version : rows.versions) {
        const Row row(*rows.definition, version);
        const bool proposed = row.text("state") == "proposed";
        list.push_back(json::Object{
            {"id", id_text(row.record())},
            {"decision_no", row.text("decision_no")},
            {"state", code_json(row, "state")},
            {"result", code_json(row, "result")},
            {"grounds", row.text_or_null("grounds")},
            {"withheld", shown_text(view, *rows.definition, row, "withheld")},
            {"why", shown_text(view, *rows.definition, row, "why")},
            {"manner", code_or_null(row, "manner")},
            {"fee_yen", row.integer_or_null("fee_yen")},
            {"proposed_by", row.text("proposed_by")},
            {"proposed_on", format_iso(row.date("proposed_on"))},
            {"decided_by", row.text_or_null("decided_by")},
            {"decided_on", row.date_or_null("decided_on")},
            {"due", format_iso(row.date("due"))},
            {"days_late", row.integer_or_null("days_late")},
            {"note", row.text_or_null("note")},
            {"own", row.text("proposed_by_no") == own},
            {"may_decide",
             proposed && decides_requests(call) && row.text("proposed_by_no") != own}});
    }
    return list;
}

json::Array appeals_json(AnswerView& view, const Rows& rows, Date day) {
    json::Array list;
    for (const auto& version : rows.versions) {
        const Row row(*rows.definition, version);
        const std::string& state = row.text("state");
        const bool late = (state == "received" && row.date("consult_due") < day) ||
                          (state == "reported" && row.has("rule_due") &&
                           row.date("rule_due") < day);
        list.push_back(
            json::Object{{"id", id_text(row.record())},
                         {"appeal_no", row.text("appeal_no")},
                         {"state", code_json(row, "state")},
                         {"received_on", format_iso(row.date("received_on"))},
                         {"in_time", row.flag("in_time")},
                         {"statement", shown_text(view, *rows.definition, row, "statement")},
                         {"consult_due", format_iso(row.date("consult_due"))},
                         {"consulted_on", row.date_or_null("consulted_on")},
                         {"reported_on", row.date_or_null("reported_on")},
                         {"report", row.text_or_null("report")},
                         {"rule_due", row.date_or_null("rule_due")},
                         {"ruled_on", row.date_or_null("ruled_on")},
                         {"ruling", code_or_null(row, "ruling")},
                         {"late", late}});
    }
    return list;
}

json::Array grounds_json(const govern::RequestRules& rules, govern::RequestKind kind) {
    json::Array list;
    for (const govern::Ground& one : rules.grounds) {
        for (const govern::RequestKind is : one.kinds) {
            if (is != kind) continue;
            list.push_back(json::Object{
                {"key", one.key}, {"article", one.article}, {"label", texts(one.label)}});
        }
    }
    return list;
}

// Templates about the request and its decisions, for the buttons that begin a letter.
Result<json::Array> templates_json(const Call& call, const std::string& kind) {
    DAICHO_TRY(all, letter_templates(call.app));
    json::Array list;
    for (const govern::LetterTemplate& one : all) {
        const bool decision = one.about == kRequestDecisions;
        if (!decision && one.about != kRequests && one.about != kRequestAppeals) continue;
        if (decision && one.id.find(kind) == std::string::npos) continue;
        list.push_back(json::Object{
            {"id", one.id}, {"register", one.about}, {"title", texts(one.title)}});
    }
    return list;
}

json::Object fields_json(AnswerView& view, const registers::Definition& definition,
                         const Row& row) {
    json::Object out{{"id", id_text(row.record())}, {"request_no", row.text("request_no")}};
    for (const char* name : {"kind", "state", "channel", "relation"}) {
        out[name] = code_json(row, name);
    }
    for (const char* name : {"identity_kind", "result"}) out[name] = code_or_null(row, name);
    for (const char* name : {"asked", "requester_name", "requester_address", "requester_phone",
                             "subject_name", "identity_by", "identity_note", "agent_proof",
                             "extension_why", "special_why", "transferred_to", "inquiry", "note"}) {
        out[name] = shown_text(view, definition, row, name);
    }
    for (const char* name : {"received_on", "identity_on", "due", "extension_on", "special_on",
                             "special_part_due", "special_rest_due", "decided_on",
                             "carried_out_on"}) {
        out[name] = row.date_or_null(name);
    }
    for (const char* name : {"department", "file", "prior", "subject"}) {
        out[name] = ref_json(view, definition, row, name);
    }
    out["has_subject"] = row.has("subject");
    out["extended"] = row.flag("extended");
    out["extension_days"] = row.integer_or_null("extension_days");
    out["days_late"] = row.integer_or_null("days_late");
    out["fee_yen"] = row.integer_or_null("fee_yen");
    return out;
}

json::Object may_json(const Call& call, const registers::Definition& definition, const Row& row) {
    const bool change = registers::reach(call.session.person.principal, definition,
                                         registers::Action::change).has_value();
    const std::string& state = row.text("state");
    const bool open = state == "received" || state == "correcting" || state == "examining";
    return {{"step", change && open},
            {"propose", change && state == "examining" && row.has("identity_on")},
            {"carry_out", change && state == "decided"},
            {"appeal", change && row.has("decided_on")},
            {"letter", change},
            {"viewings", may_view(call, "addressee") && row.has("subject") &&
                             row.has("identity_on")}};
}

}  // namespace

Result<json::Object> request_json(const Call& call, store::Connection& connection,
                                  const Allowed& allowed, std::uint64_t id) {
    const Date day = today(call.app);
    auto& kernel = call.app.kernel;
    const registers::Definition& definition = *allowed.definition;
    DAICHO_TRY(found, registers::read_record(connection, definition, id, {day, std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", id_text(id));
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(holiday, city_holidays(call.app));
    DAICHO_TRY(steps, rows_of(kernel, connection, kRequestSteps, "request", id, day));
    DAICHO_TRY(decisions, rows_of(kernel, connection, kRequestDecisions, "request", id, day));
    DAICHO_TRY(appeals, rows_of(kernel, connection, kRequestAppeals, "request", id, day));
    AnswerView view(call, connection, {day, std::nullopt});
    const Row row(definition, *found);
    const govern::RequestClock clock = clock_of(row, steps);
    const govern::Deadline deadline = govern::deadline_of(rules, clock, day, holiday);
    DAICHO_TRY(templates, templates_json(call, row.text("kind")));
    json::Object answer = fields_json(view, definition, row);
    answer["protected"] = view.is_protected(definition, *found);
    answer["deadline"] = deadline_json(rules, clock, deadline);
    answer["steps"] = steps_json(view, steps);
    answer["decisions"] = decisions_json(call, view, decisions);
    answer["appeals"] = appeals_json(view, appeals, day);
    answer["grounds"] = grounds_json(rules, clock.kind);
    answer["templates"] = std::move(templates);
    answer["may"] = may_json(call, definition, row);
    answer["today"] = format_iso(day);
    return answer;
}

}  // namespace daicho::server
