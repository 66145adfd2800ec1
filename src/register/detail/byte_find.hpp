// A piece of text in a long one, sixteen bytes at a time.
//
// Japanese letters begin with the same one or two bytes, on which the usual searches stumble. Here
// two bytes that tell letters apart – the last of the first letter, the last of all – must match
// before the rest is compared. Threading: pure.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace daicho::registers::detail {

// Position of the first `needle` from `at` on; npos when there is none.
inline std::size_t find_bytes(std::string_view text, std::string_view needle,
                              std::size_t at) noexcept {
    const std::size_t size = needle.size();
    if (size == 0 || text.size() < size) return std::string_view::npos;
    const std::size_t last_start = text.size() - size;
#ifdef __SSE2__
    const std::size_t second = size - 1;
    const std::size_t first = size > 3 ? 2 : size > 1 ? size - 2 : 0;
    const __m128i one = _mm_set1_epi8(needle[first]);
    const __m128i other = _mm_set1_epi8(needle[second]);
    while (at + second + 16 <= text.size()) {
        const auto load = [&](std::size_t offset) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at + offset));
        };
        auto both = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(
            _mm_cmpeq_epi8(load(first), one), _mm_cmpeq_epi8(load(second), other))));
        while (both != 0) {
            const auto bit = static_cast<std::size_t>(__builtin_ctz(both));
            if (std::memcmp(text.data() + at + bit, needle.data(), size) == 0) return at + bit;
            both &= both - 1;
        }
        at += 16;
    }
#endif
    return at > last_start ? std::string_view::npos : text.find(needle, at);
}

}  // namespace daicho::registers::detail
