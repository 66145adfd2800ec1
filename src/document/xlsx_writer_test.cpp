#include "document/xlsx_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "document/detail/xlsx_archive.hpp"
#include "document/xlsx_reader.hpp"

namespace daicho::document {
namespace {

XlsxLayout layout() {
    XlsxLayout layout;
    layout.sheet = "土地/家屋";
    layout.columns = {{"no", "物件番号", XlsxKind::text, {}},
                      {"yen", "評価額", XlsxKind::integer, {}},
                      {"area", "地積", XlsxKind::decimal, {}},
                      {"since", "開始", XlsxKind::date, {}},
                      {"use", "用途", XlsxKind::text, {{"land", "宅地"}, {"farm", "農地"}}}};
    return layout;
}

std::string written(const std::vector<std::vector<std::string>>& rows) {
    auto book = XlsxWriter::create(std::filesystem::temp_directory_path(), layout());
    EXPECT_TRUE(book);
    for (const auto& row : rows) EXPECT_TRUE(book->row(row));
    std::string bytes;
    EXPECT_TRUE(book->finish([&bytes](std::string_view piece) -> Status {
        bytes += piece;
        return {};
    }));
    return bytes;
}

std::vector<std::vector<std::string>> read(const std::string& bytes, const std::string& sheet) {
    std::vector<std::vector<std::string>> rows;
    auto reader = XlsxReader::open_bytes(bytes, "x.xlsx", sheet);
    EXPECT_TRUE(reader);
    XlsxRow row;
    while (true) {
        const auto more = reader->next(row);
        EXPECT_TRUE(more);
        if (!more || !*more) return rows;
        EXPECT_TRUE(row.faults.empty());
        rows.emplace_back(row.fields.begin(), row.fields.end());
    }
}

TEST(XlsxWriter, TextsStayTextsAndCodesAreExplained) {
    const std::vector<std::string> row = {"=HYPERLINK(\"http://x\")", "-5", "125.50", "2026-04-01",
                                          "land"};
    const std::vector<std::string> early = {"0012", "123456789012345", "0.14", "1868-10-23",
                                            "farm"};
    const std::string bytes = written({row, early});
    const auto rows = read(bytes, "土地_家屋");
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0], (std::vector<std::string>{"物件番号", "評価額", "地積", "開始", "用途"}));
    EXPECT_EQ(rows[1], (std::vector<std::string>{"no", "yen", "area", "since", "use"}));
    EXPECT_EQ(rows[2], (std::vector<std::string>{row[0], "-5", "125.5", "2026-04-01", "land"}));
    EXPECT_EQ(rows[3], early);
    EXPECT_EQ(read(bytes, "コード表")[1], (std::vector<std::string>{"用途", "land", "宅地"}));
    EXPECT_EQ(bytes, written({row, early})) << "the same call gives the same bytes";
}

TEST(XlsxWriter, WritesNoFormulaWhateverATextBeginsWith) {
    std::vector<std::vector<std::string>> rows;
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "{=1}", "'=1",
                             "http://example.jp", "=cmd|' /C calc'!A0"}) {
        rows.push_back({text});
    }
    const std::string bytes = written(rows);
    auto archive = detail::XlsxArchive::open_bytes(bytes, "x", {});
    ASSERT_TRUE(archive);
    auto source = (*archive)->open("xl/worksheets/sheet1.xml");
    ASSERT_TRUE(source);
    std::string xml(1 << 20, '\0');
    std::size_t size = 0;
    while (const std::size_t more = *(*source)(xml.data() + size, xml.size() - size)) size += more;
    xml.resize(size);
    EXPECT_EQ(xml.find("<f>"), std::string::npos);
    EXPECT_EQ(xml.find("hyperlink"), std::string::npos);
    const auto back = read(bytes, "");
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(back[i + 2], rows[i]);
}

TEST(XlsxWriter, RefusesWhatACellCannotHold) {
    auto book = XlsxWriter::create(std::filesystem::temp_directory_path(), layout());
    ASSERT_TRUE(book);
    const std::vector<std::string> row = {std::string(32'768, 'a')};
    EXPECT_EQ(book->row(row).error().id, "xlsx.text_too_long");
    EXPECT_EQ(XlsxWriter::create("/nowhere/at/all", layout()).error().id, "xlsx.cannot_write");
}

// Variation selectors, the private use area, planes beyond the first: all come back.
RC_GTEST_PROP(XlsxWriter, EveryCharacterComesBack, ()) {
    const auto kinds = std::vector<std::string>{"葛\U000E0100", "邊\U000E0102", "\uE000", "\uF8FF",
                                                "𠮷", "\U000F0000", "髙", "_x000A_", "_", "x0041_",
                                                "\n", "<&>", "'", "=", " ", "ｶﾞ", "\t"};
    std::string text;
    for (const auto& one : *rc::gen::container<std::vector<std::string>>(
             rc::gen::elementOf(kinds))) {
        text += one;
    }
    text += "。";
    const auto rows = read(written({{text}}), "");
    RC_ASSERT(rows.at(2).at(0) == text);
}

RC_GTEST_PROP(XlsxWriter, NumbersAndDatesComeBackExactly, ()) {
    const auto yen = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
    const auto area = *rc::gen::inRange<std::int64_t>(-99'999'999'999'999, 100'000'000'000'000);
    const Date date = Date::of(1800, 1, 1) + *rc::gen::inRange(0, 200'000);
    const auto rows = read(written({{"a", std::to_string(yen), format_decimal(area, 2),
                                     format_iso(date)}}), "");
    RC_ASSERT(rows.at(2).at(1) == std::to_string(yen));
    RC_ASSERT(parse_decimal(rows.at(2).at(2), 2).value() == area);
    RC_ASSERT(rows.at(2).at(3) == format_iso(date));
}

}  // namespace
}  // namespace daicho::document
