// AES-256-GCM by OpenSSL (docs/formats.md "Sealed values"):
//     format 1: 0x01 ‖ nonce (12) ‖ ciphertext ‖ tag (16)
//     format 2: 0x02 ‖ key number (u16) ‖ nonce (12) ‖ ciphertext ‖ tag (16)
// The nonce is random. Whatever names the value's place is associated data; so is the key number.
// Threading: any thread; the cipher's memory belongs to the thread and keeps no key between calls.
#pragma once

#include <optional>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "vault/secret.hpp"

namespace daicho::vault {

// Format 1, or format 2 when a key number is given.
Result<Bytes> seal(const Secret& key, ByteView associated, ByteView plain,
                   std::optional<std::uint16_t> key_number = std::nullopt);
// Error: vault.cannot_open (wrong key, tampered, or moved to another place).
Result<Bytes> open(const Secret& key, ByteView associated, ByteView blob);
// The same for a sealed key: straight into locked memory, which is wiped on failure.
Status open_key(const Secret& key, ByteView associated, ByteView blob, Secret& opened);

// The key number of a blob of format 2.
std::optional<std::uint16_t> key_number(ByteView blob) noexcept;

}  // namespace daicho::vault
