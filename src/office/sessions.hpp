// Sessions: signing in, staying in, signing out. Every start, end and refusal is a journal entry.
//
// The token is 32 random bytes; only its SHA-256 is kept (w_session). A session ends by sign-out,
// after 30 minutes without use, or after 12 hours. Password hashes live in w_credential.
// Threading: thread-safe; sign_in takes about 0.1 s of one core on purpose (Argon2id).
#pragma once

#include <optional>
#include <string>

#include "office/directory.hpp"

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

// Error: session.refused – the same for an unknown number, a wrong password and a closed account.
Result<Session> sign_in(registers::Kernel& kernel, std::string_view account_no,
                        std::string_view password);
// Error: session.none (unknown, ended or idle too long).
Result<Session> resume(registers::Kernel& kernel, std::string_view token);
Status sign_out(registers::Kernel& kernel, std::string_view token);

// Sets a password; the entry in the journal names who did it for whom.
Status set_password(registers::Kernel& kernel, const identity::Principal& by,
                    std::uint64_t account, std::string_view password);

}  // namespace daicho::office
