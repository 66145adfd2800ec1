#include "base/ratio.hpp"

#include <limits>
#include <numeric>

#include "base/decimal.hpp"

namespace daicho {
namespace {

constexpr int kMaxDecimals = 9;
constexpr std::int64_t kMaxTerm = 1'000'000'000'000;

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

Error fault(const char* id, std::string_view text) {
    return input_error(id).with("value", std::string(text));
}

Result<Ratio> checked(std::int64_t numerator, std::int64_t denominator, std::string_view text) {
    if (numerator < 0 || denominator <= 0 || numerator > kMaxTerm || denominator > kMaxTerm) {
        return fault("ratio.out_of_range", text);
    }
    return Ratio(numerator, denominator);
}

}  // namespace

Result<Ratio> parse_ratio(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        const auto numerator = parse_decimal(text.substr(0, slash), 0);
        const auto denominator = parse_decimal(text.substr(slash + 1), 0);
        if (!numerator || !denominator) return fault("ratio.not_a_ratio", text);
        return checked(*numerator, *denominator, text);
    }
    const std::size_t point = text.find('.');
    const std::size_t decimals = point == std::string_view::npos ? 0 : text.size() - point - 1;
    if (decimals > kMaxDecimals) return fault("ratio.out_of_range", text);
    const auto scaled = parse_decimal(text, static_cast<int>(decimals));
    if (!scaled) return fault("ratio.not_a_ratio", text);
    return checked(*scaled, power_of_ten(static_cast<int>(decimals)), text);
}

std::string format_ratio(Ratio ratio) {
    int decimals = 0;
    std::int64_t rest = ratio.denominator();
    while (rest % 10 == 0) {
        rest /= 10;
        ++decimals;
    }
    if (rest == 1) return format_decimal(ratio.numerator(), decimals);
    return std::to_string(ratio.numerator()) + "/" + std::to_string(ratio.denominator());
}

std::string format_truncated(Ratio ratio, int decimals) {
    return format_decimal(
        mul_div(ratio.numerator(), power_of_ten(decimals), ratio.denominator(), Rounding::floor),
        decimals);
}

Ratio multiply(Ratio a, Ratio b) noexcept {
    const std::int64_t left = std::gcd(a.numerator(), b.denominator());
    const std::int64_t right = std::gcd(b.numerator(), a.denominator());
    const std::int64_t l = left == 0 ? 1 : left;
    const std::int64_t r = right == 0 ? 1 : right;
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    const bool overflow =
        __builtin_mul_overflow(a.numerator() / l, b.numerator() / r, &numerator) ||
        __builtin_mul_overflow(a.denominator() / r, b.denominator() / l, &denominator);
    DAICHO_ASSERT(!overflow);
    return Ratio(numerator, denominator);
}

Ratio round_to(Ratio ratio, int decimals, Rounding rounding) noexcept {
    const std::int64_t unit = power_of_ten(decimals);
    return Ratio(mul_div(ratio.numerator(), unit, ratio.denominator(), rounding), unit);
}

}  // namespace daicho
