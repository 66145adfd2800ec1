#include "office/sign_in.hpp"

#include "identity/password.hpp"
#include "office/detail/pending.hpp"
#include "office/detail/session_store.hpp"
#include "office/passwords.hpp"

namespace daicho::office {
namespace {

constexpr std::string_view kSteps[] = {"done", "second_factor", "enrol", "password"};

}  // namespace

std::string_view to_string(Step step) noexcept { return kSteps[static_cast<std::size_t>(step)]; }

Result<SignIn> sign_in(registers::Kernel& kernel, const AccountPolicy& policy,
                       std::string_view account_no, std::string_view password) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(account, find_account(kernel, *reader, account_no));
    DAICHO_TRY(attempt, begin_attempt(kernel, policy, account.value_or(0), account_no));
    std::optional<detail::Credential> credential;
    if (account) {
        DAICHO_TRY(found, detail::read_credential(*reader, *account));
        credential = std::move(found);
    }
    // The same work for an unknown number, so that time does not tell which numbers exist.
    static const std::string kNobody = identity::hash_password("nobody has this one").value_or("");
    const bool right =
        identity::verify_password(credential ? credential->hash : kNobody, password);
    Person person;
    if (credential && right) {
        DAICHO_TRY(found, find_person(kernel, *reader, *account,
                                      japan_date(kernel.clock().now())));
        person = std::move(found);
    }
    if (!person.active || person.account_class == "loader") {
        DAICHO_CHECK(kernel.command([&](registers::Context& context) {
            return fail_attempt(context, policy, attempt);
        }));
        return denied_error("session.refused");
    }
    detail::Pending pending;
    pending.account = person.principal.account;
    pending.person = std::move(person);
    return detail::proceed(kernel, policy, std::move(pending), attempt);
}

Result<SignIn> pending_sign_in(registers::Kernel& kernel, const AccountPolicy& policy,
                               std::string_view token) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(pending, detail::read_pending(kernel, *reader, token));
    return detail::proceed(kernel, policy, std::move(pending), std::nullopt);
}

Result<SignIn> sign_in_password(registers::Kernel& kernel, const AccountPolicy& policy,
                                std::string_view token, std::string_view fresh) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(pending, detail::read_pending(kernel, *reader, token));
    DAICHO_TRY(now, detail::next_step(kernel, *reader, policy, pending));
    if (now.step != Step::password) return conflict_error("session.wrong_step");
    DAICHO_CHECK(set_password(kernel, policy.password, pending.person.principal, pending.account,
                              fresh));
    return detail::proceed(kernel, policy, std::move(pending), std::nullopt);
}

}  // namespace daicho::office
