#include "office/second_factor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "office/detail/entries.hpp"
#include "office/detail/factor_store.hpp"
#include "office/people.hpp"
#include "register/access.hpp"

namespace daicho::office {
namespace {

constexpr std::size_t kRecoveryLetters = 16;
constexpr std::string_view kReadable = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // 32: 5 bits a letter
constexpr std::size_t kLongestName = 120;  // bytes

using detail::Sealed;

// Eighty random bits, in groups of four to read aloud.
std::string recovery_code() {
    std::string code;
    for (const std::uint8_t byte : vault::random_bytes(kRecoveryLetters)) {
        if (code.size() % 5 == 4) code += '-';
        code += kReadable[byte % kReadable.size()];
    }
    return code;
}

Result<std::vector<std::string>> make_recovery(registers::Context& context, std::uint64_t account,
                                               std::uint64_t count) {
    DAICHO_CHECK(detail::clear_rows(context, "DELETE FROM w_recovery WHERE account = ?", account));
    std::vector<std::string> codes;
    for (std::uint64_t i = 0; i < count; ++i) {
        codes.push_back(recovery_code());
        DAICHO_CHECK(detail::keep_recovery(context, account, codes.back()));
    }
    return codes;
}

Status note(registers::Context& context, journal::EntryKind kind, std::uint64_t by,
            std::uint64_t account, std::string_view factor, std::uint16_t capacity = 0) {
    return detail::write_entry(
        context, kind, by,
        fmt::format(R"({{"account":{},"factor":"{}"}})", account, factor), capacity);
}

bool reaches(const identity::Principal& who, const registers::Definition& definition) {
    const registers::Permissions& may = definition.permissions;
    for (const auto* list : {&may.view, &may.change, &may.import, &may.export_, &may.approve}) {
        if (who.capacity(*list, definition.task_id) != nullptr) return true;
    }
    return false;
}

Result<identity::Passkey> read_answer(const identity::PasskeyChallenge& asked,
                                      const PasskeyAnswer& answer) {
    DAICHO_TRY(client, identity::from_base64url(answer.client_data));
    DAICHO_TRY(attestation, identity::from_base64url(answer.attestation));
    return identity::verify_registration(asked, as_text(client), attestation);
}

}  // namespace

std::string_view needs_factor(const registers::Kernel& kernel, const SecondFactorPolicy& policy,
                              const identity::Principal& principal) {
    if (!policy.required) return "";
    for (const identity::Grant& grant : principal.grants) {
        const auto& roles = policy.roles;
        if (std::find(roles.begin(), roles.end(), grant.role) != roles.end()) return "role";
    }
    if (!policy.personal_number) return "";
    for (const auto& definition : kernel.definitions().all()) {
        if (definition->has_sealed && reaches(principal, *definition)) return "personal_number";
    }
    return "";
}

Result<TotpOffer> offer_totp(registers::Kernel& kernel, const SecondFactorPolicy& policy,
                             const Person& person) {
    const std::uint64_t account = person.principal.account;
    const Bytes secret = vault::random_bytes(identity::kTotpSecretBytes);
    DAICHO_CHECK(kernel.command([&](registers::Context& context) {
        return detail::keep_offer(context, account, secret);
    }));
    TotpOffer offer;
    offer.secret = identity::base32(secret);
    offer.uri = identity::totp_uri(secret, policy.issuer, person.principal.number);
    auto qr = identity::qr_code(offer.uri);
    if (qr) offer.qr = *std::move(qr);
    return offer;
}

Result<std::vector<std::string>> confirm_totp(registers::Kernel& kernel,
                                              const SecondFactorPolicy& policy,
                                              std::uint64_t account, std::string_view code) {
    std::vector<std::string> codes;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(offer, detail::read_sealed(context, "w_totp_offer", account));
        if (!offer) return conflict_error("office.factor.no_offer");
        DAICHO_TRY(secret, detail::open_secret(context, account, *offer));
        const auto step = identity::match_totp(secret, code, context.now, 0);
        if (!step) return denied_error("office.factor.wrong_code");
        DAICHO_CHECK(detail::take_offer(context, account, *step));
        DAICHO_TRY(made, make_recovery(context, account, policy.recovery_codes));
        codes = std::move(made);
        return note(context, journal::EntryKind::factor_added, account, account, "totp");
    }));
    return codes;
}

Result<std::optional<std::string>> use_code(registers::Kernel& kernel, std::uint64_t account,
                                            std::string_view code) {
    std::optional<std::string> how;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(totp, detail::read_sealed(context, "w_totp", account));
        if (totp) {
            DAICHO_TRY(secret, detail::open_secret(context, account, *totp));
            const auto step = identity::match_totp(secret, code, context.now, totp->last_step);
            if (step) {
                how = "totp";
                return detail::mark_step(context, account, *step);
            }
        }
        DAICHO_TRY(used, detail::use_recovery(context, account, code));
        if (used) how = "recovery";
        return {};
    }));
    return how;
}

Result<std::vector<std::string>> add_passkey(registers::Kernel& kernel,
                                             const SecondFactorPolicy& policy,
                                             std::uint64_t account,
                                             const identity::PasskeyChallenge& asked,
                                             const PasskeyAnswer& answer) {
    if (answer.name.empty() || answer.name.size() > kLongestName) {
        return input_error("office.factor.no_name");
    }
    DAICHO_TRY(made, read_answer(asked, answer));
    std::vector<std::string> codes;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(there, detail::read_passkey(context.connection, made.credential));
        if (there) return conflict_error("office.factor.taken");
        DAICHO_TRY(before, factors_of(context.connection, account));
        DAICHO_CHECK(detail::insert_passkey(context, account, answer.name, made));
        if (!before.any()) {
            DAICHO_TRY(fresh, make_recovery(context, account, policy.recovery_codes));
            codes = std::move(fresh);
        }
        return note(context, journal::EntryKind::factor_added, account, account, "passkey");
    }));
    return codes;
}

Status use_passkey(registers::Kernel& kernel, std::uint64_t account,
                   const identity::PasskeyChallenge& asked, const PasskeyAnswer& answer) {
    DAICHO_TRY(credential, identity::from_base64url(answer.credential));
    DAICHO_TRY(client, identity::from_base64url(answer.client_data));
    DAICHO_TRY(data, identity::from_base64url(answer.authenticator_data));
    DAICHO_TRY(signature, identity::from_base64url(answer.signature));
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(known, detail::read_passkey(context.connection, credential));
        if (!known || known->account != account) {
            return denied_error("identity.passkey.refused").with("why", "credential");
        }
        DAICHO_TRY(counter, identity::verify_assertion(asked, known->key,
                                                       {as_text(client), data, signature}));
        return detail::mark_passkey(context, credential, counter);
    });
}

Result<Bytes> session_challenge(registers::Kernel& kernel, std::string_view session) {
    Bytes challenge = vault::random_bytes(32);
    DAICHO_CHECK(kernel.command([&](registers::Context& context) {
        return detail::keep_challenge(context, sha256(as_bytes(session)), challenge);
    }));
    return challenge;
}

Result<Bytes> take_session_challenge(registers::Kernel& kernel, std::string_view session) {
    Bytes challenge;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(taken, detail::take_challenge(context, sha256(as_bytes(session))));
        challenge = std::move(taken);
        return {};
    }));
    return challenge;
}

Status remove_factor(registers::Kernel& kernel, const SecondFactorPolicy& policy,
                     const Person& person, std::string_view id) {
    const std::uint64_t account = person.principal.account;
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(before, factors_of(context.connection, account));
        const auto is_it = [id](const PasskeyEntry& one) { return one.id == id; };
        const bool passkey = std::ranges::any_of(before.passkeys, is_it);
        if (!passkey && !(id == "totp" && before.totp)) {
            return not_found_error("office.factor.none");
        }
        const std::size_t count = before.passkeys.size() + (before.totp ? 1 : 0);
        if (count == 1 && !needs_factor(kernel, policy, person.principal).empty()) {
            return denied_error("office.factor.last");
        }
        DAICHO_CHECK(passkey ? detail::delete_passkey(context, account, id)
                             : detail::clear_rows(context, "DELETE FROM w_totp WHERE account = ?",
                                                  account));
        if (count == 1) {
            DAICHO_CHECK(detail::clear_rows(context, "DELETE FROM w_recovery WHERE account = ?",
                                            account));
        }
        return note(context, journal::EntryKind::factor_removed, account, account,
                    passkey ? "passkey" : "totp");
    });
}

Status reset_factors(registers::Kernel& kernel, const identity::Principal& by,
                     std::uint64_t account) {
    DAICHO_TRY(definition, kernel.definition("account"));
    const auto capacity = registers::authorise(by, *definition, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, by, *definition, registers::Action::change));
        return Error(capacity.error());
    }
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_CHECK(find_person(kernel, *reader, account, japan_date(kernel.clock().now())));
    // Nor of another account of the same human: an administrator has two.
    DAICHO_TRY(oneself, same_human(kernel, *reader, by.account, account));
    if (oneself) return denied_error("office.factor.oneself");
    return kernel.command([&](registers::Context& context) -> Status {
        for (const char* table : {"w_totp", "w_totp_offer", "w_passkey", "w_recovery"}) {
            const std::string sql = fmt::format("DELETE FROM {} WHERE account = ?", table);
            DAICHO_CHECK(detail::clear_rows(context, sql, account));
        }
        return note(context, journal::EntryKind::factor_removed, by.account, account, "all",
                    *capacity);
    });
}

}  // namespace daicho::office
