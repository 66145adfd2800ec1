// Fitting (文字の収まり): how a text is made to fit its cell. Pure arithmetic, no font library.
//
// Order: as it is → condensed horizontally, down to a limit → smaller, down to a limit → a second
// line. What still does not fit is drawn as small and narrow as it takes and reported; nothing is
// cut in silence and nothing runs into the next cell. Widths grow in proportion to the size.
// Threading: pure.
#pragma once

#include <cstdint>

namespace daicho::document {

// Lengths on paper are whole tenths of a millimetre, sizes of type whole tenths of a point.
struct FitLimits {
    std::int32_t min_percent = 70;  // narrowest condensation that a reader accepts
    std::int32_t min_size = 60;     // smallest size
    std::int32_t max_lines = 2;
};

struct FitCell {
    std::int32_t width = 0;
    std::int32_t height = 0;
};

struct TextFit {
    std::int32_t size = 0;
    std::int32_t percent = 100;  // horizontal scale
    std::int32_t lines = 1;
    bool overflow = false;
};

// Percentages come in steps, so that few scaled fonts are made.
inline constexpr std::int32_t kFitStep = 5;
// Height of a line, in tenths of a millimetre: 1.2 times the size.
std::int32_t line_height(std::int32_t size) noexcept;

// `natural_width`: of the text on one line at `size`. Two lines are taken to need 6 % more than
// half of it, because breaks fall between characters; the drawer reports a text whose breaks fall
// worse. Needs a positive size and width.
TextFit fit_text(std::int32_t natural_width, std::int32_t size, FitCell cell,
                 const FitLimits& limits = {}) noexcept;

}  // namespace daicho::document
