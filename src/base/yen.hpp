// 円 (Yen): an amount of whole yen, signed 64 bits, checked.
//
// There is no operator * and no operator /: every product or quotient goes through a named
// function that says how it rounds (mul_div, truncate_to). Overflow is a broken invariant:
// amounts from outside are bounded by kMaxInput when they are read.
#pragma once

#include <compare>
#include <cstdint>

#include "base/assert.hpp"
#include "base/ratio.hpp"
#include "base/rounding.hpp"

namespace daicho {

class Yen {
public:
    constexpr Yen() noexcept = default;
    constexpr explicit Yen(std::int64_t amount) noexcept : amount_(amount) {}

    [[nodiscard]] constexpr std::int64_t amount() const noexcept { return amount_; }

    constexpr auto operator<=>(const Yen&) const noexcept = default;

    constexpr Yen& operator+=(Yen other) noexcept {
        DAICHO_ASSERT(!__builtin_add_overflow(amount_, other.amount_, &amount_));
        return *this;
    }
    constexpr Yen& operator-=(Yen other) noexcept {
        DAICHO_ASSERT(!__builtin_sub_overflow(amount_, other.amount_, &amount_));
        return *this;
    }
    friend constexpr Yen operator+(Yen a, Yen b) noexcept { return a += b; }
    friend constexpr Yen operator-(Yen a, Yen b) noexcept { return a -= b; }

private:
    std::int64_t amount_ = 0;
};

static_assert(sizeof(Yen) == 8 && alignof(Yen) == 8);

constexpr Yen operator""_yen(unsigned long long amount) noexcept {
    return Yen(static_cast<std::int64_t>(amount));
}

// Largest amount accepted from outside: 10^15 yen, a thousand times the largest city's tax base,
// small enough that sums of a million of them and products with any Ratio stay inside 128 bits.
inline constexpr Yen kMaxInputYen{1'000'000'000'000'000};

// yen * ratio, rounded as named.
inline Yen mul_div(Yen yen, Ratio ratio, Rounding rounding) noexcept {
    return Yen(mul_div(yen.amount(), ratio.numerator(), ratio.denominator(), rounding));
}

// Drops what lies below a multiple of `unit` (unit > 0): truncate_to(x, 1000_yen).
constexpr Yen truncate_to(Yen yen, Yen unit) noexcept {
    DAICHO_ASSERT(unit.amount() > 0 && yen.amount() >= 0);
    return Yen(yen.amount() - yen.amount() % unit.amount());
}

}  // namespace daicho
