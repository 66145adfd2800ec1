#include "govern/logs/detail/line_index.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>

namespace daicho::govern::logs::detail {

namespace {

constexpr std::size_t kBlock = 64;

// Bit i: byte i of the block is a line break, a delimiter, a quotation mark, above 127.
struct Masks {
    std::uint64_t breaks = 0;
    std::uint64_t cuts = 0;
    std::uint64_t quotes = 0;
    std::uint64_t high = 0;
};

#ifdef __SSE2__
Masks masks_of(const char* block, char delimiter) noexcept {
    const __m128i line = _mm_set1_epi8('\n');
    const __m128i cut = _mm_set1_epi8(delimiter);
    const __m128i quote = _mm_set1_epi8('"');
    Masks out;
    for (unsigned part = 0; part < 4; ++part) {
        const __m128i bytes =
            _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + part * 16));
        const auto put = [part](std::uint64_t& mask, __m128i found) {
            const auto bits = static_cast<unsigned>(_mm_movemask_epi8(found));
            mask |= std::uint64_t{bits} << (part * 16);
        };
        put(out.breaks, _mm_cmpeq_epi8(bytes, line));
        put(out.cuts, _mm_cmpeq_epi8(bytes, cut));
        put(out.quotes, _mm_cmpeq_epi8(bytes, quote));
        put(out.high, bytes);
    }
    return out;
}
#else
Masks masks_of(const char* block, char delimiter) noexcept {
    Masks out;
    for (unsigned i = 0; i < kBlock; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        if (block[i] == '\n') out.breaks |= bit;
        if (block[i] == delimiter) out.cuts |= bit;
        if (block[i] == '"') out.quotes |= bit;
        if (static_cast<unsigned char>(block[i]) > 0x7F) out.high |= bit;
    }
    return out;
}
#endif

}  // namespace

void LineIndex::clear() noexcept {
    lines_.clear();
    at_ = 0;
    first_cut_ = 0;
    count_ = 0;
    quoted_ = false;
    ascii_ = true;
}

void LineIndex::take_block(std::size_t at, std::uint64_t breaks, std::uint64_t cuts,
                           std::uint64_t quotes) {
    std::uint32_t* out = cuts_.data();
    std::uint32_t count = count_;
    const auto place = static_cast<std::uint32_t>(at);
    for (std::uint64_t all = breaks | cuts | quotes; all != 0; all &= all - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(all));
        const std::uint64_t one = all & (~all + 1);
        if ((cuts & one) != 0) {
            out[count++] = place + bit;
        } else if ((breaks & one) != 0) {
            lines_.push_back({place + bit, count, quoted_});
            quoted_ = false;
        } else {
            quoted_ = true;
        }
    }
    count_ = count;
}

void LineIndex::scan(const char* data, std::size_t from, std::size_t to, char delimiter) {
    clear();
    to = std::min(to, from + kStretch);
    if (cuts_.size() < kStretch + kBlock) cuts_.resize(kStretch + kBlock);
    std::uint64_t high = 0;
    for (std::size_t at = from; at < to; at += kBlock) {
        Masks masks;
        if (at + kBlock <= to) {
            masks = masks_of(data + at, delimiter);
        } else {
            char last[kBlock] = {};
            std::memcpy(last, data + at, to - at);
            masks = masks_of(last, delimiter);
        }
        high |= masks.high;
        take_block(at, masks.breaks, masks.cuts, masks.quotes);
    }
    ascii_ = high == 0;
}

}  // namespace daicho::govern::logs::detail
