// 時刻: how systems write the time of an event.
//
// Read are ISO 8601 and its usual variations (2026-04-01 09:12:33, 2026/4/1 9:12, …T…+09:00, with
// fractions), 20260401091233, eras (令和8年4月1日 9:12:33, R8.4.1 9:12:33), RFC 3164 (Apr  1
// 09:12:33, without a year) and seconds or milliseconds since 1970. A time with an offset is turned
// into local time; one without is local. Pure; one MomentReader per thread (it remembers a day).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace daicho::govern::logs {

class MomentReader {
public:
    // `offset_minutes`: local time east of UTC (Japan 540). `near`: a day of the period, which
    // gives the year that RFC 3164 leaves out (the one that lies nearest).
    MomentReader(int offset_minutes, Date near) : offset_(offset_minutes), near_(near) {}
    // Milliseconds of local time.
    std::optional<std::int64_t> read(std::string_view text);

private:
    std::optional<std::int64_t> read_slow(std::string_view text) const;
    int offset_;
    Date near_;
    char day_text_[10] = {};
    std::int64_t day_ms_ = 0;
    char minute_text_[17] = {};  // up to the colon before the seconds
    std::int64_t minute_ms_ = 0;
};

// "2026-04-01 09:12:33" or, with a fraction, "2026-04-01 09:12:33.250".
std::string format_moment(std::int64_t time_ms);

}  // namespace daicho::govern::logs
