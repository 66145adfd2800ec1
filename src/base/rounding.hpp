// Rounding is a type, not a habit: every place that loses digits names how.
#pragma once

#include <cstdint>

namespace daicho {

enum class Rounding : std::uint8_t {
    floor,      // 切捨て: towards minus infinity (amounts here are never negative)
    half_up,    // 四捨五入
    ceiling,    // 切上げ
};

// a * b / c with a 128-bit intermediate. c > 0. Asserts that the result fits 64 bits.
std::int64_t mul_div(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding) noexcept;

// Same, but says by `ok` = false instead of asserting (for values that come from outside).
std::int64_t mul_div_checked(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding,
                             bool& ok) noexcept;

}  // namespace daicho
