// Second factors of an account: a code generator (TOTP), passkeys, recovery codes.
//
// The generator's secret is sealed in the vault under the key of the account's record (w_totp);
// passkeys keep their public key and counter (w_passkey); recovery codes are kept as keyed hashes
// and count once (w_recovery). Adding and removing is journaled; failures are counted by
// office/attempts.hpp, by whoever asks. Threading: thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/passkey.hpp"
#include "identity/totp.hpp"
#include "office/directory.hpp"
#include "office/policy.hpp"

namespace daicho::office {

// Why this person needs one: "role" or "personal_number"; empty = not needed, or left to her by
// the policy.
std::string_view needs_factor(const registers::Kernel& kernel, const SecondFactorPolicy& policy,
                              const identity::Principal& principal);

struct PasskeyEntry {
    std::string id;  // of the credential, for removing
    std::string name;
    Instant made;
    std::optional<Instant> used;
};
struct Factors {
    bool totp = false;
    std::vector<PasskeyEntry> passkeys;
    std::uint64_t recovery_left = 0;
    [[nodiscard]] bool any() const noexcept { return totp || !passkeys.empty(); }
};
Result<Factors> factors_of(store::Connection& connection, std::uint64_t account);

// --- code generator
struct TotpOffer {
    std::string secret;  // base32, for typing
    std::string uri;
    identity::QrCode qr;
};
// A fresh secret, shown this once; it counts when a code of it was given back.
Result<TotpOffer> offer_totp(registers::Kernel& kernel, const SecondFactorPolicy& policy,
                             const Person& person);
// Gives new recovery codes, shown this once. Errors: office.factor.no_offer,
// office.factor.wrong_code.
Result<std::vector<std::string>> confirm_totp(registers::Kernel& kernel,
                                              const SecondFactorPolicy& policy,
                                              std::uint64_t account, std::string_view code);
// "totp" or "recovery" when the code is right – and used from now on; nothing when it is not.
Result<std::optional<std::string>> use_code(registers::Kernel& kernel, std::uint64_t account,
                                            std::string_view code);

// --- passkeys
struct PasskeyAnswer {
    std::string credential, client_data, attestation, authenticator_data, signature;  // base64url
    std::string name;
};
// What a browser is asked for: ids of the account's passkeys.
Result<std::vector<std::string>> passkey_ids(store::Connection& connection,
                                             std::uint64_t account);
// Recovery codes when there were none. Errors: identity.passkey.refused, office.factor.taken.
Result<std::vector<std::string>> add_passkey(registers::Kernel& kernel,
                                             const SecondFactorPolicy& policy,
                                             std::uint64_t account,
                                             const identity::PasskeyChallenge& asked,
                                             const PasskeyAnswer& answer);
// Error: identity.passkey.refused.
Status use_passkey(registers::Kernel& kernel, std::uint64_t account,
                   const identity::PasskeyChallenge& asked, const PasskeyAnswer& answer);

// A challenge for somebody signed in, bound to her session; taken once, within ten minutes (empty
// otherwise, which fits no answer).
Result<Bytes> session_challenge(registers::Kernel& kernel, std::string_view session);
Result<Bytes> take_session_challenge(registers::Kernel& kernel, std::string_view session);

// `id`: "totp" or a passkey's. The last factor of somebody who needs one stays. Errors:
// office.factor.none, office.factor.last.
Status remove_factor(registers::Kernel& kernel, const SecondFactorPolicy& policy,
                     const Person& person, std::string_view id);
// All factors of somebody who lost them, by another administrator. Errors: register.denied,
// office.factor.oneself, office.no_account.
Status reset_factors(registers::Kernel& kernel, const identity::Principal& by,
                     std::uint64_t account);

}  // namespace daicho::office
