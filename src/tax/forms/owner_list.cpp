#include "tax/forms/owner_list.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "base/text.hpp"
#include "tax/forms/detail/statement.hpp"

namespace daicho::tax::forms {
namespace {

using namespace detail;  // NOLINT: the parts of this form

constexpr std::int32_t kWidth = 2690;
constexpr std::int32_t kRow = 43;
constexpr FlowArea kArea{400, 1940, 35};
constexpr std::int32_t kFooter = 1980;
constexpr TextStyle kText{.size = 72};
constexpr TextStyle kRight{.size = 72, .align = Align::right};
constexpr TextStyle kMincho{.face = Face::mincho, .size = 75};

constexpr std::array<Column, 13> kLandColumns{{{"物件番号", 215},
                                               {"所在・地番", 430},
                                               {"地目\n登記／現況", 175},
                                               {"登記地積", 165},
                                               {"課税地積", 165},
                                               {"区分", 190},
                                               {"価格（円）", 210},
                                               {"固定 本則課税\n標準額（円）", 190},
                                               {"固定 前年度\n（円）", 190},
                                               {"固定 課税\n標準額（円）", 190},
                                               {"都計 本則課税\n標準額（円）", 190},
                                               {"都計 前年度\n（円）", 190},
                                               {"都計 課税\n標準額（円）", 190}}};
constexpr std::array<Column, 12> kHouseColumns{{{"物件番号", 215},
                                                {"所在", 430},
                                                {"家屋番号", 190},
                                                {"種類", 180},
                                                {"構造・階層", 270},
                                                {"建築", 185},
                                                {"登記床面積", 180},
                                                {"課税床面積", 180},
                                                {"価格（円）", 220},
                                                {"固定 課税\n標準額（円）", 210},
                                                {"都計 課税\n標準額（円）", 210},
                                                {"軽減税額\n（円）", 220}}};

std::int32_t lines(const ParcelLine& parcel) {
    return static_cast<std::int32_t>(std::max<std::size_t>(parcel.components.size(), 1)) +
           (parcel.remarks.empty() ? 0 : 1);
}

std::int32_t parcel_height(const ParcelLine& parcel) { return lines(parcel) * kRow; }

std::int32_t house_height(const HouseLine& house) {
    return kRow * (house.remarks.empty() ? 1 : 2);
}

void draw_component(const Grid& grid, const ComponentLine& part, bool city, std::int32_t y) {
    grid.text(4, y, kRow, area_text(part.area), kRight);
    grid.text(5, y, kRow, component_name(part.kind), kText);
    grid.amount(6, y, kRow, part.value, 72);
    for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
        const bool levied = tax == 0 || city;
        grid.amount(7 + 3 * tax, y, kRow, when(levied, part.full_base[tax]), 72);
        grid.amount(8 + 3 * tax, y, kRow, levied ? part.previous[tax] : std::nullopt, 72);
        grid.amount(9 + 3 * tax, y, kRow, when(levied, part.base[tax]), 72);
    }
}

void draw_parcel(const Grid& grid, const ParcelLine& parcel, std::int32_t y) {
    grid.text(0, y, kRow, parcel.parcel_no, kText);
    grid.text(1, y, kRow, parcel.location, kMincho);
    grid.text(2, y, kRow, parcel.ledger_category + "／" + parcel.category, kText);
    grid.text(3, y, kRow, area_text(parcel.ledger_area), kRight);
    if (parcel.components.empty()) {
        grid.text(4, y, kRow, area_text(parcel.taxed_area), kRight);
        grid.text(5, y, kRow, "非課税", kText);
        grid.amount(6, y, kRow, parcel.value, 72);
    }
    std::int32_t at = y;
    for (const ComponentLine& part : parcel.components) {
        draw_component(grid, part, parcel.city_planning, at);
        at += kRow;
    }
    const std::int32_t bottom = y + parcel_height(parcel);
    if (!parcel.remarks.empty()) grid.text(1, bottom - kRow, kRow, parcel.remarks, kText);
    grid.separator(bottom);
}

void draw_house(const Grid& grid, const HouseLine& house, std::int32_t y) {
    grid.text(0, y, kRow, house.house_no, kText);
    grid.text(1, y, kRow, house.location, kMincho);
    grid.text(2, y, kRow, house.house_number.empty() ? "未登記" : house.house_number, kText);
    grid.text(3, y, kRow, house.use, kText);
    const std::string storeys =
        house.storeys > 0 ? " " + std::to_string(house.storeys) + "階建" : "";
    grid.text(4, y, kRow, house.structure + storeys, kText);
    if (house.built) {
        grid.text(5, y, kRow, format_era_month({house.built->year(), house.built->month()}),
                  kText);
    }
    const bool ledger = house.ledger_area > Area();
    grid.text(6, y, kRow, ledger ? area_text(house.ledger_area) : "―", kRight);
    grid.text(7, y, kRow, area_text(house.taxed_area), kRight);
    grid.amount(8, y, kRow, house.value, 72);
    grid.amount(9, y, kRow, house.base[0], 72);
    grid.amount(10, y, kRow, when(house.city_planning, house.base[1]), 72);
    grid.amount(11, y, kRow, house.relief[0] + house.relief[1], 72);
    const std::int32_t bottom = y + house_height(house);
    if (!house.remarks.empty()) grid.text(1, bottom - kRow, kRow, house.remarks, kText);
    grid.separator(bottom);
}

void draw_owner(PdfWriter& pdf, const OwnerList& list) {
    constexpr std::int32_t kTop = 205;
    constexpr std::int32_t kHeight = 62;
    const auto put = [&](std::int32_t x, std::int32_t width, const char* name,
                         std::string_view value, const TextStyle& style) {
        constexpr std::int32_t kLabel = 200;
        label(pdf, {kMargin + x, kTop, kLabel, kHeight}, name, 78);
        cell_text(pdf, {kMargin + x + kLabel, kTop, width - kLabel, kHeight}, value, style, name);
    };
    const TextStyle centre{.size = 90, .align = Align::centre};
    const std::string address = list.address.empty() ? "（記載省略）"
                                : list.postal_code.empty()
                                    ? list.address
                                    : "〒" + list.postal_code + "　" + list.address;
    put(0, 560, "宛名番号", list.taxpayer.addressee_no, centre);
    put(560, 830, "納税義務者", owner_text(list.taxpayer), {.face = Face::mincho, .size = 95});
    put(1390, 1300, "住所・所在地", address, {.face = Face::mincho, .size = 90});
    pdf.frame({kMargin, kTop, kWidth, kHeight}, 25);
}

void draw_taxes(PdfWriter& pdf, const OwnerList& list) {
    constexpr std::int32_t kTop = 285;
    constexpr std::int32_t kHeight = 62;
    const std::array<std::pair<const char*, Yen>, 5> cells{
        {{"固定 課税標準額", list.taxes[0].base},
         {"固定資産税額", list.taxes[0].tax},
         {"都計 課税標準額", list.taxes[1].base},
         {"都市計画税額", list.taxes[1].tax},
         {"年税額", list.annual}}};
    std::int32_t x = kMargin;
    for (const auto& [name, amount] : cells) {
        constexpr std::int32_t kCell = kWidth / 5;
        label(pdf, {x, kTop, 220, kHeight}, name, 75);
        yen_cell(pdf, {x + 220, kTop, kCell - 220, kHeight}, amount, 90, name);
        x += kCell;
    }
    pdf.frame({kMargin, kTop, kWidth, kHeight}, 25);
}

void draw_head(PdfWriter& pdf, const OwnerList& list) {
    demonstration_mark(pdf, list.issuer);
    {
        const auto heading = pdf.tag("H1");
        cell_text(pdf, {kMargin, 115, 1500, 75},
                  format_fiscal_year(list.year) + " 土地・家屋・償却資産 名寄帳", {.size = 140},
                  "title");
    }
    cell_text(pdf, {1900, 110, 930, 40}, list.issuer.municipality + " " + list.issuer.office,
              {.size = 80, .align = Align::right}, "office");
    cell_text(pdf, {1900, 150, 930, 40}, "作成 " + format_era_date(list.issued),
              {.size = 80, .align = Align::right}, "issued");
    if (list.provisional) {
        pdf.fill({1500, 122, 300, 56}, 0);
        cell_text(pdf, {1500, 122, 300, 56}, "仮算定",
                  {.size = 110, .align = Align::centre, .grey = 100}, "provisional");
    }
    draw_owner(pdf, list);
    draw_taxes(pdf, list);
}

}  // namespace

document::PdfInfo owner_list_info(Instant created) {
    return {.title = "名寄帳", .author = {}, .subject = "地方税法 第387条", .created = created};
}

void draw_owner_list(PdfWriter& pdf, const OwnerList& list) {
    std::vector<Section> sections;
    sections.push_back(
        table_of(pdf, kLandColumns, "土地", list.objects.parcels, parcel_height, draw_parcel));
    sections.push_back(
        table_of(pdf, kHouseColumns, "家屋", list.objects.houses, house_height, draw_house));
    sections.push_back(asset_section(pdf, list.objects.assets));
    sections.push_back(totals_section(pdf, class_totals(list.objects), list.below_threshold));
    const std::vector<FlowPage> pages = paginate(sections, kArea);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        pdf.begin_page(document::Paper::a4_landscape);
        const auto part = pdf.tag("Sect");
        draw_head(pdf, list);
        draw_page(pdf, sections, pages[i]);
        page_number(pdf, kFooter, i + 1, pages.size());
    }
}

Result<Printed> print_owner_list(const OwnerList& list, Instant created) {
    Printed printed;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(printed.pdf, owner_list_info(created)));
    draw_owner_list(pdf, list);
    printed.pages = pdf.pages();
    printed.issues = pdf.issues();
    DAICHO_CHECK(pdf.finish());
    return printed;
}

}  // namespace daicho::tax::forms
