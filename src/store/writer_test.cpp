#include "store/writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <latch>
#include <vector>

#include "store/test_store.hpp"

namespace daicho::store {
namespace {

class WriterTest : public daicho::testing::StoreTest {
protected:
    WriterTest() { open(); }

    void open() {
        writer_.reset();
        database_.reset();
        auto opened = store_.open();
        ASSERT_TRUE(opened) << opened.error().arguments[0].second;
        database_ = std::move(*opened);
        ASSERT_TRUE(database_->writer().execute(database_->writer().dialect().tables(
            "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY) STRICT")));
        writer_ = std::make_unique<Writer>(*database_);
    }

    static Status insert(Connection& connection, std::int64_t id) {
        DAICHO_TRY(statement, connection.cached("INSERT INTO t VALUES (?)"));
        statement->bind(0, id);
        return statement->run();
    }

    Status submit(std::int64_t id) {
        return writer_->submit([id](Connection& connection) { return insert(connection, id); });
    }

    std::int64_t integer(std::string_view sql) {
        auto reader = database_->reader();
        EXPECT_TRUE(reader);
        return (*reader)->integer(sql).value();
    }

    // Holds the writer inside a command until everything below is queued.
    void with_a_full_queue(std::size_t threads, const std::function<void(std::size_t)>& work) {
        std::latch held(1);
        std::latch release(1);
        std::vector<std::thread> crowd;
        crowd.emplace_back([&] {
            EXPECT_TRUE(writer_->submit([&](Connection&) -> Status {
                held.count_down();
                release.wait();
                return {};
            }));
        });
        held.wait();
        for (std::size_t i = 0; i < threads; ++i) crowd.emplace_back([&work, i] { work(i); });
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        release.count_down();
        for (std::thread& thread : crowd) thread.join();
    }

    std::unique_ptr<Database> database_;
    std::unique_ptr<Writer> writer_;
};
DAICHO_ON_BOTH_STORES(WriterTest);

TEST_P(WriterTest, AnAnsweredCommandIsThereForReadersAndAfterReopening) {
    ASSERT_TRUE(submit(1));
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 1);
    open();
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 1);
}

TEST_P(WriterTest, AFailedCommandIsUndoneAlone) {
    std::atomic<int> good{0};
    std::atomic<int> bad{0};
    with_a_full_queue(20, [&](std::size_t i) {
        const Status status = writer_->submit([i](Connection& connection) -> Status {
            DAICHO_CHECK(insert(connection, static_cast<std::int64_t>(i)));
            if (i % 4 == 0) return input_error("test.no");
            return {};
        });
        ++(status ? good : bad);
        EXPECT_TRUE(status || status.error().id == "test.no");
    });
    EXPECT_EQ(good, 15);
    EXPECT_EQ(bad, 5);
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 15);
    EXPECT_EQ(integer("SELECT count(*) FROM t WHERE id % 4 = 0"), 0);
}

TEST_P(WriterTest, ARefusalByTheDatabaseIsOfThatCommandOnly) {
    ASSERT_TRUE(submit(7));
    EXPECT_EQ(submit(7).error().id, "store.refused");
    EXPECT_TRUE(submit(8));
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 2);
}

TEST_P(WriterTest, CommandsThatWaitTogetherShareACommit) {
    const std::uint64_t before = writer_->commits();
    with_a_full_queue(16, [&](std::size_t i) {
        EXPECT_TRUE(submit(static_cast<std::int64_t>(i)));
    });
    // The held command took longer than a batch may: one commit for it, few for the rest.
    EXPECT_LE(writer_->commits() - before, 8U);
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 16);
}

TEST_P(WriterTest, SixteenThreadsLoseNothing) {
    constexpr int kEach = 200;
    std::vector<std::thread> crowd;
    for (int thread = 0; thread < 16; ++thread) {
        crowd.emplace_back([this, thread] {
            for (int i = 0; i < kEach; ++i) EXPECT_TRUE(submit(thread * 1000 + i));
        });
    }
    for (std::thread& thread : crowd) thread.join();
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 16 * kEach);
    EXPECT_LT(writer_->commits(), 16U * kEach);
}

TEST_P(WriterTest, BackgroundWaitsBehindInteractive) {
    std::mutex mutex;
    std::vector<int> order;
    with_a_full_queue(8, [&](std::size_t i) {
        const bool background = i < 4;
        EXPECT_TRUE(writer_->submit(
            [&](Connection&) -> Status {
                const std::lock_guard lock(mutex);
                order.push_back(background ? 2 : 1);
                return {};
            },
            background ? Priority::background : Priority::interactive));
    });
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_P(WriterTest, ARefusedCommitFailsEverybodyInItAndTellsOnce) {
    std::atomic<bool> refuse{false};
    std::atomic<int> told{0};
    writer_->on_commit([&](Connection&) -> Status {
        if (refuse) return system_error("store.failed").with("reason", "disk full");
        return {};
    });
    writer_->on_rollback([&] { ++told; });
    ASSERT_TRUE(submit(1));
    refuse = true;
    EXPECT_EQ(submit(2).error().id, "store.failed");
    EXPECT_EQ(told, 1);
    refuse = false;
    EXPECT_TRUE(submit(3));
    EXPECT_EQ(integer("SELECT sum(id) FROM t"), 4);
}

TEST_P(WriterTest, WhoDoesNotWaitHearsWhenItIsDurable) {
    constexpr int kMany = 200;
    std::latch heard(kMany);
    std::atomic<int> seen{0};
    for (int id = 1; id <= kMany; ++id) {
        writer_->submit_later(
            [id](Connection& connection) { return insert(connection, id); },
            [&, id](const Status& status) {
                EXPECT_TRUE(status);
                auto reader = database_->reader();
                const std::string sql = "SELECT count(*) FROM t WHERE id = " + std::to_string(id);
                if (reader && (*reader)->integer(sql).value_or(0) == 1) ++seen;
                heard.count_down();
            });
    }
    heard.wait();
    EXPECT_EQ(seen, kMany) << "told before a reader could see it";
    EXPECT_LT(writer_->commits(), static_cast<std::uint64_t>(kMany));
}

TEST_P(WriterTest, WhoDoesNotWaitHearsOfItsOwnFailureAndOfALostCommit) {
    std::latch heard(2);
    Status twice;
    Status good = system_error("test.not_told");
    with_a_full_queue(2, [&](std::size_t i) {
        writer_->submit_later([](Connection& connection) { return insert(connection, 7); },
                              [&, i](const Status& status) {
                                  (i == 0 ? twice : good) = status;
                                  heard.count_down();
                              });
    });
    heard.wait();
    EXPECT_NE(twice.has_value(), good.has_value()) << "one of two equal keys";
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 1);

    writer_->on_commit([](Connection&) -> Status { return system_error("test.refused"); });
    std::latch told(1);
    writer_->submit_later([](Connection& connection) { return insert(connection, 8); },
                          [&](const Status& status) {
                              EXPECT_FALSE(status);
                              if (!status) EXPECT_EQ(status.error().id, "test.refused");
                              told.count_down();
                          });
    told.wait();
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 1);
}

TEST_P(WriterTest, ClosingAnswersThoseWhoDoNotWait) {
    std::atomic<int> told{0};
    with_a_full_queue(8, [&](std::size_t i) {
        writer_->submit_later(
            [i](Connection& connection) { return insert(connection, static_cast<int>(i) + 1); },
            [&](const Status& status) { told += status ? 1 : 0; });
    });
    writer_.reset();
    EXPECT_EQ(told, 8);
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 8);
}

TEST_P(WriterTest, TheCommitHookWritesInTheSameTransaction) {
    writer_->on_commit([](Connection& connection) { return insert(connection, 100); });
    ASSERT_TRUE(submit(1));
    EXPECT_EQ(integer("SELECT sum(id) FROM t"), 101);
}

TEST_P(WriterTest, ClosingFinishesWhatIsQueued) {
    std::vector<std::thread> crowd;
    std::latch ready(8);
    std::atomic<int> good{0};
    for (int i = 0; i < 8; ++i) {
        crowd.emplace_back([&, i] {
            ready.count_down();
            if (submit(i)) ++good;
        });
    }
    ready.wait();
    for (std::thread& thread : crowd) thread.join();
    writer_.reset();
    EXPECT_EQ(good, 8);
    open();
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 8);
}

TEST_P(WriterTest, AReaderKeepsItsMomentWhileOthersWrite) {
    ASSERT_TRUE(submit(1));
    auto reader = database_->reader();
    ASSERT_TRUE(reader);
    ASSERT_TRUE((*reader)->execute("BEGIN"));
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM t").value(), 1);
    ASSERT_TRUE(submit(2));
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM t").value(), 1);
    ASSERT_TRUE((*reader)->execute("COMMIT"));
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM t").value(), 2);
}

Status slice(Writer& writer, const Writer::Command& command) {
    return writer.submit(command, Priority::slice);
}

TEST_P(WriterTest, SlicesShareATransactionAndADurableCommandEndsIt) {
    for (std::int64_t id = 1; id <= 20; ++id) {
        ASSERT_TRUE(slice(*writer_, [id](Connection& at) { return insert(at, id); }));
    }
    EXPECT_EQ(writer_->commits(), 0U);
    ASSERT_TRUE(submit(21));
    EXPECT_EQ(writer_->commits(), 1U);
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 21);
}

TEST_P(WriterTest, SlicesAreCommittedWhenNoMoreCome) {
    ASSERT_TRUE(slice(*writer_, [](Connection& at) { return insert(at, 1); }));
    for (int tries = 0; tries < 2000 && integer("SELECT count(*) FROM t") == 0; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 1);
}

TEST_P(WriterTest, AFailingSliceTakesThoseBeforeItAndSaysSo) {
    bool told = false;
    writer_->on_rollback([&told] { told = true; });
    ASSERT_TRUE(slice(*writer_, [](Connection& at) { return insert(at, 1); }));
    EXPECT_FALSE(slice(*writer_, [](Connection& at) { return insert(at, 1); }));
    EXPECT_TRUE(told);
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 0);
    ASSERT_TRUE(submit(2));
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 1);
}

TEST_P(WriterTest, ACommandBetweenSlicesIsUndoneAlone) {
    ASSERT_TRUE(slice(*writer_, [](Connection& at) { return insert(at, 1); }));
    EXPECT_FALSE(submit(1));
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 1);
}

// A long command in parts; between them somebody waits whenever `waits` says so.
class GivingWay : public WriterTest {
protected:
    void parts(std::int64_t count, Writer::Part part, const std::function<void()>& between) {
        ASSERT_TRUE(writer_->submit(
            [&](Connection& connection) -> Status {
                for (std::int64_t i = 0; i < count; ++i) {
                    DAICHO_CHECK(insert(connection, i));
                    between();
                    DAICHO_TRY(gave, writer_->give_way(part));
                    gave_ += gave ? 1 : 0;
                }
                return {};
            },
            Priority::background));
    }
    // Queues a command and waits until the queue holds it.
    void call_in(std::int64_t id) {
        callers_.emplace_back([this, id] { good_ += submit(id) ? 1 : 0; });
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
    void TearDown() override {
        for (std::thread& caller : callers_) caller.join();
    }

    std::vector<std::thread> callers_;
    std::atomic<int> good_{0};
    int gave_ = 0;
};
DAICHO_ON_BOTH_STORES(GivingWay);

TEST_P(GivingWay, NobodyWaitsAndItStaysOneTransaction) {
    const std::uint64_t before = writer_->commits();
    parts(3, Writer::Part::keep, [] {});
    EXPECT_EQ(gave_, 0);
    EXPECT_EQ(writer_->commits(), before + 1);
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 3);
}

TEST_P(GivingWay, WhoWaitsIsAnsweredBeforeTheLongCommandIsOver) {
    std::int64_t seen = 0;
    parts(3, Writer::Part::keep, [&, turn = 0]() mutable {
        if (++turn == 1) call_in(100);
        // Durable and answered between the first part and the third.
        if (turn == 3) {
            for (int i = 0; i < 200 && good_ == 0; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
            seen = integer("SELECT count(*) FROM t WHERE id = 100");
        }
    });
    EXPECT_EQ(gave_, 1);
    EXPECT_EQ(seen, 1);
    EXPECT_EQ(good_, 1);
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 4);
}

TEST_P(GivingWay, APartThatIsNotKeptIsGoneAndWhatOthersWroteStays) {
    int forgotten = 0;
    writer_->on_rollback([&] { ++forgotten; });
    parts(3, Writer::Part::undo, [&, turn = 0]() mutable {
        if (++turn == 2) call_in(100);
    });
    EXPECT_EQ(gave_, 1);
    EXPECT_EQ(forgotten, 1);
    EXPECT_EQ(integer("SELECT count(*) FROM t WHERE id = 100"), 1);
    EXPECT_EQ(integer("SELECT count(*) FROM t WHERE id < 100"), 1);  // of the last part alone
}

TEST_P(GivingWay, APartThatWasKeptOutlivesTheFailureOfALaterOne) {
    EXPECT_FALSE(writer_->submit(
        [&](Connection& connection) -> Status {
            DAICHO_CHECK(insert(connection, 1));
            call_in(100);
            DAICHO_CHECK(writer_->give_way(Writer::Part::keep));
            DAICHO_CHECK(insert(connection, 2));
            return conflict_error("store.in_use");
        },
        Priority::background));
    EXPECT_EQ(integer("SELECT sum(id) FROM t"), 101);
}

TEST_P(GivingWay, StartingOverLeavesNothingOfTheFirstTime) {
    ASSERT_TRUE(writer_->submit(
        [&](Connection& connection) -> Status {
            DAICHO_CHECK(insert(connection, 1));
            DAICHO_CHECK(writer_->start_over());
            return insert(connection, 2);
        },
        Priority::background));
    EXPECT_EQ(integer("SELECT sum(id) FROM t"), 2);
}

}  // namespace
}  // namespace daicho::store
