// Sessions: signing in, staying in, signing out. Every start, end and refusal is a journal entry.
//
// The token is 32 random bytes; only its SHA-256 is kept (w_session). A session ends by sign-out,
// after a time without use, or after its longest time (office/policy.hpp). Password hashes live in
// w_credential.
// Threading: thread-safe; sign_in takes about 0.1 s of one core on purpose (Argon2id).
#pragma once

#include <optional>
#include <string>

#include "office/attempts.hpp"

namespace daicho::office {

struct PreviousSignIn {
    std::optional<Instant> at;
    std::optional<Instant> ended;
    std::uint64_t failures = 0;  // refused since then
};

struct Session {
    Person person;
    std::string token;  // given once, at sign-in; empty afterwards
    std::string csrf;
    Instant started;
    PreviousSignIn previous;
};

Status create_tables(registers::Kernel& kernel);

// Errors: session.refused – the same for an unknown number, a wrong password and a closed account;
// session.wait and session.locked after failures (office/attempts.hpp).
Result<Session> sign_in(registers::Kernel& kernel, const AccountPolicy& policy,
                        std::string_view account_no, std::string_view password);
// A screen that asks by itself every minute must not keep a session alive: nobody may be there.
enum class Use : std::uint8_t { person, background };

// Error: session.none (unknown, ended, idle too long or too old).
Result<Session> resume(registers::Kernel& kernel, const SessionPolicy& policy,
                       std::string_view token, Use use);
// Ends all sessions that are over by the clock, each with its entry: nobody may come back to them.
Status end_expired(registers::Kernel& kernel, const SessionPolicy& policy);
Status sign_out(registers::Kernel& kernel, std::string_view token);

// Sets a password; the entry in the journal names who did it for whom.
Status set_password(registers::Kernel& kernel, const identity::Principal& by,
                    std::uint64_t account, std::string_view password);

}  // namespace daicho::office
