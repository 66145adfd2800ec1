#include "govern/letters/letter_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/era.hpp"
#include "document/pdf.hpp"

namespace daicho::govern {
namespace {

using document::Align;
using document::Box;
using document::Face;
using document::PdfWriter;

constexpr std::int32_t kLeft = 250;
constexpr std::int32_t kWidth = 1'600;
constexpr std::int32_t kTop = 220;
constexpr std::int32_t kBottom = 2'700;
constexpr std::int32_t kSize = 110;   // tenths of a point
constexpr std::int32_t kLetter = 40;  // a full-width letter of that size, with some room
constexpr std::int32_t kLine = 66;
constexpr std::size_t kPieceHalves = 1'200;  // of a paragraph that goes on over pages

std::size_t halves_of(std::string_view text) {
    std::size_t halves = 0;
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        if (byte < 0x80) halves += 1;
        if (byte >= 0xC0) halves += 2;
    }
    return halves;
}

std::int32_t lines_of(std::string_view text, std::int32_t width) {
    const auto in_line = static_cast<std::size_t>(width * 2 / kLetter);
    const std::size_t halves = halves_of(text);
    const bool words = text.find(' ') != std::string_view::npos;
    const std::size_t room = halves + (words ? halves / 4 : 0);
    return std::max(static_cast<std::int32_t>((room + in_line - 1) / in_line), 1);
}

// Pieces that a page can hold, cut between characters.
std::vector<std::string> pieces_of(std::string_view text) {
    std::vector<std::string> pieces(1);
    std::size_t halves = 0;
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        const bool begins = byte < 0x80 || byte >= 0xC0;
        if (begins && halves >= kPieceHalves) {
            pieces.emplace_back();
            halves = 0;
        }
        halves += begins ? (byte < 0x80 ? 1U : 2U) : 0U;
        pieces.back() += sign;
    }
    return pieces;
}

class Page {
public:
    Page(PdfWriter& pdf, const LetterPage& letter) : pdf_(pdf), letter_(letter) { begin(); }

    void line(std::string_view text, Align align, const char* cell) {
        if (text.empty()) return;
        const std::int32_t height = lines_of(text, kWidth) * kLine;
        room(height);
        const auto tag = pdf_.tag("P");
        const document::TextStyle style{.face = Face::mincho, .size = kSize, .align = align};
        if (height == kLine) pdf_.text({kLeft, y_, kWidth, kLine}, text, style, cell);
        else pdf_.paragraph({kLeft, y_, kWidth, height}, text, style, cell);
        y_ += height;
    }
    void title(std::string_view text) {
        const std::int32_t height = lines_of(text, kWidth * 4 / 5) * 84;
        room(height + 40);
        y_ += 60;
        const auto tag = pdf_.tag("H1");
        const document::TextStyle style{
            .face = Face::mincho, .size = 130, .align = Align::centre};
        if (height == 84) pdf_.text({kLeft, y_, kWidth, height}, text, style, "title");
        else pdf_.paragraph({kLeft + 160, y_, kWidth - 320, height}, text, style, "title");
        y_ += height + 50;
    }
    void paragraph(std::string_view text, const char* cell) {
        const bool indented = !text.starts_with("　");
        bool first = true;
        for (const std::string& piece : pieces_of(text)) {
            const std::string said = first && indented ? "　" + piece : piece;
            first = false;
            const std::int32_t height = lines_of(said, kWidth) * kLine;
            room(height);
            const auto tag = pdf_.tag("P");
            pdf_.paragraph({kLeft, y_, kWidth, height}, said, {.face = Face::mincho, .size = kSize},
                           cell);
            y_ += height;
        }
        y_ += 14;
    }
    void point(std::string_view text) {
        constexpr std::int32_t kIndent = 80;
        const std::int32_t height = lines_of(text, kWidth - kIndent) * kLine;
        room(height);
        const auto tag = pdf_.tag("P");
        pdf_.paragraph({kLeft + kIndent, y_, kWidth - kIndent, height}, text,
                       {.face = Face::mincho, .size = kSize}, "point");
        y_ += height + 8;
    }
    void gap(std::int32_t height) { y_ += height; }
    void contact(std::string_view text) {
        const std::int32_t height = lines_of(text, 1'000) * 56 + 80;
        room(height + 40);
        y_ += 40;
        const Box box{kLeft + 560, y_, 1'040, height};
        pdf_.frame(box);
        const auto tag = pdf_.tag("P");
        pdf_.text({box.x + 20, y_ + 8, box.width - 40, 50}, "問合せ先", {.size = 90}, "contact");
        pdf_.paragraph({box.x + 20, y_ + 64, box.width - 40, height - 70}, text, {.size = 90},
                       "contact");
        y_ += height;
    }

private:
    void room(std::int32_t height) {
        if (y_ + height > kBottom) begin();
    }
    void begin() {
        pdf_.begin_page(document::Paper::a4_portrait);
        y_ = kTop;
        const auto tag = pdf_.tag("P");
        if (letter_.is_void || letter_.number.empty()) {
            pdf_.text({kLeft, 110, kWidth, 70}, letter_.is_void ? "（欠番）" : "（案）",
                      {.size = 140}, "mark");
        }
        pdf_.text({kLeft, 2'790, kWidth, 45},
                  pdf_.pages() == 1 ? std::string()
                                    : fmt::format("{}　{}", letter_.number, pdf_.pages()),
                  {.size = 80, .align = Align::right}, "page");
    }
    PdfWriter& pdf_;
    const LetterPage& letter_;
    std::int32_t y_ = 0;
};

void print(PdfWriter& pdf, const LetterPage& letter) {
    Page page(pdf, letter);
    page.line(letter.number.empty() ? "（文書番号は決裁のときに付きます）" : letter.number,
              Align::right, "number");
    page.line(letter.dated ? format_era_date(*letter.dated) : "（日付は決裁の日）", Align::right,
              "date");
    page.gap(50);
    page.line(letter.to, Align::left, "to");
    page.gap(30);
    page.line(letter.issuer, Align::right, "issuer");
    page.title(letter.title);
    for (const std::string& one : letter.body) page.paragraph(one, "body");
    if (!letter.points.empty()) {
        page.gap(30);
        page.line("記", Align::centre, "points");
        page.gap(20);
        for (const std::string& one : letter.points) page.point(one);
        page.line("以上", Align::right, "end");
    }
    if (!letter.ground.empty()) {
        page.gap(30);
        page.line("（根拠　" + letter.ground + "）", Align::left, "ground");
    }
    if (!letter.contact.empty()) page.contact(letter.contact);
}

}  // namespace

Result<PrintedLetter> letter_pdf(const LetterPage& letter) {
    PrintedLetter out;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(out.bytes, {.title = letter.title,
                                                    .author = letter.issuer,
                                                    .created = letter.created}));
    print(pdf, letter);
    out.pages = pdf.pages();
    for (const document::PdfIssue& issue : pdf.issues()) {
        out.issues.push_back(issue.cell + ": " + issue.text);
    }
    DAICHO_CHECK(pdf.finish());
    return out;
}

}  // namespace daicho::govern
