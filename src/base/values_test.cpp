// Yen, Area, Ratio, rounding and decimals: exactness, refusal, and the broken invariants.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "base/area.hpp"
#include "base/decimal.hpp"
#include "base/points.hpp"
#include "base/ratio.hpp"
#include "base/yen.hpp"

namespace daicho {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

template <class T>
std::string id_of(const Result<T>& result) {
    return result ? "" : result.error().id;
}

TEST(Decimal, ReadsExactly) {
    EXPECT_EQ(parse_decimal("125.50", 2).value(), 12550);
    EXPECT_EQ(parse_decimal("125.5", 2).value(), 12550);
    EXPECT_EQ(parse_decimal("125", 2).value(), 12500);
    EXPECT_EQ(parse_decimal("-0.01", 2).value(), -1);
    EXPECT_EQ(parse_decimal("007", 0).value(), 7);
    EXPECT_EQ(parse_decimal("9223372036854775807", 0).value(), kMax);
    EXPECT_EQ(parse_decimal("-9223372036854775807", 0).value(), -kMax);
}

TEST(Decimal, RefusesTheRest) {
    for (const char* text : {"", "-", ".", "1.", ".5", "1..2", "1.2.3", "+1", " 1", "1 ", "1,000",
                             "１", "1e3", "0x1", "NaN", "--1", "1-"}) {
        EXPECT_EQ(id_of(parse_decimal(text, 2)), "decimal.not_a_number") << text;
    }
    EXPECT_EQ(id_of(parse_decimal("1.234", 2)), "decimal.too_many_decimals");
    EXPECT_EQ(id_of(parse_decimal("1.0", 0)), "decimal.too_many_decimals");
    EXPECT_EQ(id_of(parse_decimal("9223372036854775808", 0)), "decimal.out_of_range");
    EXPECT_EQ(id_of(parse_decimal("92233720368547758.08", 2)), "decimal.out_of_range");
    EXPECT_EQ(id_of(parse_decimal(std::string(1000, '9'), 2)), "decimal.out_of_range");
}

TEST(Decimal, Writes) {
    EXPECT_EQ(format_decimal(12550, 2), "125.50");
    EXPECT_EQ(format_decimal(-5, 2), "-0.05");
    EXPECT_EQ(format_decimal(0, 3), "0.000");
    EXPECT_EQ(format_decimal(7, 0), "7");
    EXPECT_EQ(format_decimal(kMin, 2), "-92233720368547758.08");
}

RC_GTEST_PROP(DecimalProperty, ReadsBackWhatItWrote, (std::int64_t value)) {
    RC_PRE(value != kMin);
    const int scale = *rc::gen::inRange(0, 10);
    RC_ASSERT(parse_decimal(format_decimal(value, scale), scale).value() == value);
}

TEST(Rounding, EachIsWhatItsNameSays) {
    EXPECT_EQ(mul_div(7, 1, 2, Rounding::floor), 3);
    EXPECT_EQ(mul_div(7, 1, 2, Rounding::half_up), 4);
    EXPECT_EQ(mul_div(7, 1, 2, Rounding::ceiling), 4);
    EXPECT_EQ(mul_div(10, 1, 3, Rounding::half_up), 3);
    EXPECT_EQ(mul_div(6, 1, 2, Rounding::ceiling), 3);
    EXPECT_EQ(mul_div(-7, 1, 2, Rounding::floor), -4);
    EXPECT_EQ(mul_div(-7, 1, 2, Rounding::ceiling), -3);
    EXPECT_EQ(mul_div(kMax, kMax, kMax, Rounding::floor), kMax);
}

TEST(Rounding, OverflowIsSaidOrAsserted) {
    bool ok = true;
    EXPECT_EQ(mul_div_checked(kMax, 2, 1, Rounding::floor, ok), 0);
    EXPECT_FALSE(ok);
    EXPECT_EQ(mul_div_checked(1, 1, 0, Rounding::floor, ok), 0);
    EXPECT_FALSE(ok);
    EXPECT_DEATH(mul_div(kMax, 2, 1, Rounding::floor), "broken invariant");
    EXPECT_DEATH(mul_div(1, 1, 0, Rounding::floor), "broken invariant");
}

RC_GTEST_PROP(RoundingProperty, FloorAndCeilingEnclose, (std::int32_t a, std::int32_t b)) {
    const std::int64_t c = *rc::gen::inRange(1, 1'000'000);
    const std::int64_t low = mul_div(a, b, c, Rounding::floor);
    const std::int64_t high = mul_div(a, b, c, Rounding::ceiling);
    const std::int64_t near = mul_div(a, b, c, Rounding::half_up);
    const std::int64_t product = static_cast<std::int64_t>(a) * b;
    RC_ASSERT(low * c <= product && product <= high * c);
    RC_ASSERT(high - low <= 1);
    RC_ASSERT(near == low || near == high);
}

TEST(Yen, AddsAndCompares) {
    EXPECT_EQ(1000_yen + 234_yen, 1234_yen);
    EXPECT_EQ((1000_yen - 1001_yen).amount(), -1);
    EXPECT_LT(1_yen, 2_yen);
}

TEST(Yen, MultipliesByARatioWithANamedRounding) {
    EXPECT_EQ(mul_div(17'000'000_yen, Ratio(1, 6), Rounding::floor), 2'833'333_yen);
    EXPECT_EQ(mul_div(1_yen, Ratio(1, 2), Rounding::half_up), 1_yen);
    EXPECT_EQ(mul_div(kMaxInputYen, Ratio(999'999'999, 1'000'000'000), Rounding::floor).amount(),
              999'999'999'000'000);
}

TEST(Yen, TruncatesToAUnit) {
    EXPECT_EQ(truncate_to(1'234'567_yen, 1000_yen), 1'234'000_yen);
    EXPECT_EQ(truncate_to(999_yen, 1000_yen), 0_yen);
    EXPECT_EQ(truncate_to(0_yen, 100_yen), 0_yen);
}

TEST(YenDeath, OverflowIsABrokenInvariant) {
    EXPECT_DEATH(Yen(kMax) + 1_yen, "broken invariant");
    EXPECT_DEATH(Yen(kMin) - 1_yen, "broken invariant");
    EXPECT_DEATH(truncate_to(Yen(-1), 1000_yen), "broken invariant");
    EXPECT_DEATH(truncate_to(1_yen, 0_yen), "broken invariant");
}

RC_GTEST_PROP(YenProperty, PartsOfASumAreExact, (const std::vector<std::int32_t>& amounts)) {
    Yen forwards;
    Yen backwards;
    for (const auto amount : amounts) forwards += Yen(amount);
    for (auto it = amounts.rbegin(); it != amounts.rend(); ++it) backwards += Yen(*it);
    RC_ASSERT(forwards == backwards);
}

TEST(Area, ReadsAndWrites) {
    EXPECT_EQ(parse_area("125.5").value().hundredths(), 12550);
    EXPECT_EQ(format_area(Area::from_hundredths(5)), "0.05");
    EXPECT_EQ(Area::from_square_metres(200).hundredths(), 20000);
    EXPECT_EQ(id_of(parse_area("-1")), "area.negative");
    EXPECT_EQ(id_of(parse_area("1000000000.01")), "area.out_of_range");
    EXPECT_TRUE(parse_area("1000000000.00").has_value());
    EXPECT_EQ(id_of(parse_area("1.234")), "decimal.too_many_decimals");
}

TEST(AreaDeath, IsNeverNegative) {
    EXPECT_DEATH(Area::from_hundredths(1) - Area::from_hundredths(2), "broken invariant");
}

TEST(Ratio, KeepsWhatWasPrinted) {
    const Ratio ratio = parse_ratio("0.90").value();
    EXPECT_EQ(ratio.numerator(), 90);
    EXPECT_EQ(ratio.denominator(), 100);
    EXPECT_EQ(format_ratio(ratio), "0.90");
    EXPECT_EQ(format_ratio(parse_ratio("1/6").value()), "1/6");
    EXPECT_EQ(format_ratio(parse_ratio("1").value()), "1");
    EXPECT_EQ(format_ratio(parse_ratio("0.014").value()), "0.014");
}

TEST(Ratio, Refuses) {
    for (const char* text : {"", "a", "1/", "/2", "1/2/3", "1.5/2", "0,9", "1/ 6", "."}) {
        EXPECT_EQ(id_of(parse_ratio(text)), "ratio.not_a_ratio") << text;
    }
    for (const char* text : {"-0.5", "1/0", "1/-2", "0.1234567891", "1000000000001"}) {
        EXPECT_EQ(id_of(parse_ratio(text)), "ratio.out_of_range") << text;
    }
}

TEST(Ratio, ComparesByValueNotByForm) {
    EXPECT_EQ(Ratio(1, 2), Ratio(50, 100));
    EXPECT_LT(Ratio(1, 3), Ratio(34, 100));
    EXPECT_GT(Ratio(kMax, 1), Ratio(kMax, 2));
}

TEST(Ratio, MultipliesReducesAndRounds) {
    EXPECT_EQ(multiply(Ratio(2, 3), Ratio(3, 4)), Ratio(1, 2));
    EXPECT_EQ(multiply(Ratio(0, 3), Ratio(3, 4)), Ratio(0, 1));
    EXPECT_EQ(round_to(Ratio(9975, 10000), 2, Rounding::floor).numerator(), 99);
    EXPECT_EQ(round_to(Ratio(9975, 10000), 2, Rounding::half_up).numerator(), 100);
    EXPECT_EQ(format_truncated(Ratio(2641666, 2994999), 3), "0.882");
    EXPECT_DEATH(multiply(Ratio(kMax, 1), Ratio(2, 1)), "broken invariant");
    EXPECT_DEATH(Ratio(1, 0), "broken invariant");
}

RC_GTEST_PROP(RatioProperty, WhatIsWrittenIsReadBack, ()) {
    const std::int64_t numerator = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
    const std::int64_t denominator = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000);
    const Ratio ratio(numerator, denominator);
    RC_ASSERT(parse_ratio(format_ratio(ratio)).value() == ratio);
}

TEST(Points, AddExactly) {
    EXPECT_EQ((Points::from_hundredths(1234) + Points::from_hundredths(66)).hundredths(), 1300);
}

}  // namespace
}  // namespace daicho
