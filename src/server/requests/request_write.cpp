#include "server/requests/request_write.hpp"

#include <algorithm>

#include "server/letters/command_write.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Fields;

// What every step needs of the request, inside its command.
struct Open {
    registers::RecordVersion version;
    Rows steps;
};

Result<Open> open_in(Context& context, const registers::Admitted& requests, std::uint64_t record) {
    DAICHO_TRY(version, record_in(context, requests, record));
    DAICHO_TRY(steps, rows_of(context.kernel, context.connection, kRequestSteps, "request", record,
                              japan_date(context.now)));
    return Open{std::move(version), std::move(steps)};
}

bool is_open(const Fields& row) {
    const std::string& state = row.text("state");
    return state == "received" || state == "correcting" || state == "examining";
}

Error ended(const Fields& row) {
    return conflict_error("request.ended").with("request", row.text("request_no"));
}

Status check_day(Context& context, Date day, Date least, const char* place) {
    if (japan_date(context.now) < day) return input_error("request.future").at(place);
    if (day < least) {
        return input_error("request.before").with("day", format_iso(least)).at(place);
    }
    return {};
}

// A row of the steps; its number goes on behind those that are there.
Status note_step(Context& context, const Call& call, const registers::Admitted& steps,
                 const std::string& request_no, std::string_view kind, Date on,
                 const std::string& text) {
    CommandRow row;
    DAICHO_TRY(number, next_key(context, *steps.definition, "RS", japan_date(context.now).year()));
    row.values = {{"step_no", number},
                  {"request", request_no},
                  {"kind", std::string(kind)},
                  {"done_on", format_iso(on)},
                  {"done_by", person_of(call)},
                  {"text", text},
                  {"origin", "operation"}};
    DAICHO_CHECK(write_row(context, call, steps, std::move(row)));
    return {};
}

class Stepping {
public:
    Stepping(Context& context, const Open& open, const registers::Definition& requests,
             const govern::RequestRules& rules, const RequestStep& step,
             const govern::IsHoliday& holiday)
        : context_(context), row_(requests, open.version), rules_(rules), step_(step),
          holiday_(holiday), clock_(clock_of(row_, open.steps)) {}

    // The values that the step gives the request.
    Result<std::map<std::string, std::string>> values() {
        DAICHO_CHECK(check_day(context_, step_.on, row_.date("received_on"), "on"));
        const bool behind = step_.kind == "carried_out" || step_.kind == "other";
        if (!behind && !is_open(row_)) return ended(row_);
        std::map<std::string, std::string> values;
        DAICHO_CHECK(take(values));
        const govern::Deadline deadline =
            govern::deadline_of(rules_, clock_, japan_date(context_.now), holiday_);
        if (is_open(row_)) values["due"] = format_iso(deadline.due);
        return values;
    }

private:
    Status take(std::map<std::string, std::string>& values) {
        if (step_.kind == "identity") return identity(values);
        if (step_.kind == "correction_asked" || step_.kind == "corrected") return amend(values);
        if (step_.kind == "extended") return extend(values);
        if (step_.kind == "special") return special(values);
        if (step_.kind == "transferred") {
            if (step_.to.empty()) return input_error("request.no_target").at("to");
            values = {{"state", "transferred"}, {"transferred_to", step_.to}};
        } else if (step_.kind == "withdrawn") {
            values = {{"state", "withdrawn"}};
        } else if (step_.kind == "carried_out") {
            if (row_.text("state") != "decided") {
                return conflict_error("request.not_decided").with("request", number());
            }
            DAICHO_CHECK(check_day(context_, step_.on, row_.date("decided_on"), "on"));
            values = {{"state", "carried_out"}, {"carried_out_on", format_iso(step_.on)}};
        }
        return {};
    }
    std::string number() { return row_.text("request_no"); }

    Status identity(std::map<std::string, std::string>& values) {
        if (step_.shown.empty()) return input_error("request.nothing_shown").at("shown");
        if (row_.text("relation") != "self" && step_.agent_proof.empty()) {
            return input_error("request.agent_proof").at("agent_proof");
        }
        values = {{"identity_on", format_iso(step_.on)},
                  {"identity_kind", step_.shown},
                  {"identity_note", step_.text},
                  {"agent_proof", step_.agent_proof}};
        if (row_.text("state") == "received") values["state"] = "examining";
        return {};
    }
    Status amend(std::map<std::string, std::string>& values) {
        const bool waits = !clock_.amendments.empty() && !clock_.amendments.back().done;
        if (step_.kind == "correction_asked") {
            if (waits) return conflict_error("request.amend_waits").with("request", number());
            clock_.amendments.push_back({step_.on, std::nullopt});
            values["state"] = "correcting";
            return {};
        }
        if (!waits) return conflict_error("request.no_amendment").with("request", number());
        DAICHO_CHECK(check_day(context_, step_.on, clock_.amendments.back().asked, "on"));
        clock_.amendments.back().done = step_.on;
        values["state"] = row_.has("identity_on") ? "examining" : "received";
        return {};
    }
    // What the act does not allow is not recorded as if it counted.
    Status refused(std::string_view fault, const char* place) {
        return input_error("request.not_counted." + std::string(fault))
            .with("request", number())
            .at(place);
    }
    Status extend(std::map<std::string, std::string>& values) {
        if (row_.flag("extended") && row_.has("extension_on")) {
            return conflict_error("request.extended_already").with("request", number());
        }
        if (step_.text.empty()) return input_error("request.no_reason").at("text");
        clock_.extension = govern::Extension{
            step_.notified ? std::optional(step_.on) : std::nullopt, step_.days};
        const auto is = govern::deadline_of(rules_, clock_, japan_date(context_.now), holiday_);
        for (const char* fault : {"extension_too_long", "extension_too_late"}) {
            if (std::ranges::find(is.faults, fault) != is.faults.end()) return refused(fault, "on");
        }
        if (step_.days < 1 || step_.days > rules_.period(clock_.kind).extension) {
            return refused("extension_too_long", "days");
        }
        values = {{"extended", "true"},
                  {"extension_days", std::to_string(step_.days)},
                  {"extension_on", step_.notified ? format_iso(step_.on) : ""},
                  {"extension_why", step_.text}};
        return {};
    }
    Status special(std::map<std::string, std::string>& values) {
        if (step_.text.empty()) return input_error("request.no_reason").at("text");
        if (row_.has("special_on")) {
            return conflict_error("request.extended_already").with("request", number());
        }
        clock_.special = govern::SpecialRule{step_.on, step_.rest_due};
        const auto is = govern::deadline_of(rules_, clock_, japan_date(context_.now), holiday_);
        for (const char* fault : {"special_too_late", "special_no_rest"}) {
            if (std::ranges::find(is.faults, fault) != is.faults.end()) {
                return refused(fault, std::string_view(fault) == "special_no_rest" ? "rest_due"
                                                                                  : "on");
            }
        }
        values = {{"special_on", format_iso(step_.on)},
                  {"special_part_due", is.part_due ? format_iso(*is.part_due) : ""},
                  {"special_rest_due", format_iso(*step_.rest_due)},
                  {"special_why", step_.text}};
        return {};
    }

    Context& context_;
    Fields row_;
    const govern::RequestRules& rules_;
    const RequestStep& step_;
    const govern::IsHoliday& holiday_;
    govern::RequestClock clock_;
};

// A correction or suspension follows a disclosure within its days.
Status check_prior(Context& context, const registers::Admitted& requests,
                   const govern::RequestRules& rules, const NewRequest& request,
                   std::map<std::string, std::string>& values) {
    if (!request.prior) {
        if (request.kind == "disclosure") return {};
        return input_error("request.no_prior").with("article", rules.after_disclosure_article)
            .at("prior");
    }
    DAICHO_TRY(prior, record_in(context, requests, *request.prior));
    const Fields row(*requests.definition, prior);
    if (request.kind != "disclosure") {
        if (row.text("kind") != "disclosure" || !row.has("carried_out_on")) {
            return input_error("request.no_prior")
                .with("article", rules.after_disclosure_article)
                .at("prior");
        }
        const Date last = row.date("carried_out_on") + rules.after_disclosure_days;
        if (last < request.received) {
            return input_error("request.too_late_after")
                .with("day", format_iso(last))
                .with("article", rules.after_disclosure_article)
                .at("received_on");
        }
    }
    values["prior"] = row.text("request_no");
    return {};
}

std::map<std::string, std::string> values_of(const NewRequest& request) {
    return {{"kind", request.kind},
            {"state", "received"},
            {"received_on", format_iso(request.received)},
            {"channel", request.channel},
            {"asked", request.asked},
            {"relation", request.relation},
            {"requester_name", request.requester_name},
            {"requester_address", request.requester_address},
            {"requester_phone", request.requester_phone},
            {"subject_name", request.subject_name},
            {"subject", request.subject_no},
            {"file", request.file_no},
            {"origin", "operation"}};
}

// The slip says which request it became.
Status link_inquiry(Context& context, const Call& call, const registers::Admitted& inquiries,
                    std::uint64_t inquiry, const std::string& request_no) {
    CommandRow row;
    row.record = inquiry;
    row.values = {{"state", "request"}, {"request", request_no}};
    DAICHO_CHECK(write_row(context, call, inquiries, std::move(row)));
    return {};
}

}  // namespace

Result<MadeRequest> receive_request(const Call& call, const NewRequest& request) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(holiday, city_holidays(call.app));
    DAICHO_TRY(requests, admit_command(call, kRequests));
    DAICHO_TRY(steps, admit_command(call, kRequestSteps));
    std::optional<registers::Admitted> inquiries;
    if (request.inquiry) {
        DAICHO_TRY_AS(inquiries, admit_command(call, "inquiry"));
    }
    MadeRequest made;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const Date day = japan_date(context.now);
        if (day < request.received) return input_error("request.future").at("received_on");
        CommandRow row;
        row.values = values_of(request);
        DAICHO_CHECK(check_prior(context, requests, rules, request, row.values));
        DAICHO_TRY_AS(made.request_no, next_key(context, *requests.definition, "PR", day.year()));
        DAICHO_TRY_AS(row.values["department"],
                      key_text_of(context.kernel, context.connection, "department",
                                  request.department, day));
        govern::RequestClock clock;
        clock.kind = govern::request_kind(request.kind);
        clock.received = request.received;
        made.due = govern::deadline_of(rules, clock, day, holiday).due;
        row.values["request_no"] = made.request_no;
        row.values["due"] = format_iso(made.due);
        std::string slip;
        if (request.inquiry) {
            DAICHO_TRY(found, record_in(context, *inquiries, *request.inquiry));
            slip = Fields(*inquiries->definition, found).text("inquiry_no");
            row.values["inquiry"] = slip;
        }
        DAICHO_TRY(written, write_row(context, call, requests, std::move(row)));
        made.record = written.record;
        DAICHO_CHECK(note_step(context, call, steps, made.request_no, "received", request.received,
                               slip));
        if (!request.inquiry) return {};
        return link_inquiry(context, call, *inquiries, *request.inquiry, made.request_no);
    }));
    return made;
}

Status add_step(const Call& call, std::uint64_t request, const RequestStep& step) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(holiday, city_holidays(call.app));
    DAICHO_TRY(requests, admit_command(call, kRequests));
    DAICHO_TRY(steps, admit_command(call, kRequestSteps));
    return call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(open, open_in(context, requests, request));
        Stepping stepping(context, open, *requests.definition, rules, step, holiday);
        CommandRow row;
        DAICHO_TRY_AS(row.values, stepping.values());
        if (step.kind == "identity") row.values["identity_by"] = person_of(call);
        row.record = request;
        if (!row.values.empty()) {
            DAICHO_CHECK(write_row(context, call, requests, std::move(row)));
        }
        const Fields is(*requests.definition, open.version);
        return note_step(context, call, steps, is.text("request_no"), step.kind, step.on,
                         step.text.empty() ? step.to : step.text);
    });
}

}  // namespace daicho::server
