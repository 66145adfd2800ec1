#include "document/xlsx_reader.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "base/message.hpp"
#include "document/detail/xlsx_number.hpp"
#include "document/test_xlsx.hpp"

namespace daicho::document {
namespace {

using detail::exact_number;
using detail::format_of_code;
using detail::serial_date;
using detail::XlsxFormat;

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::uint64_t> numbers;
    std::vector<Error> faults;
    std::string end;  // id of the error that ended the reading
};

Read read_bytes(const std::string& bytes, const std::string& sheet = "",
                const XlsxLimits& limits = {}) {
    Read read;
    auto reader = XlsxReader::open_bytes(bytes, "家屋.xlsx", sheet, limits);
    if (!reader) {
        read.end = reader.error().id;
        return read;
    }
    XlsxRow row;
    while (true) {
        const auto more = reader->next(row);
        if (!more) read.end = more.error().id;
        if (!more || !*more) return read;
        read.rows.emplace_back(row.fields.begin(), row.fields.end());
        read.numbers.push_back(row.number);
        read.faults.insert(read.faults.end(), row.faults.begin(), row.faults.end());
    }
}

Read read_parts(const XlsxParts& parts, const XlsxLimits& limits = {}) {
    return read_bytes(zip_of(parts), "", limits);
}
Read read_rows(const std::string& rows) { return read_parts(workbook_of(rows)); }

using Rows = std::vector<std::vector<std::string>>;

TEST(XlsxReader, ReadsTextsOfEveryKind) {
    const Read read = read_rows(
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
        "<c r='C1' t='inlineStr'><is><t>=1+1</t></is></c>"
        "<c r='D1' t='inlineStr'><is><r><t>辺</t></r><r><t>𠮷</t></r><rPh><t>よし</t></rPh></is></c>"
        "<c r='E1' t='str'><f>A1&amp;\"x\"</f><v>汐見市x</v></c><c r='F1' t='b'><v>1</v></c>"
        "<c r='G1' t='s'><v>2</v></c></row>");
    EXPECT_EQ(read.rows, (Rows{{"汐見市", "渡邊 ", "=1+1", "辺𠮷", "汐見市x", "true",
                                "\ta_x0041_"}}));
    EXPECT_TRUE(read.faults.empty());
    EXPECT_EQ(read.end, "");
}

TEST(XlsxReader, CellsWithoutPlaceFollowAndGapsStayEmpty) {
    const Read read = read_rows(
        "<row><c><v>1</v></c><c r='C1'><v>3</v></c><c><v>4</v></c></row><row/>"
        "<row r='5'><c r='B5'><v>2</v></c><c r='C5' s='1'/></row>");
    EXPECT_EQ(read.rows, (Rows{{"1", "", "3", "4"}, {"", "2"}}));
    EXPECT_EQ(read.numbers, (std::vector<std::uint64_t>{1, 5}));
}

TEST(XlsxReader, DatesByFormat) {
    const Read read = read_rows(
        "<row><c s='1'><v>45292</v></c><c s='2'><v>46113</v></c><c s='3'><v>12</v></c>"
        "<c s='4'><v>0.5</v></c><c s='5'><v>0.14000000000000001</v></c><c><v>45292</v></c>"
        "<c t='d'><v>2026-04-01T00:00:00</v></c></row>");
    EXPECT_EQ(read.rows, (Rows{{"2024-01-01", "2026-04-01", "00012", "0.5", "0.14", "45292",
                                "2026-04-01"}}));
    XlsxParts parts = workbook_of("<row><c s='1'><v>0</v></c></row>");
    std::string& book = parts["xl/workbook.xml"];
    book.replace(book.find("<workbookPr/>"), 13, "<workbookPr date1904='1'/>");
    EXPECT_EQ(read_parts(parts).rows, (Rows{{"1904-01-01"}}));
}

TEST(XlsxReader, FaultsNameSheetCellValueAndWhatToDo) {
    const Read read = read_rows(
        "<row r='12'><c r='A12'><v>0.30000000000000004</v></c><c r='B12' t='e'><v>#N/A</v></c>"
        "<c r='C12'><f>1+1</f></c><c r='D12' s='1'><v>45292.25</v></c>"
        "<c r='E12'><v>12345678901234500</v></c><c r='F12' t='s'><v>9</v></c></row>"
        "<row r='13'><c><v>7</v></c></row>");
    ASSERT_EQ(read.faults.size(), 6u);
    EXPECT_EQ(read.faults[0].id, "xlsx.inexact_number");
    EXPECT_EQ(read.faults[1].id, "xlsx.error_value");
    EXPECT_EQ(read.faults[2].id, "xlsx.formula_without_value");
    EXPECT_EQ(read.faults[3].id, "xlsx.date_with_time");
    EXPECT_EQ(read.faults[4].id, "xlsx.digits_lost");
    EXPECT_EQ(read.faults[5].id, "xlsx.no_such_text");
    EXPECT_EQ(read.faults[3].where.path, "D12");
    EXPECT_EQ(read.faults[3].where.line, 12u);
    EXPECT_EQ(describe(read.faults[0], Language::english),
              "Sheet “家屋”, cell A12 shows 0.3, but the file says 0.30000000000000004: a remainder "
              "of a calculation. Use ROUND, or enter 0.3 again.");
    EXPECT_EQ(read.rows.back(), (std::vector<std::string>{"7"}));
}

TEST(XlsxReader, ChoosesTheSheet) {
    XlsxParts parts = workbook_of("<row><c><v>1</v></c></row>");
    std::string& book = parts["xl/workbook.xml"];
    const std::string sheet = "<sheet name='家屋' sheetId='1' r:id='r1'/>";
    book.replace(book.find(sheet), sheet.size(),
                 "<sheet name='控え' sheetId='2' state='hidden' r:id='r9'/>" + sheet);
    std::string& relations = parts["xl/_rels/workbook.xml.rels"];
    relations.insert(relations.rfind("</"),
                     "<Relationship Id='r9' Type='x/worksheet' Target='../xl/other.xml'/>");
    parts["xl/other.xml"] =
        "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>";
    const std::string bytes = zip_of(parts);
    EXPECT_EQ(read_bytes(bytes).rows, (Rows{{"1"}}));
    EXPECT_EQ(read_bytes(bytes, "控え").rows, (Rows{{"2"}}));
    EXPECT_EQ(read_bytes(bytes, "1").rows, (Rows{{"2"}}));
    EXPECT_EQ(read_bytes(bytes, "土地").end, "xlsx.no_sheet");
}

TEST(XlsxReader, RefusesBillionLaughs) {
    for (const char* part : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                             "xl/workbook.xml", "_rels/.rels"}) {
        XlsxParts parts = workbook_of("<row><c t='inlineStr'><is><t>&b;</t></is></c></row>");
        parts[part].insert(0, "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;'>]>");
        EXPECT_EQ(read_parts(parts).end, "xml.document_type") << part;
    }
    XlsxParts parts = workbook_of("");
    parts["xl/worksheets/sheet1.xml"].insert(0, "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>");
    EXPECT_EQ(read_parts(parts).end, "xml.document_type");
    EXPECT_EQ(read_rows("<row><c t='inlineStr'><is><t>&b;</t></is></c></row>").end, "xml.broken");
}

TEST(XlsxReader, RefusesBombsBeforeTheyGrow) {
    const std::string blanks(40 << 20, ' ');
    for (const char* part : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}) {
        XlsxParts parts = workbook_of("");
        parts[part].insert(parts[part].rfind("</"), blanks);
        EXPECT_EQ(read_parts(parts).end, "xlsx.bomb") << part;
    }
    XlsxLimits limits;
    limits.part_bytes = 100'000;
    std::string rows;
    for (int i = 0; i < 10'000; ++i) rows += "<row><c><v>" + std::to_string(i) + "</v></c></row>";
    EXPECT_EQ(read_parts(workbook_of(rows), limits).end, "xlsx.too_big");
    limits = {};
    limits.shared_bytes = 8;
    EXPECT_EQ(read_parts(workbook_of(""), limits).end, "xlsx.too_much_text");
    limits = {};
    limits.entries = 3;
    EXPECT_EQ(read_parts(workbook_of(""), limits).end, "xlsx.too_many_entries");
}

// One text of the table, named by every cell of a row, would make a small file a large one.
TEST(XlsxReader, BoundsRowsColumnsTagsAndDepth) {
    XlsxLimits limits;
    limits.row_bytes = 20;
    std::string cells;
    for (int i = 0; i < 10; ++i) cells += "<c t='s'><v>0</v></c>";
    const Read wide = read_parts(workbook_of("<row>" + cells + "</row>"), limits);
    ASSERT_FALSE(wide.faults.empty());
    EXPECT_EQ(wide.faults[0].id, "xlsx.row_too_long");
    limits = {};
    limits.columns = 3;
    const Read columns = read_parts(
        workbook_of("<row><c r='XFD1' s='1'/></row><row><c r='D2'><v>1</v></c></row>"), limits);
    ASSERT_EQ(columns.faults.size(), 1u);
    EXPECT_EQ(columns.faults[0].id, "xlsx.too_many_columns");
    limits = {};
    limits.field_bytes = 10;
    const Read field = read_parts(
        workbook_of("<row><c t='inlineStr'><is><t>12345678901</t></is></c></row>"), limits);
    ASSERT_EQ(field.faults.size(), 1u);
    EXPECT_EQ(field.faults[0].id, "xlsx.cell_too_long");
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<x>";
    EXPECT_EQ(read_rows(deep).end, "xml.too_deep");
    // Many letters, so that it is no bomb.
    std::string tag = "<row r='";
    std::uint32_t seed = 1;
    for (int i = 0; i < 3 << 20; ++i) {
        seed = seed * 1'664'525 + 1'013'904'223;
        tag += static_cast<char>('a' + seed / 65'536 % 26);
    }
    EXPECT_EQ(read_rows(tag + "'/>").end, "xml.tag_too_long");
    EXPECT_EQ(read_rows("<row r='2'/><row r='2'/>").end, "xlsx.row_order");
    EXPECT_EQ(read_rows("<row r='99999999'/>").end, "xlsx.row_order");
}

TEST(XlsxReader, SaysWhatTheFileIsInstead) {
    EXPECT_EQ(read_bytes("所在,地積\n").end, "xlsx.not_xlsx");
    EXPECT_EQ(read_bytes("").end, "xlsx.not_xlsx");
    const std::string compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    EXPECT_EQ(read_bytes(compound + "Workbook").end, "xlsx.old_format");
    std::string folder;
    for (const char c : std::string_view("EncryptedPackage")) folder += std::string{c, '\0'};
    EXPECT_EQ(read_bytes(compound + folder).end, "xlsx.encrypted");
    EXPECT_EQ(read_bytes(zip_of(workbook_of(""), "秘密")).end, "xlsx.encrypted");
    EXPECT_EQ(read_bytes(zip_of({{"a.txt", "a"}})).end, "xlsx.no_workbook");
    const std::string whole = zip_of(workbook_of("<row><c><v>1</v></c></row>"));
    EXPECT_EQ(read_bytes(whole.substr(0, whole.size() / 2)).end, "xlsx.broken");
}

TEST(XlsxReader, RefusesNamesThatLeadOut) {
    for (const char* name : {"../../etc/cron.d/x", "/etc/passwd", "xl\\..\\x", "C:x",
                             "XL/WORKBOOK.XML"}) {
        XlsxParts parts = workbook_of("");
        parts[name] = "x";
        EXPECT_EQ(read_parts(parts).end, "xlsx.bad_entry") << name;
    }
}

TEST(XlsxNumber, IsExact) {
    const auto number = [](const char* text) { return exact_number(text).value(); };
    EXPECT_EQ(number("0.14000000000000001"), "0.14");
    EXPECT_EQ(number("125.5"), "125.5");
    EXPECT_EQ(number("9.949999999999999"), "9.95");  // as some writers shorten it
    EXPECT_EQ(number("1.2500000000000001E-2"), "0.0125");
    EXPECT_EQ(number("1E+3"), "1000");
    EXPECT_EQ(number("-0"), "0");
    EXPECT_EQ(number("-12.50"), "-12.5");
    EXPECT_EQ(number("999999999999999"), "999999999999999");
    EXPECT_EQ(number("0.1400000001"), "0.1400000001");
    EXPECT_EQ(exact_number("0.30000000000000004").error().id, "xlsx.inexact_number");
    EXPECT_EQ(exact_number("0.99999999999999989").error().id, "xlsx.inexact_number");
    EXPECT_EQ(exact_number("1E+20").error().id, "xlsx.digits_lost");
    for (const char* text : {"", "-", ".", "1e", "1,5", "0x10", "NaN", "INF", "1E+999", "１"}) {
        EXPECT_EQ(exact_number(text).error().id, "xlsx.not_a_number") << text;
    }
}

TEST(XlsxNumber, DatesOfBothSystems) {
    EXPECT_EQ(serial_date("1", false).value(), "1900-01-01");
    EXPECT_EQ(serial_date("59", false).value(), "1900-02-28");
    EXPECT_EQ(serial_date("60", false).error().id, "xlsx.not_a_date");  // 29 February 1900
    EXPECT_EQ(serial_date("61", false).value(), "1900-03-01");
    EXPECT_EQ(serial_date("2958465", false).value(), "9999-12-31");
    EXPECT_EQ(serial_date("2958466", false).error().id, "xlsx.not_a_date");
    EXPECT_EQ(serial_date("45292", true).value(), "2028-01-02");
    EXPECT_EQ(serial_date("4.5292E4", false).value(), "2024-01-01");
    EXPECT_EQ(serial_date("-1", false).error().id, "xlsx.not_a_date");
    EXPECT_EQ(serial_date("0", false).error().id, "xlsx.not_a_date");
}

TEST(XlsxNumber, FormatsThatAreDates) {
    for (const char* code : {"yyyy/mm/dd", "[$-411]ggge\"年\"m\"月\"d\"日\"", "m/d", "d-mmm-yy",
                             "[$-F800]dddd\\, mmmm dd\\, yyyy", "yyyy/m/d h:mm"}) {
        EXPECT_EQ(format_of_code(code).kind, XlsxFormat::Kind::date) << code;
    }
    for (const char* code : {"General", "0.00E+00", "#,##0;[Red]-#,##0", "h:mm AM/PM", "[h]:mm:ss",
                             "0\"月分\"", "\\m0", "@", "G/標準\"円\"", "[赤]0.00"}) {
        EXPECT_EQ(format_of_code(code).kind, XlsxFormat::Kind::number) << code;
    }
    EXPECT_EQ(format_of_code("0000000000").zeros, 10);
}

}  // namespace
}  // namespace daicho::document
