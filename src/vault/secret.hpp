// 32 secret bytes in memory that is locked, guarded, left out of core dumps and wiped at the end
// (libsodium). Movable, never copied. Threading: as a plain value.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.hpp"

namespace daicho::vault {

inline constexpr std::size_t kKeySize = 32;

class Secret {
public:
    Secret();  // zeroes
    [[nodiscard]] ByteView view() const noexcept { return {bytes_.get(), kKeySize}; }
    [[nodiscard]] std::span<std::uint8_t, kKeySize> bytes() noexcept {
        return std::span<std::uint8_t, kKeySize>(bytes_.get(), kKeySize);
    }
    void make_random() noexcept;
    void wipe() noexcept;

private:
    struct Free {
        void operator()(std::uint8_t* bytes) const noexcept;
    };
    std::unique_ptr<std::uint8_t, Free> bytes_;
};

}  // namespace daicho::vault
