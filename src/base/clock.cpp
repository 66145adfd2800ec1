#include "base/clock.hpp"

#include <fmt/format.h>

#include <chrono>

namespace daicho {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kJapanOffsetSeconds = 9 * 3600;

struct Broken {
    Date date;
    int hour, minute, second, micros;
};

Broken split(std::int64_t micros, std::int64_t offset_seconds) {
    micros += offset_seconds * kMicrosPerSecond;
    std::int64_t seconds = micros / kMicrosPerSecond;
    std::int64_t fraction = micros % kMicrosPerSecond;
    if (fraction < 0) {
        fraction += kMicrosPerSecond;
        --seconds;
    }
    std::int64_t days = seconds / kSecondsPerDay;
    std::int64_t rest = seconds % kSecondsPerDay;
    if (rest < 0) {
        rest += kSecondsPerDay;
        --days;
    }
    return {Date::from_days(static_cast<std::int32_t>(days)), static_cast<int>(rest / 3600),
            static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60),
            static_cast<int>(fraction)};
}

}  // namespace

Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

Date japan_date(Instant instant) noexcept {
    return split(instant.micros, kJapanOffsetSeconds).date;
}

std::string format_utc(Instant instant) {
    const Broken t = split(instant.micros, 0);
    return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", format_iso(t.date), t.hour, t.minute,
                       t.second, t.micros);
}

std::string format_japan_minute(Instant instant) {
    const Broken t = split(instant.micros, kJapanOffsetSeconds);
    return fmt::format("{} {:02}:{:02}", format_iso(t.date), t.hour, t.minute);
}

std::int64_t monotonic_ms() noexcept {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace daicho
