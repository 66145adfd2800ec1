// 課税明細書: the tables of parcels, houses and assets on A4 portrait.
#pragma once

#include <functional>
#include <vector>

#include "tax/forms/detail/flow.hpp"
#include "tax/forms/detail/sheet.hpp"

namespace daicho::tax::forms::detail {

// Sums of a class, as printed under the tables and in the 名寄帳.
struct ClassTotal {
    std::size_t objects = 0;
    Yen value;
    ByTax base{};
};
using ClassTotals = std::array<ClassTotal, rules::kAssetClasses>;
ClassTotals class_totals(const Objects& objects);

// Title of a section with the head of its table; `title_height` of it above the table.
inline constexpr std::int32_t kSectionTitle = 55;
inline constexpr std::int32_t kTableHead = 80;
void section_head(PdfWriter& pdf, const Grid& grid, std::int32_t y, const char* title,
                  std::size_t count);

// A section that is one such table: what differs is the lines, their heights and how one is drawn.
struct Table {
    Grid grid;
    const char* title;
    std::size_t count;  // behind the title; 0: none
    std::vector<std::int32_t> heights;
    std::function<void(const Grid& grid, std::size_t row, std::int32_t y)> draw;
};
Section table_section(PdfWriter& pdf, Table table);
// The same over lines of one type; refers to `lines`.
template <class Line, class Height, class Draw>
Section table_of(PdfWriter& pdf, std::span<const Column> columns, const char* title,
                 const std::vector<Line>& lines, Height height, Draw draw) {
    Table table{Grid(pdf, kMargin, columns), title, lines.size(), {}, {}};
    for (const Line& line : lines) table.heights.push_back(height(line));
    table.draw = [&lines, draw](const Grid& grid, std::size_t row, std::int32_t y) {
        draw(grid, lines[row], y);
    };
    return table_section(pdf, std::move(table));
}

Section totals_section(PdfWriter& pdf, const ClassTotals& totals,
                       const std::array<bool, rules::kAssetClasses>& below_threshold);
Section asset_section(PdfWriter& pdf, const std::vector<AssetLine>& assets);

// Refer to `objects`, which must outlive the sections.
std::vector<Section> statement_sections(
    PdfWriter& pdf, const Objects& objects,
    const std::array<bool, rules::kAssetClasses>& below_threshold);

}  // namespace daicho::tax::forms::detail
