#include "base/decimal.hpp"

#include <limits>

#include "base/assert.hpp"

namespace daicho {
namespace {

constexpr int kMaxScale = 12;

Error fault(const char* id, std::string_view text, int scale) {
    return input_error(id).with("value", std::string(text)).with("decimals", std::to_string(scale));
}

bool append_digit(__int128& value, char c) {
    value = value * 10 + (c - '0');
    return value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Result<std::int64_t> parse_decimal(std::string_view text, int scale) {
    DAICHO_ASSERT(scale >= 0 && scale <= kMaxScale);
    std::string_view rest = text;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) rest.remove_prefix(1);
    __int128 value = 0;
    int decimals = -1;  // -1 until the point is seen
    bool any = false;
    for (const char c : rest) {
        if (c == '.') {
            if (decimals >= 0 || !any) return fault("decimal.not_a_number", text, scale);
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9') return fault("decimal.not_a_number", text, scale);
        any = true;
        if (decimals >= 0 && ++decimals > scale) {
            return fault("decimal.too_many_decimals", text, scale);
        }
        if (!append_digit(value, c)) return fault("decimal.out_of_range", text, scale);
    }
    if (!any || decimals == 0) return fault("decimal.not_a_number", text, scale);
    for (int i = decimals < 0 ? 0 : decimals; i < scale; ++i) {
        if (!append_digit(value, '0')) return fault("decimal.out_of_range", text, scale);
    }
    return static_cast<std::int64_t>(negative ? -value : value);
}

std::string format_decimal(std::int64_t scaled, int scale) {
    DAICHO_ASSERT(scale >= 0 && scale <= kMaxScale);
    const bool negative = scaled < 0;
    std::uint64_t magnitude = negative ? 0 - static_cast<std::uint64_t>(scaled)
                                       : static_cast<std::uint64_t>(scaled);
    std::string digits = std::to_string(magnitude);
    if (scale > 0) {
        if (digits.size() <= static_cast<std::size_t>(scale)) {
            digits.insert(0, static_cast<std::size_t>(scale) + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, '.');
    }
    return negative ? "-" + digits : digits;
}

}  // namespace daicho
