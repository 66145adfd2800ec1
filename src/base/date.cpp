#include "base/date.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"

namespace daicho {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1600;
constexpr int kLastYear = 9998;

year_month_day civil(Date date) noexcept {
    return year_month_day(sys_days(std::chrono::days(date.days())));
}

Date from_civil(const year_month_day& ymd) noexcept {
    return Date::from_days(static_cast<std::int32_t>(sys_days(ymd).time_since_epoch().count()));
}

// Reads exactly `count` digits at `at`; -1 if they are not there.
int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
    if (text.size() < at + count) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) noexcept {
    const auto date = make_date(year, static_cast<int>(month), static_cast<int>(day));
    DAICHO_ASSERT(date.has_value());
    return *date;
}

int Date::year() const noexcept { return static_cast<int>(civil(*this).year()); }
unsigned Date::month() const noexcept { return static_cast<unsigned>(civil(*this).month()); }
unsigned Date::day() const noexcept { return static_cast<unsigned>(civil(*this).day()); }
unsigned Date::weekday() const noexcept {
    return std::chrono::weekday(sys_days(std::chrono::days(days_))).c_encoding();
}

Result<Date> make_date(int year, int month, int day) {
    // chrono keeps month and day in one byte: 257 would pass as 1.
    const bool plausible = year >= kFirstYear && year <= kLastYear && month >= 1 && month <= 12 &&
                           day >= 1 && day <= 31;
    if (plausible) {
        const year_month_day ymd{std::chrono::year(year),
                                 std::chrono::month(static_cast<unsigned>(month)),
                                 std::chrono::day(static_cast<unsigned>(day))};
        if (ymd.ok()) return from_civil(ymd);
    }
    return input_error("date.does_not_exist")
        .with("value", fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

Result<Date> parse_iso_date(std::string_view text) {
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || year < 0 || month < 0 || day < 0) {
        return input_error("date.not_iso").with("value", std::string(text));
    }
    return make_date(year, month, day);
}

std::string format_iso(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

Date add_months(Date date, int months) noexcept {
    const year_month_day start = civil(date);
    year_month_day moved = start + std::chrono::months(months);
    if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
    return from_civil(moved);
}

Result<YearMonth> parse_year_month(std::string_view text) {
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const bool shape = text.size() == 7 || (text.size() == 10 && text[7] == '-');
    const bool known = year >= kFirstYear && year <= kLastYear && month >= 1 && month <= 12;
    if (!shape || text[4] != '-' || !known) {
        return input_error("date.not_year_month").with("value", std::string(text));
    }
    if (text.size() == 10) DAICHO_CHECK(parse_iso_date(text));
    return YearMonth{year, static_cast<unsigned>(month)};
}

std::string format_year_month(YearMonth month) {
    return fmt::format("{:04}-{:02}", month.year, month.month);
}

}  // namespace daicho
