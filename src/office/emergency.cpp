#include "office/emergency.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "office/detail/entries.hpp"
#include "office/people.hpp"

namespace daicho::office {
namespace {

constexpr std::int64_t kMinute = 60LL * 1'000'000;
constexpr std::size_t kLongestReason = 400;  // bytes

const EmergencyPolicy* find(const AccountPolicy& policy, std::string_view kind) {
    const auto found = std::ranges::find(policy.emergencies, kind, &EmergencyPolicy::id);
    return found == policy.emergencies.end() ? nullptr : &*found;
}

// Reviewing may be done by whoever holds such a role, for whatever task.
const identity::Role* reviewing(const EmergencyPolicy& rule, const identity::Principal& who) {
    for (const identity::Grant& grant : who.grants) {
        const bool fits = std::ranges::find(rule.review_by, grant.role) != rule.review_by.end();
        if (fits) return identity::find_role(std::string_view(grant.role));
    }
    return nullptr;
}

Error denied(const EmergencyPolicy& rule) {
    return denied_error("office.emergency.denied")
        .with("label_ja", rule.label.ja)
        .with("label_en", rule.label.en);
}

Status note_refusal(registers::Kernel& kernel, const identity::Principal& by,
                    std::string_view kind, std::string_view action) {
    return kernel.command([&](registers::Context& context) {
        return detail::write_entry(context, journal::EntryKind::refusal, by.account,
                                   fmt::format(R"({{"emergency":{},"action":"{}"}})",
                                               detail::json_text(kind), action));
    });
}

Emergency read(const store::Statement& row) {
    Emergency one;
    one.id = static_cast<std::uint64_t>(row.integer(0));
    one.kind = std::string(row.text(1));
    one.account = static_cast<std::uint64_t>(row.integer(2));
    one.opened = {row.integer(3)};
    one.until = {row.integer(4)};
    one.reason = std::string(row.text(5));
    one.reviewed_by = static_cast<std::uint64_t>(row.integer(6));
    return one;
}

constexpr std::string_view kColumns = "id, kind, account, opened, until, reason, reviewed_by";

Result<std::vector<Emergency>> list(store::Connection& connection, std::string_view where,
                                    std::int64_t first, std::int64_t second) {
    DAICHO_TRY(row, connection.prepare(fmt::format("SELECT {} FROM w_emergency WHERE {} ORDER BY "
                                                   "id", kColumns, where)));
    row->bind(0, first);
    row->bind(1, second);
    std::vector<Emergency> all;
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return all;
        all.push_back(read(*row));
    }
}

// The entry that opened it is also its number: there is no other counter to keep.
Status insert(registers::Context& context, Emergency& one, const EmergencyPolicy& rule) {
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_emergency (id, kind, role, task, account, opened, until, "
                        "reason, reviewed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"));
    put->bind(0, static_cast<std::int64_t>(one.id));
    put->bind_text(1, one.kind);
    put->bind_text(2, rule.role);
    put->bind_text(3, rule.task);
    put->bind(4, static_cast<std::int64_t>(one.account));
    put->bind(5, one.opened.micros);
    put->bind(6, one.until.micros);
    put->bind_text(7, one.reason);
    return put->run();
}

}  // namespace

Result<Emergency> open_emergency(registers::Kernel& kernel, const AccountPolicy& policy,
                                 const identity::Principal& by, std::string_view kind,
                                 std::string_view reason) {
    const EmergencyPolicy* rule = find(policy, kind);
    if (rule == nullptr) return not_found_error("office.emergency.unknown");
    const identity::Role* capacity = by.capacity(rule->open_by, rule->task);
    if (capacity == nullptr || by.account == 0) {
        DAICHO_CHECK(note_refusal(kernel, by, kind, "open"));
        return denied(*rule);
    }
    if (reason.empty() || reason.size() > kLongestReason) {
        return input_error("office.emergency.no_reason");
    }
    Emergency one{0, std::string(kind), by.account, {}, {}, std::string(reason), 0};
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(open, list(context.connection, "account = ? AND until > ?",
                              static_cast<std::int64_t>(by.account), context.now.micros));
        if (!open.empty()) return conflict_error("office.emergency.open");
        one.id = context.journal.next().value;
        one.opened = context.now;
        one.until = {context.now.micros + static_cast<std::int64_t>(rule->minutes) * kMinute};
        DAICHO_CHECK(insert(context, one, *rule));
        return detail::write_entry(context, journal::EntryKind::emergency_opened, by.account,
                                   fmt::format(R"({{"emergency":"{}","minutes":{},"reason":{}}})",
                                               rule->id, rule->minutes,
                                               detail::json_text(reason)),
                                   capacity->number);
    }));
    return one;
}

Status review_emergency(registers::Kernel& kernel, const AccountPolicy& policy,
                        const identity::Principal& by, std::uint64_t id,
                        std::string_view finding) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(found, list(*reader, "id = ? AND reviewed_by = ?", static_cast<std::int64_t>(id),
                           0));
    if (found.empty()) return not_found_error("office.emergency.none");
    const EmergencyPolicy* rule = find(policy, found.front().kind);
    if (rule == nullptr) return not_found_error("office.emergency.unknown");
    const identity::Role* capacity = reviewing(*rule, by);
    if (capacity == nullptr) {
        DAICHO_CHECK(note_refusal(kernel, by, rule->id, "review"));
        return denied(*rule);
    }
    DAICHO_TRY(oneself, same_human(kernel, *reader, found.front().account, by.account));
    if (oneself) return denied_error("office.emergency.oneself");
    if (finding.empty() || finding.size() > kLongestReason) {
        return input_error("office.emergency.no_reason");
    }
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(mark, context.connection.cached(
                             "UPDATE w_emergency SET reviewed_by = ? WHERE id = ? AND reviewed_by "
                             "= 0"));
        mark->bind(0, static_cast<std::int64_t>(by.account));
        mark->bind(1, static_cast<std::int64_t>(id));
        DAICHO_CHECK(mark->run());
        return detail::write_entry(context, journal::EntryKind::emergency_reviewed, by.account,
                                   fmt::format(R"({{"entry":{},"finding":{}}})", id,
                                               detail::json_text(finding)),
                                   capacity->number);
    });
}

std::vector<const EmergencyPolicy*> may_open(const AccountPolicy& policy,
                                             const identity::Principal& who) {
    std::vector<const EmergencyPolicy*> rules;
    for (const EmergencyPolicy& rule : policy.emergencies) {
        if (who.capacity(rule.open_by, rule.task) != nullptr) rules.push_back(&rule);
    }
    return rules;
}

bool may_review(const AccountPolicy& policy, const identity::Principal& who,
                std::string_view kind) {
    const EmergencyPolicy* rule = find(policy, kind);
    return rule != nullptr && reviewing(*rule, who) != nullptr;
}

Result<std::vector<Emergency>> unreviewed(store::Connection& connection) {
    return list(connection, "reviewed_by = ? AND id > ?", 0, 0);
}

Result<std::vector<identity::Grant>> open_grants(store::Connection& connection,
                                                 std::uint64_t account, Instant now) {
    DAICHO_TRY(row, connection.cached("SELECT role, task FROM w_emergency WHERE account = ? AND "
                                      "opened <= ? AND until > ?"));
    row->bind(0, static_cast<std::int64_t>(account));
    row->bind(1, now.micros);
    row->bind(2, now.micros);
    std::vector<identity::Grant> grants;
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return grants;
        grants.push_back({std::string(row->text(0)), std::string(row->text(1))});
    }
}

}  // namespace daicho::office
