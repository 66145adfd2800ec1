// The city's own key: a file of 32 random bytes that only its owner may read.
#pragma once

#include <filesystem>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace daicho::vault {

// Errors: vault.city_key.missing, .wrong_mode, .wrong_size.
Result<Bytes> read_city_key(const std::filesystem::path& file);
// Never overwrites. Error: vault.city_key.cannot_create.
Status create_city_key(const std::filesystem::path& file);

}  // namespace daicho::vault
