// The check table on A4 landscape: what it is about, the verdict with its reasons, then the rows.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "document/pdf.hpp"
#include "govern/criteria/check_table.hpp"

namespace daicho::govern {
namespace {

using document::Box;
using document::PdfWriter;

constexpr std::int32_t kLeft = 120;
constexpr std::int32_t kTop = 110;
constexpr std::int32_t kBottom = 1990;
constexpr std::int32_t kSize = 80;    // tenths of a point
constexpr std::int32_t kLetter = 29;  // a full-width letter of that size
constexpr std::int32_t kLine = 36;
constexpr std::int32_t kPad = 12;

struct Column {
    const char* id;
    std::int32_t width;
};
constexpr std::array<Column, 7> kColumns = {{{"criteria.print.no_of_item", 230},
                                             {"criteria.print.item", 330},
                                             {"criteria.print.requirement", 700},
                                             {"criteria.print.risk", 460},
                                             {"criteria.print.cell", 260},
                                             {"criteria.print.answer", 220},
                                             {"criteria.print.ground", 530}}};
constexpr std::int32_t kWidth = 2'730;

std::int32_t halves_of(std::string_view text) {
    std::int32_t halves = 0;
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        if (byte < 0x80) halves += 1;
        if (byte >= 0xC0) halves += 2;
    }
    return halves;
}

// Lines that a text takes in a column, with room for words that do not break.
std::int32_t lines_of(std::string_view text, std::int32_t width) {
    if (text.empty()) return 1;
    const std::int32_t in_line = std::max((width - 2 * kPad) * 2 / kLetter - 1, 2);
    const bool words = text.find(' ') != std::string_view::npos;
    const std::int32_t halves = halves_of(text);
    return (halves + (words ? halves / 4 : 0) + in_line - 1) / in_line;
}

using Cells = std::array<std::string, kColumns.size()>;

Cells cells_of(const CheckLine& line) {
    std::string answer = line.answer;
    if (!line.result.empty() && line.result != line.answer) {
        answer += (answer.empty() ? "" : "／") + line.result;
    }
    return {line.no, line.label, line.requirement, line.risk, line.cell, answer, line.ground};
}

class Sheet {
public:
    Sheet(PdfWriter& pdf, const CheckTable& table, Language language)
        : pdf_(&pdf), table_(&table), language_(language) {
        begin_page();
        about();
    }

    void part(const CheckPart& part) {
        if (!part.name.empty()) {
            band(part.name + (part.verdict.empty() ? "" : "　" + part.verdict), 100);
        }
        for (const std::string& reason : part.reasons) note("・" + reason);
        heading();
        for (const CheckLine& line : part.lines) row(cells_of(line));
        y_ += 30;
    }

private:
    [[nodiscard]] std::string word(const char* id) const { return message(id, language_); }

    void begin_page() {
        pdf_->begin_page(document::Paper::a4_landscape);
        ++page_;
        const auto tag = pdf_->tag("P");
        pdf_->text({kLeft, 50, 2'000, 44},
                   table_->title + "　" +
                       message("criteria.print.edition", language_, {{"edition", table_->edition}}),
                   {.size = 80}, "title");
        pdf_->text({kLeft + 2'000, 50, kWidth - 2'000, 44}, fmt::format("{}", page_),
                   {.size = 80, .align = document::Align::right}, "page");
        y_ = kTop;
    }
    // True when a new page was begun.
    bool room(std::int32_t height) {
        if (y_ + height <= kBottom) return false;
        begin_page();
        return true;
    }
    void band(const std::string& text, std::int32_t size) {
        room(3 * kLine + 60);
        const auto tag = pdf_->tag("H2");
        pdf_->text({kLeft, y_, kWidth, 60}, text, {.size = size}, "heading");
        y_ += 66;
    }
    void note(const std::string& text) {
        const std::int32_t height = lines_of(text, kWidth) * kLine + 6;
        room(height);
        const auto tag = pdf_->tag("P");
        pdf_->paragraph({kLeft + kPad, y_, kWidth - 2 * kPad, height}, text, {.size = kSize},
                        "reason");
        y_ += height;
    }
    void about() {
        for (const auto& [label, value] : table_->about) note(label + "　" + value);
        note(word("criteria.print.source") + "　" + table_->source);
        if (!table_->verdict.empty()) {
            band(word("criteria.print.verdict") + "　" + table_->verdict, 115);
        }
    }
    void heading() {
        room(4 * kLine);
        const auto tag = pdf_->tag("TR");
        std::int32_t x = kLeft;
        for (const Column& column : kColumns) {
            const Box box{x, y_, column.width, 52};
            pdf_->fill(box, 92);
            pdf_->frame(box);
            pdf_->text({x + kPad, y_, column.width - 2 * kPad, 52}, word(column.id),
                       {.size = kSize}, "column");
            x += column.width;
        }
        y_ += 52;
    }
    void row(const Cells& cells) {
        std::int32_t lines = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            lines = std::max(lines, lines_of(cells[i], kColumns[i].width));
        }
        const std::int32_t most = kBottom - kTop - 60;
        const std::int32_t height = std::min(lines * kLine + 2 * kPad, most);
        if (room(height)) heading();
        const auto tag = pdf_->tag("TR");
        std::int32_t x = kLeft;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Box box{x, y_, kColumns[i].width, height};
            pdf_->frame(box);
            if (!cells[i].empty()) {
                pdf_->paragraph({x + kPad, y_ + kPad / 2, box.width - 2 * kPad, height - kPad},
                                cells[i], {.size = kSize}, cells.front());
            }
            x += box.width;
        }
        y_ += height;
    }

    PdfWriter* pdf_;
    const CheckTable* table_;
    Language language_;
    std::int32_t y_ = 0;
    int page_ = 0;
};

}  // namespace

Result<PrintedTable> check_table_pdf(const CheckTable& table, Language language, Instant created) {
    PrintedTable out;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(out.bytes, {.title = table.title, .created = created}));
    {
        Sheet sheet(pdf, table, language);
        for (const CheckPart& part : table.parts) sheet.part(part);
    }
    out.pages = pdf.pages();
    for (const document::PdfIssue& issue : pdf.issues()) {
        out.issues.push_back(issue.cell + ": " + issue.text);
    }
    DAICHO_CHECK(pdf.finish());
    return out;
}

}  // namespace daicho::govern
