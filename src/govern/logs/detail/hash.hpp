// A fast hash of short texts for tables in memory; never stored, never shown.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace daicho::govern::logs::detail {

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
    const auto product =
        static_cast<unsigned __int128>(a ^ 0x9E3779B97F4A7C15ULL) * (b ^ 0xD1B54A32D192ED03ULL);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t hash_of(std::string_view text) noexcept {
    std::uint64_t hash = text.size();
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = mix(hash, word);
    }
    if (left != 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        hash = mix(hash, word);
    }
    return mix(hash, text.size());
}

}  // namespace daicho::govern::logs::detail
