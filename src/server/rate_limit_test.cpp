#include "server/rate_limit.hpp"

#include <gtest/gtest.h>

namespace daicho::server {
namespace {

TEST(RateLimit, LetsABurstThroughAndThenTheRate) {
    RateLimit limit;
    const Rate rate{10, 5};
    for (int i = 0; i < 5; ++i) EXPECT_EQ(limit.ask("a", rate, 1'000), 0) << i;
    EXPECT_EQ(limit.ask("a", rate, 1'000), 1);
    EXPECT_EQ(limit.ask("a", rate, 1'099), 1);
    EXPECT_EQ(limit.ask("a", rate, 1'200), 0);  // two were filled since 1,000 ms
    EXPECT_EQ(limit.ask("a", rate, 1'200), 0);
    EXPECT_EQ(limit.ask("a", rate, 1'200), 1);
}

TEST(RateLimit, CountsEachAlone) {
    RateLimit limit;
    const Rate rate{1, 1};
    EXPECT_EQ(limit.ask("a", rate, 0), 0);
    EXPECT_EQ(limit.ask("b", rate, 0), 0);
    EXPECT_EQ(limit.ask("a", rate, 0), 1);
}

TEST(RateLimit, NoRateIsNoLimit) {
    RateLimit limit;
    for (int i = 0; i < 1'000; ++i) ASSERT_EQ(limit.ask("a", Rate{}, 0), 0);
}

// Over any stretch of time no more than burst + rate × time go through.
TEST(RateLimit, NeverLetsMoreThroughThanItSays) {
    RateLimit limit;
    const Rate rate{7, 3};
    std::int64_t through = 0;
    std::uint64_t state = 1;
    std::int64_t now = 0;
    for (int i = 0; i < 20'000; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        now += static_cast<std::int64_t>(state >> 58);
        through += limit.ask("a", rate, now) == 0 ? 1 : 0;
        ASSERT_LE(through, 3 + 7 * now / 1'000 + 1) << now;
    }
    EXPECT_GT(through, 7 * now / 1'000 - 7);
}

// Invented addresses fill no memory, and a clock set back lets nobody through more often.
TEST(RateLimit, StandsInventedAddressesAndAClockSetBack) {
    RateLimit limit;
    const Rate rate{1, 1};
    for (int i = 0; i < 100'000; ++i) limit.ask(std::to_string(i), rate, 0);
    EXPECT_EQ(limit.ask("a", rate, 5'000), 0);
    EXPECT_EQ(limit.ask("a", rate, 1'000), 1);
}

}  // namespace
}  // namespace daicho::server
