// The special specification on A4: head, articles with the mark of their clause in the margin, what
// each comes from, and in the city's copy what was left out and why.
#include <fmt/format.h>

#include <algorithm>

#include "document/pdf.hpp"
#include "govern/entrust/specification.hpp"

namespace daicho::govern::entrust {
namespace {

using document::Box;
using document::Face;
using document::PdfWriter;

constexpr std::int32_t kLeft = 250;
constexpr std::int32_t kWidth = 1'430;
constexpr std::int32_t kMargin = 1'700;  // where the marks stand
constexpr std::int32_t kMarginWidth = 290;
constexpr std::int32_t kTop = 200;
constexpr std::int32_t kBottom = 2'760;
constexpr std::int32_t kSize = 105;   // tenths of a point
constexpr std::int32_t kLetter = 37;  // a full-width letter of that size
constexpr std::int32_t kLine = 52;

std::int32_t halves_of(std::string_view text) {
    std::int32_t halves = 0;
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        if (byte < 0x80) halves += 1;
        if (byte >= 0xC0) halves += 2;
    }
    return halves;
}

std::int32_t height_of(std::string_view text, std::int32_t width, std::int32_t size) {
    const std::int32_t letter = kLetter * size / kSize + 1;
    const std::int32_t in_line = std::max(width * 2 / letter - 2, 2);
    const std::int32_t lines = (halves_of(text) + in_line - 1) / in_line;
    return std::max(lines, 1) * kLine * size / kSize + 10;
}

class Sheet {
public:
    Sheet(PdfWriter& pdf, const SpecificationHead& head) : pdf_(&pdf), head_(&head) {
        begin_page();
    }

    void title(const std::string& text) {
        const auto tag = pdf_->tag("H1");
        pdf_->text({kLeft, y_, kWidth + kMarginWidth, 90}, text,
                   {.size = 160, .align = document::Align::centre}, "title");
        y_ += 130;
    }
    void fact(const std::string& label, const std::string& value) {
        const std::int32_t height = height_of(value, kWidth - 330, 95);
        room(height + 10);
        const auto tag = pdf_->tag("P");
        pdf_->text({kLeft, y_, 300, 48}, label, {.size = 95}, "label");
        pdf_->paragraph({kLeft + 310, y_ + 3, kWidth - 320, height}, value,
                        {.face = Face::mincho, .size = 95}, label);
        y_ += height + 8;
    }
    void heading(const std::string& text) {
        room(3 * kLine + 70);
        y_ += 30;
        const auto tag = pdf_->tag("H2");
        pdf_->text({kLeft, y_, kWidth, 58}, text, {.size = 110}, "heading");
        y_ += 64;
    }
    void article(std::size_t number, const ChosenClause& one) {
        const std::int32_t height = height_of(one.text_ja, kWidth - 60, kSize);
        room(64 + std::min(height, kBottom - kTop - 80));
        const auto tag = pdf_->tag("Sect");
        pdf_->text({kLeft, y_, kWidth, 54}, article_title(number, one), {.size = 110}, "article");
        const std::string mark =
            one.clause->id + " " + head_->edition + (one.changed ? " 変更" : "");
        pdf_->text({kMargin, y_ + 4, kMarginWidth, 46}, mark, {.size = 62, .grey = 35}, "mark");
        if (one.changed) pdf_->line(kMargin - 14, y_ + 6, kMargin - 14, y_ + 60 + height, 40);
        y_ += 60;
        pdf_->paragraph({kLeft + 40, y_, kWidth - 50, height}, one.text_ja,
                        {.face = Face::mincho, .size = kSize}, one.clause->id);
        y_ += height + 24;
    }
    void row(const std::string& first, const std::string& second, const std::string& third,
             bool head = false) {
        const std::int32_t widths[] = {220, 460, kWidth + kMarginWidth - 680};
        const std::string* texts[] = {&first, &second, &third};
        std::int32_t height = 48;
        for (int i = 0; i < 3; ++i) {
            height = std::max(height, height_of(*texts[i], widths[i] - 24, 85) + 8);
        }
        room(height);
        const auto tag = pdf_->tag("TR");
        std::int32_t x = kLeft;
        for (int i = 0; i < 3; ++i) {
            const Box box{x, y_, widths[i], height};
            if (head) pdf_->fill(box, 92);
            pdf_->frame(box);
            pdf_->paragraph({x + 12, y_ + 4, widths[i] - 24, height - 6}, *texts[i], {.size = 85},
                            first);
            x += widths[i];
        }
        y_ += height;
    }

private:
    void begin_page() {
        pdf_->begin_page(document::Paper::a4_portrait);
        ++page_;
        const auto tag = pdf_->tag("P");
        pdf_->text({kLeft, 110, 1'300, 44}, head_->contract_no + "　" + head_->subject,
                   {.size = 75, .grey = 30}, "running head");
        pdf_->text({kMargin, 110, kMarginWidth, 44}, fmt::format("{}", page_),
                   {.size = 75, .align = document::Align::right}, "page");
        y_ = kTop;
    }
    void room(std::int32_t height) {
        if (y_ + height > kBottom) begin_page();
    }

    PdfWriter* pdf_;
    const SpecificationHead* head_;
    std::int32_t y_ = 0;
    int page_ = 0;
};

void print_head(Sheet& sheet, const SpecificationHead& head) {
    sheet.title("個人情報の取扱いに関する特記仕様書");
    sheet.fact("委託番号", head.contract_no + (head.city_copy ? "（市の控え）" : ""));
    sheet.fact("件名", head.subject);
    sheet.fact("受託者", head.vendor.empty() ? "（未定）" : head.vendor);
    sheet.fact("所管", head.city + " " + head.department);
    sheet.fact("期間", head.term);
    sheet.fact("点検", head.checks);
    if (!head.conditions.empty()) sheet.fact("業務の条件", head.conditions);
}

void print_trace(Sheet& sheet, const SpecificationHead& head,
                 const Specification& specification) {
    sheet.heading("条文と条項の対応");
    sheet.row("条", "条項と版", "題名", true);
    std::size_t number = 0;
    for (const ChosenClause& one : specification.clauses) {
        sheet.row(fmt::format("第{}条", ++number), one.clause->id + "　" + head.edition,
                  one.clause->title.ja + (one.changed ? "（この契約のために変更）" : ""));
    }
}

void print_left_out(Sheet& sheet, const Specification& specification) {
    if (specification.left_out.empty()) return;
    sheet.heading("入れなかった条項（市の控え）");
    sheet.row("条項", "題名", "入れなかった理由", true);
    for (const ChosenClause& one : specification.left_out) {
        sheet.row(one.clause->id, one.clause->title.ja, one.reason);
    }
}

void print_changed(Sheet& sheet, const Specification& specification) {
    const auto& clauses = specification.clauses;
    const bool any = std::any_of(clauses.begin(), clauses.end(),
                                 [](const ChosenClause& one) { return one.changed; });
    if (!any) return;
    sheet.heading("変えた条文のもとの文（市の控え）");
    sheet.row("条項", "変えた理由", "もとの文", true);
    for (const ChosenClause& one : clauses) {
        if (one.changed) sheet.row(one.clause->id, one.reason, one.clause->text.ja);
    }
}

}  // namespace

Result<PrintedSpecification> specification_pdf(const SpecificationHead& head,
                                               const Specification& specification) {
    PrintedSpecification out;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(out.bytes, {.title = "個人情報の取扱いに関する特記仕様書",
                                                    .subject = head.contract_no,
                                                    .created = head.created}));
    {
        Sheet sheet(pdf, head);
        print_head(sheet, head);
        std::size_t number = 0;
        sheet.heading("条文");
        for (const ChosenClause& one : specification.clauses) sheet.article(++number, one);
        print_trace(sheet, head, specification);
        if (head.city_copy) {
            print_changed(sheet, specification);
            print_left_out(sheet, specification);
        }
    }
    out.pages = pdf.pages();
    for (const document::PdfIssue& issue : pdf.issues()) {
        out.issues.push_back(issue.cell + ": " + issue.text);
    }
    DAICHO_CHECK(pdf.finish());
    return out;
}

}  // namespace daicho::govern::entrust
