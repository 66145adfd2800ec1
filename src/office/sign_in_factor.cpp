// The steps of a sign-in that concern the second factor.
#include "office/detail/pending.hpp"
#include "vault/vault.hpp"

namespace daicho::office {
namespace {

constexpr std::size_t kChallengeBytes = 32;

// The half-done sign-in, at the step it must be at.
Result<detail::Pending> at_step(registers::Kernel& kernel, const AccountPolicy& policy,
                                std::string_view token, Step step) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(pending, detail::read_pending(kernel, *reader, token));
    DAICHO_TRY(now, detail::next_step(kernel, *reader, policy, pending));
    if (now.step != step) return conflict_error("session.wrong_step");
    return std::move(pending);
}

// A challenge counts once: it is taken away before the answer is looked at.
Result<identity::PasskeyChallenge> take_challenge(registers::Kernel& kernel,
                                                  const AccountPolicy& policy,
                                                  const detail::Pending& pending,
                                                  std::string_view origin) {
    DAICHO_CHECK(kernel.command([&](registers::Context& context) {
        return detail::set_challenge(context, pending, {});
    }));
    return identity::PasskeyChallenge{pending.challenge, policy.second_factor.rp_id,
                                      std::string(origin)};
}

Status fail(registers::Kernel& kernel, const AccountPolicy& policy, const Attempt& attempt) {
    return kernel.command([&](registers::Context& context) {
        return fail_attempt(context, policy, attempt);
    });
}

}  // namespace

Result<SignIn> sign_in_code(registers::Kernel& kernel, const AccountPolicy& policy,
                            std::string_view token, std::string_view code) {
    DAICHO_TRY(pending, at_step(kernel, policy, token, Step::second_factor));
    DAICHO_TRY(attempt, begin_attempt(kernel, policy, pending.account,
                                      pending.person.principal.number));
    DAICHO_TRY(how, use_code(kernel, pending.account, code));
    if (!how) {
        DAICHO_CHECK(fail(kernel, policy, attempt));
        return denied_error("office.factor.wrong_code");
    }
    pending.factor = *how;
    return detail::proceed(kernel, policy, std::move(pending), attempt);
}

Result<Bytes> sign_in_challenge(registers::Kernel& kernel, std::string_view token) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(pending, detail::read_pending(kernel, *reader, token));
    Bytes challenge = vault::random_bytes(kChallengeBytes);
    DAICHO_CHECK(kernel.command([&](registers::Context& context) {
        return detail::set_challenge(context, pending, challenge);
    }));
    return challenge;
}

Result<SignIn> sign_in_passkey(registers::Kernel& kernel, const AccountPolicy& policy,
                               std::string_view token, std::string_view origin,
                               const PasskeyAnswer& answer) {
    DAICHO_TRY(pending, at_step(kernel, policy, token, Step::second_factor));
    DAICHO_TRY(attempt, begin_attempt(kernel, policy, pending.account,
                                      pending.person.principal.number));
    DAICHO_TRY(asked, take_challenge(kernel, policy, pending, origin));
    const Status used = use_passkey(kernel, pending.account, asked, answer);
    if (!used) {
        DAICHO_CHECK(fail(kernel, policy, attempt));
        return Error(used.error());
    }
    pending.factor = "passkey";
    return detail::proceed(kernel, policy, std::move(pending), attempt);
}

Result<TotpOffer> sign_in_offer(registers::Kernel& kernel, const AccountPolicy& policy,
                                std::string_view token) {
    DAICHO_TRY(pending, at_step(kernel, policy, token, Step::enrol));
    return offer_totp(kernel, policy.second_factor, pending.person);
}

Result<Enrolled> sign_in_enrol_code(registers::Kernel& kernel, const AccountPolicy& policy,
                                    std::string_view token, std::string_view code) {
    DAICHO_TRY(pending, at_step(kernel, policy, token, Step::enrol));
    Enrolled enrolled;
    DAICHO_TRY(recovery, confirm_totp(kernel, policy.second_factor, pending.account, code));
    enrolled.recovery = std::move(recovery);
    pending.factor = "totp";
    DAICHO_TRY(next, detail::proceed(kernel, policy, std::move(pending), std::nullopt));
    enrolled.next = std::move(next);
    return enrolled;
}

Result<Enrolled> sign_in_enrol_passkey(registers::Kernel& kernel, const AccountPolicy& policy,
                                       std::string_view token, std::string_view origin,
                                       const PasskeyAnswer& answer) {
    DAICHO_TRY(pending, at_step(kernel, policy, token, Step::enrol));
    DAICHO_TRY(asked, take_challenge(kernel, policy, pending, origin));
    Enrolled enrolled;
    DAICHO_TRY(recovery, add_passkey(kernel, policy.second_factor, pending.account, asked, answer));
    enrolled.recovery = std::move(recovery);
    pending.factor = "passkey";
    DAICHO_TRY(next, detail::proceed(kernel, policy, std::move(pending), std::nullopt));
    enrolled.next = std::move(next);
    return enrolled;
}

}  // namespace daicho::office
