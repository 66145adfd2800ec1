#include "job/rhythm.hpp"

#include <charconv>
#include <optional>

namespace daicho::job {
namespace {

constexpr std::int64_t kMinute = 60LL * 1'000'000;
constexpr std::int64_t kDayMinutes = 24 * 60;
constexpr std::int64_t kJapanMinutes = 9 * 60;
constexpr unsigned kMostDay = 28;

std::optional<unsigned> number(std::string_view text) {
    unsigned value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "02:30", always five characters.
std::optional<std::uint16_t> minute_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = number(text.substr(0, 2));
    const auto minute = number(text.substr(3));
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    return static_cast<std::uint16_t>(*hour * 60 + *minute);
}

std::string two(unsigned value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

Instant moment(Date day, std::int64_t minute) {
    return {(day.days() * kDayMinutes + minute - kJapanMinutes) * kMinute};
}

std::optional<Rhythm> read(std::string_view text) {
    constexpr std::string_view kDaily = "daily ";
    constexpr std::string_view kMonthly = "monthly ";
    Rhythm rhythm;
    if (text.starts_with(kMonthly)) {
        text.remove_prefix(kMonthly.size());
        const std::size_t space = text.find(' ');
        if (space == std::string_view::npos) return std::nullopt;
        const std::string_view day = text.substr(0, space);
        const auto given = day == "last" ? std::optional<unsigned>(Rhythm::kLastDay) : number(day);
        if (!given || *given == 0 || (day != "last" && *given > kMostDay)) return std::nullopt;
        rhythm.day = static_cast<std::uint8_t>(*given);
        text.remove_prefix(space + 1);
    } else if (text.starts_with(kDaily)) {
        text.remove_prefix(kDaily.size());
    } else {
        return std::nullopt;
    }
    const auto minute = minute_of(text);
    if (!minute) return std::nullopt;
    rhythm.minute = *minute;
    return rhythm;
}

}  // namespace

Result<Rhythm> Rhythm::parse(std::string_view text) {
    const auto rhythm = read(text);
    if (rhythm) return *rhythm;
    return input_error("job.bad_rhythm").with("value", std::string(text.substr(0, 40)));
}

std::string Rhythm::text() const {
    const std::string time = two(minute / 60U) + ":" + two(minute % 60U);
    if (day == 0) return "daily " + time;
    return "monthly " + (day == kLastDay ? "last" : std::to_string(day)) + " " + time;
}

Instant Rhythm::after(Instant now) const {
    // Days are few between two turns: at most a month and a day.
    for (Date at = japan_date(now);; at = at + 1) {
        const bool last = (at + 1).day() == 1;
        const bool due = day == 0 || (day == kLastDay ? last : at.day() == day);
        if (due && moment(at, minute) > now) return moment(at, minute);
    }
}

Result<Instant> parse_japan_minute(std::string_view text) {
    const auto bad = [&] {
        return input_error("job.bad_moment").with("value", std::string(text.substr(0, 40)));
    };
    constexpr std::size_t kDate = 10;  // "2026-04-10"
    if (text.size() != kDate + 6 || (text[kDate] != 'T' && text[kDate] != ' ')) return bad();
    const auto day = parse_iso_date(text.substr(0, kDate));
    const auto minute = minute_of(text.substr(kDate + 1));
    if (!day || !minute) return bad();
    return moment(*day, *minute);
}

}  // namespace daicho::job
