#include "govern/logs/moment.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>

#include "govern/logs/event.hpp"

namespace daicho::govern::logs {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// A cursor over the text of one moment.
struct Cursor {
    std::string_view rest;

    bool number(std::size_t least, std::size_t most, int& out) {
        std::size_t size = 0;
        int value = 0;
        while (size < rest.size() && size < most && digit(rest[size])) {
            value = value * 10 + (rest[size++] - '0');
        }
        if (size < least) return false;
        rest.remove_prefix(size);
        out = value;
        return true;
    }
    bool take(std::string_view word) {
        if (!rest.starts_with(word)) return false;
        rest.remove_prefix(word.size());
        return true;
    }
    bool take_any(std::string_view set) {
        if (rest.empty() || set.find(rest.front()) == std::string_view::npos) return false;
        rest.remove_prefix(1);
        return true;
    }
    void blanks() {
        while (take(" ")) {
        }
    }
};

std::optional<std::int64_t> day_ms(int year, int month, int day) {
    const auto date = make_date(year, month, day);
    if (!date) return std::nullopt;
    return date->days() * kDayMs;
}

// Hours, minutes, seconds, fraction and offset; what is left must be nothing.
std::optional<std::int64_t> clock_ms(Cursor& in, int local_offset) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!in.number(1, 2, hour)) return std::nullopt;
    const bool words = in.take("時");
    if (!words && !in.take(":")) return std::nullopt;
    if (!in.number(1, 2, minute)) return std::nullopt;
    if (words) in.take("分");
    if ((words && !in.rest.empty() && digit(in.rest.front())) || in.take(":")) {
        if (!in.number(1, 2, second)) return std::nullopt;
        if (words) in.take("秒");
    }
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    std::int64_t ms = ((hour * 60LL + minute) * 60 + second) * 1000;
    if (in.take_any(".,")) {
        std::int64_t unit = 100;
        if (in.rest.empty() || !digit(in.rest.front())) return std::nullopt;
        while (!in.rest.empty() && digit(in.rest.front())) {
            ms += (in.rest.front() - '0') * unit;
            unit /= 10;
            in.rest.remove_prefix(1);
        }
    }
    in.blanks();
    if (in.take("Z")) {
        ms += local_offset * kMinuteMs;
    } else if (!in.rest.empty() && (in.rest.front() == '+' || in.rest.front() == '-')) {
        const int sign = in.rest.front() == '+' ? 1 : -1;
        in.rest.remove_prefix(1);
        int hours = 0;
        int minutes = 0;
        if (!in.number(2, 2, hours)) return std::nullopt;
        in.take(":");
        if (!in.rest.empty() && !in.number(2, 2, minutes)) return std::nullopt;
        ms += (local_offset - sign * (hours * 60 + minutes)) * kMinuteMs;
    }
    return in.rest.empty() ? std::optional<std::int64_t>(ms) : std::nullopt;
}

int month_by_name(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kNames = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (text.starts_with(kNames[i])) return static_cast<int>(i) + 1;
    }
    return 0;
}

// The year of an era's first year less one; 0 when no era begins the text.
int era_base(Cursor& in) {
    struct Era {
        std::string_view name;
        std::string_view letter;
        int base;
    };
    static constexpr std::array<Era, 3> kEras = {
        {{"令和", "R", 2018}, {"平成", "H", 1988}, {"昭和", "S", 1925}}};
    for (const Era& era : kEras) {
        if (in.take(era.name) || in.take(era.letter)) return era.base;
    }
    return 0;
}

// RFC 3164 leaves out the year: the one that brings the day nearest to the period.
std::optional<std::int64_t> nearest_year(int month, int day, Date near) {
    std::optional<std::int64_t> best;
    std::int64_t least = INT64_MAX;
    for (int year = near.year() - 1; year <= near.year() + 1; ++year) {
        const auto ms = day_ms(year, month, day);
        if (!ms) continue;
        const std::int64_t away = std::abs(*ms - near.days() * kDayMs);
        if (away < least) {
            least = away;
            best = ms;
        }
    }
    return best;
}

bool all_digits(std::string_view text) {
    for (const char c : text) {
        if (!digit(c)) return false;
    }
    return !text.empty();
}

// Digits alone: 20260401091233, or seconds and milliseconds since 1970 in UTC.
std::optional<std::int64_t> read_digits(std::string_view text, int offset) {
    std::int64_t value = 0;
    if (text.size() > 17) return std::nullopt;
    for (const char c : text) value = value * 10 + (c - '0');
    if (text.size() == 10) return value * kSecondMs + offset * kMinuteMs;
    if (text.size() == 13) return value + offset * kMinuteMs;
    if (text.size() != 14 && text.size() != 17) return std::nullopt;
    std::int64_t fraction = 0;
    if (text.size() == 17) {
        fraction = value % 1000;
        value /= 1000;
    }
    const auto two = [&value] {
        const int part = static_cast<int>(value % 100);
        value /= 100;
        return part;
    };
    const int second = two();
    const int minute = two();
    const int hour = two();
    const int day = two();
    const int month = two();
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const auto date = day_ms(static_cast<int>(value), month, day);
    if (!date) return std::nullopt;
    return *date + ((hour * 60LL + minute) * 60 + second) * 1000 + fraction;
}

}  // namespace

std::optional<std::int64_t> MomentReader::read_slow(std::string_view text) const {
    Cursor in{text};
    in.blanks();
    if (all_digits(in.rest)) return read_digits(in.rest, offset_);
    int year = 0;
    int month = month_by_name(in.rest);
    int day = 0;
    std::optional<std::int64_t> date;
    if (month != 0) {
        in.rest.remove_prefix(3);
        in.blanks();
        if (!in.number(1, 2, day)) return std::nullopt;
        date = nearest_year(month, day, near_);
    } else {
        const int base = era_base(in);
        if (base != 0 && in.take("元")) {
            year = 1;
        } else if (!in.number(base != 0 ? 1 : 4, base != 0 ? 2 : 4, year)) {
            return std::nullopt;
        }
        if (!in.take("年") && !in.take_any("-/.")) return std::nullopt;
        if (!in.number(1, 2, month)) return std::nullopt;
        if (!in.take("月") && !in.take_any("-/.")) return std::nullopt;
        if (!in.number(1, 2, day)) return std::nullopt;
        in.take("日");
        date = day_ms(base + year, month, day);
    }
    if (!date) return std::nullopt;
    if (in.rest.empty() && month_by_name(text) == 0) return date;
    if (!in.take("T")) in.blanks();
    const auto clock = clock_ms(in, offset_);
    if (!clock) return std::nullopt;
    return *date + *clock;
}

// The common shape – ten characters of a day that is mostly the last one, then hh:mm:ss – is read
// without a detour; everything else takes the long way, with the same answer.
std::optional<std::int64_t> MomentReader::read(std::string_view text) {
    if (text.size() != 19 || text[13] != ':' || text[16] != ':' ||
        (text[10] != ' ' && text[10] != 'T')) {
        return read_slow(text);
    }
    const auto two = [&text](std::size_t at) {
        return (text[at] - '0') * 10 + (text[at + 1] - '0');
    };
    if (std::memcmp(text.data(), minute_text_, sizeof minute_text_) == 0 && digit(text[17]) &&
        digit(text[18]) && two(17) <= 60) {
        return minute_ms_ + two(17) * 1000LL;
    }
    for (const std::size_t at : {11, 12, 14, 15, 17, 18}) {
        if (!digit(text[at])) return read_slow(text);
    }
    if (two(11) > 23 || two(14) > 59 || two(17) > 60) return std::nullopt;
    if (std::memcmp(text.data(), day_text_, sizeof day_text_) != 0) {
        const auto day = read_slow(text.substr(0, 10));
        if (!day) return std::nullopt;
        std::memcpy(day_text_, text.data(), sizeof day_text_);
        day_ms_ = *day;
    }
    std::memcpy(minute_text_, text.data(), sizeof minute_text_);
    minute_ms_ = day_ms_ + (two(11) * 60LL + two(14)) * kMinuteMs;
    return minute_ms_ + two(17) * 1000LL;
}

std::string format_moment(std::int64_t time_ms) {
    const std::int32_t day = day_of(time_ms);
    const std::int64_t in_day = time_ms - day * kDayMs;
    const std::int64_t seconds = in_day / 1000;
    std::string text = fmt::format("{} {:02}:{:02}:{:02}", format_iso(Date::from_days(day)),
                                   seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (in_day % 1000 != 0) text += fmt::format(".{:03}", in_day % 1000);
    return text;
}

}  // namespace daicho::govern::logs
