#include "store/connection.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/database.hpp"
#include "store/sqlite.hpp"
#include "store/test_folder.hpp"

namespace daicho::store {
namespace {

class ConnectionTest : public ::testing::Test {
protected:
    ConnectionTest() {
        connection_ = std::move(*open_sqlite(":memory:", SqliteMode::write, true));
        EXPECT_TRUE(connection_->execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, bytes BLOB) STRICT"));
    }
    std::int64_t count() { return connection_->integer("SELECT count(*) FROM t").value(); }
    Status insert(std::int64_t id) {
        return connection_->execute("INSERT INTO t (id) VALUES (" + std::to_string(id) + ")");
    }
    ConnectionPointer connection_;
};

TEST_F(ConnectionTest, ValuesComeBackAsTheyWent) {
    const std::string text("葛\xF3\xA0\x84\x80飾\0区", 14);  // with a variation selector and a zero
    const Bytes bytes = {0, 255, 1};
    auto put = connection_->prepare("INSERT INTO t VALUES (?, ?, ?)");
    ASSERT_TRUE(put);
    (*put)->bind(0, -5);
    (*put)->bind_text(1, text);
    (*put)->bind_blob(2, bytes);
    ASSERT_TRUE((*put)->run());
    auto get = connection_->prepare("SELECT id, name, bytes FROM t");
    ASSERT_TRUE(get);
    ASSERT_TRUE((*get)->step().value());
    EXPECT_EQ((*get)->integer(0), -5);
    EXPECT_EQ((*get)->text(1), text);
    EXPECT_TRUE(std::ranges::equal((*get)->blob(2), bytes));
    EXPECT_FALSE((*get)->step().value());
}

TEST_F(ConnectionTest, EmptyIsNotNull) {
    auto put = connection_->prepare("INSERT INTO t VALUES (?, ?, ?)");
    ASSERT_TRUE(put);
    (*put)->bind(0, 1);
    (*put)->bind_text(1, {});
    (*put)->bind_blob(2, {});
    ASSERT_TRUE((*put)->run());
    (*put)->bind(0, 2);
    (*put)->bind_null(1);
    (*put)->bind_null(2);
    ASSERT_TRUE((*put)->run());
    auto get = connection_->prepare("SELECT name, bytes FROM t ORDER BY id");
    ASSERT_TRUE(get);
    ASSERT_TRUE((*get)->step().value());
    EXPECT_FALSE((*get)->is_null(0));
    EXPECT_FALSE((*get)->is_null(1));
    ASSERT_TRUE((*get)->step().value());
    EXPECT_TRUE((*get)->is_null(0));
    EXPECT_TRUE((*get)->is_null(1));
}

TEST_F(ConnectionTest, AStatementIsKeptForTheSameText) {
    const auto first = connection_->cached("SELECT 1");
    const auto second = connection_->cached(std::string("SELECT ") + "1");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
}

TEST_F(ConnectionTest, AConstraintIsRefusedAndBadSqlFails) {
    ASSERT_TRUE(insert(1));
    EXPECT_EQ(insert(1).error().id, "store.refused");
    EXPECT_EQ(connection_->execute("INSERT INTO t (name) VALUES (x'00')").error().id,
              "store.refused");
    EXPECT_EQ(connection_->execute("SELEC").error().id, "store.failed");
    EXPECT_EQ(connection_->prepare("SELECT x FROM t").error().id, "store.failed");
}

TEST_F(ConnectionTest, ATriggerRefusesReplaceToo) {
    ASSERT_TRUE(connection_->execute(
        "CREATE TRIGGER a BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'no update'); END;"
        "CREATE TRIGGER b BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'no delete'); END;"
        "CREATE TRIGGER c BEFORE INSERT ON t WHEN EXISTS (SELECT 1 FROM t WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'no replace'); END;"));
    ASSERT_TRUE(insert(1));
    for (const char* sql : {"UPDATE t SET name = 'x'", "DELETE FROM t",
                            "INSERT OR REPLACE INTO t (id, name) VALUES (1, 'x')",
                            "INSERT OR IGNORE INTO t (id, name) VALUES (1, 'x')",
                            "INSERT INTO t (id) VALUES (1) ON CONFLICT DO UPDATE SET name = 'x'"}) {
        const Status status = connection_->execute(sql);
        ASSERT_FALSE(status) << sql;
        EXPECT_EQ(status.error().id, "store.refused");
        EXPECT_TRUE(status.error().arguments[0].second.starts_with("no ")) << sql;
    }
}

TEST_F(ConnectionTest, ASavepointNotKeptIsUndone) {
    ASSERT_TRUE(connection_->begin());
    ASSERT_TRUE(insert(1));
    {
        auto outer = Savepoint::open(*connection_);
        ASSERT_TRUE(outer);
        ASSERT_TRUE(insert(2));
        {
            auto inner = Savepoint::open(*connection_);
            ASSERT_TRUE(inner);
            ASSERT_TRUE(insert(3));
        }
        EXPECT_EQ(count(), 2);
        {
            auto inner = Savepoint::open(*connection_);
            ASSERT_TRUE(inner);
            ASSERT_TRUE(insert(4));
            ASSERT_TRUE(inner->keep());
        }
        ASSERT_TRUE(outer->keep());
    }
    ASSERT_TRUE(connection_->commit());
    EXPECT_EQ(connection_->integer("SELECT sum(id) FROM t").value(), 1 + 2 + 4);
}

TEST_F(ConnectionTest, AnOuterSavepointTakesKeptInnerOnesWithIt) {
    ASSERT_TRUE(connection_->begin());
    {
        auto outer = Savepoint::open(*connection_);
        ASSERT_TRUE(outer);
        auto inner = Savepoint::open(*connection_);
        ASSERT_TRUE(inner);
        ASSERT_TRUE(insert(1));
        ASSERT_TRUE(inner->keep());
    }
    ASSERT_TRUE(connection_->commit());
    EXPECT_EQ(count(), 0);
}

TEST_F(ConnectionTest, AMovedSavepointUndoesOnce) {
    ASSERT_TRUE(connection_->begin());
    ASSERT_TRUE(insert(1));
    {
        auto opened = Savepoint::open(*connection_);
        ASSERT_TRUE(opened);
        const Savepoint moved = std::move(*opened);
        ASSERT_TRUE(insert(2));
    }
    ASSERT_TRUE(connection_->commit());
    EXPECT_EQ(count(), 1);
}

TEST(Reader, CannotWrite) {
    const daicho::testing::TestFolder folder;
    Options options;
    options.file = folder.path() / "a.db";
    const auto database = Database::open(options);
    ASSERT_TRUE(database);
    ASSERT_TRUE((*database)->writer().execute("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    auto reader = (*database)->reader();
    ASSERT_TRUE(reader);
    EXPECT_FALSE((*reader)->execute("INSERT INTO t VALUES (1)"));
    EXPECT_FALSE((*reader)->execute("DROP TABLE t"));
}

TEST(Database, IsNotMadeUnlessAsked) {
    const daicho::testing::TestFolder folder;
    Options options;
    options.file = folder.path() / "missing.db";
    options.create = false;
    EXPECT_FALSE(Database::open(options));
    EXPECT_FALSE(std::filesystem::exists(options.file));
}

}  // namespace
}  // namespace daicho::store
