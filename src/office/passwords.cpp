#include "office/passwords.hpp"

#include <fmt/format.h>

#include "identity/password.hpp"
#include "office/detail/entries.hpp"
#include "office/detail/session_store.hpp"
#include "office/people.hpp"
#include "register/access.hpp"

namespace daicho::office {
namespace {

constexpr std::size_t kLongestReason = 400;  // bytes
constexpr std::int64_t kDay = 86'400LL * 1'000'000;

identity::Owner owner_of(const Person& person) {
    return {person.principal.number, person.principal.name, person.kana};
}

// Hashes of the present password and of those before it that may not come again.
Result<std::vector<std::string>> remembered(store::Connection& connection, std::uint64_t account,
                                            std::uint64_t history) {
    std::vector<std::string> hashes;
    DAICHO_TRY(now, detail::read_credential(connection, account));
    if (now) hashes.push_back(now->hash);
    DAICHO_TRY(row, connection.prepare("SELECT hash FROM w_password_history WHERE account = ? "
                                       "ORDER BY changed DESC"));
    row->bind(0, static_cast<std::int64_t>(account));
    while (hashes.size() < history) {
        DAICHO_TRY(there, row->step());
        if (!there) break;
        hashes.emplace_back(row->text(0));
    }
    return hashes;
}

Status check_new(store::Connection& connection, const PasswordPolicy& policy, const Person& person,
                 std::string_view password) {
    DAICHO_CHECK(identity::check_password(password, owner_of(person),
                                          policy.rules(person.account_class)));
    const std::uint64_t history = policy.of(person.account_class).history;
    DAICHO_TRY(hashes, remembered(connection, person.principal.account, history));
    for (const std::string& hash : hashes) {
        if (identity::verify_password(hash, password)) {
            return input_error("office.password.used_before")
                .with("history", std::to_string(std::max<std::uint64_t>(history, 1)));
        }
    }
    return {};
}

// The hash that was valid until now goes to the history; older ones than asked for are forgotten.
Status keep_history(registers::Context& context, std::uint64_t account, std::uint64_t history) {
    DAICHO_TRY(keep, context.connection.cached(
                         "INSERT INTO w_password_history (account, changed, hash) SELECT account, "
                         "changed, hash FROM w_credential WHERE account = ? ON CONFLICT (account, "
                         "changed) DO UPDATE SET hash = excluded.hash"));
    keep->bind(0, static_cast<std::int64_t>(account));
    DAICHO_CHECK(keep->run());
    DAICHO_TRY(forget, context.connection.cached(
                           "DELETE FROM w_password_history WHERE account = ? AND changed NOT IN "
                           "(SELECT changed FROM w_password_history WHERE account = ? ORDER BY "
                           "changed DESC LIMIT ?)"));
    forget->bind(0, static_cast<std::int64_t>(account));
    forget->bind(1, static_cast<std::int64_t>(account));
    forget->bind(2, static_cast<std::int64_t>(history));
    return forget->run();
}

struct NewHash {
    std::uint64_t account = 0;
    std::string hash;
    std::uint64_t history = 0;
    bool given = false;
};

Status store_hash(registers::Context& context, const NewHash& fresh) {
    const auto account = static_cast<std::int64_t>(fresh.account);
    DAICHO_CHECK(keep_history(context, fresh.account, fresh.history));
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_credential (account, hash, changed) VALUES (?, ?, ?) ON "
                        "CONFLICT (account) DO UPDATE SET hash = excluded.hash, changed = "
                        "excluded.changed"));
    put->bind(0, account);
    put->bind_text(1, fresh.hash);
    put->bind(2, context.now.micros);
    DAICHO_CHECK(put->run());
    DAICHO_TRY(mark, context.connection.cached(
                         fresh.given ? "INSERT INTO w_password_given (account) VALUES (?) ON "
                                       "CONFLICT (account) DO NOTHING"
                                     : "DELETE FROM w_password_given WHERE account = ?"));
    mark->bind(0, account);
    return mark->run();
}

Result<Person> owner(registers::Kernel& kernel, store::Connection& connection,
                     std::uint64_t account) {
    return find_person(kernel, connection, account, japan_date(kernel.clock().now()));
}

Result<std::uint16_t> check_reset(registers::Kernel& kernel, const identity::Principal& by,
                                  std::uint64_t account) {
    DAICHO_TRY(definition, kernel.definition("account"));
    const auto capacity = registers::authorise(by, *definition, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, by, *definition, registers::Action::change));
        return capacity.error();
    }
    // Nor for another account of the same human: an administrator has two.
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(oneself, same_human(kernel, *reader, by.account, account));
    if (oneself) return denied_error("office.password.oneself");
    return *capacity;
}

}  // namespace

Result<PasswordState> password_state(store::Connection& connection, const PasswordPolicy& policy,
                                     std::string_view account_class, std::uint64_t account) {
    DAICHO_TRY(row, connection.cached(
                        "SELECT c.changed, CASE WHEN g.account IS NULL THEN 0 ELSE 1 END FROM "
                        "w_credential c LEFT JOIN w_password_given g ON g.account = c.account "
                        "WHERE c.account = ?"));
    row->bind(0, static_cast<std::int64_t>(account));
    DAICHO_TRY(there, row->step());
    PasswordState state;
    if (!there) return state;
    state.there = true;
    state.changed = {row->integer(0)};
    state.given = row->integer(1) != 0;
    row->reset();
    const auto days = static_cast<std::int64_t>(policy.of(account_class).longest_days);
    if (days > 0) state.expires = Instant{state.changed.micros + days * kDay};
    return state;
}

std::string_view must_change(const PasswordState& state, Instant now) noexcept {
    if (state.given) return "given";
    if (state.expires && now >= *state.expires) return "age";
    return "";
}

std::optional<std::uint64_t> days_left(const PasswordState& state, const PasswordPolicy& policy,
                                       Instant now) noexcept {
    if (!state.expires || now >= *state.expires) return std::nullopt;
    const auto left = static_cast<std::uint64_t>((state.expires->micros - now.micros) / kDay);
    if (left >= policy.warn_days) return std::nullopt;
    return left;
}

Status set_password(registers::Kernel& kernel, const PasswordPolicy& policy,
                    const identity::Principal& by, std::uint64_t account,
                    std::string_view password) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(person, owner(kernel, *reader, account));
    DAICHO_CHECK(check_new(*reader, policy, person, password));
    DAICHO_TRY(hash, identity::hash_password(password));
    const std::uint64_t history = policy.of(person.account_class).history;
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(store_hash(context, {account, hash, history, false}));
        return detail::write_entry(context, journal::EntryKind::credential, by.account,
                                   fmt::format(R"({{"account":{}}})", account));
    });
}

Status confirm_password(registers::Kernel& kernel, const AccountPolicy& policy,
                        std::uint64_t account, std::string_view current) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(person, owner(kernel, *reader, account));
    DAICHO_TRY(attempt, begin_attempt(kernel, policy, account, person.principal.number));
    DAICHO_TRY(credential, detail::read_credential(*reader, account));
    const bool right = identity::verify_password(credential ? credential->hash : "", current);
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        if (right) return withdraw_attempt(context, attempt);
        return fail_attempt(context, policy, attempt);
    }));
    if (!right) return denied_error("office.password.wrong");
    return {};
}

Status change_password(registers::Kernel& kernel, const AccountPolicy& policy,
                       std::uint64_t account, std::string_view current, std::string_view fresh) {
    DAICHO_CHECK(confirm_password(kernel, policy, account, current));
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(person, owner(kernel, *reader, account));
    return set_password(kernel, policy.password, person.principal, account, fresh);
}

Result<std::string> reset_password(registers::Kernel& kernel, const PasswordPolicy& policy,
                                   const identity::Principal& by, std::uint64_t account) {
    DAICHO_TRY(capacity, check_reset(kernel, by, account));
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(person, owner(kernel, *reader, account));
    // Chance may put a short name into random letters: then another one.
    std::string password = identity::random_password();
    while (!check_new(*reader, policy, person, password)) password = identity::random_password();
    DAICHO_TRY(hash, identity::hash_password(password));
    const std::uint64_t history = policy.of(person.account_class).history;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(store_hash(context, {account, hash, history, true}));
        DAICHO_CHECK(detail::write_entry(context, journal::EntryKind::password_reset, by.account,
                                         fmt::format(R"({{"account":{}}})", account), capacity));
        return detail::end_all(context, account, "reset");
    }));
    return password;
}

Status end_sessions(registers::Kernel& kernel, const identity::Principal& by,
                    std::uint64_t account, std::string_view reason) {
    DAICHO_TRY(definition, kernel.definition("account"));
    const auto capacity = registers::authorise(by, *definition, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, by, *definition, registers::Action::change));
        return Error(capacity.error());
    }
    if (reason.empty() || reason.size() > kLongestReason) {
        return input_error("office.end_sessions.no_reason");
    }
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(detail::write_entry(context, journal::EntryKind::sessions_ended, by.account,
                                         fmt::format(R"({{"account":{},"reason":{}}})", account,
                                                     detail::json_text(reason)),
                                         *capacity));
        return detail::end_all(context, account, "ended");
    });
}

}  // namespace daicho::office
