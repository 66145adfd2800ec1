// Fraction: a reduced ratio of law, small enough that value × numerator stays inside 64 bits.
//
// The hot path of the levy multiplies by numbers that are known beforehand (1/6, 1/120, 41/40).
// Reducing them once and bounding them (numerator and denominator ≤ kMax) makes every product with
// an amount up to kMaxInputYen exact in 64 bits. Invariant: denominator > 0, both ≤ kMax.
// Threads: a value.
#pragma once

#include <cstdint>
#include <limits>
#include <numeric>

#include "base/ratio.hpp"
#include "base/yen.hpp"

namespace daicho::tax::rules {

struct Fraction {
    static constexpr std::int64_t kMax = 9'000;  // 9,000 × 10^15 < 2^63

    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    static constexpr bool fits(Ratio ratio) noexcept {
        const std::int64_t divisor = std::gcd(ratio.numerator(), ratio.denominator());
        return ratio.numerator() / divisor <= kMax && ratio.denominator() / divisor <= kMax;
    }
    static constexpr Fraction of(Ratio ratio) noexcept {
        DAICHO_ASSERT(fits(ratio));
        const std::int64_t divisor = std::gcd(ratio.numerator(), ratio.denominator());
        return {ratio.numerator() / divisor, ratio.denominator() / divisor};
    }
    [[nodiscard]] constexpr Ratio ratio() const noexcept { return {numerator, denominator}; }

    // amount × this, cut to whole yen; 0 ≤ amount ≤ kMaxInputYen.
    [[nodiscard]] constexpr Yen floor_of(Yen amount) const noexcept {
        return Yen(amount.amount() * numerator / denominator);
    }
    // part ≥ whole × this, exactly (cross-multiplied).
    [[nodiscard]] constexpr bool reached_by(Yen part, Yen whole) const noexcept {
        return part.amount() * denominator >= whole.amount() * numerator;
    }
};

// a × b / c cut towards zero, for 0 ≤ a, b and c > 0: 64 bits where they suffice, 128 otherwise.
inline std::int64_t cut_div(std::int64_t a, std::int64_t b, std::int64_t c) noexcept {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(a, b, &product)) [[likely]] return product / c;
    return mul_div(a, b, c, Rounding::floor);
}
inline Yen cut_mul(Yen amount, Ratio ratio) noexcept {
    return Yen(cut_div(amount.amount(), ratio.numerator(), ratio.denominator()));
}

}  // namespace daicho::tax::rules
