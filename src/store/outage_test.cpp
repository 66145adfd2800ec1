// A writer whose session ends under it: what was under way fails in words, the rest goes on.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>

#include "store/test_store.hpp"
#include "store/writer.hpp"

namespace daicho::store {
namespace {

class OutageTest : public ::testing::Test {
protected:
    OutageTest() {
        auto opened = store_.open();
        EXPECT_TRUE(opened);
        database_ = std::move(*opened);
        EXPECT_TRUE(database_->writer().execute("CREATE TABLE t (id bigint PRIMARY KEY)"));
        administrator_ = store_.beside({});
        writer_ = std::make_unique<Writer>(*database_);
        writer_->on_rollback([this] { ++rollbacks_; });
    }
    static Status insert(Connection& connection, std::int64_t id) {
        DAICHO_TRY(statement, connection.cached("INSERT INTO t VALUES (?)"));
        statement->bind(0, id);
        return statement->run();
    }
    Status submit(std::int64_t id) {
        return writer_->submit([id](Connection& connection) { return insert(connection, id); });
    }
    // Ends every session but the administrator's; waits until they are gone.
    void end_sessions() {
        const char* others = " FROM pg_stat_activity WHERE datname = current_database() AND "
                             "backend_type = 'client backend' AND pid <> pg_backend_pid()";
        // Waits for those it ends, not for there being none: the writer is back at once.
        ASSERT_TRUE(administrator_->execute(
            std::string("SELECT pg_terminate_backend(pid, 10000)") + others));
    }
    std::int64_t integer(std::string_view sql) { return administrator_->integer(sql).value(); }

    daicho::testing::TestStore store_{StoreKind::postgres};
    std::atomic<int> rollbacks_{0};
    ConnectionPointer administrator_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<Writer> writer_;
};

TEST_F(OutageTest, BetweenTwoCommandsNobodyNotices) {
    ASSERT_TRUE(submit(1));
    end_sessions();
    EXPECT_TRUE(submit(2));
    EXPECT_EQ(rollbacks_, 1);  // memory was made to follow
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 2);
    // The lease is held again, under a new epoch.
    EXPECT_EQ(store_.open().error().id, "store.in_use");
    EXPECT_EQ(integer("SELECT count(*) FROM w_lease"), 2);
    EXPECT_EQ(integer("SELECT epoch FROM w_lease WHERE open"), 2);
}

TEST_F(OutageTest, WithinACommandItFailsInWordsAndLaterOnesWork) {
    const Status lost = writer_->submit([this](Connection& connection) -> Status {
        DAICHO_CHECK(insert(connection, 1));
        end_sessions();
        return insert(connection, 2);
    });
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().id, "store.lost");
    EXPECT_TRUE(submit(3));
    EXPECT_EQ(integer("SELECT sum(id) FROM t"), 3);
}

TEST_F(OutageTest, BeforeTheCommitItIsKnownThatNothingWasSaved) {
    writer_->on_commit([this](Connection&) -> Status {
        if (integer("SELECT count(*) FROM t") == 0) end_sessions();
        return {};
    });
    const Status lost = submit(1);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().id, "store.lost");
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 0);
}

// The answer is lost, the commit is not: the caller hears that it is saved.
TEST_F(OutageTest, ACommitWhoseAnswerIsLostIsAskedAfter) {
    std::atomic<bool> once{true};
    writer_->on_commit([&](Connection& connection) -> Status {
        if (!once.exchange(false)) return {};
        DAICHO_CHECK(connection.execute("COMMIT"));  // behind the writer's back
        end_sessions();
        return {};
    });
    EXPECT_TRUE(submit(1));
    EXPECT_TRUE(submit(2));
    EXPECT_EQ(integer("SELECT sum(id) FROM t"), 3);
}

// Whoever was cut off and wakes up may not commit behind the one who wrote since.
TEST_F(OutageTest, AnOlderEpochCannotWrite) {
    ASSERT_TRUE(submit(1));
    ASSERT_TRUE(administrator_->execute(
        "UPDATE w_lease SET open = false; INSERT INTO w_lease VALUES (9, 'other', true, 0)"));
    // It begins anew, with an epoch of its own, since the lock is still free to take.
    EXPECT_TRUE(submit(2));
    EXPECT_EQ(rollbacks_, 1);
    EXPECT_EQ(integer("SELECT epoch FROM w_lease WHERE open"), 10);
    // While the other one holds the lock, it stays out.
    ASSERT_TRUE(database_->writer().execute("SELECT pg_advisory_unlock_all()"));
    ASSERT_TRUE(take_postgres_lease(*administrator_));
    const Status refused = submit(3);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "store.in_use");
    EXPECT_EQ(integer("SELECT count(*) FROM t"), 2);
}

TEST_F(OutageTest, AReaderThatWasIdleIsMadeAnew) {
    { auto reader = database_->reader(); ASSERT_TRUE(reader); }
    end_sessions();
    auto reader = database_->reader();
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->integer("SELECT 7").value_or(0), 7);
}

TEST_F(OutageTest, UnderLoadNothingAcknowledgedIsLost) {
    std::mutex mutex;
    std::set<std::int64_t> saved;
    std::set<std::int64_t> not_saved;
    std::atomic<std::int64_t> next{1};
    std::atomic<bool> stop{false};
    std::vector<std::thread> crowd;
    for (int i = 0; i < 4; ++i) {
        crowd.emplace_back([&] {
            while (!stop) {
                const std::int64_t id = next++;
                const Status done = submit(id);
                const std::lock_guard lock(mutex);
                (done ? saved : not_saved).insert(id);
                if (!done) {
                    EXPECT_EQ(done.error().id, "store.lost");
                }
            }
        });
    }
    const auto saved_so_far = [&] {
        const std::lock_guard lock(mutex);
        return saved.size();
    };
    for (int i = 0; i < 8; ++i) {
        const std::size_t before = saved_so_far();
        while (saved_so_far() < before + 8) std::this_thread::yield();
        end_sessions();
    }
    stop = true;
    for (std::thread& thread : crowd) thread.join();
    auto rows = administrator_->prepare("SELECT id FROM t");
    ASSERT_TRUE(rows);
    std::set<std::int64_t> found;
    while ((*rows)->step().value()) found.insert((*rows)->integer(0));
    EXPECT_EQ(found, saved);
}

}  // namespace
}  // namespace daicho::store
