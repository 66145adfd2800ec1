#include "document/csv_writer.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace daicho::document {
namespace {

ByteSink into(std::string& out) {
    return [&out](std::string_view bytes) -> Status {
        out += bytes;
        return {};
    };
}

TEST(CsvWriter, QuotesWhatMustBe) {
    std::string out;
    CsvWriter csv(into(out));
    csv.text("a,b");
    csv.text("say \"hi\"");
    csv.text("");
    csv.value(-1234);
    ASSERT_TRUE(csv.end_record());
    csv.text("");
    ASSERT_TRUE(csv.end_record());
    ASSERT_TRUE(csv.finish());
    EXPECT_EQ(out, "\"a,b\",\"say \"\"hi\"\"\",,-1234\r\n\"\"\r\n");
    EXPECT_EQ(csv.records(), 2U);
}

TEST(CsvWriter, GuardsFormulasForSpreadsheetsOnly) {
    const char* hostile[] = {"=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1"};
    std::string program;
    std::string spreadsheet;
    CsvWriter plain(into(program));
    CsvWriter guarded(into(spreadsheet), {.audience = CsvAudience::spreadsheet});
    for (const char* text : hostile) {
        plain.text(text);
        guarded.text(text);
    }
    plain.value("-5");
    guarded.value("-5");
    ASSERT_TRUE(plain.end_record() && plain.finish());
    ASSERT_TRUE(guarded.end_record() && guarded.finish());
    EXPECT_EQ(program, "=1+1,+A1,-A1,@SUM(A1),\t=1,\"\r=1\",-5\r\n");
    EXPECT_EQ(spreadsheet, "\xEF\xBB\xBF'=1+1,'+A1,'-A1,'@SUM(A1),'\t=1,\"'\r=1\",-5\r\n");
}

TEST(CsvWriter, WritesCp932AndListsWhatItLacks) {
    std::string out;
    CsvWriter csv(into(out), {.charset = Charset::cp932});
    csv.text("①㈱髙");
    ASSERT_TRUE(csv.end_record());
    csv.text("a");
    csv.text("𠮷田");                  // U+20BB7 is not in CP932
    csv.text("葛\U000E0100城");        // the selector goes, its base character stays
    ASSERT_TRUE(csv.end_record() && csv.finish());
    EXPECT_EQ(out, "\x87\x40\x87\x8A\xFB\xFC\r\na,\x81\xAC\x93\x63,\x8A\x8B\x8F\xE9\r\n");
    ASSERT_EQ(csv.lost_count(), 2U);
    EXPECT_EQ(csv.lost()[0].record, 2U);
    EXPECT_EQ(csv.lost()[0].column, 2U);
    EXPECT_EQ(csv.lost()[0].character, U'\U00020BB7');
    EXPECT_EQ(csv.lost()[1].character, U'\U000E0100');
}

TEST(CsvWriter, GivesTheErrorOfTheSink) {
    CsvWriter csv([](std::string_view) -> Status { return system_error("csv.cannot_write"); });
    csv.text("a");
    ASSERT_TRUE(csv.end_record());
    EXPECT_EQ(csv.finish().error().id, "csv.cannot_write");
}

TEST(CsvFile, AppearsWholeOrNotAtAll) {
    const auto path = std::filesystem::temp_directory_path() / "daicho_csv_file_test.csv";
    std::filesystem::remove(path);
    {
        auto file = CsvFile::create(path.string()).value();
        ASSERT_TRUE(file.sink()("half"));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
    auto file = CsvFile::create(path.string()).value();
    ASSERT_TRUE(file.sink()("a,b\r\n"));
    ASSERT_TRUE(file.finish());
    std::ifstream in(path, std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "a,b\r\n");
    std::filesystem::remove(path);
    EXPECT_EQ(CsvFile::create("/no/such/folder/x.csv").error().id, "csv.cannot_write");
}

}  // namespace
}  // namespace daicho::document
