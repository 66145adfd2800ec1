#include "office/detail/pending.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "office/detail/session_store.hpp"
#include "office/passwords.hpp"
#include "office/second_factor.hpp"
#include "vault/vault.hpp"

namespace daicho::office::detail {
namespace {

constexpr std::int64_t kLongest = 10LL * 60 * 1'000'000;  // of a half-done sign-in

Error none() { return denied_error("session.none"); }

Status forget(registers::Context& context, const Digest& token) {
    DAICHO_TRY(remove, context.connection.cached("DELETE FROM w_pending WHERE token = ?"));
    remove->bind_blob(0, view(token));
    return remove->run();
}

// Half-done sign-ins that nobody finished.
Status forget_old(registers::Context& context) {
    DAICHO_TRY(remove, context.connection.cached("DELETE FROM w_pending WHERE started < ?"));
    remove->bind(0, context.now.micros - kLongest);
    return remove->run();
}

Status keep_factor(registers::Context& context, const Pending& pending) {
    DAICHO_TRY(put, context.connection.cached(
                        "UPDATE w_pending SET factor = ? WHERE token = ?"));
    if (pending.factor.empty()) {
        put->bind_null(0);
    } else {
        put->bind_text(0, pending.factor);
    }
    put->bind_blob(1, view(pending.token));
    return put->run();
}

Status finish(registers::Kernel& kernel, const Pending& pending,
              const std::optional<Attempt>& attempt, Session& session) {
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(forget(context, pending.token));
        if (attempt) DAICHO_CHECK(clear_attempts(context, *attempt));
        const std::string how = pending.factor.empty()
                                    ? "{}"
                                    : fmt::format(R"({{"factor":"{}"}})", pending.factor);
        return start_session(context, session, how);
    });
}

}  // namespace

Result<Next> next_step(registers::Kernel& kernel, store::Connection& connection,
                       const AccountPolicy& policy, const Pending& pending) {
    DAICHO_TRY(factors, factors_of(connection, pending.account));
    if (factors.any() && pending.factor.empty()) return Next{Step::second_factor, ""};
    const SecondFactorPolicy& rule = policy.second_factor;
    const std::string_view needed = needs_factor(kernel, rule, pending.person.principal);
    if (!factors.any() && !needed.empty()) return Next{Step::enrol, std::string(needed)};
    DAICHO_TRY(state, password_state(connection, policy.password, pending.person.account_class,
                                     pending.account));
    const std::string_view because = must_change(state, kernel.clock().now());
    if (!because.empty()) return Next{Step::password, std::string(because)};
    return Next{};
}

Result<Pending> read_pending(registers::Kernel& kernel, store::Connection& connection,
                             std::string_view token) {
    DAICHO_TRY(hash, token_hash(token));
    Pending pending;
    pending.token = hash;
    const Instant now = kernel.clock().now();
    DAICHO_TRY(row, connection.cached(
                        "SELECT account, factor, challenge, started FROM w_pending WHERE token = "
                        "?"));
    row->bind_blob(0, view(hash));
    DAICHO_TRY(there, row->step());
    if (!there) return none();
    pending.account = static_cast<std::uint64_t>(row->integer(0));
    if (!row->is_null(1)) pending.factor = std::string(row->text(1));
    if (!row->is_null(2)) {
        const ByteView challenge = row->blob(2);
        pending.challenge.assign(challenge.begin(), challenge.end());
    }
    const std::int64_t started = row->integer(3);
    row->reset();
    if (std::abs(now.micros - started) > kLongest) return none();
    DAICHO_TRY(person, find_person(kernel, connection, pending.account, japan_date(now)));
    if (!person.active) return none();
    pending.person = std::move(person);
    return pending;
}

Result<Pending> make_pending(registers::Context& context, const Person& person,
                             std::string& token) {
    DAICHO_CHECK(forget_old(context));
    const Bytes made = vault::random_bytes(kTokenBytes);
    token = to_hex(made);
    Pending pending;
    pending.token = sha256(made);
    pending.account = person.principal.account;
    pending.person = person;
    DAICHO_TRY(insert, context.connection.cached(
                           "INSERT INTO w_pending (token, account, started) VALUES (?, ?, ?)"));
    insert->bind_blob(0, view(pending.token));
    insert->bind(1, static_cast<std::int64_t>(pending.account));
    insert->bind(2, context.now.micros);
    DAICHO_CHECK(insert->run());
    return pending;
}

Status set_challenge(registers::Context& context, const Pending& pending, ByteView challenge) {
    DAICHO_TRY(put, context.connection.cached(
                        "UPDATE w_pending SET challenge = ? WHERE token = ?"));
    if (challenge.empty()) {
        put->bind_null(0);
    } else {
        put->bind_blob(0, challenge);
    }
    put->bind_blob(1, view(pending.token));
    return put->run();
}

Result<SignIn> proceed(registers::Kernel& kernel, const AccountPolicy& policy, Pending pending,
                       const std::optional<Attempt>& attempt) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(next, next_step(kernel, *reader, policy, pending));
    SignIn answer;
    answer.step = next.step;
    answer.because = std::move(next.because);
    answer.session.person = pending.person;
    if (next.step == Step::done) {
        DAICHO_TRY(credential, read_credential(*reader, pending.account));
        if (!credential) return none();
        answer.session.previous = credential->previous;
        DAICHO_CHECK(finish(kernel, pending, attempt, answer.session));
        return answer;
    }
    const bool kept = pending.token != Digest{};
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        if (attempt) DAICHO_CHECK(withdraw_attempt(context, *attempt));
        if (kept) return keep_factor(context, pending);
        DAICHO_CHECK(make_pending(context, pending.person, answer.pending));
        return {};
    }));
    return answer;
}

}  // namespace daicho::office::detail
