#include "govern/requests/file_register.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/pdf.hpp"

namespace daicho::govern {
namespace {

using document::Box;
using document::PdfWriter;

constexpr std::int32_t kLeft = 170;
constexpr std::int32_t kWidth = 1'760;
constexpr std::int32_t kLabel = 480;
constexpr std::int32_t kRow = 62;
constexpr std::int32_t kLine = 52;
constexpr std::int32_t kTop = 170;
constexpr std::int32_t kBottom = 2'740;
constexpr std::size_t kHalves = 72;  // half-width letters of a line of a value

std::int32_t lines_of(std::string_view text) {
    std::size_t halves = 0;
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        if (byte < 0x80) halves += 1;
        if (byte >= 0xC0) halves += 2;
    }
    return std::max(static_cast<std::int32_t>((halves + kHalves - 1) / kHalves), 1);
}

std::int32_t height_of(std::string_view value) { return kRow + (lines_of(value) - 1) * kLine; }

class Sheet {
public:
    Sheet(PdfWriter& pdf, const FileRegisterPaper& paper) : pdf_(pdf), paper_(paper) { begin(); }

    void head() {
        const auto tag = pdf_.tag("H1");
        pdf_.text({kLeft, y_, kWidth, 90}, "個人情報ファイル簿", {.size = 180}, "title");
        y_ += 110;
        pdf_.text({kLeft, y_, kWidth, 60},
                  fmt::format("{}　{}　{}　{}件", paper_.city,
                              paper_.edition.empty() ? "（案・未公表）" : paper_.edition,
                              paper_.dated, paper_.entries.size()),
                  {.size = 95}, "head");
        y_ += 90;
    }
    void entry(const FileEntry& one) {
        std::int32_t whole = 0;
        for (const std::string& value : one.values) whole += height_of(value);
        if (y_ + whole > kBottom && whole < kBottom - kTop) begin();
        const auto tag = pdf_.tag("Table");
        const auto& columns = file_columns();
        for (std::size_t i = 0; i < columns.size() && i < one.values.size(); ++i) {
            const char* none = columns[i].required ? "（未記入）" : "－";
            row(columns[i].label.ja, one.values[i].empty() ? none : one.values[i]);
        }
        y_ += 60;
    }

private:
    void row(std::string_view label, const std::string& value) {
        const std::int32_t height = height_of(value);
        if (y_ + height > kBottom) begin();
        const auto tag = pdf_.tag("TR");
        pdf_.fill({kLeft, y_, kLabel, height}, 93);
        pdf_.frame({kLeft, y_, kLabel, height});
        pdf_.frame({kLeft + kLabel, y_, kWidth - kLabel, height});
        pdf_.text({kLeft + 20, y_, kLabel - 40, kRow}, label, {.size = 85}, "label");
        const Box box{kLeft + kLabel + 20, y_ + (height > kRow ? 8 : 0), kWidth - kLabel - 40,
                      height};
        if (height == kRow) pdf_.text(box, value, {.size = 90}, "value");
        else pdf_.paragraph(box, value, {.size = 90}, "value");
        y_ += height;
    }
    void begin() {
        pdf_.begin_page(document::Paper::a4_portrait);
        y_ = kTop;
        const auto tag = pdf_.tag("P");
        pdf_.text({kLeft, 2'800, kWidth, 45}, fmt::format("{}", pdf_.pages()),
                  {.size = 80, .align = document::Align::centre}, "page");
    }
    PdfWriter& pdf_;
    const FileRegisterPaper& paper_;
    std::int32_t y_ = 0;
};

std::vector<std::string> lines_in(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

const std::vector<FileColumn>& file_columns() {
    static const std::vector<FileColumn> kColumns = {
        {"name", {"個人情報ファイルの名称", "Name of the file"}, "1", true},
        {"organ", {"行政機関等の名称", "Authority"}, "2", true},
        {"section", {"事務をつかさどる組織", "Section in charge"}, "2", true},
        {"purpose", {"利用目的", "Purpose of use"}, "3", true},
        {"items", {"記録項目", "Items recorded"}, "4", true},
        {"scope", {"記録範囲", "Whose information"}, "4", true},
        {"collected_from", {"収集方法", "How it is collected"}, "5", true},
        {"sensitive", {"要配慮個人情報", "Special care-required information"}, "6", true},
        {"provided_to", {"経常的提供先", "Regularly provided to"}, "7", false},
        {"inquiry_office", {"請求を受理する組織", "Where to send requests"}, "", true},
        {"other_procedure", {"他の法令による手続", "Procedures under other laws"}, "", false},
        {"kind", {"ファイルの種別", "Kind of file"}, "", true},
        {"individual_number", {"個人番号", "Individual Numbers"}, "", true},
    };
    return kColumns;
}

std::vector<BilingualText> missing_columns(const FileEntry& entry) {
    std::vector<BilingualText> missing;
    const auto& columns = file_columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool empty = i >= entry.values.size() || entry.values[i].empty();
        if (columns[i].required && empty) missing.push_back(columns[i].label);
    }
    return missing;
}

std::string published_content(const FileEntry& entry) {
    std::string text;
    for (const std::string& value : entry.values) {
        std::string line = value;
        std::ranges::replace(line, '\n', ' ');
        text += (text.empty() ? "" : "\n") + std::string("・") + line;
    }
    return text;
}

std::vector<BilingualText> changed_columns(const std::string& before, const std::string& now) {
    std::vector<BilingualText> changed;
    const auto was = lines_in(before);
    const auto is = lines_in(now);
    const auto& columns = file_columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string one = i < was.size() ? was[i] : "";
        if (one != (i < is.size() ? is[i] : "")) changed.push_back(columns[i].label);
    }
    return changed;
}

Result<PrintedRegister> file_register_pdf(const FileRegisterPaper& paper) {
    PrintedRegister out;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(out.bytes, {.title = "個人情報ファイル簿",
                                                    .author = paper.city,
                                                    .created = paper.created}));
    {
        Sheet sheet(pdf, paper);
        sheet.head();
        for (const FileEntry& one : paper.entries) sheet.entry(one);
    }
    out.pages = pdf.pages();
    for (const document::PdfIssue& issue : pdf.issues()) {
        out.issues.push_back(issue.cell + ": " + issue.text);
    }
    DAICHO_CHECK(pdf.finish());
    return out;
}

}  // namespace daicho::govern
