#include "tax/forms/detail/notice_front.hpp"

#include "base/era.hpp"
#include "base/text.hpp"

namespace daicho::tax::forms::detail {
namespace {

constexpr std::int32_t kWidth = 1820;
constexpr std::int32_t kTaxTop = 1290;
constexpr std::int32_t kTaxRow = 54;
constexpr std::int32_t kInstalmentTop = 1960;
constexpr TextStyle kPlain{.size = 85};
constexpr TextStyle kMincho{.face = Face::mincho, .size = 105};
// An address is read by the post: two lines before small type.
constexpr TextStyle kAddress{
    .face = Face::mincho, .size = 105, .limits = {.min_percent = 75, .min_size = 95}};

// Within the window of a long envelope (長形3号) when the sheet is folded in three.
void draw_window(PdfWriter& pdf, const Notice& notice) {
    const Envelope& to = notice.envelope;
    constexpr std::int32_t kLeft = 210;
    constexpr std::int32_t kAcross = 850;
    if (!to.postal_code.empty()) {
        pdf.text({kLeft, 180, kAcross, 55}, "〒" + to.postal_code, {.size = 105}, "postal_code");
    }
    pdf.text({kLeft, 245, kAcross, 95}, to.address, kAddress, "address");
    pdf.text({kLeft, 340, kAcross, 85}, to.building, kAddress, "building");
    pdf.text({kLeft + 30, 435, kAcross - 30, 100}, to.name + (to.corporation ? "　御中" : "　様"),
             {.face = Face::mincho, .size = 135}, "name");
    pdf.text({kLeft, 560, kAcross, 40}, notice.notice_no, {.size = 75}, "notice_no");
}

void draw_issuer(PdfWriter& pdf, const Notice& notice) {
    constexpr std::int32_t kLeft = 1240;
    constexpr std::int32_t kAcross = 720;
    const TextStyle right{.size = 85, .align = Align::right};
    pdf.text({kLeft, 150, kAcross, 45}, "通知書番号 " + notice.notice_no, right, "notice_no");
    pdf.text({kLeft, 195, kAcross, 45}, format_era_date(notice.issued), right, "issued");
    pdf.text({kLeft, 300, kAcross - 130, 75}, notice.issuer.mayor,
             {.face = Face::mincho, .size = 140, .align = Align::right}, "mayor");
    pdf.frame({kLeft + kAcross - 105, 285, 100, 100}, 12);
    pdf.text({kLeft + kAcross - 105, 285, 100, 100}, "公印",
             {.size = 80, .align = Align::centre, .grey = 55}, "seal");
    pdf.text({kLeft, 420, kAcross, 45}, "問合せ先", {.size = 80}, "label");
    pdf.text({kLeft, 465, kAcross, 45}, notice.issuer.municipality + " " + notice.issuer.office,
             kPlain, "office");
    pdf.text({kLeft, 510, kAcross, 45}, notice.issuer.address, kPlain, "office_address");
    pdf.text({kLeft, 555, kAcross, 45}, "電話 " + notice.issuer.phone, kPlain, "phone");
}

void draw_title(PdfWriter& pdf, const Notice& notice) {
    {
        const auto heading = pdf.tag("H1");
        pdf.text({kMargin, 1010, kWidth, 80},
                 format_fiscal_year(notice.year) + " 固定資産税・都市計画税 納税通知書",
                 {.size = 165, .align = Align::centre}, "title");
    }
    pdf.text({kMargin, 1088, kWidth, 45},
             "地方税法と市税条例により、次のとおり賦課しましたので通知します。各期の納期限までに納めてください。",
             {.size = 85, .align = Align::centre}, "intro");
    if (notice.provisional) provisional_band(pdf, {kMargin, 900, kWidth, 60});
}

void draw_taxpayer(PdfWriter& pdf, const Notice& notice) {
    constexpr std::int32_t kTop = 1145;
    constexpr std::int32_t kRow = 62;
    const bool shared = !notice.taxpayer.members.empty();
    label(pdf, {kMargin, kTop, 260, kRow}, "納税義務者");
    cell_text(pdf, {kMargin + 260, kTop, 900, kRow}, owner_text(notice.taxpayer), kMincho,
              "taxpayer");
    label(pdf, {kMargin + 1160, kTop, 260, kRow}, "宛名番号");
    cell_text(pdf, {kMargin + 1420, kTop, 400, kRow}, notice.taxpayer.addressee_no,
              {.size = 95, .align = Align::centre}, "addressee_no");
    pdf.line(kMargin + 1160, kTop, kMargin + 1160, kTop + kRow, kThin);
    pdf.frame({kMargin, kTop, kWidth, kRow}, 25);
    if (!shared) return;
    std::string names;
    for (const std::string& name : notice.taxpayer.members) {
        names += (names.empty() ? "" : "、") + name;
    }
    label(pdf, {kMargin, kTop + kRow, 260, kRow}, "共有者", 75);
    cell_text(pdf, {kMargin + 260, kTop + kRow, kWidth - 260, kRow},
              names + "（連帯して納める義務があります。地方税法第10条の2）",
              {.face = Face::mincho, .size = 80}, "members");
    pdf.frame({kMargin, kTop + kRow, kWidth, kRow}, 25);
}

// Label and one text for each tax.
struct TaxRow {
    std::string label;
    std::array<std::string, rules::kTaxes> texts;
    bool strong = false;
};

std::array<std::string, rules::kTaxes> each(const Notice& notice, Yen TaxBlock::* member) {
    return {format_yen(notice.taxes[0].*member), format_yen(notice.taxes[1].*member)};
}

std::vector<TaxRow> tax_rows(const Notice& notice) {
    std::vector<TaxRow> rows;
    for (std::size_t i = 0; i < rules::kAssetClasses; ++i) {
        TaxRow row{std::string("課税標準額　") + kClassNames[i], {}, false};
        if (notice.below_threshold[i]) row.label += "（免税点未満）";
        for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
            row.texts[tax] = format_yen(notice.taxes[tax].class_base[i]);
        }
        if (i == static_cast<std::size_t>(rules::AssetClass::depreciable)) row.texts[1] = "―";
        rows.push_back(std::move(row));
    }
    rows.push_back({"課税標準額（1,000円未満切捨て）", each(notice, &TaxBlock::base), true});
    rows.push_back({"税率",
                    {percent_text(notice.taxes[0].rate), percent_text(notice.taxes[1].rate)},
                    false});
    rows.push_back({"算出税額", each(notice, &TaxBlock::before_relief), false});
    rows.push_back({"軽減税額", each(notice, &TaxBlock::relief), false});
    rows.push_back({"減免税額", each(notice, &TaxBlock::waiver), false});
    rows.push_back({"税額（100円未満切捨て）", each(notice, &TaxBlock::tax), true});
    return rows;
}

void draw_tax(PdfWriter& pdf, const Notice& notice) {
    static constexpr std::array<Column, 3> kColumns{
        {{"区分", 700}, {"固定資産税（円）", 560}, {"都市計画税（円）", 560}}};
    const Grid grid(pdf, kMargin, kColumns);
    const auto table = pdf.tag("Table");
    grid.head(kTaxTop, kTaxRow);
    std::int32_t y = kTaxTop + kTaxRow;
    for (const TaxRow& row : tax_rows(notice)) {
        const std::int32_t size = row.strong ? 100 : 90;
        const auto row_tag = pdf.tag("TR");
        grid.text(0, y, kTaxRow, row.label, {.size = row.strong ? 90 : 85});
        for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
            grid.text(tax + 1, y, kTaxRow, row.texts[tax], {.size = size, .align = Align::right});
        }
        y += kTaxRow;
        grid.separator(y, 0, row.strong ? 20 : kThin);
    }
    grid.rules(kTaxTop, y);
    constexpr std::int32_t kAnnual = 76;
    label(pdf, {kMargin, y, 700, kAnnual}, "年税額（固定資産税＋都市計画税）", 100);
    yen_cell(pdf, {kMargin + 700, y, 1120, kAnnual}, notice.annual, 135, "annual");
    pdf.frame({kMargin, y, kWidth, kAnnual}, kStrong);
}

void draw_instalments(PdfWriter& pdf, const Notice& notice) {
    const auto count = static_cast<std::int32_t>(notice.instalments.size());
    if (count == 0) return;
    const auto table = pdf.tag("Table");
    constexpr std::int32_t kLabel = 180;
    constexpr std::int32_t kRow = 58;
    const std::int32_t across = (kWidth - kLabel) / count;
    static constexpr std::array<const char*, 3> kLabels{"期別", "納期限", "税額"};
    for (std::int32_t i = 0; i < 3; ++i) {
        label(pdf, {kMargin, kInstalmentTop + i * kRow, kLabel, kRow},
              kLabels[static_cast<std::size_t>(i)]);
    }
    pdf.fill({kMargin, kInstalmentTop, kWidth, kRow}, kHeadGrey);
    cell_text(pdf, {kMargin, kInstalmentTop, kLabel, kRow}, kLabels[0],
              {.size = 80, .align = Align::centre}, "label");
    std::int32_t x = kMargin + kLabel;
    for (std::int32_t i = 0; i < count; ++i) {
        const Instalment& part = notice.instalments[static_cast<std::size_t>(i)];
        const TextStyle centre{.size = 85, .align = Align::centre};
        pdf.line(x, kInstalmentTop, x, kInstalmentTop + 3 * kRow, kThin);
        cell_text(pdf, {x, kInstalmentTop, across, kRow}, "第" + std::to_string(i + 1) + "期",
                  centre, "instalment");
        cell_text(pdf, {x, kInstalmentTop + kRow, across, kRow},
                  format_era_date(part.due, Language::japanese, DateStyle::with_weekday), centre,
                  "due");
        yen_cell(pdf, {x, kInstalmentTop + 2 * kRow, across, kRow}, part.amount, 105,
                 "instalment");
        x += across;
    }
    for (std::int32_t i = 1; i < 3; ++i) {
        pdf.line(kMargin, kInstalmentTop + i * kRow, kMargin + kWidth, kInstalmentTop + i * kRow,
                 kThin);
    }
    pdf.frame({kMargin, kInstalmentTop, kWidth, 3 * kRow}, 25);
}

}  // namespace

void draw_front(PdfWriter& pdf, const Notice& notice) {
    demonstration_mark(pdf, notice.issuer);
    draw_window(pdf, notice);
    draw_issuer(pdf, notice);
    for (const std::int32_t fold : {990, 1980}) pdf.line(40, fold, 80, fold, kThin);
    draw_title(pdf, notice);
    draw_taxpayer(pdf, notice);
    draw_tax(pdf, notice);
    draw_instalments(pdf, notice);
    draw_law(pdf, notice, {kMargin, 2170, kWidth, 660});
}

}  // namespace daicho::tax::forms::detail
