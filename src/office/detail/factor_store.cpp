#include "office/detail/factor_store.hpp"

#include <fmt/format.h>

#include "office/second_factor.hpp"

namespace daicho::office {
namespace detail {
namespace {

// Places of values that are no fields of register `account`: numbers that no field may have.
constexpr std::uint16_t kTotpPlace = 65'001;
constexpr std::uint16_t kRecoveryPlace = 65'002;
constexpr std::int64_t kChallengeLasts = 10LL * 60 * 1'000'000;

Result<vault::FieldPlace> place_of(registers::Context& context, std::uint64_t account,
                                   std::int64_t made) {
    DAICHO_TRY(definition, context.kernel.definition("account"));
    return vault::FieldPlace{definition->number, account, kTotpPlace,
                             static_cast<std::uint64_t>(made)};
}

Result<Digest> recovery_hash(registers::Context& context, std::uint64_t account,
                             std::string_view code) {
    DAICHO_TRY(definition, context.kernel.definition("account"));
    std::string plain = std::to_string(account) + ":";
    for (const char c : code) {
        if (c == '-' || c == ' ') continue;
        plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return context.vault.blind_index(definition->number, kRecoveryPlace, plain);
}

}  // namespace

Result<std::optional<Sealed>> read_sealed(registers::Context& context, std::string_view table,
                                          std::uint64_t account) {
    DAICHO_TRY(row, context.connection.cached(fmt::format(
                        "SELECT secret, made, last_step FROM {} WHERE account = ?", table)));
    row->bind(0, static_cast<std::int64_t>(account));
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<Sealed>();
    const ByteView secret = row->blob(0);
    Sealed sealed{Bytes(secret.begin(), secret.end()), row->integer(1), row->integer(2)};
    row->reset();
    return std::optional<Sealed>(std::move(sealed));
}

Result<Bytes> open_secret(registers::Context& context, std::uint64_t account,
                          const Sealed& sealed) {
    DAICHO_TRY(place, place_of(context, account, sealed.made));
    DAICHO_TRY(plain, context.vault.open_field(context.connection, place, sealed.secret));
    return Bytes(plain.begin(), plain.end());
}

Status keep_offer(registers::Context& context, std::uint64_t account, ByteView secret) {
    DAICHO_TRY(place, place_of(context, account, context.now.micros));
    DAICHO_TRY(sealed, context.vault.seal_field(context.connection, place, as_text(secret)));
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_totp_offer (account, secret, made, last_step) VALUES (?, ?, "
                        "?, 0) ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, made "
                        "= excluded.made"));
    put->bind(0, static_cast<std::int64_t>(account));
    put->bind_blob(1, sealed);
    put->bind(2, context.now.micros);
    return put->run();
}

Status take_offer(registers::Context& context, std::uint64_t account, std::int64_t step) {
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_totp (account, secret, made, last_step) SELECT account, "
                        "secret, made, last_step FROM w_totp_offer WHERE account = ? ON CONFLICT "
                        "(account) DO UPDATE SET secret = excluded.secret, made = excluded.made"));
    put->bind(0, static_cast<std::int64_t>(account));
    DAICHO_CHECK(put->run());
    DAICHO_CHECK(clear_rows(context, "DELETE FROM w_totp_offer WHERE account = ?", account));
    return mark_step(context, account, step);
}

Status mark_step(registers::Context& context, std::uint64_t account, std::int64_t step) {
    DAICHO_TRY(mark, context.connection.cached(
                         "UPDATE w_totp SET last_step = ? WHERE account = ?"));
    mark->bind(0, step);
    mark->bind(1, static_cast<std::int64_t>(account));
    return mark->run();
}

Status keep_recovery(registers::Context& context, std::uint64_t account, std::string_view code) {
    DAICHO_TRY(hash, recovery_hash(context, account, code));
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_recovery (hash, account) VALUES (?, ?)"));
    put->bind_blob(0, view(hash));
    put->bind(1, static_cast<std::int64_t>(account));
    return put->run();
}

Result<bool> use_recovery(registers::Context& context, std::uint64_t account,
                          std::string_view code) {
    DAICHO_TRY(hash, recovery_hash(context, account, code));
    DAICHO_TRY(take, context.connection.cached(
                         "DELETE FROM w_recovery WHERE hash = ? AND account = ? RETURNING "
                         "account"));
    take->bind_blob(0, view(hash));
    take->bind(1, static_cast<std::int64_t>(account));
    DAICHO_TRY(there, take->step());
    take->reset();
    return there;
}

Result<std::optional<KnownPasskey>> read_passkey(store::Connection& connection,
                                                 ByteView credential) {
    DAICHO_TRY(row, connection.cached("SELECT account, algorithm, public_key, counter FROM "
                                      "w_passkey WHERE credential = ?"));
    row->bind_blob(0, credential);
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<KnownPasskey>();
    KnownPasskey known;
    known.account = static_cast<std::uint64_t>(row->integer(0));
    known.key.credential.assign(credential.begin(), credential.end());
    known.key.algorithm = row->integer(1);
    const ByteView key = row->blob(2);
    known.key.public_key.assign(key.begin(), key.end());
    known.key.counter = static_cast<std::uint32_t>(row->integer(3));
    row->reset();
    return std::optional<KnownPasskey>(std::move(known));
}

Status insert_passkey(registers::Context& context, std::uint64_t account, std::string_view name,
                      const identity::Passkey& key) {
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_passkey (credential, account, name, algorithm, public_key, "
                        "counter, made) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    put->bind_blob(0, key.credential);
    put->bind(1, static_cast<std::int64_t>(account));
    put->bind_text(2, name);
    put->bind(3, key.algorithm);
    put->bind_blob(4, key.public_key);
    put->bind(5, key.counter);
    put->bind(6, context.now.micros);
    return put->run();
}

Status mark_passkey(registers::Context& context, ByteView credential, std::uint32_t counter) {
    DAICHO_TRY(mark, context.connection.cached(
                         "UPDATE w_passkey SET counter = ?, used = ? WHERE credential = ?"));
    mark->bind(0, counter);
    mark->bind(1, context.now.micros);
    mark->bind_blob(2, credential);
    return mark->run();
}

Status delete_passkey(registers::Context& context, std::uint64_t account, std::string_view id) {
    DAICHO_TRY(credential, identity::from_base64url(id));
    DAICHO_TRY(remove, context.connection.cached(
                           "DELETE FROM w_passkey WHERE credential = ? AND account = ?"));
    remove->bind_blob(0, credential);
    remove->bind(1, static_cast<std::int64_t>(account));
    return remove->run();
}

Status keep_challenge(registers::Context& context, const Digest& session, ByteView challenge) {
    DAICHO_TRY(old, context.connection.cached("DELETE FROM w_challenge WHERE made < ?"));
    old->bind(0, context.now.micros - kChallengeLasts);
    DAICHO_CHECK(old->run());
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_challenge (session, challenge, made) VALUES (?, ?, ?) ON "
                        "CONFLICT (session) DO UPDATE SET challenge = excluded.challenge, made = "
                        "excluded.made"));
    put->bind_blob(0, view(session));
    put->bind_blob(1, challenge);
    put->bind(2, context.now.micros);
    return put->run();
}

Result<Bytes> take_challenge(registers::Context& context, const Digest& session) {
    DAICHO_TRY(take, context.connection.cached("DELETE FROM w_challenge WHERE session = ? "
                                               "RETURNING challenge, made"));
    take->bind_blob(0, view(session));
    DAICHO_TRY(there, take->step());
    Bytes challenge;
    if (there && context.now.micros - take->integer(1) <= kChallengeLasts) {
        const ByteView kept = take->blob(0);
        challenge.assign(kept.begin(), kept.end());
    }
    take->reset();
    return challenge;
}

Status clear_rows(registers::Context& context, std::string_view sql, std::uint64_t account) {
    DAICHO_TRY(remove, context.connection.cached(sql));
    remove->bind(0, static_cast<std::int64_t>(account));
    return remove->run();
}

}  // namespace detail

Result<Factors> factors_of(store::Connection& connection, std::uint64_t account) {
    Factors factors;
    DAICHO_TRY(totp, connection.prepare("SELECT (SELECT COUNT(*) FROM w_totp WHERE account = ?), "
                                        "(SELECT COUNT(*) FROM w_recovery WHERE account = ?)"));
    totp->bind(0, static_cast<std::int64_t>(account));
    totp->bind(1, static_cast<std::int64_t>(account));
    DAICHO_TRY(counted, totp->step());
    if (counted) {
        factors.totp = totp->integer(0) > 0;
        factors.recovery_left = static_cast<std::uint64_t>(totp->integer(1));
    }
    DAICHO_TRY(row, connection.prepare("SELECT credential, name, made, used FROM w_passkey WHERE "
                                       "account = ? ORDER BY made"));
    row->bind(0, static_cast<std::int64_t>(account));
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return factors;
        PasskeyEntry entry{identity::to_base64url(row->blob(0)), std::string(row->text(1)),
                           {row->integer(2)}, std::nullopt};
        if (!row->is_null(3)) entry.used = Instant{row->integer(3)};
        factors.passkeys.push_back(std::move(entry));
    }
}

Result<std::vector<std::string>> passkey_ids(store::Connection& connection,
                                             std::uint64_t account) {
    DAICHO_TRY(factors, factors_of(connection, account));
    std::vector<std::string> ids;
    for (PasskeyEntry& one : factors.passkeys) ids.push_back(std::move(one.id));
    return ids;
}

}  // namespace daicho::office
