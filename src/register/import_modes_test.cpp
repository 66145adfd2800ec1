// Preview, delta and full: what a file would change, without what is known already.
#include "register/disclosure.hpp"
#include "register/export.hpp"
#include "register/file_source.hpp"
#include "register/query.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

class ImportModes : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        KernelOnStoreTest::SetUp();
        import_people();
        ASSERT_TRUE(take("A,0000000019,1.00,1,land\nB,0000000019,2.00,2,land\n"
                         "C,0000000019,3.00,3,land\nD,0000000027,4.00,4,farm\n",
                         at(Date::of(2024, 1, 1))));
    }
    static ImportOptions at(Date date) {
        ImportOptions options;
        options.valid_from = date;
        return options;
    }
    static ImportOptions full(unsigned percent) {
        ImportOptions options = at(Date::of(2025, 4, 1));
        options.full = true;
        options.most_ended_percent = percent;
        return options;
    }
    Result<ImportReport> take(const std::string& rows, const ImportOptions& options,
                              const identity::Principal& by = identity::system_principal()) {
        const auto path = folder_.path() / "in.csv";
        std::ofstream(path) << "parcel_no,taxpayer,taxed_area,value_yen,use\n" << rows;
        DAICHO_TRY(source, file_source(path.string(), definition("parcel")));
        return import_rows(*kernel_, by, definition("parcel"), std::move(source), options);
    }
    std::string dump() {
        ExportOptions options;
        options.reason = "検査";
        options.file = folder_.path() / "dump.csv";
        const auto report = export_rows(*kernel_, identity::system_principal(),
                                        definition("parcel"), options);
        EXPECT_TRUE(report);
        std::ifstream in(options.file);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

TEST_P(ImportModes, PreviewCountsShowsAndLeavesNothing) {
    const std::string before = dump();
    const auto entries = kernel_->newest()->value;
    ImportOptions options = at(Date::of(2024, 1, 1));
    options.preview = true;
    options.sample = 10;
    const auto seen = take("A,0000000019,1.00,1,land\nB,0000000027,2.50,2,land\n"
                           "E,0000000019,5.00,5,land\nF,nobody,x,6,garden\n", options);
    ASSERT_TRUE(seen) << describe_with_place(seen.error(), Language::english);
    EXPECT_EQ(seen->rows, 4u);
    EXPECT_EQ(seen->new_records, 1u);
    EXPECT_EQ(seen->changed, 1u);
    EXPECT_EQ(seen->unchanged, 1u);
    EXPECT_EQ(seen->bad_rows, 1u);
    EXPECT_EQ(seen->errors.size(), 3u) << "every fault of the row";
    ASSERT_EQ(seen->differences.size(), 2u);
    EXPECT_EQ(seen->differences[0].key, "B");
    ASSERT_EQ(seen->differences[0].fields.size(), 2u);
    EXPECT_EQ(seen->differences[0].fields[1].field, "taxed_area");
    EXPECT_EQ(seen->differences[0].fields[1].before, "2.00");
    EXPECT_EQ(seen->differences[0].fields[1].after, "2.50");
    // One entry: that somebody saw B.
    EXPECT_EQ(kernel_->newest()->value, entries + 1);
    auto reader = kernel_->reader();
    const auto viewed = viewings(*kernel_, definition("parcel"), seen->differences[0].record, 10);
    ASSERT_TRUE(viewed);
    EXPECT_EQ(viewed->front().entry.value, entries + 1);
    EXPECT_EQ(viewed->front().kind, journal::EntryKind::disclosure_view);
    EXPECT_EQ(dump(), before);
    // What was taken back is taken back in memory as well: the same keys land afterwards.
    const auto landed = take("E,0000000019,5.00,5,land\n", at(Date::of(2024, 1, 1)));
    ASSERT_TRUE(landed);
    EXPECT_EQ(landed->new_records, 1u);
}

TEST_P(ImportModes, PreviewWithholdsProtectedPersons) {
    identity::Principal loader;
    loader.account = 7;
    ImportOptions options = at(Date::of(2024, 1, 1));
    options.preview = true;
    options.sample = 10;
    kernel_->protection.all = [] { return std::vector<std::uint64_t>{1}; };
    const auto seen = take("A,0000000019,9.00,1,land\nD,0000000027,9.00,4,farm\n", options);
    ASSERT_TRUE(seen);
    ASSERT_EQ(seen->differences.size(), 2u);
    EXPECT_TRUE(seen->differences[0].withheld) << "of a protected person";
    EXPECT_TRUE(seen->differences[0].fields.empty());
    EXPECT_FALSE(seen->differences[1].withheld);
    EXPECT_EQ(take("A,0000000019,9.00,1,land\n", options, loader).error().id, "register.denied");
}

TEST_P(ImportModes, DeltaPassesOverWhatIsKnown) {
    ImportOptions options = at(Date::of(2025, 4, 1));
    options.changes_only = true;
    const auto report = take("A,0000000019,1.00,1,land\nB,0000000019,2.00,9,land\n", options);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->unchanged, 1u);
    EXPECT_EQ(report->changed, 1u);
    EXPECT_EQ(report->landed, 1u);
    EXPECT_NE(dump().find("A,0000000019,1.00,1,land,,2024-01-01,\r\n"), std::string::npos);
    EXPECT_NE(dump().find("B,0000000019,2.00,9,land,,2025-04-01,\r\n"), std::string::npos);
}

TEST_P(ImportModes, FullEndsWhatTheFileLeavesOut) {
    const std::string rows = "A,0000000019,1.00,1,land\nB,0000000019,2.00,2,land\n"
                             "C,0000000019,3.00,9,land\n";
    const std::string before = dump();
    EXPECT_EQ(take(rows, full(5)).error().id, "import.too_many_ended");
    EXPECT_EQ(dump(), before);
    ImportOptions preview = full(5);
    preview.preview = true;
    const auto seen = take(rows, preview);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->errors.at(0).id, "import.too_many_ended");
    const auto report = take(rows, full(25));
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(report->ended, 1u);
    EXPECT_EQ(report->unchanged, 2u);
    EXPECT_EQ(report->landed, 2u);
    EXPECT_NE(dump().find("D,0000000027,4.00,4,farm,,2024-01-01,2025-04-01\r\n"),
              std::string::npos);
    const auto again = take(rows, full(0));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->landed, 0u) << "the same file once more changes nothing";
}

TEST_P(ImportModes, FullNeverEndsProtectedPersonsNorWithoutADate) {
    kernel_->protection.all = [] { return std::vector<std::uint64_t>{2}; };
    const auto report = take("A,0000000019,1.00,1,land\n", full(100));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->ended, 2u);
    EXPECT_NE(dump().find("B,0000000019,2.00,2,land,,2024-01-01,2025-04-01\r\n"),
              std::string::npos);
    kernel_->protection.all = nullptr;
    EXPECT_NE(dump().find("D,0000000027,4.00,4,farm,,2024-01-01,\r\n"), std::string::npos);
    ImportOptions options;
    options.full = true;
    EXPECT_EQ(take("", options).error().id, "import.full_needs_date");
    options = full(5);
    options.take_good_rows = true;
    EXPECT_EQ(take("", options).error().id, "import.full_and_partial");
}

TEST_P(ImportModes, PersonalNumbersAreComparedNotShown) {
    const auto people = [&](const std::string& number) {
        const auto path = folder_.path() / "people.csv";
        std::ofstream(path) << "addressee_no,name,kana,personal_number\n"
                               "0000000019,柏原 千鶴子,カシハラ チヅコ," << number << "\n";
        ImportOptions options = at(Date::of(2024, 1, 1));
        options.preview = true;
        options.sample = 5;
        auto source = file_source(path.string(), definition("addressee"));
        return import_rows(*kernel_, identity::system_principal(), definition("addressee"),
                           std::move(*source), options);
    };
    const auto same = people("123456789018");
    ASSERT_TRUE(same) << describe_with_place(same.error(), Language::english);
    EXPECT_EQ(same->unchanged, 1u);
    const auto other = people("");
    ASSERT_TRUE(other);
    ASSERT_EQ(other->differences.size(), 1u);
    EXPECT_EQ(other->differences[0].fields.at(0).before, "************");
    EXPECT_EQ(other->differences[0].fields.at(0).after, "");
}

TEST_P(ImportModes, WhatTheFileHasNoColumnForStays) {
    const auto path = folder_.path() / "people.csv";
    std::ofstream(path) << "addressee_no,name\n0000000019,柏原 千鶴\n0000000027,小田切 美帆\n";
    ImportOptions options = at(Date::of(2025, 1, 1));
    options.changes_only = true;
    auto source = file_source(path.string(), definition("addressee"));
    const auto report = import_rows(*kernel_, identity::system_principal(),
                                    definition("addressee"), std::move(*source), options);
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(report->changed, 1u);
    EXPECT_EQ(report->unchanged, 1u);
    auto reader = kernel_->reader();
    const auto& people = definition("addressee");
    const auto row = read_record(**reader, people, 1, {Date::of(2025, 6, 1), std::nullopt});
    ASSERT_TRUE(row && *row);
    EXPECT_EQ((*row)->values[1].bytes, "柏原 千鶴");
    EXPECT_EQ((*row)->values[2].bytes, "カシハラ チヅコ");
    const auto number = kernel_->vault().open_field(
        **reader, {people.number, 1, people.fields[3].id, (*row)->version},
        as_bytes((*row)->values[3].bytes));
    ASSERT_TRUE(number);
    EXPECT_EQ(*number, "123456789018");
}

TEST_P(ImportModes, ADeltaOnTopOfAnOlderStateGivesTheNewerOne) {
    ExportOptions base;
    base.reason = "引継ぎ";
    base.file = folder_.path() / "base.csv";
    const auto first = export_rows(*kernel_, identity::system_principal(), definition("parcel"),
                                   base);
    ASSERT_TRUE(first);
    ASSERT_TRUE(take("A,0000000019,1.50,1,land\n", at(Date::of(2024, 6, 1))));
    ASSERT_TRUE(take("A,0000000019,1.00,1,land\nB,0000000019,2.00,2,land\nE,0000000027,7,7,farm\n",
                     full(100)));
    ExportOptions delta = base;
    delta.file = folder_.path() / "delta.jsonl";
    delta.format = ExportFormat::jsonl;
    delta.since = first->known;
    ASSERT_TRUE(export_rows(*kernel_, identity::system_principal(), definition("parcel"), delta));
    const std::string newer = dump();
    // A second register of the same shape takes base and delta.
    std::string yaml(testing::kParcelYaml);
    yaml.replace(yaml.find("register: parcel"), 16, "register: plot");
    yaml.replace(yaml.find("number: 101"), 11, "number: 102");
    write_definition("tax", "plot", yaml);
    reopen();
    for (const auto& file : {base.file, delta.file}) {
        auto source = file_source(file.string(), definition("plot"));
        ASSERT_TRUE(source);
        const auto landed = import_rows(*kernel_, identity::system_principal(),
                                        definition("plot"), std::move(*source), {});
        ASSERT_TRUE(landed) << describe_with_place(landed.error(), Language::english);
    }
    ExportOptions again = base;
    again.file = folder_.path() / "again.csv";
    ASSERT_TRUE(export_rows(*kernel_, identity::system_principal(), definition("plot"), again));
    std::ifstream in(again.file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), newer);
}

DAICHO_ON_BOTH_STORES(ImportModes);

}  // namespace
}  // namespace daicho::registers
