// Imports beside people: whoever waits goes first, and what lands is the same.
#include <fmt/format.h>

#include <atomic>

#include "register/memory_source.hpp"
#include "register/row_writer.hpp"
#include "register/test_crowd.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

constexpr int kRows = 5'000;  // three batches
constexpr const char* kHeader = "parcel_no,taxpayer,taxed_area,value_yen,use\n";

std::string row(int number, int value, const char* area = "1.00") {
    return fmt::format("P{:05},0000000019,{},{},land\n", number, area, value);
}

class ImportBesidePeople : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        KernelOnStoreTest::SetUp();
        import_people();
        options_.valid_from = Date::of(2024, 1, 1);
        options_.max_errors = 10;
        // Between any two batches somebody waits.
        options_.progress = [this](std::uint64_t, std::uint64_t) {
            if (between_) crowd_.wait_for(*kernel_, between_);
        };
    }
    void TearDown() override {
        crowd_.leave();
        KernelOnStoreTest::TearDown();
    }
    static std::string rows(int count, int value = 7) {
        std::string text;
        for (int i = 0; i < count; ++i) text += row(i, value);
        return text;
    }
    Result<ImportReport> take(const std::string& text, const ImportParts& parts = {}) {
        auto bytes = std::make_shared<const std::string>(kHeader + text);
        const auto open = [&] { return memory_source(bytes, "in.csv", definition("parcel")); };
        auto report = import_in_parts(*kernel_, identity::system_principal(),
                                      definition("parcel"), open, options_, parts);
        crowd_.leave();
        return report;
    }
    std::int64_t number(const std::string& sql) {
        auto reader = kernel_->reader();
        return (*reader)->integer(sql).value();
    }
    void expect_landed(std::int64_t count) {
        EXPECT_EQ(number("SELECT count(*) FROM v_parcel"), count);
        EXPECT_EQ(number("SELECT count(*) FROM w_head_parcel"), count);
        EXPECT_EQ(number("SELECT count(*) FROM w_key_parcel"), count);
        const auto found = verify(*kernel_, {});
        ASSERT_TRUE(found);
        EXPECT_FALSE(found->fault);
    }
    ImportOptions options_;
    Kernel::Command between_;
    testing::Crowd crowd_;
};
DAICHO_ON_BOTH_STORES(ImportBesidePeople);

TEST_P(ImportBesidePeople, WhoeverWaitsIsAnsweredBeforeItEnds) {
    between_ = testing::Crowd::look;
    std::vector<ImportProgress> kept;
    ImportParts parts;
    parts.kept = [&](Context&, const ImportProgress& progress) {
        kept.push_back(progress);
        return Status();
    };
    int answered = 0;
    options_.also = [&](Context&, const ImportReport&) {
        answered = crowd_.done();
        return Status();
    };
    const auto report = take(rows(kRows), parts);
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(report->landed, 5000u);
    EXPECT_EQ(report->new_records, 5000u);
    EXPECT_GE(answered, 5) << "three times in the rehearsal, three times in the landing";
    EXPECT_EQ(crowd_.done(), 6);
    ASSERT_EQ(kept.size(), 3u);
    EXPECT_EQ(kept[0].landed, 2000u);
    EXPECT_EQ(kept[1].line, 4001u);
    expect_landed(kRows);
    // The register goes on where the file ended.
    between_ = {};
    ASSERT_TRUE(take("NEW,0000000019,1.00,1,land\n"));
    expect_landed(kRows + 1);
}

TEST_P(ImportBesidePeople, WithNobodyWaitingItIsOneTransaction) {
    ImportParts parts;
    parts.kept = [](Context&, const ImportProgress&) -> Status {
        return conflict_error("import.broken_off");
    };
    ASSERT_TRUE(take(rows(kRows), parts));
    expect_landed(kRows);
}

TEST_P(ImportBesidePeople, OthersWriteElsewhereFailAndAreRefusedHere) {
    std::atomic<int> turn{0};
    std::vector<std::string> refused;
    between_ = [&](Context& context) -> Status {
        // A failing command makes the kernel forget what it holds in memory.
        if (++turn % 2 == 0) return conflict_error("store.in_use");
        auto here = RowWriter::open(context, definition("parcel"), {});
        if (!here) refused.push_back(here.error().id);
        const Definition& people = definition("addressee");
        DAICHO_TRY(writer, RowWriter::open(context, people, {}));
        const std::string no = fmt::format("{:010}", 500 + turn);
        std::vector<Cell> cells = {Cell::of_text(no), Cell::of_text("柏原"), Cell::null(),
                                   Cell::null()};
        NewRow fresh;
        fresh.valid = {Date::of(2024, 1, 1), kForever};
        fresh.cells = cells;
        fresh.key = no;
        DAICHO_CHECK(writer.add(fresh));
        return writer.seal();
    };
    const auto report = take(rows(kRows));
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_EQ(refused, std::vector<std::string>(3, "register.being_imported"));
    EXPECT_EQ(number("SELECT count(*) FROM w_head_addressee"), 5);
    expect_landed(kRows);
    auto writes_again = kernel_->command([&](Context& context) -> Status {
        DAICHO_CHECK(RowWriter::open(context, definition("parcel"), {}));
        return {};
    });
    EXPECT_TRUE(writes_again);
}

TEST_P(ImportBesidePeople, ABadRowAtTheEndLetsNothingLand) {
    between_ = testing::Crowd::look;
    const auto report = take(rows(kRows - 1) + row(kRows, 1, "x"));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().id, "import.refused");
    ASSERT_EQ(report.error().causes.size(), 1u);
    EXPECT_EQ(report.error().causes.front().where.line, 5001u);
    EXPECT_GT(crowd_.done(), 0);
    expect_landed(0);
    options_.take_good_rows = true;
    const auto good = take(rows(kRows - 1) + row(kRows, 1, "x"));
    ASSERT_TRUE(good);
    EXPECT_EQ(good->bad_rows, 1u);
    expect_landed(kRows - 1);
}

TEST_P(ImportBesidePeople, APreviewInPartsSaysWhatAPreviewInOneSays) {
    ASSERT_TRUE(take(rows(3'000)));
    options_.preview = true;
    options_.sample = 20;
    // Unchanged, changed, new, bad.
    const std::string text = rows(2'500) + row(2'600, 9) + row(2'601, 9) + row(4'000, 1) +
                             row(4'001, 1, "x") + row(4'002, 1);
    const auto quiet = take(text);
    ASSERT_TRUE(quiet);
    between_ = testing::Crowd::look;
    const auto beside = take(text);
    ASSERT_TRUE(beside);
    EXPECT_EQ(crowd_.done(), 2);
    EXPECT_EQ(beside->rows, quiet->rows);
    EXPECT_EQ(beside->new_records, quiet->new_records);
    EXPECT_EQ(beside->new_records, 2u);
    EXPECT_EQ(beside->changed, 2u);
    EXPECT_EQ(beside->unchanged, quiet->unchanged);
    EXPECT_EQ(beside->bad_rows, 1u);
    EXPECT_TRUE(beside->refused);
    ASSERT_EQ(beside->differences.size(), quiet->differences.size());
    for (std::size_t i = 0; i < beside->differences.size(); ++i) {
        EXPECT_EQ(beside->differences[i].key, quiet->differences[i].key);
    }
    expect_landed(3'000);
}

TEST_P(ImportBesidePeople, BrokenOffItGoesOnBehindTheLastRowThatLanded) {
    between_ = testing::Crowd::look;
    ImportProgress kept;
    ImportParts parts;
    parts.kept = [&](Context&, const ImportProgress& progress) {
        kept = progress;
        return Status();
    };
    bool wanted = true;
    options_.stop = [] { return false; };
    parts.pause = [&] { return wanted; };
    const auto broken = take(rows(kRows), parts);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().id, "job.cancelled");
    EXPECT_EQ(kept.landed, 2'000u);
    expect_landed(2'000);
    wanted = false;
    reopen();
    parts.before = kept;
    const auto rest = take(rows(kRows), parts);
    ASSERT_TRUE(rest) << describe_with_place(rest.error(), Language::english);
    EXPECT_EQ(rest->landed, 5'000u);
    EXPECT_EQ(rest->new_records, 5'000u);
    EXPECT_EQ(rest->rows, 5'000u);
    expect_landed(kRows);
}

TEST_P(ImportBesidePeople, AFullFileThatWasBrokenOffEndsOnlyWhatItDoesNotName) {
    ASSERT_TRUE(take(rows(kRows)));
    options_.full = true;
    options_.valid_from = Date::of(2025, 4, 1);
    between_ = testing::Crowd::look;
    ImportProgress kept;
    ImportParts parts;
    parts.kept = [&](Context&, const ImportProgress& progress) {
        kept = progress;
        return Status();
    };
    parts.pause = [] { return true; };
    const std::string text = rows(kRows - 2, 8);
    ASSERT_FALSE(take(text, parts));
    ASSERT_GT(kept.line, 0u);
    parts.before = kept;
    parts.pause = {};
    const auto rest = take(text, parts);
    ASSERT_TRUE(rest) << describe_with_place(rest.error(), Language::english);
    EXPECT_EQ(rest->ended, 2u);
    EXPECT_EQ(rest->changed, 4'998u);
    EXPECT_EQ(number("SELECT count(*) FROM v_parcel"), 2 * kRows);
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(ImportBesidePeople, WhatFailsForGoodSaysWhatHasLanded) {
    between_ = testing::Crowd::look;
    ImportParts parts;
    parts.kept = [turn = 0](Context&, const ImportProgress&) mutable -> Status {
        if (++turn == 2) return system_error("store.failed");
        return {};
    };
    const auto report = take(rows(kRows), parts);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().id, "import.broken_off");
    EXPECT_NE(describe(report.error(), Language::english).find("2000 rows"), std::string::npos);
    EXPECT_EQ(report.error().causes.front().id, "store.failed");
    expect_landed(2'000);
    between_ = {};
    options_.changes_only = true;
    ASSERT_TRUE(take(rows(kRows)));
    expect_landed(kRows);
}

}  // namespace
}  // namespace daicho::registers
