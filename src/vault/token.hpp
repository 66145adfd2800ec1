// A PKCS#11 token that seals the city's key (an HSM, a smart card; SoftHSM in tests).
//
// `pkcs11:token=daicho;object=city?module-path=…&pin-source=file:…` (RFC 7512) names token, AES
// key and the file that holds the PIN; without module-path the modules that p11-kit knows are
// asked. The AES-256 key is made in the token when it is not there, cannot be taken out of it,
// and seals by AES-GCM in the token. Nothing of the PIN is kept or repeated. Threading: each
// call logs in and out by itself; p11-kit counts who uses a module.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "vault/secret.hpp"

namespace daicho::vault {

// Errors: vault.token.uri, .module, .absent, .pin_file, .pin_wrong, .pin_locked, .no_key, .failed
// (with the token's own code). `seal` makes the key when the token has none of that name.
Result<Bytes> seal_in_token(const std::string& uri, const Secret& key);
// Also vault.token.not_sealed_here: the token holds another key of this name.
Status open_in_token(const std::string& uri, ByteView sealed, Secret& key);

bool is_token_uri(std::string_view text) noexcept;

}  // namespace daicho::vault
