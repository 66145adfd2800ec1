// Digest: SHA-256, by OpenSSL.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace daicho {

using Digest = std::array<std::uint8_t, 32>;

// One-shot. Fast path for short inputs (no context allocation). Threads: any.
Digest sha256(ByteView bytes) noexcept;
Digest sha256(std::initializer_list<ByteView> parts) noexcept;

// HMAC-SHA-256 (blind indexes, CSRF tokens).
Digest hmac_sha256(ByteView key, ByteView message) noexcept;

// Incremental, for results that do not fit memory.
class Sha256 {
public:
    Sha256() noexcept;
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();
    void add(ByteView bytes) noexcept;
    Digest finish() noexcept;  // once

private:
    void* context_;
};

inline ByteView view(const Digest& digest) noexcept { return {digest.data(), digest.size()}; }

}  // namespace daicho
