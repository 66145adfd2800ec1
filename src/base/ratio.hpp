// Ratio: an exact quotient of two 64-bit integers, kept as written (0.90 stays 90/100).
//
// Used for rates (1.4 %), correction factors, shares (持分) and burden levels. Comparison is by
// cross-multiplication in 128 bits, never by a rounded decimal.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "base/result.hpp"
#include "base/rounding.hpp"

namespace daicho {

class Ratio {
public:
    constexpr Ratio() noexcept = default;  // 0/1
    // denominator > 0
    constexpr Ratio(std::int64_t numerator, std::int64_t denominator) noexcept
        : numerator_(numerator), denominator_(denominator) {
        DAICHO_ASSERT(denominator > 0);
    }

    [[nodiscard]] constexpr std::int64_t numerator() const noexcept { return numerator_; }
    [[nodiscard]] constexpr std::int64_t denominator() const noexcept { return denominator_; }

    // 1/2 == 2/4: equality is of value, not of form.
    friend constexpr bool operator==(Ratio a, Ratio b) noexcept { return (a <=> b) == 0; }
    friend constexpr std::strong_ordering operator<=>(Ratio a, Ratio b) noexcept {
        const __int128 left = static_cast<__int128>(a.numerator_) * b.denominator_;
        const __int128 right = static_cast<__int128>(b.numerator_) * a.denominator_;
        return left < right   ? std::strong_ordering::less
               : left > right ? std::strong_ordering::greater
                              : std::strong_ordering::equal;
    }

private:
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

static_assert(sizeof(Ratio) == 16);

inline constexpr Ratio kOne{1, 1};

// Reads "0.014" (as 14/1000, digits as printed) or "1/6". At most 9 decimals; never negative.
// Errors: ratio.not_a_ratio, ratio.out_of_range.
Result<Ratio> parse_ratio(std::string_view text);

// "1/6" stays a fraction; a denominator that is a power of ten is written as a decimal: "0.014".
std::string format_ratio(Ratio ratio);

// The first `decimals` decimals of the value, cut, for display only (負担水準 "0.882").
std::string format_truncated(Ratio ratio, int decimals);

// a * b with reduction; asserts that it fits.
Ratio multiply(Ratio a, Ratio b) noexcept;

// Cuts or rounds to `decimals` decimals: round_to(0.9975, 2, floor) = 99/100.
Ratio round_to(Ratio ratio, int decimals, Rounding rounding) noexcept;

}  // namespace daicho
