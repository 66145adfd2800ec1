// The clock is set back in the middle of a sitting: nobody gains time by it, nothing counts twice.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

// As for a server that began behind the jump, or another one whose clock is wrong: within a process
// time goes on by itself (base/steady_clock).
class ClockBackTest : public CityTest {
protected:
    static void wait(std::int64_t seconds) {
        city_->clock().set({city_->clock().now().micros + seconds * kSecond});
    }
};

TEST_F(ClockBackTest, ASessionUsedLaterThanNowIsOver) {
    Client client = signed_in(kClerk);
    wait(600);
    EXPECT_EQ(client.get("/api/home").status, 200U);
    wait(-60);
    EXPECT_EQ(client.get("/api/home").status, 200U) << "clocks of two servers differ";
    wait(-3 * 3600);
    EXPECT_EQ(client.get("/api/home").status, 401U);
    wait(3 * 3600 + 60);
    EXPECT_EQ(client.get("/api/home").status, 401U) << "ended is ended";
}

}  // namespace
}  // namespace daicho::server::testing
