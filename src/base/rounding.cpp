#include "base/rounding.hpp"

#include <limits>

#include "base/assert.hpp"

namespace daicho {

std::int64_t mul_div_checked(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding,
                             bool& ok) noexcept {
    ok = c > 0;
    if (!ok) return 0;
    const __int128 product = static_cast<__int128>(a) * b;
    __int128 quotient = product / c;
    __int128 remainder = product % c;
    if (remainder < 0) {  // make the remainder non-negative: quotient becomes the floor
        remainder += c;
        quotient -= 1;
    }
    if (rounding == Rounding::half_up && remainder * 2 >= c) quotient += 1;
    if (rounding == Rounding::ceiling && remainder > 0) quotient += 1;
    ok = quotient >= std::numeric_limits<std::int64_t>::min() &&
         quotient <= std::numeric_limits<std::int64_t>::max();
    return ok ? static_cast<std::int64_t>(quotient) : 0;
}

std::int64_t mul_div(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding) noexcept {
    bool ok = false;
    const std::int64_t result = mul_div_checked(a, b, c, rounding, ok);
    DAICHO_ASSERT(ok);
    return result;
}

}  // namespace daicho
