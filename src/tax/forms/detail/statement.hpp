// 課税明細書: the tables of parcels, houses and assets on A4 portrait.
#pragma once

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

Section totals_section(PdfWriter& pdf, const ClassTotals& totals,
                       const std::array<bool, rules::kAssetClasses>& below_threshold);
Section asset_section(PdfWriter& pdf, const std::vector<AssetLine>& assets);

// Refer to `objects`, which must outlive the sections.
std::vector<Section> statement_sections(
    PdfWriter& pdf, const Objects& objects,
    const std::array<bool, rules::kAssetClasses>& below_threshold);

}  // namespace daicho::tax::forms::detail
