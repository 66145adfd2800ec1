// The committee: an agenda made from what is open, decisions that become improvement plans.
#include <fmt/format.h>

#include "register/change.hpp"
#include "server/access.hpp"
#include "server/city/policies_api.hpp"
#include "server/city/policy_state.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Fields;
using registers::Moment;

constexpr const char* kMeetings = "committee_meeting";
constexpr const char* kPlans = "improvement_plan";
constexpr std::size_t kLongestAgenda = 1'000;  // bytes: the field takes as many characters
constexpr std::size_t kMostPlans = 50;

std::string agenda_text(const std::vector<AgendaItem>& items) {
    std::string text;
    for (const AgendaItem& item : items) {
        std::string line = message("policy.agenda." + item.id, Language::japanese) + " " +
                           std::to_string(item.count) + "件";
        std::string titles;
        for (const std::string& title : item.titles) titles += (titles.empty() ? "" : "、") + title;
        if (item.count > item.titles.size()) titles += " ほか";
        line += "（" + titles + "）";
        const std::string more = (text.empty() ? "" : "／") + line;
        if (text.size() + more.size() > kLongestAgenda) break;
        text += more;
    }
    return text;
}

struct Planned {
    std::uint64_t finding = 0;
    std::string measure, person;
    Date due;
};
struct Decided {
    std::string decision;
    Date held_on;
    std::vector<Planned> plans;
};

Result<Decided> decided_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Decided decided;
    decided.decision = in.text("decision", 1'500);
    decided.held_on = in.date("held_on");
    for (json::ObjectReader& one : in.objects("plans", kMostPlans)) {
        Planned plan;
        const auto finding = parse_id(one.text("finding", 20));
        if (!finding) one.fault("finding", finding.error());
        plan.finding = finding.value_or(0);
        plan.measure = one.text("measure", 1'500);
        plan.person = one.text("person", 180);
        plan.due = one.date("due");
        decided.plans.push_back(std::move(plan));
    }
    DAICHO_CHECK(in.finish());
    return decided;
}

ChangeRequest plan_row(const Planned& plan, const std::string& finding_no,
                       const std::string& number, Date submitted, Date day) {
    ChangeRequest request;
    request.register_name = kPlans;
    request.valid = {day, kForever};
    request.values = {{"plan_no", number},
                      {"finding", finding_no},
                      {"measure", plan.measure},
                      {"person", plan.person},
                      {"submitted_on", format_iso(submitted)},
                      {"due", format_iso(plan.due)},
                      {"origin", "constructed"}};
    return request;
}

Result<registers::Admitted> admitted_to(const Call& call, const char* name) {
    ChangeRequest asked;
    asked.register_name = name;
    return registers::admit_change(call.app.kernel, call.session.person.principal, asked);
}

}  // namespace

Answer call_meeting(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date planned = in.date("planned_on");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(admitted, admitted_to(call, kMeetings));
    const Date day = today(call.app);
    std::string agenda;
    {
        DAICHO_TRY(reader, call.app.kernel.reader());
        DAICHO_TRY(items, agenda_items(call, *reader, day));
        agenda = agenda_text(items);
    }
    if (agenda.empty()) agenda = message("policy.agenda_empty", Language::japanese);
    std::string number;
    std::uint64_t record = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(rows, audit::rows_of(context.kernel, context.connection, kMeetings,
                                        {day, std::nullopt}));
        std::size_t in_year = 0;
        const std::string year = fmt::format("M-{}-", planned.year());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            in_year += rows.at(i).text("meeting_no").starts_with(year) ? 1 : 0;
        }
        number = year + std::to_string(in_year + 1);
        ChangeRequest request;
        request.register_name = kMeetings;
        request.valid = {day, kForever};
        request.values = {{"meeting_no", number},
                          {"planned_on", format_iso(planned)},
                          {"agenda", agenda},
                          {"origin", "constructed"}};
        DAICHO_TRY(made,
                   registers::change_in(context, call.session.person.principal, admitted, request));
        record = made.record;
        return {};
    }));
    return json_answer(json::Object{{"number", number}, {"record", id_text(record)}}, 201);
}

Answer decide_in_meeting(const Call& call, std::uint64_t meeting) {
    DAICHO_TRY(decided, decided_in(call));
    DAICHO_TRY(meetings, admitted_to(call, kMeetings));
    DAICHO_TRY(plans, admitted_to(call, kPlans));
    DAICHO_TRY(findings, permitted(call, "finding"));
    const Date day = today(call.app);
    const auto& who = call.session.person.principal;
    json::Array made;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        made.clear();
        const Moment now{day, std::nullopt};
        DAICHO_TRY(found,
                   registers::read_record(context.connection, *meetings.definition, meeting, now));
        if (!found) return not_found_error("change.no_record").with("record", id_text(meeting));
        const Fields row(*meetings.definition, *found);
        if (row.has("held_on")) {
            return conflict_error("policy.held_already").with("meeting", row.text("meeting_no"));
        }
        ChangeRequest held;
        held.register_name = kMeetings;
        held.record = meeting;
        held.valid = {day, kForever};
        held.values = {{"held_on", format_iso(decided.held_on)}, {"decision", decided.decision}};
        DAICHO_CHECK(registers::change_in(context, who, meetings, held));
        for (const Planned& plan : decided.plans) {
            DAICHO_TRY(finding, registers::read_record(context.connection, *findings.definition,
                                                       plan.finding, now));
            if (!finding) {
                return not_found_error("change.no_record").with("record", id_text(plan.finding));
            }
            const std::string number =
                fmt::format("{}-{}", row.text("meeting_no"), made.size() + 1);
            const std::string no = Fields(*findings.definition, *finding).text("finding_no");
            DAICHO_CHECK(registers::change_in(context, who, plans,
                                              plan_row(plan, no, number, decided.held_on, day)));
            made.emplace_back(number);
        }
        return {};
    }));
    return json_answer(json::Object{{"plans", std::move(made)}}, 201);
}

}  // namespace daicho::server
