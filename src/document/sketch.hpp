// Sketch: a small picture (PNG) of a lot from above, for the demonstration's documents.
// Threading: pure; equal arguments give equal bytes.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace daicho::document {

struct SketchOfLot {
    std::string caption;
    std::int32_t width = 640;   // pixels
    std::int32_t height = 480;
    std::uint32_t shape = 0;    // any number: which of the shapes is drawn
};

// Error: pdf.failed (of the drawing library).
Result<std::string> sketch_png(const SketchOfLot& lot);

}  // namespace daicho::document
