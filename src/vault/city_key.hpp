// The city's own key: a file of 32 random bytes that only its owner may read.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "vault/secret.hpp"

namespace daicho::vault {

// Errors: vault.city_key.missing, .wrong_mode (others can read it, or it is somebody else's),
// .wrong_size.
Status read_city_key(const std::filesystem::path& file, Secret& key);
// Durable when it returns. Never overwrites. Error: vault.city_key.cannot_create.
Status create_city_key(const std::filesystem::path& file);

}  // namespace daicho::vault
