// Date: a civil date (no time, no zone), as days since 1970-01-01 in 32 bits.
//
// A civil date is not an instant. Eras (令和…) are formatting: base/era.hpp.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace daicho {

class Date {
public:
    constexpr Date() noexcept = default;  // 1970-01-01
    static constexpr Date from_days(std::int32_t days) noexcept {
        Date date;
        date.days_ = days;
        return date;
    }
    // Asserts that the date exists; use make_date for input.
    static Date of(int year, unsigned month, unsigned day) noexcept;

    [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }
    [[nodiscard]] int year() const noexcept;
    [[nodiscard]] unsigned month() const noexcept;
    [[nodiscard]] unsigned day() const noexcept;
    // 0 = Sunday … 6 = Saturday
    [[nodiscard]] unsigned weekday() const noexcept;

    constexpr auto operator<=>(const Date&) const noexcept = default;
    friend constexpr Date operator+(Date date, int days) noexcept {
        return from_days(date.days_ + days);
    }
    friend constexpr int operator-(Date a, Date b) noexcept { return a.days_ - b.days_; }

private:
    std::int32_t days_ = 0;
};

static_assert(sizeof(Date) == 4);

// 1600-01-01 … 9998-12-31; refuses 31 February. Error: date.does_not_exist.
Result<Date> make_date(int year, int month, int day);

// "2026-04-01" only. Errors: date.not_iso, date.does_not_exist.
// Spellings that people type (R8.4.1, 令和8年4月1日, 20260401): base/era.hpp.
Result<Date> parse_iso_date(std::string_view text);

std::string format_iso(Date date);  // "2026-04-01"

// Same day of the month `months` later, or the last day of that month.
Date add_months(Date date, int months) noexcept;

// A month without a day ("2023-05"): acquisition of depreciable assets.
struct YearMonth {
    int year = 1970;
    unsigned month = 1;  // 1..12
    constexpr auto operator<=>(const YearMonth&) const noexcept = default;
};

// "2023-05"; also accepts a full date and drops the day. Error: date.not_year_month.
Result<YearMonth> parse_year_month(std::string_view text);
std::string format_year_month(YearMonth month);

}  // namespace daicho
