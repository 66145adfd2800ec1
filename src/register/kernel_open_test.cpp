// Who may have a municipality open: one process to write, any number to look.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "job/job.hpp"
#include "register/change.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

class KernelOpenTest : public testing::KernelOnStoreTest {
protected:
    Result<std::unique_ptr<Kernel>> open(bool read_only) {
        KernelOptions options = kernel_options();
        options.read_only = read_only;
        return Kernel::open(options, clock_);
    }
    std::int64_t count(Kernel& kernel, const std::string& sql) {
        auto reader = kernel.reader();
        return reader ? (*reader)->integer(sql).value_or(-1) : -1;
    }
    std::int64_t running() {
        return count(*kernel_, "SELECT count(*) FROM w_job WHERE state = 1");
    }
    void start_job() {
        ASSERT_TRUE(kernel_->command([](Context& context) -> Status {
            const job::Identity identity{"levy", {{"year", "2026"}}};
            DAICHO_CHECK(job::start(context.connection, identity, 10, context.now));
            return {};
        }));
        ASSERT_EQ(running(), 1);
    }
};
DAICHO_ON_BOTH_STORES(KernelOpenTest);

TEST_P(KernelOpenTest, DroppedTriggersAreMadeAgain) {
    import_people();
    const char* kCount = GetParam() == store::StoreKind::postgres
                             ? "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
                             : "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'";
    const std::int64_t all = count(*kernel_, kCount);
    ASSERT_TRUE(kernel_->command([](Context& context) -> Status {
        for (const char* name : {"insert", "delete", "update"}) {
            const std::string drop = daicho::testing::drop_trigger(
                context.connection.dialect(), fmt::format("t_addressee_{}", name), "v_addressee");
            DAICHO_CHECK(context.connection.execute(drop));
        }
        return {};
    }));
    ASSERT_EQ(count(*kernel_, kCount), all - 3);
    reopen();
    EXPECT_EQ(count(*kernel_, kCount), all);
    for (const char* sql : {"UPDATE v_addressee SET name = 'x'", "DELETE FROM v_addressee"}) {
        EXPECT_FALSE(kernel_->command(
            [&](Context& context) { return context.connection.execute(sql); }))
            << sql;
    }
}

// PostgreSQL ends a session in its own time: the lease is given back before.
TEST_P(KernelOpenTest, WhoeverComesNextNeedNotWait) {
    for (int i = 0; i < 25 && !HasFatalFailure(); ++i) reopen();
}

TEST_P(KernelOpenTest, ASecondWriterIsRefusedAndDisturbsNothing) {
    import_people();
    start_job();
    const auto second = open(false);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().id, "store.in_use");
    // It used to mark the jobs of the living process as stopped.
    EXPECT_EQ(running(), 1);
    ASSERT_TRUE(import("addressee", {{"addressee_no", "name"}, {"0000000035", "海野 渚"}}));
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(KernelOpenTest, ReadingBesideAWriterChangesNothing) {
    import_people();
    start_job();
    const auto entries = count(*kernel_, "SELECT count(*) FROM j_entry");
    const auto notes = count(*kernel_, "SELECT count(*) FROM j_checkpoint");
    {
        auto beside = open(true);
        ASSERT_TRUE(beside) << describe_with_place(beside.error(), Language::english);
        EXPECT_TRUE((*beside)->has_writer());
        const auto report = verify(**beside, {});
        ASSERT_TRUE(report);
        EXPECT_FALSE(report->fault);
        EXPECT_EQ(report->rows, 2U);
        // What is written meanwhile is seen by the next look.
        ASSERT_TRUE(import("addressee", {{"addressee_no", "name"}, {"0000000035", "海野 渚"}}));
        EXPECT_EQ(verify(**beside, {})->rows, 3U);
    }
    EXPECT_EQ(running(), 1);
    EXPECT_EQ(count(*kernel_, "SELECT count(*) FROM j_entry"), entries + 1);
    EXPECT_LE(count(*kernel_, "SELECT count(*) FROM j_checkpoint"), notes + 1);
}

TEST_P(KernelOpenTest, WithoutAWriterNobodyIsSaidToWrite) {
    import_people();
    kernel_.reset();
    const auto alone = open(true);
    ASSERT_TRUE(alone);
    bool left = false;  // PostgreSQL sees the end of a session a moment later
    for (int tries = 0; !left && tries < 500; ++tries) {
        left = !(*alone)->has_writer();
        if (!left) ::usleep(10'000);
    }
    EXPECT_TRUE(left);
    EXPECT_TRUE(open(false));  // a reader holds nobody back
}

TEST_P(KernelOpenTest, ReadingDoesNotMendWhatVerificationIsToFind) {
    ASSERT_TRUE(kernel_->command([](Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::job;
        for (int i = 0; i < 300; ++i) {
            DAICHO_CHECK(context.journal.append(context.connection, draft));
        }
        return context.connection.execute("UPDATE w_tree SET hash = " +
                                          context.connection.dialect().bytes(std::string(64, '0')));
    }));
    ASSERT_GT(count(*kernel_, "SELECT count(*) FROM w_tree"), 0);
    kernel_.reset();
    {
        const auto reading = open(true);
        ASSERT_TRUE(reading);
        const auto report = verify(**reading, {});
        ASSERT_TRUE(report && report->fault);
        EXPECT_EQ(report->fault->id, "journal.fault.tree");
    }
    reopen();  // whoever writes makes the index anew
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(KernelOpenTest, ReadingRefusesDataOlderThanTheDefinitions) {
    import_people();
    std::string text(testing::kParcelYaml);
    text.replace(text.find("checks:"), 0,
                 "  - {id: 7, name: remark, type: text, label: {ja: 備考, en: Remark}}\n");
    write_definition("tax", "parcel", text);
    kernel_.reset();
    const auto refused = open(true);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "kernel.not_upgraded");
    ASSERT_TRUE(open(false));
    EXPECT_TRUE(open(true));
}

TEST_P(KernelOpenTest, AFileWithoutTablesIsNoData) {
    kernel_.reset();
    store::Options options = store_.options();
    options.file = folder_.path() / "home" / "daicho.db";
    ASSERT_TRUE(store::discard_data(options));
    if (GetParam() == store::StoreKind::sqlite) std::ofstream(options.file).flush();
    const auto empty = open(true);
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().id, "kernel.no_data");
}

}  // namespace
}  // namespace daicho::registers
