// Tables by class, which the statement and the 名寄帳 have in common.
#include "base/text.hpp"
#include "tax/forms/detail/statement.hpp"

namespace daicho::tax::forms::detail {
namespace {

constexpr std::int32_t kRow = 48;
constexpr std::array<Column, 5> kAssetColumns{{{"種類", 620},
                                               {"件数", 150},
                                               {"取得価額（円）", 350},
                                               {"評価額（円）", 350},
                                               {"課税標準額（円）", 350}}};
constexpr std::array<Column, 5> kTotalColumns{{{"区分", 620},
                                               {"件数", 150},
                                               {"価格（円）", 350},
                                               {"固定資産税 課税標準額（円）", 350},
                                               {"都市計画税 課税標準額（円）", 350}}};
constexpr std::int32_t kSize = 75;
constexpr TextStyle kText{.size = kSize};
constexpr TextStyle kRight{.size = kSize, .align = Align::right};

void draw_asset(const Grid& grid, const AssetLine& line, std::int32_t y) {
    grid.text(0, y, kRow, "第" + line.class_no + "種　" + line.class_name, kText);
    grid.text(1, y, kRow, format_thousands(line.assets), kRight);
    grid.amount(2, y, kRow, line.cost, kSize);
    grid.amount(3, y, kRow, line.assessed_value, kSize);
    grid.amount(4, y, kRow, line.base, kSize);
    grid.separator(y + kRow);
}

void draw_total(const Grid& grid, std::string_view name, const ClassTotal& total,
                std::int32_t y) {
    grid.text(0, y, kRow, name, kText);
    grid.text(1, y, kRow, format_thousands(static_cast<std::int64_t>(total.objects)), kRight);
    grid.amount(2, y, kRow, total.value, kSize);
    grid.amount(3, y, kRow, total.base[0], kSize);
    grid.amount(4, y, kRow, total.base[1], kSize);
    grid.separator(y + kRow);
}

void add(ClassTotal& total, Yen value, const ByTax& base) {
    ++total.objects;
    total.value += value;
    for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) total.base[tax] += base[tax];
}

}  // namespace

ClassTotals class_totals(const Objects& objects) {
    ClassTotals totals{};
    for (const ParcelLine& parcel : objects.parcels) add(totals[0], parcel.value, parcel.base);
    for (const HouseLine& house : objects.houses) add(totals[1], house.value, house.base);
    for (const AssetLine& line : objects.assets) {
        add(totals[2], line.assessed_value, {line.base, Yen()});
        totals[2].objects += static_cast<std::size_t>(line.assets) - 1;
    }
    return totals;
}

void section_head(PdfWriter& pdf, const Grid& grid, std::int32_t y, const char* title,
                  std::size_t count) {
    std::string text = std::string("■ ") + title;
    if (count > 0) text += "（" + std::to_string(count) + "件）";
    cell_text(pdf, {grid.box(0, y, 0).x - kPadding, y, 700, kSectionTitle - 5}, text,
              {.size = 90}, "title");
    grid.head(y + kSectionTitle, kTableHead);
}

Section table_section(PdfWriter& pdf, Table table) {
    Section section;
    section.head_height = kSectionTitle + kTableHead;
    section.rows = std::move(table.heights);
    section.draw_head = [&pdf, grid = table.grid, title = table.title,
                         count = table.count](std::int32_t y) {
        section_head(pdf, grid, y, title, count);
    };
    section.draw_row = [grid = table.grid, draw = std::move(table.draw)](std::size_t row,
                                                                         std::int32_t y) {
        draw(grid, row, y);
    };
    section.draw_rules = [grid = table.grid](std::int32_t top, std::int32_t bottom) {
        grid.rules(top + kSectionTitle, bottom);
    };
    return section;
}

Section asset_section(PdfWriter& pdf, const std::vector<AssetLine>& assets) {
    Table table{Grid(pdf, kMargin, kAssetColumns), "償却資産（種類別）", 0, {}, {}};
    table.heights.assign(assets.size(), kRow);
    table.draw = [&assets](const Grid& grid, std::size_t row, std::int32_t y) {
        draw_asset(grid, assets[row], y);
    };
    return table_section(pdf, std::move(table));
}

Section totals_section(PdfWriter& pdf, const ClassTotals& totals,
                       const std::array<bool, rules::kAssetClasses>& below_threshold) {
    Table table{Grid(pdf, kMargin, kTotalColumns), "合計（1,000円未満を切り捨てる前）", 0, {}, {}};
    table.heights.assign(rules::kAssetClasses + 1, kRow);
    table.draw = [totals, below_threshold](const Grid& grid, std::size_t row, std::int32_t y) {
        if (row < rules::kAssetClasses) {
            const char* note = below_threshold[row] ? "（免税点未満）" : "";
            draw_total(grid, std::string(kClassNames[row]) + note, totals[row], y);
            return;
        }
        ClassTotal whole;
        for (const ClassTotal& total : totals) {
            whole.objects += total.objects;
            whole.value += total.value;
            whole.base[0] += total.base[0];
            whole.base[1] += total.base[1];
        }
        draw_total(grid, "合計", whole, y);
    };
    return table_section(pdf, std::move(table));
}

}  // namespace daicho::tax::forms::detail
