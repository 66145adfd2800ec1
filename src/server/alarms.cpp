#include "server/alarms.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "office/emergency.hpp"
#include "person/protection.hpp"
#include "register/query.hpp"
#include "server/tax/levy_lookup.hpp"
#include "server/verification.hpp"
#include "server/watch_alarms.hpp"

namespace daicho::server {
namespace {

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
        list.push_back(alarm_json({false, id, {{"count", std::to_string(count)}}, "/protections"}));
    };
    add(person::Standing::expired, "api.alarm.protection");
    add(person::Standing::expiring, "api.alarm.protection_expiring");
    return {};
}

// The newest year was levied but nobody has confirmed a run of it.
Status levy_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "levy_run")) return {};
    DAICHO_TRY(year, year_to_show(call.app, connection));
    DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, connection, year));
    if (run.record == 0 || run.state == "confirmed") return {};
    list.push_back(alarm_json({false,
                               "api.alarm.levy",
                               {{"year", std::to_string(run.year.year())},
                                {"year_ja", format_fiscal_year(run.year)},
                                {"run", run.run_no}},
                               "/levy/" + run.run_no}));
    return {};
}

// What the definitions of registers watch for.
Status register_alarms(const Call& call, store::Connection& connection, json::Array& list) {
    DAICHO_TRY(found, watch_alarms(call, connection));
    for (const WatchCount& one : found) {
        const std::string& cite = one.watch->cite;
        list.push_back(alarm_json({one.watch->kind == registers::WatchKind::bad,
                                   "api.alarm.watch",
                                   {{"count", std::to_string(one.count)},
                                    {"label_ja", one.watch->label.ja},
                                    {"label_en", one.watch->label.en},
                                    {"register_ja", one.definition->label.ja},
                                    {"register_en", one.definition->label.en},
                                    {"cite_ja", cite.empty() ? "" : "根拠：" + cite},
                                    {"cite_en", cite.empty() ? "" : "Ground: " + cite}},
                                   watch_route(*one.definition, *one.watch)}));
    }
    return {};
}

// Many numbers tried at once in the last week: shown to those who see the accounts.
Status spraying_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    constexpr std::int64_t kWeek = 7LL * 86'400 * 1'000'000;
    if (!may_view(call, "account")) return {};
    DAICHO_TRY(last, office::last_spraying(connection));
    if (!last || call.app.kernel.clock().now().micros - last->at.micros > kWeek) return {};
    list.push_back(alarm_json(
        {true,
         "api.alarm.spraying",
         {{"count", std::to_string(last->numbers)}, {"at", format_japan_minute(last->at)}},
         "/accounts"}));
    return {};
}

Status locked_alarm(const Call& call, store::Connection& connection, json::Array& list) {
    if (!may_view(call, "account")) return {};
    DAICHO_TRY(locked, office::locked_accounts(connection, call.app.settings.accounts.lock));
    if (locked.empty()) return {};
    list.push_back(alarm_json(
        {false, "api.alarm.locked", {{"count", std::to_string(locked.size())}}, "/accounts"}));
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
    list.push_back(alarm_json(
        {true,
         "api.alarm.emergency",
         {{"count", std::to_string(count)}, {"at", format_japan_minute(open.back().opened)}},
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
    DAICHO_CHECK(register_alarms(call, connection, list));
    DAICHO_CHECK(levy_alarm(call, connection, list));
    DAICHO_CHECK(protection_alarm(call, connection, list));
    // What is wrong stands before what only wants looking at.
    std::stable_partition(list.begin(), list.end(), [](const json::Value& one) {
        return one.at("severity") == json::Value("bad");
    });
    return list;
}

}  // namespace daicho::server
