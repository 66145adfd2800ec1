// 年度 (FiscalYear): the western year in which it starts (令和8年度 = 2026), 1 April to 31 March.
// 賦課期日 (assessment date): 1 January of that calendar year (地方税法 第359条).
#pragma once

#include <compare>
#include <cstdint>

#include "base/date.hpp"

namespace daicho {

class FiscalYear {
public:
    constexpr FiscalYear() noexcept = default;
    constexpr explicit FiscalYear(std::int32_t year) noexcept : year_(year) {}

    [[nodiscard]] constexpr std::int32_t year() const noexcept { return year_; }
    [[nodiscard]] Date assessment_date() const noexcept { return Date::of(year_, 1, 1); }
    [[nodiscard]] Date first_day() const noexcept { return Date::of(year_, 4, 1); }
    [[nodiscard]] constexpr FiscalYear previous() const noexcept { return FiscalYear(year_ - 1); }
    [[nodiscard]] constexpr FiscalYear next() const noexcept { return FiscalYear(year_ + 1); }

    constexpr auto operator<=>(const FiscalYear&) const noexcept = default;

private:
    std::int32_t year_ = 2026;
};

static_assert(sizeof(FiscalYear) == 4);

// The fiscal year a date falls in: 2026-03-31 is in 2025.
FiscalYear fiscal_year_of(Date date) noexcept;

}  // namespace daicho
