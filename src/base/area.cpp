#include "base/area.hpp"

#include "base/decimal.hpp"

namespace daicho {

Result<Area> parse_area(std::string_view text) {
    DAICHO_TRY(hundredths, parse_decimal(text, 2));
    if (hundredths < 0) return input_error("area.negative").with("value", std::string(text));
    if (hundredths > kMaxInputAreaHundredths) {
        return input_error("area.out_of_range").with("value", std::string(text));
    }
    return Area::from_hundredths(hundredths);
}

std::string format_area(Area area) { return format_decimal(area.hundredths(), 2); }

}  // namespace daicho
