// Files of every format come in as they went out, and what is wrong with them is named.
#include "register/file_source.hpp"

#include <iconv.h>
#include <sstream>

#include "document/test_xlsx.hpp"
#include "register/export.hpp"
#include "register/query.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

class FileSourceTest : public testing::KernelTest {
protected:
    std::string put(const std::string& name, const std::string& bytes) {
        const auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    Result<ImportReport> take(const std::string& path, std::string_view name = "parcel") {
        DAICHO_TRY(source, file_source(path, definition(name)));
        ImportOptions options;
        options.valid_from = Date::of(2024, 1, 1);
        return import_rows(*kernel_, identity::system_principal(), definition(name),
                           std::move(source), options);
    }
    static std::string text(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        return out.str();
    }
    std::filesystem::path give(std::string_view name, ExportFormat format, const char* file,
                               bool mark = false) {
        ExportOptions options;
        options.reason = "引継ぎ";
        options.format = format;
        options.byte_order_mark = mark;
        options.file = folder_.path() / file;
        const auto report = export_rows(*kernel_, identity::system_principal(), definition(name),
                                        options);
        EXPECT_TRUE(report) << describe_with_place(report.error(), Language::english);
        return options.file;
    }
    void begin_anew() {
        kernel_.reset();
        std::filesystem::remove_all(folder_.path() / "home");
        reopen();
    }
    // Names that a spreadsheet would run, variants by selector, the private use area.
    void fill() {
        ASSERT_TRUE(import("addressee",
                           {{"addressee_no", "name", "kana", "personal_number"},
                            {"0000000019", "葛\U000E0100城 \uE123", "ｶﾂﾗｷﾞ", ""},
                            {"0000000027", "''=髙﨑𠮷", "タカサキ_x000A_", ""}}));
        ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use",
                                       "since", "valid_from"},
                                      {"=A1", "0000000019", "0.14", "999999999999", "land", "",
                                       "2024-01-01"},
                                      {"=A1", "0000000027", "100.50", "13", "farm", "1890-02-03",
                                       "2025-01-01"},
                                      {"0012", "0000000027", "9.95", "0", "farm", "2020-02-29",
                                       "2024-01-01"}}));
    }
};

TEST_F(FileSourceTest, EveryFormatGivesTheSameHead) {
    fill();
    const auto people = text(give("addressee", ExportFormat::csv, "people.csv"));
    const auto parcels = text(give("parcel", ExportFormat::csv, "parcels.csv"));
    const std::tuple<ExportFormat, const char*, bool> formats[] = {
        {ExportFormat::csv, "csv", true}, {ExportFormat::jsonl, "jsonl", false},
        {ExportFormat::xlsx, "xlsx", false}};
    for (const auto& [format, ending, mark] : formats) {
        const std::string dot = std::string(".") + ending;
        const auto first = give("addressee", format, ("a" + dot).c_str(), mark);
        const auto second = give("parcel", format, ("b" + dot).c_str(), mark);
        begin_anew();
        const auto landed = take(first.string(), "addressee");
        ASSERT_TRUE(landed) << describe_with_place(landed.error(), Language::english);
        const auto others = take(second.string());
        ASSERT_TRUE(others) << describe_with_place(others.error(), Language::english);
        EXPECT_EQ(text(give("addressee", ExportFormat::csv, "again1.csv")), people) << ending;
        EXPECT_EQ(text(give("parcel", ExportFormat::csv, "again2.csv")), parcels) << ending;
    }
}

TEST_F(FileSourceTest, WorkbookFaultsNameTheCell) {
    import_people();
    auto parts = document::workbook_of(
        "<row><c t='inlineStr'><is><t>物件番号</t></is></c><c t='inlineStr'><is><t>Taxpayer</t></is>"
        "</c><c t='inlineStr'><is><t>taxed_area</t></is></c><c t='inlineStr'><is><t>評価額</t></is>"
        "</c><c t='inlineStr'><is><t>用途</t></is></c></row>"
        "<row r='3'><c t='inlineStr'><is><t>A</t></is></c><c t='inlineStr'><is><t>0000000019</t>"
        "</is></c><c><v>0.14599999999999999</v></c><c><v>12</v></c><c t='inlineStr'><is><t>land"
        "</t></is></c></row><row r='4'><c><v>1</v></c><c t='e'><v>#REF!</v></c></row>");
    const auto path = put("土地.xlsx", document::zip_of(parts));
    const auto report = take(path);
    ASSERT_FALSE(report);
    ASSERT_EQ(report.error().causes.size(), 2u);
    EXPECT_EQ(describe_with_place(report.error().causes[0], Language::english),
              "土地.xlsx [家屋] C3 line 3 taxed_area: " +
                  describe(report.error().causes[0], Language::english));
    EXPECT_NE(describe(report.error().causes[0], Language::english).find("0.146"),
              std::string::npos);
    EXPECT_EQ(report.error().causes[1].id, "xlsx.error_value");
}

TEST_F(FileSourceTest, JsonLinesNameEveryBadLine) {
    import_people();
    const auto path = put(
        "a.jsonl",
        "{\"parcel_no\":\"A\",\"taxpayer\":\"0000000019\",\"taxed_area\":1.5,\"value_yen\":1,"
        "\"use\":\"land\"}\n"
        "{\"parcel_no\":\"B\",\"colour\":\"red\"}\n\n[1]\n{\"parcel_no\":{}}\n"
        "{\"parcel_no\":\"A\",\"parcel_no\":\"B\"}\n{\"parcel_no\":\"\xFF\"}\n"
        "{\"parcel_no\":[[[[[[1]]]]]]}\n{\"parcel_no\":\"A\"");
    const auto report = take(path);
    ASSERT_FALSE(report);
    std::vector<std::string> ids;
    for (const Error& error : report.error().causes) {
        ids.push_back(std::to_string(error.where.line) + " " + error.id);
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"1 jsonl.decimal_number", "2 jsonl.unknown_key",
                                             "4 jsonl.not_an_object", "5 jsonl.wrong_kind",
                                             "6 json.duplicate_key", "7 jsonl.not_utf8",
                                             "8 json.syntax", "9 json.syntax"}));
    const auto long_line = take(put("b.jsonl", "{\"x\":\"" + std::string(2 << 20, 'a') + "\"}\n"));
    ASSERT_FALSE(long_line);
    EXPECT_EQ(long_line.error().causes.at(0).id, "jsonl.line_too_long");
}

std::string converted(const char* charset, std::string utf8) {
    iconv_t converter = iconv_open(charset, "UTF-8");
    std::string out(utf8.size() * 4, '\0');
    char* from = utf8.data();
    char* to = out.data();
    std::size_t left = utf8.size();
    std::size_t room = out.size();
    EXPECT_EQ(iconv(converter, &from, &left, &to, &room), 0u);
    iconv_close(converter);
    out.resize(out.size() - room);
    return out;
}

TEST_F(FileSourceTest, CharsetsOfOtherSystems) {
    const std::string lines = "addressee_no,name,kana\n0000000019,髙﨑 一郎,タカサキ\n";
    ASSERT_TRUE(take(put("a.csv", converted("CP932", lines)), "addressee"));
    auto reader = kernel_->reader();
    const auto record = find_record(**reader, definition("addressee"), "0000000019");
    ASSERT_TRUE(record);
    const auto row = read_record(**reader, definition("addressee"), **record,
                                 {Date::of(2024, 6, 1), std::nullopt});
    ASSERT_TRUE(row);
    EXPECT_EQ((*row)->values[1].bytes, "髙﨑 一郎");
    for (const char* charset : {"UTF-16", "UTF-16LE", "UTF-16BE"}) {
        for (const char* name : {"a.csv", "a.jsonl"}) {
            const auto report = take(put(name, converted(charset, lines)), "addressee");
            ASSERT_FALSE(report) << charset << " " << name;
            const std::string said = describe_with_place(report.error(), Language::english);
            EXPECT_NE(said.find("UTF-16"), std::string::npos) << charset << " " << said;
        }
    }
}

}  // namespace
}  // namespace daicho::registers
