#include "job/job.hpp"

#include <gtest/gtest.h>

#include "job/migrations.hpp"
#include "store/test_store.hpp"

namespace daicho::job {
namespace {

const Instant kNow{1'775'000'000'000'000};
const Instant kLater{1'775'000'009'000'000};

Identity levy(const std::string& year) {
    return {"levy", {{"year", year}, {"as_of", "2026-01-01"}, {"law", "ab12"}}};
}

class JobTest : public daicho::testing::StoreTest {
protected:
    JobTest() {
        auto opened = store_.open();
        EXPECT_TRUE(opened);
        database_ = std::move(*opened);
        connection_ = &database_->writer();
        EXPECT_TRUE(store::migrate(*connection_, migrations(), Instant{0}));
        EXPECT_TRUE(connection_->execute("CREATE TABLE r (id INTEGER PRIMARY KEY)"));
    }
    Job begin(const Identity& identity, std::uint64_t total = 100) {
        auto job = start(*connection_, identity, total, kNow);
        EXPECT_TRUE(job);
        return *job;
    }
    // One batch of a worker: rows and cursor in one transaction, broken off when `fail`.
    Status batch(std::uint64_t job, std::uint64_t from, std::uint64_t to, bool fail) {
        DAICHO_CHECK(connection_->begin());
        Status status = work(job, from, to);
        if (status && fail) status = system_error("test.power_cut");
        if (!status) {
            DAICHO_CHECK(connection_->rollback());
            return status;
        }
        return connection_->commit();
    }
    std::unique_ptr<store::Database> database_;
    store::Connection* connection_ = nullptr;

private:
    Status work(std::uint64_t job, std::uint64_t from, std::uint64_t to) {
        for (std::uint64_t id = from; id < to; ++id) {
            DAICHO_CHECK(
                connection_->execute("INSERT INTO r VALUES (" + std::to_string(id) + ")"));
        }
        return advance(*connection_, job, to, std::to_string(to));
    }
};
DAICHO_ON_BOTH_STORES(JobTest);

TEST_P(JobTest, TheSameWorkIsTheSameJob) {
    const Job first = begin(levy("2026"));
    EXPECT_EQ(begin(levy("2026")).id, first.id);
    EXPECT_NE(begin(levy("2027")).id, first.id);
    EXPECT_EQ(list(*connection_, 10)->size(), 2U);
}

TEST_P(JobTest, IdentityDependsOnEveryPart) {
    const Digest digest = levy("2026").digest();
    EXPECT_EQ(to_hex(view(digest)),
              to_hex(view(Identity{"levy", levy("2026").of}.digest())));
    EXPECT_NE((Identity{"import", levy("2026").of}.digest()), digest);
    EXPECT_NE((Identity{"a", {{"bc", "d"}}}.digest()), (Identity{"a", {{"b", "cd"}}}.digest()));
    EXPECT_NE((Identity{"a", {{"b", "c"}, {"d", "e"}}}.digest()),
              (Identity{"a", {{"d", "e"}, {"b", "c"}}}.digest()));
    EXPECT_NE((Identity{"a", {}}.digest()), (Identity{"a", {{"", ""}}}.digest()));
}

TEST_P(JobTest, ABrokenJobResumesAtItsCursorWithNoRowTwice) {
    const Job job = begin(levy("2026"));
    ASSERT_TRUE(batch(job.id, 0, 10, false));
    ASSERT_TRUE(batch(job.id, 10, 20, false));
    EXPECT_FALSE(batch(job.id, 20, 30, true));
    ASSERT_TRUE(mark_interrupted(*connection_));
    const auto broken = find(*connection_, levy("2026").digest());
    ASSERT_TRUE(broken && *broken);
    EXPECT_EQ((*broken)->state, State::stopped);
    const Job again = begin(levy("2026"));
    EXPECT_EQ(again.state, State::running);
    EXPECT_EQ(again.cursor, "20");
    EXPECT_EQ(again.done, 20U);
    ASSERT_TRUE(batch(again.id, std::stoull(again.cursor), 100, false));
    ASSERT_TRUE(finish(*connection_, again.id, State::done, "{\"rows\":100}", kLater));
    EXPECT_EQ(connection_->integer("SELECT count(*) FROM r").value(), 100);
    const Job result = begin(levy("2026"));
    EXPECT_EQ(result.state, State::done);
    EXPECT_EQ(result.result, "{\"rows\":100}");
    EXPECT_EQ(result.started, kNow);
    EXPECT_EQ(result.ended, kLater);
}

TEST_P(JobTest, AFailedJobKeepsItsErrorUntilItRunsAgain) {
    const Job job = begin(levy("2026"));
    ASSERT_TRUE(finish(*connection_, job.id, State::failed, "{\"errors\":[]}", kLater));
    const auto failed = find(*connection_, job.identity);
    EXPECT_EQ((*failed)->state, State::failed);
    EXPECT_EQ((*failed)->error, "{\"errors\":[]}");
    EXPECT_EQ((*failed)->result, "");
    const Job again = begin(levy("2026"), 0);
    EXPECT_EQ(again.error, "");
    EXPECT_EQ(again.total, 100U);
    EXPECT_EQ(again.ended, Instant{});
}

TEST_P(JobTest, AnEndedJobDoesNotGoOn) {
    const Job job = begin(levy("2026"));
    ASSERT_TRUE(finish(*connection_, job.id, State::done, "{}", kLater));
    EXPECT_EQ(advance(*connection_, job.id, 1, "1").error().id, "job.not_running");
    EXPECT_EQ(finish(*connection_, job.id, State::failed, "{}", kLater).error().id,
              "job.not_running");
    EXPECT_EQ(advance(*connection_, 999, 1, "1").error().id, "job.not_running");
}

TEST_P(JobTest, AJobMarkedStoppedByMistakeRunsOn) {
    const Job job = begin(levy("2026"));
    ASSERT_TRUE(mark_interrupted(*connection_));
    ASSERT_TRUE(advance(*connection_, job.id, 5, "5"));
    EXPECT_EQ((*find(*connection_, job.identity))->state, State::running);
}

TEST_P(JobTest, TheNewestIsListedFirst) {
    begin(levy("2025"));
    begin(levy("2026"));
    const auto jobs = list(*connection_, 1);
    ASSERT_TRUE(jobs);
    ASSERT_EQ(jobs->size(), 1U);
    EXPECT_EQ((*jobs)[0].identity, levy("2026").digest());
    EXPECT_FALSE(find(*connection_, levy("2030").digest())->has_value());
}

}  // namespace
}  // namespace daicho::job
