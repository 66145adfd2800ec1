// A half-done sign-in as it is kept, and going on from it.
#pragma once

#include "office/sign_in.hpp"

namespace daicho::office::detail {

struct Pending {
    Digest token{};
    std::uint64_t account = 0;
    std::string factor;   // how the second factor was shown; empty = not yet
    Bytes challenge;      // of the passkey that was asked for last
    Person person;
};

// Error: session.none (unknown, over, or nobody's any more).
Result<Pending> read_pending(registers::Kernel& kernel, store::Connection& connection,
                             std::string_view token);
Result<Pending> make_pending(registers::Context& context, const Person& person,
                             std::string& token);
Status set_challenge(registers::Context& context, const Pending& pending, ByteView challenge);

struct Next {
    Step step = Step::done;
    std::string because;
};
Result<Next> next_step(registers::Kernel& kernel, store::Connection& connection,
                       const AccountPolicy& policy, const Pending& pending);

// The next step; starts the session when none is left. `pending.token` all zero: not kept yet.
Result<SignIn> proceed(registers::Kernel& kernel, const AccountPolicy& policy, Pending pending,
                       const std::optional<Attempt>& attempt);

}  // namespace daicho::office::detail
