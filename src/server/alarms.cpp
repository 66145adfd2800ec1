#include "server/alarms.hpp"

#include <algorithm>

#include "office/emergency.hpp"
#include "person/protection.hpp"
#include "register/query.hpp"
#include "server/levy_lookup.hpp"
#include "server/verification.hpp"

namespace daicho::server {
namespace {

using registers::Cell;

struct Alarm {
    bool bad = false;
    std::string_view id;  // of the title; the detail is id + "_detail"
    std::vector<std::pair<std::string, std::string>> arguments;
    std::string route;
};

json::Value alarm_json(const Alarm& alarm) {
    const std::string detail = std::string(alarm.id) + "_detail";
    return json::Object{{"severity", alarm.bad ? "bad" : "caution"},
                        {"title", message_texts(alarm.id, alarm.arguments)},
                        {"detail", message_texts(detail, alarm.arguments)},
                        {"route", alarm.route}};
}

Status verification_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    DAICHO_TRY(last, last_verification(call.app, connection));
    if (!last.at || last.ok) return {};
    list.push_back(json::Object{{"severity", "bad"},
                                {"title", message_texts("api.alarm.journal")},
                                {"detail", std::move(last.fault)},
                                {"route", "/journal"}});
    return {};
}

// Until it is mended nobody outside could tell a rolled back journal.
void witness_alarm(const Call& call, json::Array& list) {
    const auto fault = call.app.kernel.witness_fault();
    if (!fault) return;
    list.push_back(json::Object{{"severity", "bad"},
                                {"title", message_texts("api.alarm.witness")},
                                {"detail", described(*fault)},
                                {"route", "/journal"}});
}

// Protections whose period is over although nobody ended or extended them – they still protect –
// and those that run out within a month.
Status protection_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, registers::kMeasures)) return {};
    DAICHO_TRY(measures, person::measures(call.app.kernel, connection, today(call.app)));
    const auto add = [&](person::Standing standing, std::string_view id) {
        const auto count = std::ranges::count(measures, standing, &person::Measure::standing);
        if (count == 0) return;
        list.push_back(alarm_json({false, id, {{"count", std::to_string(count)}},
                                   "/protections"}));
    };
    add(person::Standing::expired, "api.alarm.protection");
    add(person::Standing::expiring, "api.alarm.protection_expiring");
    return {};
}

// The newest year was levied but nobody has confirmed a run of it.
Status levy_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "levy_run")) return {};
    DAICHO_TRY(years, levied_years(call.app, connection));
    if (years.empty()) return {};
    DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, connection, years.front()));
    if (run.record == 0 || run.state == "confirmed") return {};
    list.push_back(alarm_json({false, "api.alarm.levy",
                               {{"year", std::to_string(run.year.year())}, {"run", run.run_no}},
                               "/levy/" + run.run_no}));
    return {};
}

Status finding_alarms(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "finding")) return {};
    DAICHO_TRY(definition, call.app.kernel.definition("finding"));
    const std::size_t columns[] = {definition->index_of("kind"), definition->index_of("state"),
                                   definition->index_of("due")};
    const Date now = today(call.app);
    std::uint64_t overdue = 0;
    std::uint64_t untouched = 0;
    DAICHO_CHECK(registers::scan(
        connection, *definition, columns, {now, std::nullopt},
        [&](std::uint64_t, std::span<const Cell> cells) -> Status {
            const FindingState state = finding_state(cells[0].bytes, cells[1].bytes);
            if (state == FindingState::unfit) ++untouched;
            const bool late = !cells[2].is_null() && cells[2].integer < now.days();
            if (late && state != FindingState::fit) ++overdue;
            return {};
        }));
    const auto add = [&](std::uint64_t count, bool bad, std::string_view id, const char* route) {
        if (count == 0) return;
        list.push_back(alarm_json({bad, id, {{"count", std::to_string(count)}}, route}));
    };
    add(overdue, true, "api.alarm.finding_overdue", "/registers/finding?sort=due");
    add(untouched, false, "api.alarm.finding_open", "/registers/finding?filter.state=open");
    return {};
}

// Many numbers tried at once in the last week: shown to those who see the accounts.
Status spraying_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    constexpr std::int64_t kWeek = 7LL * 86'400 * 1'000'000;
    if (!may_view(call, "account")) return {};
    DAICHO_TRY(last, office::last_spraying(connection));
    if (!last || call.app.kernel.clock().now().micros - last->at.micros > kWeek) return {};
    list.push_back(alarm_json({true, "api.alarm.spraying",
                               {{"count", std::to_string(last->numbers)},
                                {"at", format_japan_minute(last->at)}},
                               "/accounts"}));
    return {};
}

Status locked_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "account")) return {};
    DAICHO_TRY(locked,
               office::locked_accounts(connection, call.app.settings.accounts.lock));
    if (locked.empty()) return {};
    list.push_back(alarm_json({false, "api.alarm.locked",
                               {{"count", std::to_string(locked.size())}}, "/accounts"}));
    return {};
}

// An opened sealed role is everybody's business until another person has reviewed it.
Status emergency_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    DAICHO_TRY(open, office::unreviewed(connection));
    std::uint64_t count = 0;
    for (const office::Emergency& one : open) {
        count += one.account != call.session.person.principal.account;
    }
    if (count == 0) return {};
    list.push_back(alarm_json({true, "api.alarm.emergency",
                               {{"count", std::to_string(count)},
                                {"at", format_japan_minute(open.back().opened)}},
                               "/accounts"}));
    return {};
}

}  // namespace

FindingState finding_state(std::string_view kind, std::string_view state) noexcept {
    if (state == "closed" || state == "not_adopted") return FindingState::fit;
    const bool untouched = state == "open" || state == "sent_back";
    return untouched && kind == "violation" ? FindingState::unfit : FindingState::caution;
}

std::string_view to_string(FindingState state) noexcept {
    constexpr std::string_view kNames[] = {"fit", "caution", "unfit"};
    return kNames[static_cast<std::size_t>(state)];
}

Result<json::Array> alarms_json(const Call& call, store::Connection& connection) {
    json::Array list;
    DAICHO_CHECK(verification_alarm(call, connection, list));
    witness_alarm(call, list);
    DAICHO_CHECK(emergency_alarm(call, connection, list));
    DAICHO_CHECK(spraying_alarm(call, connection, list));
    DAICHO_CHECK(locked_alarm(call, connection, list));
    DAICHO_CHECK(finding_alarms(call, connection, list));
    DAICHO_CHECK(levy_alarm(call, connection, list));
    DAICHO_CHECK(protection_alarm(call, connection, list));
    return list;
}

}  // namespace daicho::server
