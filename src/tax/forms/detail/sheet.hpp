// Sheet: the small parts that all forms draw alike – cells, amounts, heads of tables, the marks of
// a demonstration and of a provisional levy. Lengths in tenths of a millimetre.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>

#include "document/pdf.hpp"
#include "tax/forms/notice.hpp"

namespace daicho::tax::forms::detail {

using document::Align;
using document::Box;
using document::Face;
using document::PdfWriter;
using document::TextStyle;

inline constexpr std::int32_t kMargin = 140;
inline constexpr std::int32_t kPadding = 12;
inline constexpr std::int32_t kHeadGrey = 88;
inline constexpr std::int32_t kThin = 8;
inline constexpr std::int32_t kStrong = 35;

struct Column {
    const char* label;  // two lines when it holds '\n'
    std::int32_t width;
};

// A grid of columns at a place on the page.
class Grid {
public:
    Grid(PdfWriter& pdf, std::int32_t x, std::span<const Column> columns)
        : pdf_(&pdf), x_(x), columns_(columns) {}
    // Box of a cell; `span` columns wide.
    [[nodiscard]] Box box(std::size_t column, std::int32_t y, std::int32_t height,
                          std::size_t span = 1) const noexcept;
    [[nodiscard]] std::int32_t width() const noexcept;
    void head(std::int32_t y, std::int32_t height) const;
    // Vertical rules and the outer frame.
    void rules(std::int32_t top, std::int32_t bottom) const;
    void text(std::size_t column, std::int32_t y, std::int32_t height, std::string_view value,
              const TextStyle& style, std::size_t span = 1) const;
    void amount(std::size_t column, std::int32_t y, std::int32_t height, Yen value,
                std::int32_t size = 70) const;
    // "―" where there is none.
    void amount(std::size_t column, std::int32_t y, std::int32_t height, std::optional<Yen> value,
                std::int32_t size = 70) const;
    // From column `from` to the right edge.
    void separator(std::int32_t y, std::size_t from = 0, std::int32_t thickness = kThin) const;

private:
    PdfWriter* pdf_;
    std::int32_t x_;
    std::span<const Column> columns_;
};

// Text inside a frame's cell, with padding left and right.
void cell_text(PdfWriter& pdf, Box box, std::string_view value, const TextStyle& style,
               std::string_view name);
// A shaded label.
void label(PdfWriter& pdf, Box box, std::string_view value, std::int32_t size = 80);
// Right-aligned with 円.
void yen_cell(PdfWriter& pdf, Box box, Yen value, std::int32_t size, std::string_view name);

// Strip at the upper edge that says the data are invented; nothing unless a demonstration.
void demonstration_mark(PdfWriter& pdf, const Issuer& issuer);
// White on black; the reader must not pay by this form.
void provisional_band(PdfWriter& pdf, Box box);
void page_number(PdfWriter& pdf, std::int32_t y, std::size_t page, std::size_t pages);

// Nothing for a tax that does not touch the object: printed as "―".
inline std::optional<Yen> when(bool levied, Yen amount) {
    return levied ? std::optional<Yen>(amount) : std::nullopt;
}

std::string area_text(Area area);               // "165.20㎡"
std::string grouped_area(Area area);            // "1,234,165.20", for large sums
std::string percent_text(Ratio rate);           // "1.4％"
std::string owner_text(const Taxpayer& owner);  // "柏原 千鶴子 外1名"
const char* component_name(rules::ComponentKind kind) noexcept;
inline constexpr std::array<const char*, rules::kAssetClasses> kClassNames{"土地", "家屋",
                                                                           "償却資産"};
inline constexpr std::array<const char*, rules::kTaxes> kTaxLabels{"固定資産税", "都市計画税"};
inline constexpr std::array<const char*, rules::kTaxes> kTaxShort{"固定", "都計"};

}  // namespace daicho::tax::forms::detail
