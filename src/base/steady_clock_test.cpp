#include "base/steady_clock.hpp"

#include <gtest/gtest.h>

namespace daicho {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kHour = 3600 * kSecond;

class SteadyClockTest : public ::testing::Test {
protected:
    void pass(std::int64_t micros) {
        wall_.set({wall_.now().micros + micros});
        ms_ += micros / 1000;
    }
    void set_wall(std::int64_t by) { wall_.set({wall_.now().micros + by}); }
    std::int64_t since_start() { return clock_.now().micros - kStart; }

    static constexpr std::int64_t kStart = 1'800'000'000 * kSecond;
    std::int64_t ms_ = 77;
    FixedClock wall_{Instant{kStart}};
    SteadyClock clock_{wall_, [this] { return ms_; }};
};

TEST_F(SteadyClockTest, FollowsTheWall) {
    pass(5 * kSecond);
    EXPECT_EQ(since_start(), 5 * kSecond);
    set_wall(kHour);  // ahead
    EXPECT_EQ(since_start(), 5 * kSecond + kHour);
}

TEST_F(SteadyClockTest, GoesOnWhenTheWallIsSetBack) {
    pass(kHour);
    EXPECT_EQ(since_start(), kHour);
    set_wall(-3 * kHour);
    EXPECT_EQ(since_start(), kHour);
    pass(kSecond);
    EXPECT_EQ(since_start(), kHour + kSecond);
    pass(2 * kHour);
    EXPECT_EQ(since_start(), 3 * kHour + kSecond) << "no hour is won";
    set_wall(3 * kHour);  // somebody puts it right
    EXPECT_EQ(since_start(), 3 * kHour + kSecond);
    pass(kSecond);
    EXPECT_EQ(since_start(), 3 * kHour + 2 * kSecond);
}

// Nobody asked in between: the wall stands ahead of the last answer, and is wrong all the same.
TEST_F(SteadyClockTest, ATimeWithoutQuestionsCounts) {
    pass(kHour);
    set_wall(-kHour / 2);
    EXPECT_EQ(since_start(), kHour);
}

TEST_F(SteadyClockTest, ANudgeIsFollowedButNeverBack) {
    pass(10 * kSecond);
    EXPECT_EQ(since_start(), 10 * kSecond);
    set_wall(-kSecond / 2);
    EXPECT_EQ(since_start(), 10 * kSecond);
    pass(2 * kSecond);
    EXPECT_EQ(since_start(), 11 * kSecond + kSecond / 2);
}

TEST_F(SteadyClockTest, BeginsBehindWhatWasRecorded) {
    clock_.not_before({kStart + kHour});
    EXPECT_EQ(since_start(), kHour);
    pass(kSecond);
    EXPECT_EQ(since_start(), kHour + kSecond);
    set_wall(2 * kHour);
    EXPECT_EQ(since_start(), 2 * kHour + kSecond);
}

}  // namespace
}  // namespace daicho
