// 元号 (Era): Japanese spellings of civil dates and fiscal years, and the one reader of dates that
// people type.
//
// A date is a Date; eras are formatting only. The table is a value: a new era is one more row
// (EraTable::with), never a change of code. Invariants: rows are in order of their first day and
// an era ends where the next begins, so every date has at most one era. Threads: any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/fiscal_year.hpp"
#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho {

struct Era {
    std::string ja;     // 令和
    std::string en;     // Reiwa
    char letter = '?';  // R
    Date first_day;     // 2019-05-01
    // First fiscal year that bears its name. 令和 began within fiscal 2019, which was
    // named 令和元年度 as a whole.
    FiscalYear first_fiscal_year;
};

class EraTable {
public:
    // 明治, 大正, 昭和, 平成, 令和. Dates before 1873 (明治6年) were kept in another calendar; they
    // are read and written as if ours had been in use.
    static const EraTable& standard();

    // The same table with one more era, which must begin after the last. Error: era.not_later.
    [[nodiscard]] Result<EraTable> with(Era era) const;

    // Null before the first era.
    [[nodiscard]] const Era* of(Date date) const noexcept;
    [[nodiscard]] const Era* of(FiscalYear year) const noexcept;
    [[nodiscard]] const std::vector<Era>& rows() const noexcept { return rows_; }

private:
    std::vector<Era> rows_;
};

enum class DateStyle : std::uint8_t {
    full,          // 令和8年4月10日       10 April 2026
    with_weekday,  // 令和8年4月10日（金） Friday, 10 April 2026
    brief,         // R8.4.10              2026-04-10
};

// The first year of an era is 元年. Dates before the first era have their western year.
std::string format_era_date(Date date, Language language = Language::japanese,
                            DateStyle style = DateStyle::full,
                            const EraTable& table = EraTable::standard());

// 令和8年度 / fiscal 2026 (Reiwa 8)
std::string format_fiscal_year(FiscalYear year, Language language = Language::japanese,
                               const EraTable& table = EraTable::standard());

// 令和5年5月 / May 2023
std::string format_era_month(YearMonth month, Language language = Language::japanese,
                             const EraTable& table = EraTable::standard());

// Reads what people type: R8.4.1, 令和8年4月1日, 令和元年5月1日, ㋿8.4.1, R080401,
// 2026-04-01, 2026/4/1, 2026年4月1日, 20260401, each also in full width, with blanks around and
// between, and with a weekday behind, which must be the right one. Errors: date.not_readable,
// date.does_not_exist, date.outside_era (平成32年…, with the right spelling), date.wrong_weekday.
Result<Date> parse_date_input(std::string_view text, const EraTable& table = EraTable::standard());

}  // namespace daicho
