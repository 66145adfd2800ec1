// Signing in, step by step: the password, the second factor where there is one, enrolling one where
// the policy asks for it, a new password where the old one is over. Only then there is a session.
//
// A half-done sign-in (w_pending) has a token of its own, which opens nothing but its next step and
// lasts ten minutes; the session's token is made at the end and was never anywhere before. Failures
// of every step count together (attempts.hpp).
// Threading: thread-safe; a password takes about 0.1 s of one core on purpose (Argon2id).
#pragma once

#include <optional>
#include <string>

#include "office/second_factor.hpp"
#include "office/sessions.hpp"

namespace daicho::office {

enum class Step : std::uint8_t { done, second_factor, enrol, password };
std::string_view to_string(Step step) noexcept;

struct SignIn {
    Step step = Step::done;
    Session session;         // with a token when `step` is done, else only who it is
    std::string pending;     // token of a half-done sign-in; empty when it is unchanged
    std::string because;     // of step password: "given" or "age"
};

// Errors: session.refused – the same for an unknown number, a wrong password and a closed account;
// session.wait and session.locked after failures (office/attempts.hpp).
Result<SignIn> sign_in(registers::Kernel& kernel, const AccountPolicy& policy,
                       std::string_view account_no, std::string_view password);

// Who is at which step. Error: session.none.
Result<SignIn> pending_sign_in(registers::Kernel& kernel, const AccountPolicy& policy,
                               std::string_view token);
// The new password of step `password`. Errors: session.none, session.wrong_step, and those of
// set_password.
Result<SignIn> sign_in_password(registers::Kernel& kernel, const AccountPolicy& policy,
                                std::string_view token, std::string_view fresh);


// The code of step second_factor. Errors: session.none, session.wrong_step, session.wait,
// session.locked, office.factor.wrong_code (counted like a wrong password).
Result<SignIn> sign_in_code(registers::Kernel& kernel, const AccountPolicy& policy,
                            std::string_view token, std::string_view code);
// A challenge for the passkey of step second_factor or enrol; counts once.
Result<Bytes> sign_in_challenge(registers::Kernel& kernel, std::string_view token);
Result<SignIn> sign_in_passkey(registers::Kernel& kernel, const AccountPolicy& policy,
                               std::string_view token, std::string_view origin,
                               const PasskeyAnswer& answer);

// Step enrol. Recovery codes stand in `recovery`, this once.
struct Enrolled {
    std::vector<std::string> recovery;
    SignIn next;
};
Result<TotpOffer> sign_in_offer(registers::Kernel& kernel, const AccountPolicy& policy,
                                std::string_view token);
Result<Enrolled> sign_in_enrol_code(registers::Kernel& kernel, const AccountPolicy& policy,
                                    std::string_view token, std::string_view code);
Result<Enrolled> sign_in_enrol_passkey(registers::Kernel& kernel, const AccountPolicy& policy,
                                       std::string_view token, std::string_view origin,
                                       const PasskeyAnswer& answer);

}  // namespace daicho::office
