// AES-256-GCM by OpenSSL: blob = format (1) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace daicho::vault {

inline constexpr std::size_t kKeySize = 32;

Result<Bytes> seal(ByteView key, ByteView associated, ByteView plain);
// Error: vault.cannot_open (wrong key, tampered, or moved to another place).
Result<Bytes> open(ByteView key, ByteView associated, ByteView blob);

}  // namespace daicho::vault
