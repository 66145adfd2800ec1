#include "govern/logs/detail/line_index.hpp"

#ifdef __SSE2__
#include <immintrin.h>
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

#if defined(__SSE2__)
struct Blocks {
    static Masks masks(const char* block, char delimiter) noexcept {
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
};

// The same with registers twice as wide, where the processor has them.
#define DAICHO_WIDE __attribute__((target("avx2,bmi,popcnt")))
struct WideBlocks {
    DAICHO_WIDE static std::uint64_t bits(__m256i low, __m256i high) noexcept {
        const auto one = static_cast<std::uint32_t>(_mm256_movemask_epi8(low));
        const auto two = static_cast<std::uint32_t>(_mm256_movemask_epi8(high));
        return one | std::uint64_t{two} << 32;
    }
    DAICHO_WIDE static Masks masks(const char* block, char delimiter) noexcept {
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block + 32));
        const __m256i line = _mm256_set1_epi8('\n');
        const __m256i cut = _mm256_set1_epi8(delimiter);
        const __m256i quote = _mm256_set1_epi8('"');
        return {bits(_mm256_cmpeq_epi8(low, line), _mm256_cmpeq_epi8(high, line)),
                bits(_mm256_cmpeq_epi8(low, cut), _mm256_cmpeq_epi8(high, cut)),
                bits(_mm256_cmpeq_epi8(low, quote), _mm256_cmpeq_epi8(high, quote)),
                bits(low, high)};
    }
};
bool has_wide() noexcept {
    static const bool kHas = __builtin_cpu_supports("avx2") != 0 &&
                             __builtin_cpu_supports("bmi") != 0 &&
                             __builtin_cpu_supports("popcnt") != 0;
    return kHas;
}
#else
struct Blocks {
    static Masks masks(const char* block, char delimiter) noexcept {
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
};
#endif

// Writes the places of the bits, four at a time whether they are there or not: what is written too
// much is written over, and no jump has to be guessed. `out` has room for three more.
[[gnu::always_inline]] inline void put_places(std::uint32_t* out, std::uint32_t place,
                                              std::uint64_t bits) noexcept {
    while (bits != 0) {
        for (unsigned i = 0; i < 4; ++i) {
            out[i] = place + static_cast<std::uint32_t>(std::countr_zero(bits));
            bits &= bits - 1;
        }
        out += 4;
    }
}

}  // namespace

void LineIndex::clear() noexcept {
    lines_.clear();
    at_ = 0;
    first_cut_ = 0;
    count_ = 0;
    quoted_ = false;
    ascii_ = true;
}

// A block with a quotation mark, or one that begins in a line that had one: in the order of bytes.
void LineIndex::take_quoted(std::uint32_t place, std::uint64_t breaks, std::uint64_t cuts,
                            std::uint64_t quotes) {
    for (std::uint64_t all = breaks | cuts | quotes; all != 0; all &= all - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(all));
        const std::uint64_t one = all & (~all + 1);
        if ((cuts & one) != 0) {
            cuts_[count_++] = place + bit;
        } else if ((breaks & one) != 0) {
            lines_.push_back({place + bit, count_, quoted_});
            quoted_ = false;
        } else {
            quoted_ = true;
        }
    }
}

template <class Isa>
[[gnu::always_inline]] inline void LineIndex::scan_as(const char* data, std::size_t from,
                                                      std::size_t to, char delimiter) {
    clear();
    to = std::min(to, from + kStretch);
    if (cuts_.size() < kStretch + kBlock) cuts_.resize(kStretch + kBlock);
    std::uint64_t high = 0;
    for (std::size_t at = from; at < to; at += kBlock) {
        const char* block = data + at;
        char last[kBlock];
        if (at + kBlock > to) {
            std::memset(last, 0, kBlock);
            std::memcpy(last, block, to - at);
            block = last;
        }
        const Masks masks = Isa::masks(block, delimiter);
        high |= masks.high;
        const auto place = static_cast<std::uint32_t>(at);
        if (quoted_ || masks.quotes != 0) {
            take_quoted(place, masks.breaks, masks.cuts, masks.quotes);
            continue;
        }
        put_places(cuts_.data() + count_, place, masks.cuts);
        for (std::uint64_t rest = masks.breaks; rest != 0; rest &= rest - 1) {
            const std::uint64_t before = (rest & (~rest + 1)) - 1;
            const auto cuts = static_cast<std::uint32_t>(std::popcount(masks.cuts & before));
            const auto bit = static_cast<std::uint32_t>(std::countr_zero(rest));
            lines_.push_back({place + bit, count_ + cuts, false});
        }
        count_ += static_cast<std::uint32_t>(std::popcount(masks.cuts));
    }
    ascii_ = high == 0;
}

#if defined(__SSE2__)
DAICHO_WIDE void LineIndex::scan_wide(const char* data, std::size_t from, std::size_t to,
                                      char delimiter) {
    scan_as<WideBlocks>(data, from, to, delimiter);
}
#endif

void LineIndex::scan_plain(const char* data, std::size_t from, std::size_t to, char delimiter) {
    scan_as<Blocks>(data, from, to, delimiter);
}

void LineIndex::scan(const char* data, std::size_t from, std::size_t to, char delimiter) {
#if defined(__SSE2__)
    if (has_wide()) return scan_wide(data, from, to, delimiter);
#endif
    scan_plain(data, from, to, delimiter);
}

}  // namespace daicho::govern::logs::detail
