// SteadyClock: the time of day that never goes back.
//
// Somebody sets the machine's clock back, or a time server does: what is recorded then must not
// stand before what was recorded already, and whatever ends after a time (sessions, releases,
// codes) must not last longer for it. So while the wall shows less than it should, time goes on
// from where it was, by a clock that never jumps; when the wall has caught up, or jumps ahead, it
// is followed.
// Threading: thread-safe.
#pragma once

#include <functional>
#include <mutex>

#include "base/clock.hpp"

namespace daicho {

class SteadyClock final : public Clock {
public:
    using Monotonic = std::function<std::int64_t()>;  // milliseconds
    // The wall's clock outlives this one.
    explicit SteadyClock(const Clock& wall, Monotonic monotonic = monotonic_ms);
    [[nodiscard]] Instant now() const override;
    // Nothing before this from now on: what was recorded last, by a process before this one.
    void not_before(Instant at) const;

private:
    const Clock* wall_;
    Monotonic monotonic_;
    mutable std::mutex mutex_;
    mutable Instant last_;
    mutable std::int64_t last_ms_;
};

}  // namespace daicho
