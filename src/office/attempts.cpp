#include "office/attempts.hpp"

#include <fmt/format.h>

#include "journal/entry.hpp"
#include "office/detail/entries.hpp"
#include "office/people.hpp"
#include "register/access.hpp"

namespace daicho::office {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kNoteEvery = 60 * kSecond;
constexpr std::uint16_t kAccountNumber = 1;  // field account_no of register account
constexpr std::size_t kLongestReason = 400;  // bytes

struct Counted {
    std::uint64_t failures = 0;
    Instant tried;
    Instant noted;
};

Result<std::optional<Counted>> read_counted(store::Connection& connection, const Digest& key) {
    DAICHO_TRY(row, connection.cached(
                        "SELECT failures, tried, noted FROM w_attempt WHERE number = ?"));
    row->bind_blob(0, view(key));
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<Counted>();
    const Counted counted{static_cast<std::uint64_t>(row->integer(0)), {row->integer(1)},
                          {row->integer(2)}};
    row->reset();
    return std::optional<Counted>(counted);
}

// Whoever invents numbers must not fill the disk: the oldest of nobody's are forgotten.
Status forget_oldest(store::Connection& connection) {
    DAICHO_TRY(remove,
               connection.cached("DELETE FROM w_attempt WHERE account = 0 AND tried <= (SELECT "
                                 "tried FROM w_attempt WHERE account = 0 ORDER BY tried DESC LIMIT "
                                 "1 OFFSET 100000)"));
    return remove->run();
}

Status count_attempt(store::Connection& connection, const Attempt& attempt, Instant now) {
    DAICHO_TRY(put, connection.cached(
                        "INSERT INTO w_attempt (number, account, failures, tried, noted) VALUES "
                        "(?, ?, 1, ?, 0) ON CONFLICT (number) DO UPDATE SET account = "
                        "excluded.account, failures = w_attempt.failures + 1, tried = "
                        "excluded.tried"));
    put->bind_blob(0, view(attempt.key));
    put->bind(1, static_cast<std::int64_t>(attempt.account));
    put->bind(2, now.micros);
    DAICHO_CHECK(put->run());
    if (attempt.account == 0 && attempt.failures == 1) return forget_oldest(connection);
    return {};
}

Status note_refusal(registers::Context& context, const Attempt& attempt, std::string_view because) {
    return detail::write_entry(context, journal::EntryKind::sign_in_refused, attempt.account,
                               fmt::format(R"({{"number_sha256":"{}","because":"{}"}})",
                                           attempt.number_digest, because));
}

// Tries while waiting cost no hashing: without a bound they could fill the journal.
Status note_early(registers::Context& context, const Attempt& attempt, const Counted& counted,
                  std::string_view because) {
    if (context.now.micros - counted.noted.micros < kNoteEvery) return {};
    DAICHO_TRY(mark, context.connection.cached("UPDATE w_attempt SET noted = ? WHERE number = ?"));
    mark->bind(0, context.now.micros);
    mark->bind_blob(1, view(attempt.key));
    DAICHO_CHECK(mark->run());
    return note_refusal(context, attempt, because);
}

Status raise_spraying(registers::Context& context, const SprayingPolicy& policy) {
    const std::int64_t since =
        context.now.micros - static_cast<std::int64_t>(policy.minutes) * 60 * kSecond;
    DAICHO_TRY(count, context.connection.cached(
                          "SELECT COUNT(*) FROM w_attempt WHERE failed > ?"));
    count->bind(0, since);
    DAICHO_TRY(there, count->step());
    const std::int64_t numbers = there ? count->integer(0) : 0;
    count->reset();
    if (numbers < static_cast<std::int64_t>(policy.accounts)) return {};
    DAICHO_TRY(last, last_spraying(context.connection));
    if (last && last->at.micros > since) return {};
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_spraying (at, numbers) VALUES (?, ?) ON CONFLICT (at) DO "
                        "NOTHING"));
    put->bind(0, context.now.micros);
    put->bind(1, numbers);
    DAICHO_CHECK(put->run());
    return detail::write_entry(context, journal::EntryKind::alarm, 0,
                               fmt::format(R"({{"alarm":"spraying","numbers":{}}})", numbers));
}

// The capacity in which the unlocker acts.
Result<std::uint16_t> check_unlock(registers::Kernel& kernel, const identity::Principal& by,
                                   std::uint64_t account, std::string_view reason) {
    DAICHO_TRY(definition, kernel.definition("account"));
    const auto capacity = registers::authorise(by, *definition, registers::Action::approve);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, by, *definition, registers::Action::approve));
        return capacity.error();
    }
    if (reason.empty() || reason.size() > kLongestReason) {
        return input_error("office.unlock.no_reason");
    }
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(oneself, same_human(kernel, *reader, account, by.account));
    if (oneself) return denied_error("office.unlock.oneself");
    return *capacity;
}

}  // namespace

Result<Attempt> begin_attempt(registers::Kernel& kernel, const AccountPolicy& policy,
                              std::uint64_t account, std::string_view typed) {
    DAICHO_TRY(definition, kernel.definition("account"));
    Attempt attempt;
    attempt.key = kernel.vault().blind_index(definition->number, kAccountNumber, typed);
    attempt.account = account;
    attempt.number_digest = to_hex(view(sha256(as_bytes(typed))));
    std::optional<Error> refused;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(counted, read_counted(context.connection, attempt.key));
        if (counted && counted->failures >= policy.lock.failures) {
            refused = denied_error("session.locked");
            return note_early(context, attempt, *counted, "locked");
        }
        const std::uint64_t failed = counted ? counted->failures : 0;
        const std::int64_t wait_until =
            counted ? counted->tried.micros +
                          static_cast<std::int64_t>(policy.lock.delay_s(failed)) * kSecond
                    : 0;
        if (context.now.micros < wait_until) {
            const std::int64_t left = (wait_until - context.now.micros + kSecond - 1) / kSecond;
            refused = denied_error("session.wait").with("seconds", std::to_string(left));
            return note_early(context, attempt, *counted, "wait");
        }
        attempt.failures = failed + 1;
        if (counted) attempt.before = counted->tried;
        return count_attempt(context.connection, attempt, context.now);
    }));
    if (refused) return *std::move(refused);
    return attempt;
}

Status fail_attempt(registers::Context& context, const AccountPolicy& policy,
                    const Attempt& attempt) {
    DAICHO_TRY(mark, context.connection.cached("UPDATE w_attempt SET failed = ? WHERE number = ?"));
    mark->bind(0, context.now.micros);
    mark->bind_blob(1, view(attempt.key));
    DAICHO_CHECK(mark->run());
    DAICHO_TRY(count, context.connection.cached(
                          "UPDATE w_credential SET failures = failures + 1 WHERE account = ?"));
    count->bind(0, static_cast<std::int64_t>(attempt.account));
    DAICHO_CHECK(count->run());
    DAICHO_CHECK(note_refusal(context, attempt, "wrong"));
    if (attempt.failures == policy.lock.failures) {
        DAICHO_CHECK(detail::write_entry(
            context, journal::EntryKind::account_locked, attempt.account,
            fmt::format(R"({{"number_sha256":"{}","failures":{}}})", attempt.number_digest,
                        attempt.failures)));
    }
    return raise_spraying(context, policy.spraying);
}

Status withdraw_attempt(registers::Context& context, const Attempt& attempt) {
    DAICHO_TRY(back, context.connection.cached("UPDATE w_attempt SET failures = failures - 1, "
                                               "tried = ? WHERE number = ? AND failures > 0"));
    back->bind(0, attempt.before.micros);
    back->bind_blob(1, view(attempt.key));
    return back->run();
}

Status clear_attempts(registers::Context& context, const Attempt& attempt) {
    DAICHO_TRY(clear, context.connection.cached(
                          "UPDATE w_attempt SET failures = 0 WHERE number = ?"));
    clear->bind_blob(0, view(attempt.key));
    return clear->run();
}

Result<std::vector<LockedAccount>> locked_accounts(store::Connection& connection,
                                                   const LockPolicy& policy) {
    DAICHO_TRY(row, connection.cached("SELECT account, failures, tried FROM w_attempt WHERE "
                                      "account > 0 AND failures >= ? ORDER BY tried"));
    row->bind(0, static_cast<std::int64_t>(policy.failures));
    std::vector<LockedAccount> locked;
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return locked;
        locked.push_back({static_cast<std::uint64_t>(row->integer(0)),
                          static_cast<std::uint64_t>(row->integer(1)), {row->integer(2)}});
    }
}

Status unlock(registers::Kernel& kernel, const LockPolicy& policy, const identity::Principal& by,
              std::uint64_t account, std::string_view reason) {
    DAICHO_TRY(capacity, check_unlock(kernel, by, account, reason));
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(locked, locked_accounts(context.connection, policy));
        bool found = false;
        for (const LockedAccount& one : locked) found |= one.account == account;
        if (!found) return conflict_error("office.unlock.not_locked");
        DAICHO_TRY(clear, context.connection.cached(
                              "UPDATE w_attempt SET failures = 0 WHERE account = ?"));
        clear->bind(0, static_cast<std::int64_t>(account));
        DAICHO_CHECK(clear->run());
        return detail::write_entry(context, journal::EntryKind::account_unlocked, by.account,
                                   fmt::format(R"({{"account":{},"reason":{}}})", account,
                                               detail::json_text(reason)),
                                   capacity);
    });
}

Result<std::optional<Spraying>> last_spraying(store::Connection& connection) {
    DAICHO_TRY(row, connection.cached(
                        "SELECT at, numbers FROM w_spraying ORDER BY at DESC LIMIT 1"));
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<Spraying>();
    const Spraying found{{row->integer(0)}, static_cast<std::uint64_t>(row->integer(1))};
    row->reset();
    return std::optional<Spraying>(found);
}

}  // namespace daicho::office
