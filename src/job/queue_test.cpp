#include "job/queue.hpp"

#include <gtest/gtest.h>

#include "job/migrations.hpp"
#include "store/test_store.hpp"

namespace daicho::job {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
const Instant kNow{1'775'000'000'000'000};

Instant in(std::int64_t seconds) { return {kNow.micros + seconds * kSecond}; }

class QueueTest : public daicho::testing::StoreTest {
protected:
    QueueTest() {
        auto opened = store_.open();
        EXPECT_TRUE(opened);
        database_ = std::move(*opened);
        connection_ = &database_->writer();
        EXPECT_TRUE(store::migrate(*connection_, migrations(), Instant{0}));
    }
    std::uint64_t order(const std::string& lane, const std::string& parameters,
                        Instant due = {0}) {
        auto job = enqueue(*connection_, {"levy", lane, parameters, 7, due, 0, 0}, kNow);
        EXPECT_TRUE(job);
        return job ? *job : 0;
    }
    // Job that is claimed at that moment; 0 = none.
    std::uint64_t next(Instant now = kNow) {
        auto order = claim(*connection_, now);
        EXPECT_TRUE(order);
        return order && *order ? (*order)->job.id : 0;
    }
    State state(std::uint64_t job) {
        auto order = find_order(*connection_, job);
        return order && *order ? (*order)->job.state : State::failed;
    }
    void end(std::uint64_t job) {
        EXPECT_TRUE(finish(*connection_, job, State::done, "{}", kNow));
    }
    std::unique_ptr<store::Database> database_;
    store::Connection* connection_ = nullptr;
};

TEST_P(QueueTest, GivesTheOldestThatIsDueAndKeepsALaneToOne) {
    const std::uint64_t first = order("levy 2026", "a");
    const std::uint64_t second = order("levy 2026", "b");
    const std::uint64_t other = order("levy 2025", "c");
    const std::uint64_t later = order("", "d", in(60));
    EXPECT_EQ(next(), first);
    EXPECT_EQ(next(), other);
    EXPECT_EQ(next(), 0U);
    end(first);
    EXPECT_EQ(next(), second);
    EXPECT_EQ(next(in(59)), 0U);
    EXPECT_EQ(next(in(60)), later);
    const auto found = find_order(*connection_, later);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->order.account, 7U);
    EXPECT_EQ((*found)->order.parameters, "d");
    EXPECT_EQ((*found)->attempts, 1U);
    EXPECT_EQ((*found)->job.started.micros, in(60).micros);
}

TEST_P(QueueTest, OrdersTheSameOnlyOnceWhileItWaitsOrRuns) {
    const std::uint64_t job = order("x", "same");
    const auto again = enqueue(*connection_, {"levy", "x", "same", 8, {0}, 0, 0}, in(1));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().id, "job.waits_already");
    EXPECT_EQ(next(), job);
    EXPECT_FALSE(enqueue(*connection_, {"levy", "x", "same", 8, {0}, 0, 0}, in(2)));
    end(job);
    EXPECT_TRUE(enqueue(*connection_, {"levy", "x", "same", 8, {0}, 0, 0}, in(3)));
}

TEST_P(QueueTest, CancelsAWaitingJobAtOnceAndAsksARunningOne) {
    const std::uint64_t waiting = order("", "a");
    const auto at_once = cancel(*connection_, waiting, kNow);
    ASSERT_TRUE(at_once);
    EXPECT_TRUE(*at_once);
    EXPECT_EQ(state(waiting), State::cancelled);
    EXPECT_EQ(next(), 0U);
    const std::uint64_t running = order("", "b");
    EXPECT_EQ(next(), running);
    const auto asked = cancel(*connection_, running, kNow);
    ASSERT_TRUE(asked);
    EXPECT_FALSE(*asked);
    EXPECT_EQ(state(running), State::running);
    EXPECT_TRUE((*find_order(*connection_, running))->cancel);
    ASSERT_TRUE(end_cancelled(*connection_, running, kNow));
    const auto ended = cancel(*connection_, running, kNow);
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().id, "job.not_running");
    const auto nothing = cancel(*connection_, 999, kNow);
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().id, "job.no_order");
}

TEST_P(QueueTest, QueuesAgainWhatADeadProcessLeftButNotForEver) {
    const std::uint64_t job = order("", "a");
    const std::uint64_t asked = order("", "b");
    EXPECT_EQ(next(), job);
    EXPECT_EQ(next(), asked);
    ASSERT_TRUE(cancel(*connection_, asked, kNow));
    for (std::uint32_t attempt = 1; attempt < kMostAttempts; ++attempt) {
        ASSERT_TRUE(mark_interrupted(*connection_));
        const auto again = requeue_stopped(*connection_, kNow, "{}");
        ASSERT_TRUE(again);
        EXPECT_EQ(*again, std::vector<std::uint64_t>{job});
        EXPECT_EQ(state(asked), State::cancelled);
        EXPECT_EQ(next(), job);
    }
    ASSERT_TRUE(mark_interrupted(*connection_));
    const auto given_up = requeue_stopped(*connection_, kNow, R"({"why":1})");
    ASSERT_TRUE(given_up);
    EXPECT_TRUE(given_up->empty());
    const auto order = find_order(*connection_, job);
    ASSERT_TRUE(order && *order);
    EXPECT_EQ((*order)->job.state, State::failed);
    EXPECT_EQ((*order)->job.error, R"({"why":1})");
}

// What the runner gathered while a job ran is written now and then, also a moment after its end.
TEST_P(QueueTest, ProgressThatComesLateChangesNoEndedJob) {
    const std::uint64_t job = order("", "a");
    ASSERT_TRUE(claim(*connection_, kNow));
    ASSERT_TRUE(set_progress(*connection_, job, 10, 10));
    ASSERT_TRUE(finish(*connection_, job, State::done, "{}", kNow));
    ASSERT_TRUE(set_progress(*connection_, job, 3, 10));
    const auto found = find_order(*connection_, job);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->job.done, 10U);
}

TEST_P(QueueTest, ListsEachWorkOnceAndKeepsALog) {
    const std::uint64_t job = order("", "a");
    const auto inner = start(*connection_, {"levy", {{"year", "2026"}}}, 10, kNow);
    ASSERT_TRUE(inner);
    auto orders = list_orders(*connection_, 10);
    ASSERT_TRUE(orders);
    EXPECT_EQ(orders->size(), 2U);
    ASSERT_TRUE(set_inner(*connection_, job, inner->id));
    ASSERT_TRUE(set_progress(*connection_, job, 3, 10));
    orders = list_orders(*connection_, 10);
    ASSERT_TRUE(orders && orders->size() == 1U);
    EXPECT_EQ(orders->front().job.id, job);
    EXPECT_EQ(orders->front().job.done, 3U);
    ASSERT_TRUE(add_log(*connection_, job, {kNow, "job.log.queued", R"({"by":"20411"})"}));
    ASSERT_TRUE(add_log(*connection_, job, {in(1), "job.log.started", "{}"}));
    const auto lines = read_log(*connection_, job);
    ASSERT_TRUE(lines && lines->size() == 2U);
    EXPECT_EQ(lines->front().arguments, R"({"by":"20411"})");
    EXPECT_EQ(lines->back().at.micros, in(1).micros);
    EXPECT_TRUE(read_log(*connection_, inner->id)->empty());
}

TEST_P(QueueTest, MakesUpOnceForTurnsThatPassed) {
    const auto now = parse_japan_minute("2026-04-10T12:00");
    const auto rhythm = Rhythm::parse("daily 02:00");
    ASSERT_TRUE(now && rhythm);
    const NewOrder backup{"backup", "backup", "{}", 3, {0}, 0, 0};
    const auto plan = add_plan(*connection_, backup, *rhythm, *now);
    ASSERT_TRUE(plan);
    auto jobs = order_planned(*connection_, *now);
    ASSERT_TRUE(jobs);
    EXPECT_TRUE(jobs->empty());
    const auto days_later = parse_japan_minute("2026-04-14T08:00");
    jobs = order_planned(*connection_, *days_later);
    ASSERT_TRUE(jobs && jobs->size() == 1U);
    const auto order = find_order(*connection_, jobs->front());
    ASSERT_TRUE(order && *order);
    EXPECT_EQ((*order)->order.plan, *plan);
    EXPECT_EQ((*order)->order.account, 3U);
    const auto plans = list_plans(*connection_);
    ASSERT_TRUE(plans && plans->size() == 1U);
    EXPECT_EQ(format_japan_minute(plans->front().next), "2026-04-15 02:00");
    // The job of the turn before still waits.
    jobs = order_planned(*connection_, *parse_japan_minute("2026-04-15T02:00"));
    ASSERT_TRUE(jobs);
    EXPECT_TRUE(jobs->empty());
    ASSERT_TRUE(end_plan(*connection_, *plan));
    const auto gone = end_plan(*connection_, *plan);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().id, "job.no_plan");
}

DAICHO_ON_BOTH_STORES(QueueTest);

}  // namespace
}  // namespace daicho::job
