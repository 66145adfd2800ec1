#include "office/migrations.hpp"

#include <array>

namespace daicho::office {
namespace {

constexpr std::array kSteps = {
    store::Migration{1, "sign-in, sessions, second factors, emergencies",
                     "CREATE TABLE IF NOT EXISTS w_credential (account INTEGER PRIMARY KEY, hash "
                     "TEXT NOT NULL, changed INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT "
                     "0, signed_in INTEGER, ended INTEGER) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_session (token BLOB PRIMARY KEY, account "
                     "INTEGER NOT NULL, csrf TEXT NOT NULL, started INTEGER NOT NULL, seen "
                     "INTEGER NOT NULL, previous_at INTEGER, previous_end INTEGER, failures "
                     "INTEGER NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_pending (token BLOB PRIMARY KEY, account "
                     "INTEGER NOT NULL, started INTEGER NOT NULL, factor TEXT, challenge BLOB) "
                     "STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_attempt (number BLOB PRIMARY KEY, account "
                     "INTEGER NOT NULL, failures INTEGER NOT NULL, tried INTEGER NOT NULL, "
                     "failed INTEGER, noted INTEGER NOT NULL) STRICT;"
                     "CREATE INDEX IF NOT EXISTS w_attempt_account ON w_attempt (account, "
                     "tried);"
                     "CREATE INDEX IF NOT EXISTS w_attempt_failed ON w_attempt (failed);"
                     "CREATE TABLE IF NOT EXISTS w_spraying (at INTEGER PRIMARY KEY, numbers "
                     "INTEGER NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_password_history (account INTEGER NOT NULL, "
                     "changed INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (account, "
                     "changed)) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_password_given (account INTEGER PRIMARY KEY) "
                     "STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_totp (account INTEGER PRIMARY KEY, secret "
                     "BLOB NOT NULL, made INTEGER NOT NULL, last_step INTEGER NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_totp_offer (account INTEGER PRIMARY KEY, "
                     "secret BLOB NOT NULL, made INTEGER NOT NULL, last_step INTEGER NOT NULL) "
                     "STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_passkey (credential BLOB PRIMARY KEY, account "
                     "INTEGER NOT NULL, name TEXT NOT NULL, algorithm INTEGER NOT NULL, "
                     "public_key BLOB NOT NULL, counter INTEGER NOT NULL, made INTEGER NOT NULL, "
                     "used INTEGER) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_challenge (session BLOB PRIMARY KEY, "
                     "challenge BLOB NOT NULL, made INTEGER NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_recovery (hash BLOB PRIMARY KEY, account "
                     "INTEGER NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_emergency (id INTEGER PRIMARY KEY, kind TEXT "
                     "NOT NULL, role TEXT NOT NULL, task TEXT NOT NULL, account INTEGER NOT "
                     "NULL, opened INTEGER NOT NULL, until INTEGER NOT NULL, reason TEXT NOT "
                     "NULL, reviewed_by INTEGER NOT NULL) STRICT;"},
};
static_assert(store::ascends(kSteps));

}  // namespace

store::Migrations migrations() noexcept { return {"office", kSteps}; }

}  // namespace daicho::office
