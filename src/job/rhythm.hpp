// Rhythm: when a planned job comes back. In Japanese time, which knows no daylight saving.
// Written as "daily 02:30", "monthly 1 02:30" or "monthly last 02:30"; pure values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace daicho::job {

struct Rhythm {
    std::uint8_t day = 0;  // 0: every day; 1–28 of each month; kLastDay: its last
    std::uint16_t minute = 0;  // of the day
    static constexpr std::uint8_t kLastDay = 31;

    // Error: job.bad_rhythm, with what may be written.
    static Result<Rhythm> parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    // The first moment behind `now`.
    [[nodiscard]] Instant after(Instant now) const;
};

// "2026-04-10T02:30" in Japanese time. Error: job.bad_moment.
Result<Instant> parse_japan_minute(std::string_view text);

}  // namespace daicho::job
