#include "document/text_fit.hpp"

#include <algorithm>

namespace daicho::document {
namespace {

constexpr std::int32_t kNarrowest = 30;  // of a text that does not fit: still there, hardly legible

// Largest step of percent at which `width` fits into `room`.
std::int32_t percent_for(std::int64_t width, std::int64_t room) noexcept {
    if (width <= room) return 100;
    const auto percent = static_cast<std::int32_t>(room * 100 / width);
    return percent / kFitStep * kFitStep;
}

}  // namespace

std::int32_t line_height(std::int32_t size) noexcept {
    // 1 pt = 25.4/72 mm; tenths of both units, so the factor is 1.2 × 25.4 / 72, rounded up.
    return (size * 3048 + 7199) / 7200;
}

TextFit fit_text(std::int32_t natural_width, std::int32_t size, FitCell cell,
                 const FitLimits& limits) noexcept {
    const std::int32_t smallest = std::min(limits.min_size, size);
    // One line: the largest size at which the narrowest condensation is enough.
    for (std::int32_t tried = size; tried >= smallest; tried -= 5) {
        const std::int64_t width = std::int64_t{natural_width} * tried / size;
        const std::int32_t percent = percent_for(width, cell.width);
        if (percent >= limits.min_percent) return {tried, percent, 1, false};
    }
    const std::int64_t narrow = std::int64_t{natural_width} * smallest / size;
    const std::int32_t rows = std::clamp(cell.height / line_height(smallest), 1, limits.max_lines);
    if (rows >= 2) {
        const std::int64_t each = narrow * 106 / (100 * rows);
        const std::int32_t percent = percent_for(each, cell.width);
        if (percent >= limits.min_percent) return {smallest, percent, rows, false};
        return {smallest, std::max(percent, kNarrowest), rows, true};
    }
    return {smallest, std::max(percent_for(narrow, cell.width), kNarrowest), 1, true};
}

}  // namespace daicho::document
