// Finds the four bytes that structure a CSV file, 64 at a time.
//
// `next(from)` gives the offset of the first separator, quote, CR or LF at or after `from`; the
// mask of the current block is kept, so that asking in rising order costs one load per 64 bytes.
// The text must be readable for 64 bytes past its end (kScanPadding).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace daicho::document::detail {

inline constexpr std::size_t kScanBlock = 64;
inline constexpr std::size_t kScanPadding = kScanBlock;

class ByteScan {
public:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    explicit ByteScan(char separator) noexcept : separator_(separator) {}

    void restart(const char* text, std::size_t size) noexcept {
        text_ = text;
        size_ = size;
        block_ = 0;
        mask_ = size == 0 ? 0 : load(0);
    }

    std::size_t next(std::size_t from) noexcept {
        while (from < size_) {
            if (from - block_ >= kScanBlock) {  // also when `from` lies before the block
                block_ = from;
                mask_ = load(from);
            }
            const std::uint64_t rest = mask_ & (~std::uint64_t{0} << (from - block_));
            if (rest != 0) return block_ + static_cast<std::size_t>(std::countr_zero(rest));
            from = block_ + kScanBlock;
        }
        return kNone;
    }

private:
    [[nodiscard]] std::uint64_t load(std::size_t at) const noexcept {
        std::uint64_t mask = 0;
#if defined(__SSE2__)
        const __m128i separator = _mm_set1_epi8(separator_);
        const __m128i quote = _mm_set1_epi8('"');
        const __m128i carriage = _mm_set1_epi8('\r');
        const __m128i newline = _mm_set1_epi8('\n');
        for (unsigned part = 0; part < 4; ++part) {
            const __m128i bytes =
                _mm_loadu_si128(reinterpret_cast<const __m128i*>(text_ + at + 16 * part));
            const __m128i hit = _mm_or_si128(
                _mm_or_si128(_mm_cmpeq_epi8(bytes, separator), _mm_cmpeq_epi8(bytes, quote)),
                _mm_or_si128(_mm_cmpeq_epi8(bytes, carriage), _mm_cmpeq_epi8(bytes, newline)));
            mask |= static_cast<std::uint64_t>(
                        static_cast<std::uint32_t>(_mm_movemask_epi8(hit)))
                    << (16 * part);
        }
#else
        for (std::size_t i = 0; i < kScanBlock; ++i) {
            const char c = text_[at + i];
            const bool hit = c == separator_ || c == '"' || c == '\r' || c == '\n';
            mask |= static_cast<std::uint64_t>(hit) << i;
        }
#endif
        const std::size_t left = size_ - at;
        return left >= kScanBlock ? mask : mask & ((std::uint64_t{1} << left) - 1);
    }

    const char* text_ = nullptr;
    std::size_t size_ = 0;
    std::size_t block_ = 0;
    std::uint64_t mask_ = 0;
    char separator_;
};

}  // namespace daicho::document::detail
