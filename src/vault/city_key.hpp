// The city's own key: a file that only its owner may read, with 32 random bytes, or with such
// bytes sealed by a key that lives in a PKCS#11 token (token.hpp): then the file opens nothing
// without the token and its PIN.
#pragma once

#include <filesystem>

#include <string>

#include "base/result.hpp"
#include "vault/secret.hpp"

namespace daicho::vault {

// Errors: vault.city_key.missing, .wrong_mode (others can read it, or it is somebody else's),
// .wrong_size, and those of token.hpp.
Status read_city_key(const std::filesystem::path& file, Secret& key);
// Durable when it returns. Never overwrites. `token`: an address as in token.hpp; empty: the bytes
// themselves. Errors: vault.city_key.cannot_create, those of token.hpp.
Status create_city_key(const std::filesystem::path& file, const std::string& token = {});
// The token's address; empty: the file holds the key itself, or is none.
std::string token_of_city_key(const std::filesystem::path& file);

}  // namespace daicho::vault
