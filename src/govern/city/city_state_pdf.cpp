// The state of the city on one sheet of A4: two columns of blocks, rows as high as the page allows.
#include <fmt/format.h>

#include <algorithm>

#include "base/era.hpp"
#include "document/pdf.hpp"
#include "govern/city/city_state.hpp"

namespace daicho::govern {
namespace {

using document::Align;
using document::Box;
using document::PdfWriter;

constexpr std::int32_t kLeft = 130;
constexpr std::int32_t kTop = 330;
constexpr std::int32_t kBottom = 2800;
constexpr std::int32_t kColumn = 900;
constexpr std::int32_t kGap = 40;
constexpr std::int32_t kHighest = 86;  // of a row
constexpr std::int32_t kLowest = 42;   // lower cannot be read
// A block takes its rows, its heading and the room behind it, counted in rows.
constexpr std::size_t kExtra = 2;

std::size_t rows_of(const SheetBlock& block) { return block.figures.size() + kExtra; }

// How many blocks stand in the left column, so that the higher column is as low as can be.
std::size_t split(const std::vector<SheetBlock>& blocks, std::size_t& highest) {
    std::size_t all = 0;
    for (const SheetBlock& block : blocks) all += rows_of(block);
    std::size_t best = 0, left = 0;
    highest = all;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        left += rows_of(blocks[i]);
        const std::size_t higher = std::max(left, all - left);
        if (higher >= highest) continue;
        highest = higher;
        best = i + 1;
    }
    return best;
}

// Printed in black: the state is a shape and a word.
std::string mark_of(Tone tone, Language language) {
    const bool ja = language == Language::japanese;
    switch (tone) {
        case Tone::bad: return ja ? "■ 異常" : "■ wrong";
        case Tone::warn: return ja ? "▲ 注意" : "▲ caution";
        case Tone::ok: return ja ? "○ 良好" : "○ in order";
        case Tone::none: break;
    }
    return "";
}

class Sheet {
public:
    Sheet(PdfWriter& pdf, const StateSheet& sheet, Language language, std::int32_t row)
        : pdf_(&pdf), sheet_(&sheet), language_(language), row_(row) {}

    void head() {
        const bool ja = language_ == Language::japanese;
        const auto tag = pdf_->tag("H1");
        pdf_->text({kLeft, 110, 1840, 100},
                   fmt::format("{}　{}", said(sheet_->city), said(sheet_->title)), {.size = 190},
                   "title");
        const std::string day = format_era_date(sheet_->as_of, language_);
        const std::string printed = format_era_date(japan_date(sheet_->printed), language_);
        const std::string line =
            ja ? fmt::format("基準日 {}　作成 {}　ジャーナルの位置 {} 件", day, printed,
                             grouped_number(static_cast<std::int64_t>(sheet_->journal_entries)))
               : fmt::format("As of {}. Made on {}. Journal: {} entries", day, printed,
                             grouped_number(static_cast<std::int64_t>(sheet_->journal_entries)));
        pdf_->text({kLeft, 212, 1840, 56}, line, {.size = 92}, "as of");
        pdf_->line(kLeft, 280, kLeft + 2 * kColumn + kGap, 280, 40);
    }

    void column(std::size_t from, std::size_t to, std::int32_t x) {
        std::int32_t y = kTop;
        for (std::size_t i = from; i < to; ++i) {
            const auto tag = pdf_->tag("Sect");
            const SheetBlock& block = sheet_->blocks[i];
            pdf_->fill({x, y, kColumn, row_}, 90);
            pdf_->text({x + 12, y, kColumn - 24, row_}, said(block.label), {.size = 96}, "block");
            y += row_;
            for (const SheetFigure& figure : block.figures) {
                line(figure, x, y);
                y += row_;
            }
            y += row_ * static_cast<std::int32_t>(kExtra - 1) / 2;
        }
    }

    void foot() {
        const bool ja = language_ == Language::japanese;
        const auto tag = pdf_->tag("P");
        std::string text =
            ja ? "数字は画面「市の状況」から開く一覧の件数・合計と同じ。前の値は、その日の時点で台"
                 "帳が"
                 "示すもの（前年度は今わかるもの）。"
               : "Each figure is the count or sum of the list behind it on the screen. Earlier "
                 "values are what the registers say of that day (of a fiscal year: what is known "
                 "now).";
        if (sheet_->left_out != 0) {
            text +=
                ja ? fmt::format("権限のない数字 {} 件は載せていない。", sheet_->left_out)
                   : fmt::format(" {} figures are left out for want of a right.", sheet_->left_out);
        }
        if (!sheet_->journal_head.empty()) {
            text +=
                (ja ? "　ジャーナルの要約値 " : " Digest of the journal ") + sheet_->journal_head;
        }
        pdf_->paragraph({kLeft, kBottom + 12, 2 * kColumn + kGap, 110}, text, {.size = 70}, "foot");
    }

private:
    const std::string& said(const BilingualText& text) const {
        return language_ == Language::japanese ? text.ja : text.en;
    }

    void line(const SheetFigure& figure, std::int32_t x, std::int32_t y) {
        const auto tag = pdf_->tag("P");
        const document::FitLimits limits{.min_percent = 65, .min_size = 58, .max_lines = 2};
        pdf_->text({x + 12, y, 376, row_}, said(figure.label), {.size = 84, .limits = limits},
                   figure.label.en);
        pdf_->text({x + 392, y, 210, row_}, said(figure.value),
                   {.size = 96, .align = Align::right, .limits = limits}, figure.label.en);
        pdf_->text({x + 612, y, 162, row_}, said(figure.before),
                   {.size = 70, .align = Align::right, .grey = 25, .limits = limits},
                   figure.label.en);
        pdf_->text({x + 782, y, 114, row_}, mark_of(figure.tone, language_),
                   {.size = 78, .limits = limits}, figure.label.en);
        pdf_->line(x, y + row_, x + kColumn, y + row_, 8);
    }

    PdfWriter* pdf_;
    const StateSheet* sheet_;
    Language language_;
    std::int32_t row_;
};

}  // namespace

Result<std::string> state_pdf(const StateSheet& sheet, Language language) {
    std::size_t highest = 0;
    const std::size_t left = split(sheet.blocks, highest);
    std::int32_t row = kHighest;
    if (highest != 0) {
        row = std::min(row, (kBottom - kTop) / static_cast<std::int32_t>(highest));
    }
    if (row < kLowest) {
        return input_error("state.too_full").with("rows", std::to_string(highest));
    }
    const std::string& title = language == Language::japanese ? sheet.title.ja : sheet.title.en;
    std::string bytes;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(bytes, {.title = title, .created = sheet.printed}));
    pdf.begin_page(document::Paper::a4_portrait);
    Sheet page(pdf, sheet, language, row);
    page.head();
    page.column(0, left, kLeft);
    page.column(left, sheet.blocks.size(), kLeft + kColumn + kGap);
    page.foot();
    DAICHO_CHECK(pdf.finish());
    return bytes;
}

}  // namespace daicho::govern
