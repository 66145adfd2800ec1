#include "tax/forms/notice.hpp"

#include "base/era.hpp"
#include "base/text.hpp"
#include "tax/forms/detail/notice_front.hpp"
#include "tax/forms/detail/statement.hpp"

namespace daicho::tax::forms {
namespace {

using namespace detail;  // NOLINT: the parts of this form

constexpr FlowArea kStatement{300, 2800, 45};
constexpr std::int32_t kFooter = 2860;

void statement_head(PdfWriter& pdf, const Notice& notice) {
    demonstration_mark(pdf, notice.issuer);
    {
        const auto heading = pdf.tag("H1");
        cell_text(pdf, {kMargin, 115, 1100, 70}, format_fiscal_year(notice.year) + " 課税明細書",
                  {.size = 140}, "title");
    }
    cell_text(pdf, {1240, 115, 720, 40}, "通知書番号 " + notice.notice_no,
              {.size = 80, .align = Align::right}, "notice_no");
    cell_text(pdf, {1240, 155, 720, 40}, notice.issuer.municipality,
              {.size = 80, .align = Align::right}, "municipality");
    cell_text(pdf, {kMargin, 195, 1500, 55},
              "納税義務者　" + owner_text(notice.taxpayer) + "　（賦課期日 " +
                  format_era_date(notice.year.assessment_date()) + "）",
              {.face = Face::mincho, .size = 95}, "taxpayer");
    if (notice.provisional) provisional_band(pdf, {kMargin, 250, 1820, 45});
}

void statement_foot(PdfWriter& pdf, std::size_t page, std::size_t pages) {
    cell_text(pdf, {kMargin, kFooter - 45, 1820, 40},
              "本則課税標準額は負担調整をする前の額です。前年度課税標準額は、区分や面積が変わった土地では"
              "本年度の状況に合わせた額です。税額は全部の課税標準額を合計してから計算します。",
              {.size = 65}, "note");
    page_number(pdf, kFooter, page, pages);
}

}  // namespace

document::PdfInfo notice_info(Instant created) {
    return {.title = "固定資産税・都市計画税 納税通知書",
            .author = {},
            .subject = "地方税法 第364条",
            .created = created};
}

void draw_notice(PdfWriter& pdf, const Notice& notice) {
    const std::vector<Section> sections =
        statement_sections(pdf, notice.objects, notice.below_threshold);
    const std::vector<FlowPage> pages = paginate(sections, kStatement);
    const std::size_t count = pages.size() + 1;
    pdf.begin_page(document::Paper::a4_portrait);
    const auto part = pdf.tag("Sect");
    draw_front(pdf, notice);
    page_number(pdf, kFooter, 1, count);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        pdf.begin_page(document::Paper::a4_portrait);
        statement_head(pdf, notice);
        draw_page(pdf, sections, pages[i]);
        statement_foot(pdf, i + 2, count);
    }
}

Result<Printed> print_notices(std::span<const Notice> notices, Instant created) {
    Printed printed;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(printed.pdf, notice_info(created)));
    for (const Notice& notice : notices) draw_notice(pdf, notice);
    printed.pages = pdf.pages();
    printed.issues = pdf.issues();
    DAICHO_CHECK(pdf.finish());
    return printed;
}

}  // namespace daicho::tax::forms
