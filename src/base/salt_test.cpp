#include "base/salt.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <thread>
#include <vector>

namespace daicho {
namespace {

using Salt = std::array<std::uint8_t, 16>;

std::vector<Salt> many() {
    std::vector<Salt> salts(1'000);  // far more than one draw
    for (Salt& salt : salts) fill_salt(salt);
    return salts;
}

TEST(SaltTest, NoTwoAreAlikeNorOfTwoThreads) {
    std::vector<Salt> one = many();
    std::vector<Salt> other;
    std::thread([&] { other = many(); }).join();
    std::set<Salt> all(one.begin(), one.end());
    all.insert(other.begin(), other.end());
    EXPECT_EQ(all.size(), 2'000U);
    EXPECT_FALSE(all.contains(Salt{}));
}

TEST(SaltTest, FillsAnySize) {
    std::vector<std::uint8_t> long_salt(5'000);
    fill_salt(long_salt);
    std::array<int, 256> seen{};
    for (const std::uint8_t byte : long_salt) ++seen[byte];
    for (const int times : seen) EXPECT_LT(times, 80);  // 20 on average
    fill_salt({});
}

}  // namespace
}  // namespace daicho
