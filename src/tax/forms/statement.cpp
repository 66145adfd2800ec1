#include "tax/forms/detail/statement.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "base/text.hpp"

namespace daicho::tax::forms::detail {
namespace {

constexpr std::int32_t kLine = 41;
constexpr std::array<Column, 9> kLandColumns{{{"所在・地番\n物件番号", 400},
                                              {"地目・地積\n（登記・現況）", 310},
                                              {"区分", 200},
                                              {"地積", 150},
                                              {"価格（円）", 200},
                                              {"税", 65},
                                              {"本則課税\n標準額（円）", 165},
                                              {"前年度課税\n標準額（円）", 165},
                                              {"課税標準額\n（円）", 165}}};
constexpr std::array<Column, 8> kHouseColumns{{{"所在・家屋番号\n物件番号", 460},
                                               {"種類・構造", 260},
                                               {"階層\n建築", 210},
                                               {"床面積\n（登記・課税）", 230},
                                               {"価格（円）", 200},
                                               {"税", 65},
                                               {"課税標準額\n（円）", 205},
                                               {"軽減税額\n（円）", 190}}};
constexpr TextStyle kText{.size = 70};
constexpr TextStyle kRight{.size = 70, .align = Align::right};
constexpr TextStyle kCentre{.size = 70, .align = Align::centre};

std::size_t component_lines(const ParcelLine& parcel) {
    return 2 * std::max<std::size_t>(parcel.components.size(), 1);
}

std::int32_t parcel_height(const ParcelLine& parcel) {
    const std::size_t left = parcel.remarks.empty() ? 2 : 3;
    return kLine * static_cast<std::int32_t>(std::max(left, component_lines(parcel)));
}

void draw_component(const Grid& grid, const ComponentLine& part, bool city, std::int32_t y) {
    grid.text(2, y, 2 * kLine, component_name(part.kind), kCentre);
    grid.text(3, y, 2 * kLine, area_text(part.area), kRight);
    grid.amount(4, y, 2 * kLine, part.value);
    for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
        const std::int32_t at = y + static_cast<std::int32_t>(tax) * kLine;
        grid.text(5, at, kLine, kTaxShort[tax], kCentre);
        const bool levied = tax == 0 || city;
        grid.amount(6, at, kLine, when(levied, part.full_base[tax]));
        grid.amount(7, at, kLine, levied ? part.previous[tax] : std::nullopt);
        grid.amount(8, at, kLine, when(levied, part.base[tax]));
    }
}

void draw_parcel(const Grid& grid, const ParcelLine& parcel, std::int32_t y) {
    const TextStyle mincho{.face = Face::mincho, .size = 75};
    grid.text(0, y, kLine, parcel.location, mincho);
    grid.text(0, y + kLine, kLine, parcel.parcel_no, kText);
    grid.text(1, y, kLine, "登記 " + parcel.ledger_category, kText);
    grid.text(1, y, kLine, area_text(parcel.ledger_area), kRight);
    grid.text(1, y + kLine, kLine, "現況 " + parcel.category, kText);
    grid.text(1, y + kLine, kLine, area_text(parcel.taxed_area), kRight);
    if (!parcel.remarks.empty()) grid.text(0, y + 2 * kLine, kLine, parcel.remarks, kText);
    if (parcel.components.empty()) {
        grid.text(2, y, 2 * kLine, "非課税", kCentre);
        grid.text(3, y, 2 * kLine, area_text(parcel.taxed_area), kRight);
        grid.amount(4, y, 2 * kLine, parcel.value);
    }
    for (std::size_t i = 0; i < parcel.components.size(); ++i) {
        const std::int32_t at = y + static_cast<std::int32_t>(2 * i) * kLine;
        draw_component(grid, parcel.components[i], parcel.city_planning, at);
        if (i > 0) grid.separator(at, 2, 4);
    }
    grid.separator(y + parcel_height(parcel));
}

std::int32_t house_height(const HouseLine& house) {
    return kLine * (house.remarks.empty() ? 2 : 3);
}

void draw_house(const Grid& grid, const HouseLine& house, std::int32_t y) {
    const TextStyle mincho{.face = Face::mincho, .size = 75};
    const std::string registered =
        house.house_number.empty() ? "未登記" : "家屋番号 " + house.house_number;
    grid.text(0, y, kLine, house.location, mincho);
    grid.text(0, y + kLine, kLine, registered + "　" + house.house_no, kText);
    grid.text(1, y, kLine, house.use, kText);
    grid.text(1, y + kLine, kLine, house.structure, kText);
    if (house.storeys > 0) grid.text(2, y, kLine, std::to_string(house.storeys) + "階建", kText);
    if (house.built) {
        grid.text(2, y + kLine, kLine,
                  format_era_month({house.built->year(), house.built->month()}), kText);
    }
    const bool ledger = house.ledger_area > Area();
    grid.text(3, y, kLine, "登記", kText);
    grid.text(3, y, kLine, ledger ? area_text(house.ledger_area) : "―", kRight);
    grid.text(3, y + kLine, kLine, "課税", kText);
    grid.text(3, y + kLine, kLine, area_text(house.taxed_area), kRight);
    grid.amount(4, y, 2 * kLine, house.value);
    for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
        const std::int32_t at = y + static_cast<std::int32_t>(tax) * kLine;
        grid.text(5, at, kLine, kTaxShort[tax], kCentre);
        const bool levied = tax == 0 || house.city_planning;
        grid.amount(6, at, kLine, when(levied, house.base[tax]));
        grid.amount(7, at, kLine, when(levied, house.relief[tax]));
    }
    if (!house.remarks.empty()) grid.text(0, y + 2 * kLine, kLine, house.remarks, kText);
    grid.separator(y + house_height(house));
}

}  // namespace

std::vector<Section> statement_sections(
    PdfWriter& pdf, const Objects& objects,
    const std::array<bool, rules::kAssetClasses>& below_threshold) {
    std::vector<Section> sections;
    sections.push_back(
        table_of(pdf, kLandColumns, "土地", objects.parcels, parcel_height, draw_parcel));
    sections.push_back(
        table_of(pdf, kHouseColumns, "家屋", objects.houses, house_height, draw_house));
    sections.push_back(asset_section(pdf, objects.assets));
    sections.push_back(totals_section(pdf, class_totals(objects), below_threshold));
    return sections;
}

}  // namespace daicho::tax::forms::detail
