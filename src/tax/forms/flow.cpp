#include "tax/forms/detail/flow.hpp"

namespace daicho::tax::forms::detail {

std::vector<FlowPage> paginate(const std::vector<Section>& sections, FlowArea area) {
    std::vector<FlowPage> pages;
    std::int32_t y = area.top;
    for (std::size_t s = 0; s < sections.size(); ++s) {
        const Section& section = sections[s];
        bool open = false;  // a part of this section on the current page
        for (std::size_t row = 0; row < section.rows.size(); ++row) {
            const std::int32_t height = section.rows[row];
            const std::int32_t lead = open ? 0 : section.head_height;
            if (pages.empty() || (y + lead + height > area.bottom && y > area.top)) {
                pages.emplace_back();
                y = area.top;
                open = false;
            }
            if (!open) {
                pages.back().push_back({s, row, row, y, y + section.head_height});
                y += section.head_height;
                open = true;
            }
            Part& part = pages.back().back();
            y += height;
            part.last = row + 1;
            part.bottom = y;
        }
        if (open) y += area.gap;
    }
    return pages;
}

void draw_page(document::PdfWriter& pdf, const std::vector<Section>& sections,
               const FlowPage& page) {
    for (const Part& part : page) {
        const Section& section = sections[part.section];
        const auto table = pdf.tag("Table");
        section.draw_head(part.y);
        std::int32_t y = part.y + section.head_height;
        for (std::size_t row = part.first; row < part.last; ++row) {
            const auto row_tag = pdf.tag("TR");
            section.draw_row(row, y);
            y += section.rows[row];
        }
        section.draw_rules(part.y, part.bottom);
    }
}

}  // namespace daicho::tax::forms::detail
