// A trial on either store: passes, leaves nothing, can be stopped at any point, and a role that may
// make no database is told so.
#include "custody/trial.hpp"

#include "custody/care_entries.hpp"
#include "custody/test_city.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

class TrialTest : public testing::CityTest {
protected:
    fs::path backups() { return folder_.path() / "backups"; }
    std::string back_up_now() {
        auto made = back_up(*kernel_, backups(), true);
        EXPECT_TRUE(made) << describe_with_place(made.error(), Language::english);
        return made ? made->name : "";
    }
    Result<Restored> try_it(const std::string& name, const std::function<bool()>& stop = {}) {
        return try_backup(*kernel_, name, folder_.path() / "registers", stop);
    }
    // Databases of trials on the server; folders of trials elsewhere.
    std::int64_t left_over() {
        const fs::path trial = kernel_->home() / "trial";
        const bool folder = fs::exists(trial) || fs::exists(trial.string() + ".restoring");
        if (GetParam() == store::StoreKind::sqlite) return folder ? 1 : 0;
        auto reader = kernel_->reader();
        return (folder ? 1 : 0) +
               *(*reader)->integer(
                   "SELECT count(*) FROM pg_database WHERE datname LIKE 'daicho_trial_%'");
    }
    journal::EntryHeader newest() {
        auto reader = kernel_->reader();
        return journal::read_entry(**reader, kernel_->newest()->value)->header;
    }
};
DAICHO_ON_BOTH_STORES(TrialTest);

TEST_P(TrialTest, PassesAndLeavesNothing) {
    const std::string name = back_up_now();
    const std::uint64_t entries = kernel_->newest()->value;
    EXPECT_TRUE(can_try(*kernel_));
    const auto done = try_it(name);
    ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    EXPECT_GE(done->entries, done->manifest.entries);
    EXPECT_TRUE(trials(kernel_->home()).at(name).passed);
    EXPECT_EQ(left_over(), 0);
    EXPECT_EQ(kernel_->newest()->value, entries) << "the city itself was not touched";
    EXPECT_EQ(first_fault(), "");
}

TEST_P(TrialTest, ADamagedBackupFails) {
    const std::string name = back_up_now();
    {
        std::fstream data(backups() / name / "data.dcb",
                          std::ios::binary | std::ios::in | std::ios::out);
        data.seekp(200);
        data.put('\x5a');
        data.put('\xa5');
    }
    EXPECT_FALSE(try_it(name));
    EXPECT_FALSE(trials(kernel_->home()).at(name).passed);
    EXPECT_EQ(left_over(), 0);
}

// Asked with every piece that is loaded and all through the verification.
TEST_P(TrialTest, StoppedAtAnyPointItLeavesNothingAndJudgesNothing) {
    const std::string name = back_up_now();
    std::atomic<std::size_t> asked = 0;
    ASSERT_TRUE(try_it(name, [&] { return ++asked == 0; }));
    ASSERT_GE(asked, 3U);
    fs::remove(kernel_->home() / "trials.txt");
    for (std::size_t at = 1; at <= asked; at += std::max<std::size_t>(asked / 4, 1)) {
        std::atomic<std::size_t> now = 0;
        const auto stopped = try_it(name, [&] { return ++now >= at; });
        ASSERT_FALSE(stopped) << at;
        EXPECT_EQ(stopped.error().id, "job.cancelled") << at;
        EXPECT_EQ(left_over(), 0) << at;
    }
    EXPECT_TRUE(trials(kernel_->home()).empty());
}

TEST_P(TrialTest, WhatIsPrunedAndWhatIsCopiedIsEntered) {
    const std::string name = back_up_now();
    office::CustodyPolicy policy;
    policy.keep_days = 10;
    policy.keep_keys_days = 5;
    policy.at_least = 0;
    const std::int64_t day = std::int64_t{86'400} * 1'000'000;
    const std::int64_t now = clock_set_.now().micros;
    const std::uint64_t entries = kernel_->newest()->value;
    EXPECT_EQ(prune_and_enter(*kernel_, proposer(), backups(), policy, now)->size(), 0U);
    EXPECT_EQ(kernel_->newest()->value, entries) << "nothing too old, nothing to say";
    EXPECT_EQ(prune_and_enter(*kernel_, proposer(), backups(), policy, now + 7 * day)->size(), 1U);
    EXPECT_EQ(newest().kind, journal::EntryKind::backups_pruned);
    EXPECT_EQ(newest().principal, 1U);
    EXPECT_FALSE(fs::exists(backups() / name / "keys.dcb"));
    EXPECT_EQ(prune_and_enter(*kernel_, proposer(), backups(), policy, now + 20 * day)->size(), 1U);
    EXPECT_FALSE(fs::exists(backups() / name));
    EXPECT_EQ(kernel_->newest()->value, entries + 2);
    ASSERT_TRUE(enter_key_copy(*kernel_, proposer(), std::string(64, 'a')));
    EXPECT_EQ(newest().kind, journal::EntryKind::key_backup_made);
    const std::vector<Pruned> forged{{"a\",\"b", true}};
    EXPECT_FALSE(enter_pruning(*kernel_, proposer(), forged));
    EXPECT_EQ(first_fault(), "");
}

}  // namespace
}  // namespace daicho::custody
