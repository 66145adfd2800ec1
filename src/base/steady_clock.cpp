#include "base/steady_clock.hpp"

#include <algorithm>
#include <utility>

namespace daicho {
namespace {

// Both clocks are read one after the other, and a time server may nudge the wall's.
constexpr std::int64_t kTolerated = 1'000'000;

}  // namespace

SteadyClock::SteadyClock(const Clock& wall, Monotonic monotonic)
    : wall_(&wall), monotonic_(std::move(monotonic)), last_(wall.now()), last_ms_(monotonic_()) {}

Instant SteadyClock::now() const {
    const std::lock_guard lock(mutex_);
    const Instant wall = wall_->now();
    const std::int64_t ms = monotonic_();
    const Instant expected{last_.micros + (ms - last_ms_) * 1000};
    const bool set_back = wall.micros < expected.micros - kTolerated;
    last_ = std::max(last_, set_back ? expected : wall);
    last_ms_ = ms;
    return last_;
}

void SteadyClock::not_before(Instant at) const {
    const std::lock_guard lock(mutex_);
    last_ = std::max(last_, at);
}

}  // namespace daicho
