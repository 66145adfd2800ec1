#include "server/deadlines.hpp"

#include <algorithm>
#include <map>

#include "base/clock.hpp"
#include "base/era.hpp"
#include "custody/backup.hpp"
#include "office/emergency.hpp"
#include "office/passwords.hpp"
#include "person/protection.hpp"
#include "register/inbox.hpp"
#include "server/jobs/job_desk.hpp"
#include "server/tax/levy_lookup.hpp"
#include "server/verification.hpp"
#include "server/watch_alarms.hpp"

namespace daicho::server {
namespace {

using List = std::vector<Deadline>;

constexpr int kAhead = 62;  // days; what is later can wait
constexpr std::size_t kMostItems = 200;
constexpr int kNoticeBefore = 10;  // days: 地方税法 第364条
constexpr const char* kNoticeLaw = "地方税法 第364条";
constexpr const char* kInstalmentLaw = "地方税法 第362条 第1項";
constexpr const char* kMeasureRule = "住民基本台帳事務処理要領";

// How many fall due on a day, of one kind.
using Days = std::map<Date, std::uint64_t>;

void add_days(List& list, const Days& days, std::string_view id, const std::string& cite,
              const std::string& route) {
    for (const auto& [due, count] : days) {
        list.push_back({due, id, {{"count", std::to_string(count)}}, cite, route});
    }
}

// Changes that wait for this person, in registers whose definition gives a step its days.
Status approvals(const Call& call, store::Connection& connection, List& list) {
    const auto& who = call.session.person.principal;
    DAICHO_TRY(items,
               registers::inbox_of(call.app.kernel, connection, who, today(call.app), kMostItems));
    std::map<const registers::Definition*, Days> by_register;
    for (const registers::InboxItem& item : items) {
        if (item.kind != registers::InboxKind::decide || !item.waiting.due) continue;
        if (!may(call, *item.definition, registers::Action::view)) continue;
        ++by_register[item.definition][*item.waiting.due];
    }
    for (const auto& [definition, days] : by_register) {
        for (const auto& [due, count] : days) {
            list.push_back({due,
                            "api.deadline.approval",
                            {{"count", std::to_string(count)},
                             {"register_ja", definition->label.ja},
                             {"register_en", definition->label.en}},
                            "",
                            "/"});
        }
    }
    return {};
}

// Notices are to be delivered ten days before the first due date; a run must be confirmed by then.
Status levies(const Call& call, store::Connection& connection, List& list) {
    if (!may_view(call, "levy_run")) return {};
    DAICHO_TRY(shown, year_to_show(call.app, connection));
    DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, connection, shown));
    const auto dates = call.app.settings.due(run.year);
    if (run.record == 0 || !dates || dates->empty()) return {};
    const std::string year = std::to_string(run.year.year());
    const std::string year_ja = format_fiscal_year(run.year);
    if (run.state != "confirmed") {
        list.push_back({dates->front() + -kNoticeBefore,
                        "api.deadline.levy",
                        {{"year", year}, {"year_ja", year_ja}, {"run", run.run_no}},
                        kNoticeLaw,
                        "/levy/" + run.run_no});
    }
    for (std::size_t i = 0; i < dates->size(); ++i) {
        if ((*dates)[i] < today(call.app)) continue;
        list.push_back({(*dates)[i],
                        "api.deadline.instalment",
                        {{"year", year}, {"year_ja", year_ja}, {"number", std::to_string(i + 1)}},
                        kInstalmentLaw,
                        "/levy/" + run.run_no});
        break;
    }
    return {};
}

Status measures(const Call& call, store::Connection& connection, List& list) {
    if (!may_view(call, registers::kMeasures)) return {};
    DAICHO_TRY(found, person::measures(call.app.kernel, connection, today(call.app)));
    Days days;
    for (const person::Measure& one : found) {
        const bool ends =
            one.standing == person::Standing::expiring || one.standing == person::Standing::expired;
        if (ends) ++days[one.to];
    }
    add_days(list, days, "api.deadline.measure", kMeasureRule, "/protections");
    return {};
}

// An opened sealed role is looked at by another person.
Status reviews(const Call& call, store::Connection& connection, List& list) {
    const office::DeadlinePolicy& policy = call.app.settings.deadlines;
    DAICHO_TRY(open, office::unreviewed(connection));
    Days days;
    for (const office::Emergency& one : open) {
        if (one.account == call.session.person.principal.account) continue;
        ++days[japan_date(one.opened) + static_cast<int>(policy.review_days)];
    }
    add_days(list, days, "api.deadline.review", policy.cite, "/accounts?do=emergency");
    return {};
}

// Verification and backups, for those who care for the machine. What was never done is due today.
Status care(const Call& call, store::Connection& connection, List& list) {
    if (!keeps_the_machine(call.app, call.session.person.principal)) return {};
    const office::DeadlinePolicy& policy = call.app.settings.deadlines;
    const Date now = today(call.app);
    DAICHO_TRY(last, last_verification(call.app, connection));
    list.push_back({last.at ? japan_date(*last.at) + static_cast<int>(policy.verify_days) : now,
                    "api.deadline.verify",
                    {},
                    policy.cite,
                    "/journal?do=verify"});
    Instant newest{};
    for (const auto& one : custody::known_backups(call.app.kernel.home())) {
        newest.micros = std::max(newest.micros, one.made);
    }
    const bool some = newest.micros > 0;
    list.push_back({some ? japan_date(newest) + static_cast<int>(policy.backup_days) : now,
                    "api.deadline.backup",
                    {},
                    policy.cite,
                    "/health?do=backup"});
    return {};
}

// One's own password, once it is time to warn.
Status password(const Call& call, store::Connection& connection, List& list) {
    const office::PasswordPolicy& policy = call.app.settings.accounts.password;
    const auto& person = call.session.person;
    DAICHO_TRY(state, office::password_state(connection, policy, person.account_class,
                                             person.principal.account));
    const auto left = office::days_left(state, policy, call.app.kernel.clock().now());
    if (!left) return {};
    list.push_back({today(call.app) + static_cast<int>(*left),
                    "api.deadline.password",
                    {},
                    policy.of(person.account_class).cite,
                    "/me?do=password"});
    return {};
}

}  // namespace

Result<std::uint64_t> waiting_changes(const Call& call, store::Connection& connection) {
    const auto& who = call.session.person.principal;
    DAICHO_TRY(items,
               registers::inbox_of(call.app.kernel, connection, who, today(call.app), kMostItems));
    return static_cast<std::uint64_t>(
        std::ranges::count_if(items, [&](const registers::InboxItem& item) {
            return item.kind != registers::InboxKind::own &&
                   may(call, *item.definition, registers::Action::view);
        }));
}

Result<std::vector<Deadline>> deadlines(const Call& call, store::Connection& connection) {
    List list;
    DAICHO_CHECK(approvals(call, connection, list));
    DAICHO_CHECK(levies(call, connection, list));
    DAICHO_CHECK(measures(call, connection, list));
    DAICHO_CHECK(watch_deadlines(call, connection, today(call.app) + kAhead, list));
    DAICHO_CHECK(reviews(call, connection, list));
    DAICHO_CHECK(care(call, connection, list));
    DAICHO_CHECK(password(call, connection, list));
    const Date last = today(call.app) + kAhead;
    std::erase_if(list, [&](const Deadline& one) { return one.due > last; });
    std::ranges::stable_sort(list, {}, &Deadline::due);
    return list;
}

json::Value deadline_json(const Deadline& deadline, Date today) {
    return json::Object{
        {"due", date_text(deadline.due)},
        {"days", deadline.due.days() - today.days()},
        {"title", message_texts(deadline.id, deadline.arguments)},
        {"cite", deadline.cite.empty() ? json::Value(nullptr) : json::Value(deadline.cite)},
        {"route", deadline.route}};
}

}  // namespace daicho::server
