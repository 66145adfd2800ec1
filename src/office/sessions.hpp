// Sessions: staying in, signing out (signing in: sign_in.hpp). Every start and end is an entry.
//
// The token is 32 random bytes; only its SHA-256 is kept (w_session). A session ends by sign-out,
// after a time without use, or after its longest time (office/policy.hpp). Password hashes live in
// w_credential.
// Threading: thread-safe.
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

// A screen that asks by itself every minute must not keep a session alive: nobody may be there.
enum class Use : std::uint8_t { person, background };

// Error: session.none (unknown, ended, idle too long or too old).
Result<Session> resume(registers::Kernel& kernel, const SessionPolicy& policy,
                       std::string_view token, Use use);
// Ends all sessions that are over by the clock, each with its entry: nobody may come back to them.
Status end_expired(registers::Kernel& kernel, const SessionPolicy& policy);
Status sign_out(registers::Kernel& kernel, std::string_view token);

}  // namespace daicho::office
