// Decisions – proposed by one, decided by another – and appeals against them.
#include <algorithm>

#include "journal/entry.hpp"
#include "server/letters/command_write.hpp"
#include "server/requests/request_write.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Fields;

Status note(Context& context, const Call& call, const registers::Admitted& steps,
            const std::string& request_no, const char* kind, Date on, const std::string& text) {
    CommandRow row;
    DAICHO_TRY(number, next_key(context, *steps.definition, "RS", japan_date(context.now).year()));
    row.values = {{"step_no", number},
                  {"request", request_no},
                  {"kind", kind},
                  {"done_on", format_iso(on)},
                  {"done_by", person_of(call)},
                  {"text", text},
                  {"origin", "operation"}};
    DAICHO_CHECK(write_row(context, call, steps, std::move(row)));
    return {};
}

Status check_decidable(const Fields& row) {
    const std::string& state = row.text("state");
    const std::string& number = row.text("request_no");
    if (!row.has("identity_on")) {
        return conflict_error("request.no_identity").with("request", number);
    }
    if (state == "correcting") return conflict_error("request.waiting").with("request", number);
    if (state != "examining") return conflict_error("request.ended").with("request", number);
    return {};
}

// The grounds as the decision names them: article and words.
Result<std::string> grounds_text(const govern::RequestRules& rules, govern::RequestKind kind,
                                 const Proposal& proposal) {
    std::string text;
    for (const std::string& key : proposal.grounds) {
        const std::size_t place = govern::place_of(rules.grounds, &govern::Ground::key, key);
        const bool fits = place != govern::kNowhere &&
                          std::ranges::find(rules.grounds[place].kinds, kind) !=
                              rules.grounds[place].kinds.end();
        if (!fits) return input_error("request.unknown_ground").with("ground", key).at("grounds");
        const govern::Ground& ground = rules.grounds[place];
        text += (text.empty() ? "" : "、") + ground.article + "（" + ground.label.ja + "）";
    }
    const bool needed = proposal.result != "full";
    if (needed && (text.empty() || proposal.why.empty())) {
        return input_error("request.no_ground").at(text.empty() ? "grounds" : "why");
    }
    return text;
}

Result<bool> has_proposal(Context& context, std::uint64_t request) {
    DAICHO_TRY(decisions, rows_of(context.kernel, context.connection, kRequestDecisions, "request",
                                  request, japan_date(context.now)));
    return std::ranges::any_of(decisions.versions, [&](const registers::RecordVersion& one) {
        return Fields(*decisions.definition, one).text("state") == "proposed";
    });
}

Status journal_decision(Context& context, const Call& call, const registers::Admitted& decisions,
                        std::uint64_t request, const std::string& number, const std::string& result,
                        int days_late) {
    journal::EntryDraft draft;
    draft.kind = journal::EntryKind::request_decided;
    draft.principal = call.session.person.principal.account;
    draft.capacity = decisions.capacity;
    draft.register_number = decisions.definition->number;
    draft.body = json::write(json::Value(json::Object{{"records", json::Array{request}},
                                                      {"decision", number},
                                                      {"result", result},
                                                      {"days_late", days_late}}));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

// One decision on its way through a command.
class Deciding {
public:
    Deciding(const Call& call, const govern::RequestRules& rules, const govern::IsHoliday& holiday,
             const registers::Admitted& requests, const registers::Admitted& decisions,
             const registers::Admitted& steps)
        : call_(call), rules_(rules), holiday_(holiday), requests_(requests),
          decisions_(decisions), steps_(steps) {}

    Result<Decided> run(Context& context, std::uint64_t request, std::uint64_t decision,
                        bool approve, const std::string& reason) {
        DAICHO_TRY(asked, record_in(context, requests_, request));
        DAICHO_TRY(proposed, record_in(context, decisions_, decision));
        const Fields row(*requests_.definition, asked);
        const Fields is(*decisions_.definition, proposed);
        if (is.ref("request") != request || is.text("state") != "proposed") {
            return conflict_error("request.not_proposed").with("request", row.text("request_no"));
        }
        DAICHO_TRY(same, same_human_as(context, call_, is.text("proposed_by_no")));
        if (same) {
            return denied_error("request.own_proposal").with("request", row.text("request_no"));
        }
        return approve ? take(context, row, is) : send_back(context, row, is, reason);
    }

private:
    Result<Decided> send_back(Context& context, const Fields& row, const Fields& is,
                              const std::string& reason) {
        if (reason.empty()) return input_error("request.no_reason").at("reason");
        CommandRow next;
        next.record = is.record();
        next.values = {{"state", "rejected"}, {"decided_by", person_of(call_)}, {"note", reason}};
        DAICHO_CHECK(write_row(context, call_, decisions_, std::move(next)));
        DAICHO_CHECK(note(context, call_, steps_, row.text("request_no"), "rejected",
                          japan_date(context.now), reason));
        return Decided{};
    }

    Result<Decided> take(Context& context, const Fields& row, const Fields& is) {
        DAICHO_CHECK(check_decidable(row));
        const Date day = japan_date(context.now);
        DAICHO_TRY(past, rows_of(context.kernel, context.connection, kRequestSteps, "request",
                                 row.record(), day));
        govern::RequestClock clock = clock_of(row, past);
        clock.decided = day;
        const govern::Deadline deadline = govern::deadline_of(rules_, clock, day, holiday_);
        const std::string late = std::to_string(deadline.days_late);
        CommandRow decided;
        decided.record = is.record();
        decided.values = {{"state", "decided"},
                          {"decided_by", person_of(call_)},
                          {"decided_on", format_iso(day)},
                          {"due", format_iso(deadline.due)},
                          {"days_late", late}};
        DAICHO_CHECK(write_row(context, call_, decisions_, std::move(decided)));
        CommandRow next;
        next.record = row.record();
        next.values = {{"state", "decided"},
                       {"result", is.text("result")},
                       {"decided_on", format_iso(day)},
                       {"due", format_iso(deadline.due)},
                       {"days_late", late},
                       {"fee_yen", is.has("fee_yen") ? std::to_string(is.integer("fee_yen")) : ""}};
        DAICHO_CHECK(write_row(context, call_, requests_, std::move(next)));
        DAICHO_CHECK(note(context, call_, steps_, row.text("request_no"), "decided", day,
                          is.code("result").ja));
        DAICHO_CHECK(journal_decision(context, call_, decisions_, row.record(),
                                      is.text("decision_no"), is.text("result"),
                                      deadline.days_late));
        return Decided{true, deadline.days_late};
    }

    const Call& call_;
    const govern::RequestRules& rules_;
    const govern::IsHoliday& holiday_;
    const registers::Admitted& requests_;
    const registers::Admitted& decisions_;
    const registers::Admitted& steps_;
};

}  // namespace

bool decides_requests(const Call& call) {
    const auto* requests = call.app.kernel.definitions().find(kRequests);
    return requests != nullptr &&
           call.session.person.principal.capacity({"governance", "department_head"},
                                                  requests->task_id) != nullptr;
}

Result<std::string> propose_decision(const Call& call, std::uint64_t request,
                                     const Proposal& proposal) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(requests, admit_command(call, kRequests));
    DAICHO_TRY(decisions, admit_command(call, kRequestDecisions));
    DAICHO_TRY(steps, admit_command(call, kRequestSteps));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const Date day = japan_date(context.now);
        DAICHO_TRY(version, record_in(context, requests, request));
        const Fields row(*requests.definition, version);
        DAICHO_CHECK(check_decidable(row));
        DAICHO_TRY(waits, has_proposal(context, request));
        if (waits) {
            return conflict_error("request.proposed").with("request", row.text("request_no"));
        }
        DAICHO_TRY(grounds, grounds_text(rules, govern::request_kind(row.text("kind")), proposal));
        DAICHO_TRY_AS(number, next_key(context, *decisions.definition, "PD", day.year()));
        CommandRow next;
        next.values = {{"decision_no", number},
                       {"request", row.text("request_no")},
                       {"state", "proposed"},
                       {"result", proposal.result},
                       {"grounds", grounds},
                       {"withheld", proposal.withheld},
                       {"why", proposal.why},
                       {"manner", proposal.manner},
                       {"fee_yen", proposal.fee_yen ? std::to_string(*proposal.fee_yen) : ""},
                       {"proposed_by", person_of(call)},
                       {"proposed_by_no", call.session.person.principal.number},
                       {"proposed_on", format_iso(day)},
                       {"due", format_iso(row.date("due"))},
                       {"origin", "operation"}};
        DAICHO_CHECK(write_row(context, call, decisions, std::move(next)));
        return note(context, call, steps, row.text("request_no"), "proposed", day, number);
    }));
    return number;
}

Result<Decided> decide_request(const Call& call, std::uint64_t request, std::uint64_t decision,
                               bool approve, const std::string& reason) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(holiday, city_holidays(call.app));
    DAICHO_TRY(requests, admit_command(call, kRequests));
    DAICHO_TRY(decisions, admit_command(call, kRequestDecisions));
    DAICHO_TRY(steps, admit_command(call, kRequestSteps));
    if (!decides_requests(call)) return denied_error("request.not_approving");
    Deciding deciding(call, rules, holiday, requests, decisions, steps);
    Decided decided;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY_AS(decided, deciding.run(context, request, decision, approve, reason));
        return {};
    }));
    return decided;
}

Result<std::string> receive_appeal(const Call& call, std::uint64_t request, Date received,
                                   Date known, const std::string& statement) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(holiday, city_holidays(call.app));
    DAICHO_TRY(requests, admit_command(call, kRequests));
    DAICHO_TRY(appeals, admit_command(call, kRequestAppeals));
    DAICHO_TRY(steps, admit_command(call, kRequestSteps));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const Date day = japan_date(context.now);
        DAICHO_TRY(version, record_in(context, requests, request));
        const Fields row(*requests.definition, version);
        if (!row.has("decided_on")) {
            return conflict_error("request.not_decided").with("request", row.text("request_no"));
        }
        if (day < received) return input_error("request.future").at("received_on");
        if (known < row.date("decided_on") || received < known) {
            return input_error("request.before")
                .with("day", format_iso(row.date("decided_on")))
                .at("known_on");
        }
        const auto clock = govern::appeal_deadline(rules, {known, received, {}}, holiday);
        DAICHO_TRY_AS(number, next_key(context, *appeals.definition, "PA", day.year()));
        CommandRow next;
        next.values = {{"appeal_no", number},
                       {"request", row.text("request_no")},
                       {"state", "received"},
                       {"received_on", format_iso(received)},
                       {"in_time", clock.in_time ? "true" : "false"},
                       {"statement", statement},
                       {"consult_due", format_iso(clock.consult_due)},
                       {"origin", "operation"}};
        DAICHO_CHECK(write_row(context, call, appeals, std::move(next)));
        return note(context, call, steps, row.text("request_no"), "appeal", received, number);
    }));
    return number;
}

Status add_appeal_step(const Call& call, std::uint64_t appeal, const AppealStep& step) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(appeals, admit_command(call, kRequestAppeals));
    return call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(version, record_in(context, appeals, appeal));
        const Fields row(*appeals.definition, version);
        const std::string& state = row.text("state");
        if (japan_date(context.now) < step.on) return input_error("request.future").at("on");
        const bool consulted = row.has("consulted_on");
        const Date least = row.has("reported_on") ? row.date("reported_on")
                           : consulted            ? row.date("consulted_on")
                                                  : row.date("received_on");
        if (step.on < least) {
            return input_error("request.before").with("day", format_iso(least)).at("on");
        }
        CommandRow next;
        next.record = appeal;
        const std::string day = format_iso(step.on);
        if (step.kind == "consulted" && state == "received") {
            next.values = {{"consulted_on", day}};
        } else if (step.kind == "reported" && state == "consulted") {
            next.values = {{"reported_on", day},
                           {"report", step.text},
                           {"rule_due", format_iso(step.on + rules.appeal.rule_days)}};
        } else if (step.kind == "ruled" && state != "ruled" && state != "withdrawn") {
            // Without the board only what it need not be asked for (article 105 (1)).
            const bool alone = step.ruling == "upheld" || step.ruling == "inadmissible";
            if (step.ruling.empty() || (state != "reported" && !alone)) {
                return input_error("request.not_consulted").at("ruling");
            }
            next.values = {{"ruled_on", day}, {"ruling", step.ruling}, {"note", step.text}};
        } else if (step.kind == "withdrawn" && state != "ruled" && state != "withdrawn") {
            next.values = {{"note", step.text}};
        } else {
            return conflict_error("request.appeal_order").with("appeal", row.text("appeal_no"));
        }
        next.values["state"] = step.kind;
        DAICHO_CHECK(write_row(context, call, appeals, std::move(next)));
        return {};
    });
}

}  // namespace daicho::server
