// A paper on A4: laid out twice, because its contents name the pages that only the layout knows.
#include <fmt/format.h>

#include <algorithm>

#include "audit/paper.hpp"
#include "document/pdf.hpp"

namespace daicho::audit {
namespace {

using document::Align;
using document::Box;
using document::PdfWriter;

constexpr std::int32_t kLeft = 170;
constexpr std::int32_t kTop = 190;
constexpr std::int32_t kBottom = 2'750;
constexpr std::int32_t kSize = 87;      // of tables and prose
constexpr std::int32_t kLine = 39;      // height of a line of it
constexpr std::int32_t kPad = 14;
constexpr std::int32_t kHalf = 154;     // width of half a letter of it, hundredths of a millimetre
constexpr std::int32_t kContents = 58;  // height of a line of the contents

// Lines that a text takes in a width: letters are full width, ASCII half of it; words break badly,
// so Latin text is given a tenth more.
std::int32_t lines_of(std::string_view text, std::int32_t width) {
    const std::int64_t room = std::max(width - 2 * kPad, 40);
    std::int64_t lines = 0;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        std::int64_t halves = 0, latin = 0;
        for (const char sign : text.substr(from, end - from)) {
            const auto byte = static_cast<unsigned char>(sign);
            if (byte < 0x80) ++latin;
            else if (byte >= 0xC0) halves += 2;
        }
        halves += latin + latin / 10;
        lines += std::max<std::int64_t>(1, (halves * kHalf + room * 10 - 1) / (room * 10));
        from = end + 1;
    }
    return static_cast<std::int32_t>(lines);
}

class Layout {
public:
    Layout(PdfWriter& pdf, const Paper& paper, std::vector<std::uint32_t> pages,
           std::uint32_t count)
        : pdf_(&pdf), paper_(&paper), pages_(std::move(pages)), count_(count) {}

    void lay() {
        begin();
        cover();
        if (!paper_->contents.empty()) {
            contents();
            begin();
        }
        for (std::size_t i = 0; i < paper_->sections.size(); ++i) {
            if (i > 0 && paper_->page_each) begin();
            section(i);
        }
    }
    [[nodiscard]] const std::vector<std::uint32_t>& began() const noexcept { return began_; }

private:
    void begin() {
        pdf_->begin_page(document::Paper::a4_portrait);
        y_ = kTop;
        const auto tag = pdf_->tag("P");
        pdf_->text({kLeft, 2'800, 1'400, 50}, paper_->foot, {.size = 72, .grey = 30}, "foot");
        const std::string number =
            count_ == 0 ? std::to_string(pdf_->pages())
                        : fmt::format("{} / {}", pdf_->pages(), count_);
        pdf_->text({kLeft + 1'460, 2'800, 300, 50}, number, {.size = 80, .align = Align::right},
                   "page");
    }
    // True when a new page was begun for it.
    bool room(std::int32_t height) {
        if (y_ + height <= kBottom) return false;
        begin();
        return true;
    }

    void cover() {
        {
            const auto tag = pdf_->tag("H1");
            pdf_->text({kLeft, y_, kTableWidth, 120}, paper_->title, {.size = 200}, "title");
        }
        y_ += 140;
        for (const std::string& line : paper_->head) prose(line);
        y_ += 30;
    }

    void contents() {
        heading(paper_->contents);
        for (std::size_t i = 0; i < paper_->sections.size(); ++i) {
            room(kContents);
            const auto tag = pdf_->tag("P");
            const std::string page = i < pages_.size() ? std::to_string(pages_[i]) : "";
            pdf_->text({kLeft, y_, 1'600, kContents},
                       fmt::format("{}. {}", i + 1, paper_->sections[i].title), {.size = 92},
                       "contents");
            pdf_->text({kLeft + 1'610, y_, 150, kContents}, page,
                       {.size = 92, .align = Align::right}, "contents");
            y_ += kContents;
        }
    }

    void heading(const std::string& text) {
        room(220);
        y_ += 26;
        const auto tag = pdf_->tag("H2");
        pdf_->text({kLeft, y_, kTableWidth, 74}, text, {.size = 118}, "heading");
        pdf_->line(kLeft, y_ + 78, kLeft + kTableWidth, y_ + 78, 30);
        y_ += 96;
    }

    void prose(const std::string& text) {
        const std::int32_t height = lines_of(text, kTableWidth) * kLine + 12;
        room(height);
        const auto tag = pdf_->tag("P");
        pdf_->paragraph({kLeft, y_, kTableWidth, height}, text, {.size = kSize}, "prose");
        y_ += height;
    }

    void section(std::size_t i) {
        const Section& section = paper_->sections[i];
        heading(fmt::format("{}. {}", i + 1, section.title));
        began_.push_back(pdf_->pages());
        for (const auto& part : section.parts) {
            if (const auto* text = std::get_if<Paragraph>(&part)) prose(text->text);
            else table(std::get<Table>(part));
        }
    }

    std::int32_t height_of(const Table& table, const std::vector<std::string>& row) const {
        std::int32_t lines = 1;
        for (std::size_t i = 0; i < row.size(); ++i) {
            lines = std::max(lines, lines_of(row[i], table.widths[i]));
        }
        return lines * kLine + 2 * 8;
    }

    void cells(const Table& table, const std::vector<std::string>& row, std::int32_t height,
               bool head) {
        const auto tag = pdf_->tag("TR");
        std::int32_t x = kLeft;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (head) pdf_->fill({x, y_, table.widths[i], height}, 90);
            pdf_->frame({x, y_, table.widths[i], height}, 10);
            pdf_->paragraph({x + kPad, y_ + 8, table.widths[i] - 2 * kPad, height - 8}, row[i],
                            {.size = kSize}, "cell");
            x += table.widths[i];
        }
        y_ += height;
    }

    void table(const Table& table) {
        const std::int32_t head = height_of(table, table.heads);
        const auto tag = pdf_->tag("Table");
        room(head + 3 * kLine);
        cells(table, table.heads, head, true);
        for (const std::vector<std::string>& row : table.rows) {
            const std::int32_t height =
                std::min(height_of(table, row), kBottom - kTop - head);
            if (room(height)) cells(table, table.heads, head, true);
            cells(table, row, height, false);
        }
        y_ += 24;
    }

    PdfWriter* pdf_;
    const Paper* paper_;
    std::vector<std::uint32_t> pages_;
    std::uint32_t count_ = 0;
    std::vector<std::uint32_t> began_;
    std::int32_t y_ = 0;
};

Result<PrintedPaper> laid(const Paper& paper, const PrintedPaper& before) {
    PrintedPaper printed;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(printed.pdf, {.title = paper.title, .created = paper.at}));
    Layout layout(pdf, paper, before.pages, before.count);
    layout.lay();
    printed.count = pdf.pages();
    for (const document::PdfIssue& issue : pdf.issues()) printed.issues.push_back(issue.text);
    DAICHO_CHECK(pdf.finish());
    printed.pages = layout.began();
    return printed;
}

}  // namespace

Result<PrintedPaper> print(const Paper& paper) {
    DAICHO_TRY(first, laid(paper, {}));
    return laid(paper, first);
}

std::string said(const Paper& paper) {
    std::string text = paper.title + "\n";
    const auto add = [&text](const std::string& line) { text += line + "\n"; };
    std::ranges::for_each(paper.head, add);
    for (const Section& section : paper.sections) {
        add(section.title);
        for (const auto& part : section.parts) {
            if (const auto* prose = std::get_if<Paragraph>(&part)) {
                add(prose->text);
                continue;
            }
            const Table& table = std::get<Table>(part);
            std::ranges::for_each(table.heads, add);
            for (const auto& row : table.rows) std::ranges::for_each(row, add);
        }
    }
    return text;
}

}  // namespace daicho::audit
