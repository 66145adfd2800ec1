// Passkeys (WebAuthn) as the server checks them, by libfido2: no device is touched here.
//
// Asked for and checked: the challenge that was sent, the origin of the page, the relying party,
// presence and verification of the user, the signature, and a counter that never goes back.
// Attestation is not asked for; where one comes along (packed, FIDO U2F, TPM) it must be right.
// Pure functions. Threads: any.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.hpp"

namespace daicho::identity {

// What was asked of the browser.
struct PasskeyChallenge {
    Bytes challenge;
    std::string rp_id;   // "localhost", "daicho.city.example.jp"
    std::string origin;  // "https://daicho.city.example.jp"
};

struct Passkey {
    Bytes credential;
    std::int64_t algorithm = 0;  // COSE: -7 ES256, -8 EdDSA, -257 RS256
    Bytes public_key;            // as libfido2 keeps it
    std::uint32_t counter = 0;   // 0: the authenticator does not count
};

// Of navigator.credentials.create(). Error: identity.passkey.refused with `why`.
Result<Passkey> verify_registration(const PasskeyChallenge& asked, std::string_view client_data,
                                    ByteView attestation);

struct Assertion {
    std::string_view client_data;
    ByteView authenticator_data;
    ByteView signature;
};
// Of navigator.credentials.get(); gives the new counter. Error: identity.passkey.refused.
Result<std::uint32_t> verify_assertion(const PasskeyChallenge& asked, const Passkey& known,
                                       const Assertion& given);

// The origin belongs to the relying party: the same host or one below it, with TLS unless it is
// this machine itself.
bool origin_fits(std::string_view origin, std::string_view rp_id);

std::string to_base64url(ByteView bytes);             // without padding
Result<Bytes> from_base64url(std::string_view text);  // error: bytes.not_base64

}  // namespace daicho::identity
