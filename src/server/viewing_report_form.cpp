// The viewing report as it is printed: lines, then what proves them.
#include <fmt/format.h>

#include <algorithm>

#include "document/pdf.hpp"
#include "server/viewing_report.hpp"

namespace daicho::server {
namespace {

using document::Box;
using document::PdfWriter;
using document::TextStyle;

constexpr std::int32_t kLeft = 150;
constexpr std::int32_t kWidth = 1800;
constexpr std::int32_t kBottom = 2720;
constexpr std::int32_t kRow = 52;
constexpr std::size_t kCells = 7;
constexpr std::int32_t kColumns[kCells] = {125, 245, 330, 210, 300, 230, 360};
constexpr const char* kHeads[] = {"viewings.head.entry",    "viewings.head.time",
                                  "viewings.head.department", "viewings.head.capacity",
                                  "viewings.head.purpose",  "viewings.head.what",
                                  "viewings.head.through"};

using Words = std::vector<std::pair<std::string, std::string>>;
std::string ja(const char* id, const Words& words = {}) {
    return message(id, Language::japanese, words);
}

class Sheet {
public:
    Sheet(PdfWriter& pdf, std::string foot) : pdf_(&pdf), foot_(std::move(foot)) { begin(); }

    void block(std::string_view text, std::int32_t size, std::int32_t height) {
        if (y_ + height > kBottom) begin();
        pdf_->paragraph({kLeft, y_, kWidth, height}, text, {.size = size}, "viewings");
        y_ += height;
    }
    void heads() {
        std::string texts[kCells];
        for (std::size_t i = 0; i < kCells; ++i) texts[i] = ja(kHeads[i]);
        pdf_->fill({kLeft, y_, kWidth, kRow}, 90);
        cells(texts, 78);
        in_table_ = true;
    }
    void row(const ViewingLine& line) {
        const std::string texts[kCells] = {
            std::to_string(line.entry), format_japan_minute(line.time), line.department,
            line.capacity, line.purpose,
            line.released ? line.what + ja("viewings.released") : line.what,
            line.through.empty() ? ja("viewings.through.itself") : line.through};
        if (y_ + kRow > kBottom) begin();
        cells(texts, 75);
    }
    void end_table() { in_table_ = false; }
    // One line of the proof, as it must be copied: never broken, never shortened.
    void fixed(std::string_view text) {
        constexpr std::int32_t kFixed = 33;
        if (y_ + kFixed > kBottom) begin();
        pdf_->text({kLeft, y_, kWidth, kFixed}, text, {.size = 62}, "proof");
        y_ += kFixed;
    }

private:
    void begin() {
        pdf_->begin_page(document::Paper::a4_portrait);
        y_ = 150;
        pdf_->text({kLeft, 2790, kWidth, 45},
                   fmt::format("{}　{}", foot_, pdf_->pages()), {.size = 70}, "foot");
        if (in_table_) heads();
    }
    void cells(const std::string (&texts)[kCells], std::int32_t size) {
        std::int32_t x = kLeft;
        for (std::size_t i = 0; i < kCells; ++i) {
            pdf_->text({x + 6, y_, kColumns[i] - 12, kRow}, texts[i], {.size = size}, "viewings");
            x += kColumns[i];
        }
        y_ += kRow;
        pdf_->line(kLeft, y_, kLeft + kWidth, y_, 10);
    }
    PdfWriter* pdf_;
    std::string foot_;
    std::int32_t y_ = 0;
    bool in_table_ = false;
};

std::size_t proven(const ViewingReport& report) {
    return static_cast<std::size_t>(std::ranges::count_if(
        report.lines, [](const ViewingLine& line) { return !line.leaf.empty(); }));
}

void print_proof(Sheet& sheet, const ViewingReport& report) {
    sheet.block(ja("viewings.proof"), 110, 70);
    sheet.block(ja("viewings.proof_text", {{"entry", std::to_string(report.entry.value)},
                                           {"lines", std::to_string(report.lines.size())},
                                           {"proven", std::to_string(proven(report))}}),
                82, 250);
    sheet.fixed("digest: " + report.digest);
    sheet.fixed("body: " + report.body);
    sheet.fixed("daicho-verify --origin " + report.origin + " --key " + report.key_text + " FILE");
    sheet.block("", 80, 20);
    std::string_view rest = report.bundle;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        sheet.fixed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

}  // namespace

Result<std::string> print_report(const ViewingReport& report, const office::Settings& settings) {
    std::string bytes;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(bytes, {.title = ja("viewings.title"),
                                                .author = settings.name.ja,
                                                .created = report.made}));
    Sheet sheet(pdf, fmt::format("{}　{}　{}", settings.name.ja, ja("viewings.title"),
                                 ja("viewings.number",
                                    {{"entry", std::to_string(report.entry.value)}})));
    sheet.block(ja("viewings.title"), 160, 110);
    sheet.block(fmt::format("{}　{}", settings.name.ja, settings.office_name.ja), 90, 60);
    sheet.block(ja("viewings.about", {{"register", report.register_label},
                                      {"key", report.key},
                                      {"name", report.name.empty() ? ja("viewings.no_name")
                                                                   : report.name},
                                      {"made", format_japan_minute(report.made)}}),
                95, 130);
    if (report.whole_person) sheet.block(ja("viewings.whole_person"), 80, 110);
    sheet.block(ja("viewings.note"), 80, 130);
    sheet.heads();
    for (const ViewingLine& line : report.lines) sheet.row(line);
    sheet.end_table();
    if (report.lines.empty()) sheet.block(ja("viewings.none"), 90, 60);
    if (report.more) sheet.block(ja("viewings.more"), 90, 60);
    sheet.block("", 80, 40);
    print_proof(sheet, report);
    DAICHO_CHECK(pdf.finish());
    return bytes;
}

}  // namespace daicho::server
