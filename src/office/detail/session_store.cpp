#include "office/detail/session_store.hpp"

#include <fmt/format.h>

#include "office/detail/entries.hpp"
#include "vault/vault.hpp"

namespace daicho::office::detail {
namespace {

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

Status insert_session(registers::Context& context, const Session& session, const Digest& hash) {
    DAICHO_TRY(insert, context.connection.cached(
                           "INSERT INTO w_session VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    insert->bind_blob(0, view(hash));
    insert->bind(1, static_cast<std::int64_t>(session.person.principal.account));
    insert->bind_text(2, session.csrf);
    insert->bind(3, context.now.micros);
    insert->bind(4, context.now.micros);
    bind_instant(*insert, 5, session.previous.at);
    bind_instant(*insert, 6, session.previous.ended);
    insert->bind(7, static_cast<std::int64_t>(session.previous.failures));
    return insert->run();
}

}  // namespace

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

Result<Digest> token_hash(std::string_view token) {
    const auto bytes = from_hex(token);
    if (!bytes || bytes->size() != kTokenBytes) return denied_error("session.none");
    return sha256(*bytes);
}

Status start_session(registers::Context& context, Session& session, std::string_view how) {
    const Bytes token = vault::random_bytes(kTokenBytes);
    session.token = to_hex(token);
    session.csrf = to_hex(vault::random_bytes(16));
    session.started = context.now;
    DAICHO_CHECK(insert_session(context, session, sha256(token)));
    DAICHO_TRY(mark, context.connection.cached("UPDATE w_credential SET failures = 0, "
                                               "signed_in = ?, ended = NULL WHERE account = ?"));
    mark->bind(0, context.now.micros);
    mark->bind(1, static_cast<std::int64_t>(session.person.principal.account));
    DAICHO_CHECK(mark->run());
    return write_entry(context, journal::EntryKind::sign_in, session.person.principal.account,
                       std::string(how));
}

Status end_all(registers::Context& context, std::uint64_t account, std::string_view because) {
    DAICHO_TRY(count, context.connection.cached(
                          "SELECT COUNT(*) FROM w_session WHERE account = ?"));
    count->bind(0, static_cast<std::int64_t>(account));
    DAICHO_TRY(there, count->step());
    const std::int64_t open = there ? count->integer(0) : 0;
    count->reset();
    for (const char* sql : {"DELETE FROM w_session WHERE account = ?",
                            "DELETE FROM w_pending WHERE account = ?"}) {
        DAICHO_TRY(remove, context.connection.cached(sql));
        remove->bind(0, static_cast<std::int64_t>(account));
        DAICHO_CHECK(remove->run());
    }
    DAICHO_TRY(mark, context.connection.cached(
                         "UPDATE w_credential SET ended = ? WHERE account = ? AND ended IS NULL"));
    mark->bind(0, context.now.micros);
    mark->bind(1, static_cast<std::int64_t>(account));
    DAICHO_CHECK(mark->run());
    for (std::int64_t i = 0; i < open; ++i) {
        DAICHO_CHECK(write_entry(context, journal::EntryKind::session_expired, account,
                                 fmt::format(R"({{"because":"{}"}})", because)));
    }
    return {};
}

}  // namespace daicho::office::detail
