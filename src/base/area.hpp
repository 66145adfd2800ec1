// 地積・床面積 (Area): integer hundredths of a square metre, as the land register has it
// (不動産登記規則 第100条). Never negative.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "base/result.hpp"

namespace daicho {

class Area {
public:
    constexpr Area() noexcept = default;
    static constexpr Area from_hundredths(std::int64_t hundredths) noexcept {
        DAICHO_ASSERT(hundredths >= 0);
        Area area;
        area.hundredths_ = hundredths;
        return area;
    }
    static constexpr Area from_square_metres(std::int64_t metres) noexcept {
        return from_hundredths(metres * 100);
    }

    [[nodiscard]] constexpr std::int64_t hundredths() const noexcept { return hundredths_; }
    constexpr auto operator<=>(const Area&) const noexcept = default;

    friend constexpr Area operator+(Area a, Area b) noexcept {
        return from_hundredths(a.hundredths_ + b.hundredths_);
    }
    friend constexpr Area operator-(Area a, Area b) noexcept {
        return from_hundredths(a.hundredths_ - b.hundredths_);
    }

private:
    std::int64_t hundredths_ = 0;
};

static_assert(sizeof(Area) == 8);

// Largest area accepted from outside: 10^9 m², ten times the largest city's whole area.
inline constexpr std::int64_t kMaxInputAreaHundredths = 100'000'000'000;

// Reads "125.50", "125.5" or "125". Errors: those of parse_decimal, area.negative,
// area.out_of_range.
Result<Area> parse_area(std::string_view text);

// Always two decimals: "125.50".
std::string format_area(Area area);

}  // namespace daicho
