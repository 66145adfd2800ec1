// What import takes, export gives; and it leaves a trace before it leaves the house.
#include "register/export.hpp"

#include <sstream>

#include "journal/entry.hpp"
#include "journal/journal.hpp"
#include "register/change.hpp"
#include "register/disclosure.hpp"
#include "register/query.hpp"
#include "register/csv_source.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

class ExportTest : public testing::KernelTest {
protected:
    void SetUp() override {
        KernelTest::SetUp();
        import_people();
        auto report = import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use",
                                         "since", "valid_from"},
                                        {"=A1", "0000000019", "100.50", "12", "land", "", "2024-01-01"},
                                        {"''-B", "0000000027", "1.00", "0", "farm", "2020-02-29",
                                         "2024-01-01"},
                                        {"=A1", "0000000027", "100.50", "13", "land", "",
                                         "2025-01-01"}});
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    }
    ExportOptions options(const std::string& name) {
        ExportOptions options;
        options.reason = "引継ぎ";
        options.file = folder_.path() / name;
        return options;
    }
    Result<ExportReport> export_to(const ExportOptions& chosen, std::string_view name = "parcel") {
        return export_rows(*kernel_, identity::system_principal(), definition(name), chosen);
    }
    static std::string text(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        return out.str();
    }
    std::string body(std::uint64_t entry) {
        auto reader = kernel_->reader();
        const auto stored = journal::read_entry(**reader, entry);
        EXPECT_TRUE(stored);
        const auto plain = kernel_->vault().open_body(entry, stored->sealed_body);
        EXPECT_TRUE(plain);
        return std::string(as_text(*plain));
    }
};

TEST_F(ExportTest, WritesTheTimelineWithKeysAndGuards) {
    const auto chosen = options("out.csv");
    const auto report = export_to(chosen);
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(report->rows, 3U);
    EXPECT_EQ(text(chosen.file),
              "parcel_no,taxpayer,taxed_area,value_yen,use,since,valid_from,valid_to\r\n"
              "'=A1,0000000019,100.50,12,land,,2024-01-01,2025-01-01\r\n"
              "'=A1,0000000027,100.50,13,land,,2025-01-01,\r\n"
              "''-B,0000000027,1.00,0,farm,2020-02-29,2024-01-01,\r\n");
    EXPECT_EQ(to_hex(view(report->file)), to_hex(view(sha256(as_bytes(text(chosen.file))))));
}

TEST_F(ExportTest, AnEmptyCityThatImportsItHasTheSameHead) {
    const auto chosen = options("out.csv");
    ASSERT_TRUE(export_to(chosen));
    const auto people = options("people.csv");
    ASSERT_TRUE(export_to(people, "addressee"));
    EXPECT_EQ(text(people.file).find("123456789018"), std::string::npos);
    EXPECT_EQ(text(people.file).find("personal_number"), std::string::npos);
    kernel_.reset();
    std::filesystem::remove_all(folder_.path() / "home");
    reopen();
    const std::pair<const char*, std::filesystem::path> files[] = {{"addressee", people.file},
                                                                   {"parcel", chosen.file}};
    for (const auto& [name, file] : files) {
        auto reader = document::CsvReader::open_file(file.string());
        ASSERT_TRUE(reader);
        auto source = csv_source(std::move(*reader));
        ASSERT_TRUE(source);
        const auto landed = import_rows(*kernel_, identity::system_principal(), definition(name),
                                        std::move(*source), {});
        ASSERT_TRUE(landed) << describe_with_place(landed.error(), Language::english);
    }
    const auto again = options("again.csv");
    ASSERT_TRUE(export_to(again));
    EXPECT_EQ(text(again.file), text(chosen.file));
    auto reader = kernel_->reader();
    EXPECT_TRUE(*find_record(**reader, definition("parcel"), "=A1")) << "the guard is no key";
}

TEST_F(ExportTest, AnswersForADateAndAMomentOfKnowledge) {
    const auto before = kernel_->newest();
    ASSERT_TRUE(before);
    ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use",
                                   "valid_from", "valid_to"},
                                  {"=A1", "0000000019", "9.00", "1", "farm", "2024-06-01",
                                   "2025-06-01"}}));
    auto chosen = options("day.csv");
    chosen.as_of = Date::of(2024, 7, 1);
    ASSERT_TRUE(export_to(chosen));
    EXPECT_NE(text(chosen.file).find("9.00,1,farm,,2024-06-01,2025-06-01"), std::string::npos);
    EXPECT_EQ(text(chosen.file).find("100.50"), std::string::npos);
    chosen = options("all.csv");
    const auto all = export_to(chosen);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->rows, 4U) << "the change in the middle split a stretch";
    chosen = options("then.csv");
    chosen.as_known = *before;
    const auto then = export_to(chosen);
    ASSERT_TRUE(then);
    EXPECT_EQ(then->rows, 3U);
    EXPECT_EQ(text(chosen.file).find("9.00"), std::string::npos);
}

TEST_F(ExportTest, JsonLinesHaveTypedValues) {
    auto chosen = options("out.jsonl");
    chosen.format = ExportFormat::jsonl;
    ASSERT_TRUE(export_to(chosen));
    const std::string lines = text(chosen.file);
    EXPECT_EQ(lines.substr(0, lines.find('\n')),
              R"({"parcel_no":"=A1","taxpayer":"0000000019","taxed_area":"100.50","value_yen":12,)"
              R"("use":"land","since":null,"valid_from":"2024-01-01","valid_to":"2025-01-01"})");
    chosen.byte_order_mark = true;
    EXPECT_EQ(export_to(chosen).error().id, "export.charset");
}

TEST_F(ExportTest, IsJournaledWithCountAndRootAndToldToWhomItConcerns) {
    const auto chosen = options("out.csv");
    const auto report = export_to(chosen, "addressee");
    ASSERT_TRUE(report);
    auto reader = kernel_->reader();
    const auto entry = journal::read_entry(**reader, report->entry.value);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->header.kind, journal::EntryKind::disclosure_export);
    const std::string told = body(report->entry.value);
    EXPECT_NE(told.find(R"("count":2)"), std::string::npos) << told;
    EXPECT_NE(told.find(to_hex(view(report->root))), std::string::npos);
    EXPECT_NE(told.find("引継ぎ"), std::string::npos);
    const auto seen = viewings(*kernel_, definition("addressee"), 1, 10);
    ASSERT_TRUE(seen);
    ASSERT_EQ(seen->size(), 1U);
    EXPECT_EQ(seen->front().entry, report->entry);
}

TEST_F(ExportTest, NeedsAReasonAndThePermissionAndLeavesNothingWhenRefused) {
    auto chosen = options("out.csv");
    chosen.reason.clear();
    EXPECT_EQ(export_to(chosen).error().id, "export.reason");
    chosen.reason = "x";
    identity::Principal auditor;
    auditor.account = 7;
    auditor.grants = {{"auditor", "*"}};
    const auto was = kernel_->newest();
    const auto refused = export_rows(*kernel_, auditor, definition("parcel"), chosen);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "register.denied");
    EXPECT_EQ(kernel_->newest()->value, was->value + 1) << "the refusal is journaled";
    EXPECT_FALSE(std::filesystem::exists(chosen.file));
    chosen.file = folder_.path() / "no" / "such" / "out.csv";
    EXPECT_EQ(export_to(chosen).error().id, "csv.cannot_write");
}

TEST_F(ExportTest, ProtectedPersonsAreLeftOutUnlessAskedFor) {
    kernel_->protection.all = [] { return std::vector<std::uint64_t>{1}; };
    auto chosen = options("out.csv");
    const auto people = export_to(chosen, "addressee");
    ASSERT_TRUE(people);
    EXPECT_EQ(people->rows, 1U);
    EXPECT_EQ(people->left_out, 1U);
    // The parcel with all its stretches: the place is the same under whoever owned it before.
    EXPECT_EQ(export_to(chosen)->left_out, 2U);
    chosen.with_protected = true;
    EXPECT_EQ(export_to(chosen)->rows, 3U);
    chosen.with_protected = false;
    kernel_->protection.all = [] { return std::optional<std::vector<std::uint64_t>>(); };
    EXPECT_EQ(export_to(chosen)->rows, 0U) << "unknown: everybody counts as protected";
}

TEST_F(ExportTest, WhatCp932LacksIsNamedAndReplacedOnlyWhenAsked) {
    ASSERT_TRUE(import("addressee", {{"addressee_no", "name"}, {"0000000035", "𠮷田 한"}}));
    auto chosen = options("out.csv");
    chosen.charset = document::Charset::cp932;
    const auto refused = export_to(chosen, "addressee");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "export.unmapped");
    ASSERT_EQ(refused.error().causes.size(), 2U);
    EXPECT_EQ(refused.error().causes[0].where.path, "name");
    const std::string said = describe(refused.error().causes[0], Language::english);
    for (const char* part : {"0000000035", "𠮷", "U+20BB7", "吉"}) {
        EXPECT_NE(said.find(part), std::string::npos) << said;
    }
    EXPECT_FALSE(std::filesystem::exists(chosen.file));
    chosen.replace_unmapped = true;
    const auto report = export_to(chosen, "addressee");
    ASSERT_TRUE(report);
    EXPECT_EQ(report->unmapped, 2U);
    const std::string list = text(chosen.file.string() + ".unmapped.csv");
    EXPECT_NE(list.find("4,0000000035,name,𠮷,U+20BB7,吉"), std::string::npos) << list;
    auto reader = document::CsvReader::open_file(chosen.file.string(), document::Charset::cp932);
    ASSERT_TRUE(reader);
    document::CsvRecord record;
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(reader->next(record));
    EXPECT_EQ(record.fields[1], "吉田 〓");
}

}  // namespace
}  // namespace daicho::registers
