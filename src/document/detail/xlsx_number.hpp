// Numbers of a spreadsheet as exact text: what a cell of type number says, by its format.
//
// A spreadsheet keeps 15 digits and writes up to 17, so 0.14 stands in the file as
// 0.14000000000000001. Where the written number is the one that the 15 digits denote, the 15
// digits are what was meant; any other (0.1 + 0.2) is refused, for no rounding is ours to choose.
// Threading: pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace daicho::document::detail {

struct XlsxFormat {
    enum class Kind : std::uint8_t { number, date };
    Kind kind = Kind::number;
    std::uint8_t zeros = 0;  // of a format such as 0000: the number is shown with so many digits
    bool operator==(const XlsxFormat&) const = default;
};

// By the number of a format that every spreadsheet knows, or by its code.
XlsxFormat built_in_format(std::uint32_t id) noexcept;
XlsxFormat format_of_code(std::string_view code);

// "1.25E2" → "125". Errors (argument value): xlsx.not_a_number; xlsx.inexact_number with `shown`;
// xlsx.digits_lost.
Result<std::string> exact_number(std::string_view text);

// Days of the 1900 or 1904 system as "2026-04-01". Errors: xlsx.not_a_date, xlsx.date_with_time.
Result<std::string> serial_date(std::string_view text, bool from_1904);

// "B" and 12 of "B12", as column 1 and row 11; false when it is none.
struct CellPlace {
    std::uint32_t column = 0;
    std::uint32_t row = 0;
};
bool parse_cell_place(std::string_view text, CellPlace& place) noexcept;
std::string column_letters(std::uint32_t column);  // 0 → "A"

}  // namespace daicho::document::detail
