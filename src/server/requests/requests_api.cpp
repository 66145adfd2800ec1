#include "server/requests/requests_api.hpp"

#include "audit/rows.hpp"
#include "server/letters/letter_fill.hpp"
#include "server/letters/listed.hpp"
#include "server/requests/request_view.hpp"
#include "server/requests/request_write.hpp"
#include "server/viewing_report.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kText = 4'000;  // bytes of an answer in a form

// --- the list
json::Object glance(AnswerView& view, const registers::Definition& definition, const Row& row,
                    Date day) {
    const std::string& state = row.text("state");
    const bool open = state == "received" || state == "examining";
    const int left = row.date("due") - day;
    return {{"id", id_text(row.record())},
            {"request_no", row.text("request_no")},
            {"kind", code_json(row, "kind")},
            {"state", code_json(row, "state")},
            {"received_on", format_iso(row.date("received_on"))},
            {"due", format_iso(row.date("due"))},
            {"days_left", open ? json::Value(left) : json::Value(nullptr)},
            {"department", ref_json(view, definition, row, "department")},
            {"requester", shown_text(view, definition, row, "requester_name")},
            {"identity_on", row.date_or_null("identity_on")},
            {"result", code_or_null(row, "result")},
            {"decided_on", row.date_or_null("decided_on")},
            {"days_late", row.integer_or_null("days_late")}};
}

struct Tally {
    const char* name;
    Conditions conditions;
};

Result<json::Object> counts_json(const Call& call, AnswerView& view, const Allowed& allowed) {
    const Tally tallies[] = {{"open", {{"state", "=received|correcting|examining"}}},
                             {"due_soon", {{"watch", "due_soon"}}},
                             {"overdue", {{"watch", "overdue"}}},
                             {"no_identity", {{"watch", "no_identity"}}},
                             {"late", {{"days_late", ">=1"}}},
                             {"all", {}}};
    json::Object counts;
    for (const Tally& one : tallies) {
        DAICHO_TRY(count, counted(call, view, allowed, one.conditions));
        counts[one.name] = count;
    }
    return counts;
}

Conditions chosen(const std::string& which) {
    if (which == "open") return {{"state", "=received|correcting|examining"}};
    if (which == "late") return {{"days_late", ">=1"}};
    if (which == "due_soon" || which == "overdue" || which == "no_identity") {
        return {{"watch", which}};
    }
    return {};
}

json::Array departments_json(const audit::Names& names) {
    json::Array rows;
    for (const auto& [record, name] : names) {
        rows.push_back(json::Object{{"id", id_text(record)}, {"name", name}});
    }
    return rows;
}

Answer list(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, kRequests));
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    ListedQuestion question;
    question.offset = offset;
    question.text = std::string(call.request.parameter("q").value_or(""));
    const std::string which(call.request.parameter("which").value_or("open"));
    question.conditions = chosen(which);
    const bool by_due = which != "all" && which != "late";
    question.sort = by_due ? "due" : "received_on";
    question.descending = !by_due;
    const Date day = today(call.app);
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {day, std::nullopt});
    DAICHO_TRY(page, listed(call, view, allowed, question));
    json::Array rows;
    for (const auto& version : page.rows) {
        rows.push_back(glance(view, *allowed.definition, Row(*allowed.definition, version), day));
    }
    DAICHO_TRY(counts, counts_json(call, view, allowed));
    DAICHO_TRY(departments, audit::names_of(call.app.kernel, *reader, "department", "name",
                                            {day, std::nullopt}));
    const bool changes = registers::reach(call.session.person.principal, *allowed.definition,
                                          registers::Action::change).has_value();
    return json_answer(json::Object{{"total", page.total},
                                    {"offset", offset},
                                    {"rows", std::move(rows)},
                                    {"counts", std::move(counts)},
                                    {"departments", departments_json(departments)},
                                    {"may_receive", changes},
                                    {"today", format_iso(day)}});
}

Answer receive(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    NewRequest asked;
    asked.kind = in.one_of("kind", {"disclosure", "correction", "suspension"});
    asked.channel = in.one_of("channel", {"counter", "post", "online"});
    asked.relation = in.one_of("relation", {"self", "statutory_agent", "voluntary_agent"});
    asked.received = in.date("received_on");
    asked.asked = in.text("asked", kText);
    asked.requester_name = in.text("requester_name", 800);
    asked.requester_address = in.text("requester_address", 800);
    asked.requester_phone = in.optional_text("requester_phone", 120).value_or("");
    asked.subject_name = in.text("subject_name", 800);
    asked.subject_no = in.optional_text("subject_no", 10).value_or("");
    asked.file_no = in.optional_text("file_no", 64).value_or("");
    const std::string department = in.text("department", 20);
    const auto prior = in.optional_text("prior", 20);
    const auto inquiry = in.optional_text("inquiry", 20);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY_AS(asked.department, parse_id(department));
    if (prior) {
        DAICHO_TRY_AS(asked.prior, parse_id(*prior));
    }
    if (inquiry) {
        DAICHO_TRY_AS(asked.inquiry, parse_id(*inquiry));
    }
    // Naming an addressee asks for the right to see addressees.
    if (!asked.subject_no.empty()) DAICHO_CHECK(permitted(call, "addressee"));
    DAICHO_TRY(made, receive_request(call, asked));
    return json_answer(json::Object{{"id", id_text(made.record)},
                                    {"request_no", made.request_no},
                                    {"due", format_iso(made.due)}},
                       201);
}

// --- one request
Answer show(const Call& call, std::uint64_t id) {
    DAICHO_TRY(allowed, reachable(call, kRequests));
    DAICHO_CHECK(within(call, allowed, id));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(answer, request_json(call, *reader, allowed, id));
    const std::uint64_t records[] = {id};
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_view,
                                         records, ""));
    return json_answer(answer);
}

// Who was shown the person: the kernel's report, for whoever may see addressees.
Answer viewings(const Call& call, std::uint64_t id) {
    DAICHO_TRY(allowed, reachable(call, kRequests));
    DAICHO_CHECK(within(call, allowed, id));
    DAICHO_TRY(persons, permitted(call, "addressee"));
    std::uint64_t person = 0;
    {
        DAICHO_TRY(reader, call.app.kernel.reader());
        DAICHO_TRY(found, registers::read_record(*reader, *allowed.definition, id,
                                                 {today(call.app), std::nullopt}));
        if (!found) return not_found_error("change.no_record").with("record", id_text(id));
        const Row row(*allowed.definition, *found);
        if (!row.has("identity_on")) {
            return conflict_error("request.no_identity").with("request", row.text("request_no"));
        }
        if (!row.has("subject")) {
            return conflict_error("request.no_subject").with("request", row.text("request_no"));
        }
        person = row.ref("subject");
    }
    return viewings_answer(call, persons, person);
}

Answer step(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    RequestStep step;
    step.kind = in.one_of("kind", {"identity", "correction_asked", "corrected", "extended",
                                   "special", "third_party", "transferred", "carried_out",
                                   "withdrawn", "other"});
    step.on = in.date("on");
    step.text = in.optional_text("text", kText).value_or("");
    step.shown = in.optional_one_of("shown", {"my_number_card", "licence", "residence_card",
                                              "insurance", "copies", "other"})
                     .value_or("");
    step.agent_proof = in.optional_text("agent_proof", 800).value_or("");
    step.days = static_cast<int>(in.optional_integer("days", {.min = 1, .max = 1'000}).value_or(0));
    step.rest_due = in.optional_date("rest_due");
    step.to = in.optional_text("to", 800).value_or("");
    step.notified = in.boolean_or("notified", true);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(add_step(call, id, step));
    return no_content();
}

Answer propose(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Proposal proposal;
    proposal.result = in.one_of("result", {"full", "partial", "refused", "existence", "not_held"});
    proposal.grounds = in.texts("grounds");
    proposal.withheld = in.optional_text("withheld", kText).value_or("");
    proposal.why = in.optional_text("why", 2 * kText).value_or("");
    proposal.manner =
        in.optional_one_of("manner", {"copy", "view", "file", "none"}).value_or("none");
    proposal.fee_yen = in.optional_integer("fee_yen", {.min = 0, .max = 10'000'000});
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(number, propose_decision(call, id, proposal));
    return json_answer(json::Object{{"decision_no", number}}, 201);
}

Answer decide(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string decision = in.text("decision", 20);
    const bool approve = in.boolean("approve");
    const std::string reason = in.optional_text("reason", kText).value_or("");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(record, parse_id(decision));
    DAICHO_TRY(decided, decide_request(call, id, record, approve, reason));
    return json_answer(
        json::Object{{"decided", decided.approved}, {"days_late", decided.days_late}});
}

Answer appeal(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date received = in.date("received_on");
    const Date known = in.date("known_on");
    const std::string statement = in.text("statement", 2 * kText);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(number, receive_appeal(call, id, received, known, statement));
    return json_answer(json::Object{{"appeal_no", number}}, 201);
}

}  // namespace

Answer requests_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    if (path.size() == 1) return get ? list(call) : receive(call);
    DAICHO_TRY(id, parse_id(path[1]));
    if (path.size() == 2) return get ? show(call, id) : Answer(no_such_address(call));
    if (path.size() != 3) return no_such_address(call);
    if (get) return path[2] == "viewings.pdf" ? viewings(call, id) : Answer(no_such_address(call));
    if (path[2] == "steps") return step(call, id);
    if (path[2] == "proposal") return propose(call, id);
    if (path[2] == "decision") return decide(call, id);
    return path[2] == "appeal" ? appeal(call, id) : Answer(no_such_address(call));
}

Answer request_appeals_api(const Call& call) {
    if (call.request.method != net::Method::post || call.path.size() != 3) {
        return no_such_address(call);
    }
    DAICHO_TRY(id, parse_id(call.path[1]));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    AppealStep step;
    step.kind = in.one_of("kind", {"consulted", "reported", "ruled", "withdrawn"});
    step.on = in.date("on");
    step.text = in.optional_text("text", kText).value_or("");
    step.ruling = in.optional_one_of("ruling", {"upheld", "partly", "dismissed", "inadmissible"})
                      .value_or("");
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(add_appeal_step(call, id, step));
    return no_content();
}

}  // namespace daicho::server
