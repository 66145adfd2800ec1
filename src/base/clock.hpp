// Clock: the only place that reads the time of day. Everything else receives time as a value.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.hpp"

namespace daicho {

// An instant: microseconds since 1970-01-01T00:00Z.
struct Instant {
    std::int64_t micros = 0;
    constexpr auto operator<=>(const Instant&) const noexcept = default;
};

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

// For tests: stands still until told.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant at) : at_(at) {}
    [[nodiscard]] Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }

private:
    Instant at_;
};

// Japan has no daylight saving: JST is UTC + 9 h.
Date japan_date(Instant instant) noexcept;
std::string format_utc(Instant instant);          // "2026-11-21T03:04:05.123456Z"
std::string format_japan_minute(Instant instant);  // "2026-11-21 12:04"

// Milliseconds of a clock that never jumps, for rates and time-outs only.
std::int64_t monotonic_ms() noexcept;

}  // namespace daicho
