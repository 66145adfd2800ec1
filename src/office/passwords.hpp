// Passwords of accounts: setting, changing, resetting; their age and their history.
//
// A password's hash is in w_credential, those before it in w_password_history (as many as the
// policy remembers), and whether an administrator gave it in w_password_given: such a one must be
// changed at the first sign-in. Threading: thread-safe; each check of a hash takes about 0.1 s.
#pragma once

#include <optional>
#include <string>

#include "office/attempts.hpp"

namespace daicho::office {

struct PasswordState {
    bool there = false;
    bool given = false;              // by an administrator
    Instant changed;
    std::optional<Instant> expires;  // from then on it must be changed
};
Result<PasswordState> password_state(store::Connection& connection, const PasswordPolicy& policy,
                                     std::string_view account_class, std::uint64_t account);
// Why it must be changed before anything else: "given", "age" or "".
std::string_view must_change(const PasswordState& state, Instant now) noexcept;
// Whole days until then, once it is time to warn.
std::optional<std::uint64_t> days_left(const PasswordState& state, const PasswordPolicy& policy,
                                       Instant now) noexcept;

// Sets a password that the owner already knows; the journal names who did it for whom. Errors:
// office.no_account, identity.password.*, office.password.used_before.
Status set_password(registers::Kernel& kernel, const PasswordPolicy& policy,
                    const identity::Principal& by, std::uint64_t account,
                    std::string_view password);
// The owner's own change. A wrong present password counts as a failed sign-in. Errors: also
// office.password.wrong, session.wait, session.locked.
Status change_password(registers::Kernel& kernel, const AccountPolicy& policy,
                       std::uint64_t account, std::string_view current, std::string_view fresh);
// The present password of somebody signed in, before something that needs it.
Status confirm_password(registers::Kernel& kernel, const AccountPolicy& policy,
                        std::uint64_t account, std::string_view current);
// A first password made here, to be given to the owner in person; ends all sessions of the account.
// Who may: permission `change` of register `account`, never for oneself or another
// account of one's own. Errors: register.denied
// (journaled), office.password.oneself, office.no_account.
Result<std::string> reset_password(registers::Kernel& kernel, const PasswordPolicy& policy,
                                   const identity::Principal& by, std::uint64_t account);

// Ends all sessions and half-done sign-ins of an account. Errors: register.denied (journaled),
// office.end_sessions.no_reason.
Status end_sessions(registers::Kernel& kernel, const identity::Principal& by,
                    std::uint64_t account, std::string_view reason);

}  // namespace daicho::office
