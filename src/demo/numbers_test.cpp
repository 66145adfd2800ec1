#include "demo/numbers.hpp"

#include <gtest/gtest.h>

#include <set>

namespace daicho::demo {
namespace {

// Vectors of docs: body, check digit (−1: the remainder is 1 and the serial is skipped).
TEST(Numbers, AddresseeCheckDigit) {
    EXPECT_EQ(addressee_check_digit(1), 9);
    EXPECT_EQ(addressee_check_digit(2), 7);
    EXPECT_EQ(addressee_check_digit(5), 1);
    EXPECT_EQ(addressee_check_digit(6), -1);
    EXPECT_EQ(addressee_check_digit(14), 0);
    EXPECT_EQ(addressee_check_digit(123), 6);
    EXPECT_EQ(addressee_check_digit(123'456'789), 2);
    EXPECT_EQ(addressee_check_digit(999'999'999), 6);
}

TEST(Numbers, AddresseeNumbersAreValidAndDistinct) {
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 30'000; ++i) {
        std::string number;
        append_addressee_no(number, i);
        ASSERT_EQ(number.size(), 10U);
        EXPECT_EQ(number[9] - '0', addressee_check_digit(std::stoull(number.substr(0, 9))));
        EXPECT_TRUE(seen.insert(number).second) << number;
    }
}

bool personal_number_is_valid(const std::string& number) {
    static constexpr int kWeights[] = {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 11; ++i) sum += (number[i] - '0') * kWeights[i];
    const int remainder = sum % 11;
    return number[11] - '0' == (remainder <= 1 ? 0 : 11 - remainder);
}

TEST(Numbers, PersonalNumbersAreValidAndDistinct) {
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 60'000; ++i) {
        std::string number;
        append_personal_number(number, 42, i);
        ASSERT_EQ(number.size(), 12U);
        EXPECT_TRUE(personal_number_is_valid(number)) << number;
        EXPECT_TRUE(seen.insert(number).second) << number;
    }
    EXPECT_TRUE(personal_number_is_valid("123456789018"));
    EXPECT_FALSE(personal_number_is_valid("123456789012"));
}

TEST(Numbers, CorporateNumbersAreValidAndOfNoRegistryOffice) {
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 5'000; ++i) {
        std::string number;
        append_corporate_number(number, i);
        ASSERT_EQ(number.size(), 13U);
        EXPECT_EQ(number.substr(1, 4), "9999");
        int sum = 0;
        for (std::size_t n = 1; n <= 12; ++n) sum += (number[13 - n] - '0') * (n % 2 == 1 ? 1 : 2);
        EXPECT_EQ(number[0] - '0', 9 - sum % 9);
        EXPECT_TRUE(seen.insert(number).second) << number;
    }
}

}  // namespace
}  // namespace daicho::demo
