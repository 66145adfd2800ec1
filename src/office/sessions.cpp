#include "office/sessions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "identity/password.hpp"
#include "office/detail/entries.hpp"
#include "vault/vault.hpp"

namespace daicho::office {
namespace {

constexpr std::int64_t kMinute = 60LL * 1'000'000;
constexpr std::int64_t kTouchEveryMicros = 30LL * 1'000'000;
constexpr std::size_t kTokenBytes = 32;

constexpr std::string_view kTables =
    "CREATE TABLE IF NOT EXISTS w_credential (account INTEGER PRIMARY KEY, hash TEXT NOT NULL, "
    "changed INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0, signed_in INTEGER, ended "
    "INTEGER) STRICT;"
    "CREATE TABLE IF NOT EXISTS w_session (token BLOB PRIMARY KEY, account INTEGER NOT NULL, csrf "
    "TEXT NOT NULL, started INTEGER NOT NULL, seen INTEGER NOT NULL, previous_at INTEGER, "
    "previous_end INTEGER, failures INTEGER NOT NULL) STRICT;";

struct Credential {
    std::string hash;
    PreviousSignIn previous;
};

std::optional<Instant> instant_at(const store::Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Instant{row.integer(column)};
}

void bind_instant(store::Statement& row, int parameter, const std::optional<Instant>& instant) {
    if (instant) {
        row.bind(parameter, instant->micros);
    } else {
        row.bind_null(parameter);
    }
}

Result<std::optional<Credential>> read_credential(store::Connection& connection,
                                                  std::uint64_t account) {
    DAICHO_TRY(row, connection.prepare("SELECT hash, signed_in, ended, failures FROM w_credential "
                                       "WHERE account = ?"));
    row->bind(0, static_cast<std::int64_t>(account));
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<Credential>();
    Credential credential{std::string(row->text(0)), {}};
    credential.previous = {instant_at(*row, 1), instant_at(*row, 2),
                           static_cast<std::uint64_t>(row->integer(3))};
    return std::optional<Credential>(std::move(credential));
}

Error refused() { return denied_error("session.refused"); }
Error none() { return denied_error("session.none"); }

Status start_session(registers::Kernel& kernel, Session& session, const Attempt& attempt,
                     ByteView token) {
    const Digest hash = sha256(token);
    const auto account = static_cast<std::int64_t>(session.person.principal.account);
    return kernel.command([&](registers::Context& context) -> Status {
        session.started = context.now;
        DAICHO_TRY(insert, context.connection.cached(
                               "INSERT INTO w_session VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
        insert->bind_blob(0, view(hash));
        insert->bind(1, account);
        insert->bind_text(2, session.csrf);
        insert->bind(3, context.now.micros);
        insert->bind(4, context.now.micros);
        bind_instant(*insert, 5, session.previous.at);
        bind_instant(*insert, 6, session.previous.ended);
        insert->bind(7, static_cast<std::int64_t>(session.previous.failures));
        DAICHO_CHECK(insert->run());
        DAICHO_TRY(mark, context.connection.cached("UPDATE w_credential SET failures = 0, "
                                                   "signed_in = ?, ended = NULL WHERE account = ?"));
        mark->bind(0, context.now.micros);
        mark->bind(1, account);
        DAICHO_CHECK(mark->run());
        DAICHO_CHECK(clear_attempts(context, attempt));
        return detail::write_entry(context, journal::EntryKind::sign_in,
                             session.person.principal.account, "{}");
    });
}

struct StoredSession {
    std::uint64_t account = 0;
    Session session;
    Instant seen;
};

Result<std::optional<StoredSession>> read_session(store::Connection& connection,
                                                  const Digest& hash) {
    DAICHO_TRY(row, connection.cached("SELECT account, csrf, started, seen, previous_at, "
                                      "previous_end, failures FROM w_session WHERE token = ?"));
    row->bind_blob(0, view(hash));
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<StoredSession>();
    StoredSession stored;
    stored.account = static_cast<std::uint64_t>(row->integer(0));
    stored.session.csrf = std::string(row->text(1));
    stored.session.started = {row->integer(2)};
    stored.seen = {row->integer(3)};
    stored.session.previous = {instant_at(*row, 4), instant_at(*row, 5),
                               static_cast<std::uint64_t>(row->integer(6))};
    row->reset();
    return std::optional<StoredSession>(std::move(stored));
}

// `because` tells idle, longest and inactive apart; empty for a sign-out.
Status end_session(registers::Kernel& kernel, const Digest& hash, std::uint64_t account,
                   journal::EntryKind kind, std::string_view because = "") {
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(remove, context.connection.cached("DELETE FROM w_session WHERE token = ?"));
        remove->bind_blob(0, view(hash));
        DAICHO_CHECK(remove->run());
        DAICHO_TRY(mark, context.connection.cached(
                             "UPDATE w_credential SET ended = ? WHERE account = ?"));
        mark->bind(0, context.now.micros);
        mark->bind(1, static_cast<std::int64_t>(account));
        DAICHO_CHECK(mark->run());
        return detail::write_entry(context, kind, account,
                                   because.empty() ? "{}"
                                                   : fmt::format(R"({{"because":"{}"}})", because));
    });
}

Status touch(registers::Kernel& kernel, const Digest& hash) {
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(update,
                   context.connection.cached("UPDATE w_session SET seen = ? WHERE token = ?"));
        update->bind(0, context.now.micros);
        update->bind_blob(1, view(hash));
        return update->run();
    });
}

// Why a session is over by the clock; empty while it holds.
std::string_view over(const SessionPolicy& policy, Instant started, Instant seen, Instant now) {
    const auto longest = static_cast<std::int64_t>(policy.longest_hours) * 60 * kMinute;
    const auto idle = static_cast<std::int64_t>(policy.idle_minutes) * kMinute;
    if (now.micros - started.micros > longest) return "longest";
    if (now.micros - seen.micros > idle) return "idle";
    return "";
}

Result<Digest> token_hash(std::string_view token) {
    const auto bytes = from_hex(token);
    if (!bytes || bytes->size() != kTokenBytes) return none();
    return sha256(*bytes);
}

}  // namespace

Status create_tables(registers::Kernel& kernel) {
    return kernel.command([](registers::Context& context) -> Status {
        DAICHO_CHECK(context.connection.execute(context.connection.dialect().tables(kTables)));
        return create_attempt_tables(context.connection);
    });
}

Result<Session> sign_in(registers::Kernel& kernel, const AccountPolicy& policy,
                        std::string_view account_no, std::string_view password) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(account, find_account(kernel, *reader, account_no));
    DAICHO_TRY(attempt, begin_attempt(kernel, policy, account.value_or(0), account_no));
    std::optional<Credential> credential;
    if (account) {
        DAICHO_TRY(found, read_credential(*reader, *account));
        credential = std::move(found);
    }
    // The same work for an unknown number, so that time does not tell which numbers exist.
    static const std::string kNobody = identity::hash_password("nobody has this one").value_or("");
    const bool right =
        identity::verify_password(credential ? credential->hash : kNobody, password);
    Session session;
    if (credential && right) {
        DAICHO_TRY(person, find_person(kernel, *reader, *account,
                                       japan_date(kernel.clock().now())));
        session.person = std::move(person);
    }
    if (!session.person.active || session.person.account_class == "loader") {
        DAICHO_CHECK(kernel.command([&](registers::Context& context) {
            return fail_attempt(context, policy, attempt);
        }));
        return refused();
    }
    session.previous = credential->previous;
    const Bytes token = vault::random_bytes(kTokenBytes);
    session.token = to_hex(token);
    session.csrf = to_hex(vault::random_bytes(16));
    DAICHO_CHECK(start_session(kernel, session, attempt, token));
    return session;
}

Result<Session> resume(registers::Kernel& kernel, const SessionPolicy& policy,
                       std::string_view token, Use use) {
    DAICHO_TRY(hash, token_hash(token));
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(stored, read_session(*reader, hash));
    if (!stored) return none();
    const Instant now = kernel.clock().now();
    DAICHO_TRY(person, find_person(kernel, *reader, stored->account, japan_date(now)));
    std::string_view because = over(policy, stored->session.started, stored->seen, now);
    if (because.empty() && !person.active) because = "inactive";
    if (!because.empty()) {
        DAICHO_CHECK(end_session(kernel, hash, stored->account,
                                 journal::EntryKind::session_expired, because));
        return none();
    }
    const bool renew = use == Use::person && now.micros - stored->seen.micros > kTouchEveryMicros;
    if (renew) DAICHO_CHECK(touch(kernel, hash));
    stored->session.person = std::move(person);
    return std::move(stored->session);
}

Status end_expired(registers::Kernel& kernel, const SessionPolicy& policy) {
    struct Ended {
        Digest token{};
        std::uint64_t account = 0;
        std::string_view because;
    };
    std::vector<Ended> list;
    const Instant now = kernel.clock().now();
    {
        DAICHO_TRY(reader, kernel.reader());
        DAICHO_TRY(row, reader->prepare("SELECT token, account, started, seen FROM w_session"));
        for (;;) {
            DAICHO_TRY(there, row->step());
            if (!there) break;
            const auto because = over(policy, {row->integer(2)}, {row->integer(3)}, now);
            const ByteView token = row->blob(0);
            if (because.empty() || token.size() != Digest().size()) continue;
            Ended ended{{}, static_cast<std::uint64_t>(row->integer(1)), because};
            std::copy(token.begin(), token.end(), ended.token.begin());
            list.push_back(ended);
        }
    }
    for (const Ended& ended : list) {
        DAICHO_CHECK(end_session(kernel, ended.token, ended.account,
                                 journal::EntryKind::session_expired, ended.because));
    }
    return {};
}

Status sign_out(registers::Kernel& kernel, std::string_view token) {
    DAICHO_TRY(hash, token_hash(token));
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(stored, read_session(*reader, hash));
    if (!stored) return none();
    return end_session(kernel, hash, stored->account, journal::EntryKind::sign_out);
}

Status set_password(registers::Kernel& kernel, const identity::Principal& by,
                    std::uint64_t account, std::string_view password) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(person, find_person(kernel, *reader, account, japan_date(kernel.clock().now())));
    DAICHO_CHECK(identity::check_password(password, person.principal.number,
                                          person.principal.name));
    DAICHO_TRY(hash, identity::hash_password(password));
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(put, context.connection.cached(
                            "INSERT INTO w_credential (account, hash, changed) VALUES (?, ?, ?) ON "
                            "CONFLICT (account) DO UPDATE SET hash = excluded.hash, changed = "
                            "excluded.changed"));
        put->bind(0, static_cast<std::int64_t>(account));
        put->bind_text(1, hash);
        put->bind(2, context.now.micros);
        DAICHO_CHECK(put->run());
        return detail::write_entry(context, journal::EntryKind::credential, by.account,
                             fmt::format(R"({{"account":{}}})", account));
    });
}

}  // namespace daicho::office
