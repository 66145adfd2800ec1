// Flow: tables that run over as many pages as they need. Sections with a head that is repeated on
// every page, rows that are never torn; the number of pages is known before anything is drawn.
#pragma once

#include <functional>
#include <vector>

#include "document/pdf.hpp"

namespace daicho::tax::forms::detail {

struct Section {
    std::int32_t head_height = 0;
    std::vector<std::int32_t> rows;  // heights
    std::function<void(std::int32_t y)> draw_head;
    std::function<void(std::size_t row, std::int32_t y)> draw_row;
    // After the rows: frame and vertical rules, from the end of the title to the last row.
    std::function<void(std::int32_t top, std::int32_t bottom)> draw_rules;
};

// Rows first … last - 1 of one section on one page.
struct Part {
    std::size_t section = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    std::int32_t y = 0;
    std::int32_t bottom = 0;
};
using FlowPage = std::vector<Part>;

struct FlowArea {
    std::int32_t top = 0;
    std::int32_t bottom = 0;
    std::int32_t gap = 40;  // between sections
};

// Sections without rows are left out. A row taller than the page gets a page of its own.
std::vector<FlowPage> paginate(const std::vector<Section>& sections, FlowArea area);

void draw_page(document::PdfWriter& pdf, const std::vector<Section>& sections,
               const FlowPage& page);

}  // namespace daicho::tax::forms::detail
