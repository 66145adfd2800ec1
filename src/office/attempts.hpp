// Attempts: failed sign-ins counted, slowed down and stopped (w_attempt).
//
// Counted for each number that was typed, whether there is such an account or not, so that delay
// and lock tell nobody which numbers exist. An attempt counts before the password is looked at:
// many at once gain nothing. While one must wait or is locked no password is looked at, not even
// the right one. Numbers of nobody are kept as keyed hashes, at most 100,000 of them.
// Threading: thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/directory.hpp"
#include "office/policy.hpp"

namespace daicho::office {

struct Attempt {
    Digest key{};                // keyed hash of the number typed
    std::uint64_t account = 0;   // 0 = nobody's
    std::string number_digest;   // for the journal: SHA-256 of what was typed
    std::uint64_t failures = 0;  // with this one, should it fail
    Instant before;              // when it was tried last
};

// Errors: session.wait (with `seconds`), session.locked; both journaled, once a minute at most.
Result<Attempt> begin_attempt(registers::Kernel& kernel, const AccountPolicy& policy,
                              std::uint64_t account, std::string_view typed);
// Journals the refusal; locks at the limit; raises the alarm of many numbers tried at once.
Status fail_attempt(registers::Context& context, const AccountPolicy& policy,
                    const Attempt& attempt);
// It was right, but the sign-in is not complete: not counted, and what failed before still counts.
Status withdraw_attempt(registers::Context& context, const Attempt& attempt);
Status clear_attempts(registers::Context& context, const Attempt& attempt);

struct LockedAccount {
    std::uint64_t account = 0;
    std::uint64_t failures = 0;
    Instant since;
};
Result<std::vector<LockedAccount>> locked_accounts(store::Connection& connection,
                                                   const LockPolicy& policy);

// A second person lets somebody in again; who may is permission `approve` of register `account`.
// Errors: register.denied (journaled), office.unlock.oneself, office.unlock.no_reason,
// office.unlock.not_locked.
Status unlock(registers::Kernel& kernel, const LockPolicy& policy, const identity::Principal& by,
              std::uint64_t account, std::string_view reason);

// The newest time at which many numbers were tried at once.
struct Spraying {
    Instant at;
    std::uint64_t numbers = 0;
};
Result<std::optional<Spraying>> last_spraying(store::Connection& connection);

}  // namespace daicho::office
