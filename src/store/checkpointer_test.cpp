// SQLite's log, folded by a thread apart: what was committed is in the database file before the
// writer itself would fold, nothing is lost beside readers, and nothing is left of the log.
#include "store/checkpointer.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "store/database.hpp"
#include "store/test_folder.hpp"

namespace daicho::store {
namespace {

constexpr std::uint64_t kMebibyte = 1024 * 1024;
constexpr int kRowsAtOnce = 16;
constexpr std::size_t kRowBytes = 16 * 1024;  // a commit of 256 KiB

class CheckpointerTest : public ::testing::Test {
protected:
    std::unique_ptr<Database> open(bool apart) {
        Options options;
        options.file = folder_.path() / "log.db";
        options.checkpoint_apart = apart;
        auto database = Database::open(options);
        EXPECT_TRUE(database);
        EXPECT_TRUE((*database)->writer().execute(
            "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, bytes BLOB) STRICT"));
        return std::move(*database);
    }
    void write(Database& database, int commits) {
        const Bytes bytes(kRowBytes, 7);
        Connection& connection = database.writer();
        for (int commit = 0; commit < commits; ++commit) {
            ASSERT_TRUE(connection.begin());
            auto insert = connection.cached("INSERT INTO t (bytes) VALUES (?)");
            ASSERT_TRUE(insert);
            for (int row = 0; row < kRowsAtOnce; ++row) {
                (*insert)->bind_blob(0, bytes);
                ASSERT_TRUE((*insert)->run());
            }
            ASSERT_TRUE(connection.commit());
        }
    }
    [[nodiscard]] std::uint64_t size_of(const char* part) const {
        std::error_code code;
        const auto size = std::filesystem::file_size(folder_.path() / part, code);
        return code ? 0 : size;
    }
    [[nodiscard]] bool grows_to(std::uint64_t bytes) const {
        for (int i = 0; i < 500; ++i) {
            if (size_of("log.db") >= bytes) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }

    daicho::testing::TestFolder folder_;
};

TEST_F(CheckpointerTest, FoldsLongBeforeTheWriterWould) {
    {
        auto database = open(true);
        write(*database, 32);
        EXPECT_TRUE(grows_to(7 * kMebibyte));
        EXPECT_LT(size_of("log.db-wal"), 16 * kMebibyte);
    }
    EXPECT_EQ(size_of("log.db-wal"), 0U);  // the last to leave emptied it
    EXPECT_GE(size_of("log.db"), 8 * kMebibyte);
}

TEST_F(CheckpointerTest, WithoutItTheLogGrowsToItsLimit) {
    auto database = open(false);
    write(*database, 32);
    EXPECT_LT(size_of("log.db"), kMebibyte);
    write(*database, 256);
    EXPECT_GE(size_of("log.db"), 60 * kMebibyte);
    EXPECT_LT(size_of("log.db-wal"), 80 * kMebibyte);
}

// Folding waits for nobody: who reads an old state keeps it, and the rest follows when she is gone.
TEST_F(CheckpointerTest, AReaderKeepsHerState) {
    auto database = open(true);
    write(*database, 1);
    {
        auto reader = database->reader();
        ASSERT_TRUE(reader);
        ASSERT_TRUE((*reader)->execute("BEGIN"));
        EXPECT_EQ((*reader)->integer("SELECT count(*) FROM t").value(), kRowsAtOnce);
        write(*database, 64);
        EXPECT_EQ((*reader)->integer("SELECT count(*) FROM t").value(), kRowsAtOnce);
        EXPECT_LT(size_of("log.db"), 16 * kMebibyte);
        ASSERT_TRUE((*reader)->execute("ROLLBACK"));
    }
    write(*database, 32);
    EXPECT_TRUE(grows_to(16 * kMebibyte));
    EXPECT_EQ(database->writer().integer("SELECT count(*) FROM t").value(), 97 * kRowsAtOnce);
}

TEST_F(CheckpointerTest, TheLogBeginsAnewAndIsFoldedAgain) {
    auto database = open(true);
    for (int round = 1; round <= 4; ++round) {
        write(*database, 80);  // 20 MiB
        EXPECT_TRUE(grows_to(static_cast<std::uint64_t>(round) * 20 * kMebibyte - 2 * kMebibyte));
    }
    // The writer folds at 64 MiB where it can: not while the other thread does.
    EXPECT_LT(size_of("log.db-wal"), 80 * kMebibyte);
    database.reset();
    auto again = open(false);
    EXPECT_EQ(again->writer().integer("SELECT count(*) FROM t").value(), 320 * kRowsAtOnce);
    auto sound = again->writer().prepare("PRAGMA integrity_check");
    ASSERT_TRUE(sound);
    ASSERT_TRUE((*sound)->step().value());
    EXPECT_EQ((*sound)->text(0), "ok");
}

TEST_F(CheckpointerTest, OfAFileThatIsNotThere) {
    EXPECT_FALSE(Checkpointer::start(folder_.path() / "none" / "log.db"));
}

}  // namespace
}  // namespace daicho::store
