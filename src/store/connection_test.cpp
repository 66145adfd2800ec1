#include "store/connection.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/database.hpp"
#include "store/sqlite.hpp"
#include "store/test_store.hpp"

namespace daicho::store {
namespace {

class ConnectionTest : public daicho::testing::StoreTest {
protected:
    ConnectionTest() {
        auto opened = store_.open();
        EXPECT_TRUE(opened);
        database_ = std::move(*opened);
        connection_ = &database_->writer();
        EXPECT_TRUE(connection_->execute(connection_->dialect().tables(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, bytes BLOB) STRICT")));
    }
    std::int64_t count() { return connection_->integer("SELECT count(*) FROM t").value(); }
    Status insert(std::int64_t id) {
        return connection_->execute("INSERT INTO t (id) VALUES (" + std::to_string(id) + ")");
    }
    std::unique_ptr<Database> database_;
    Connection* connection_ = nullptr;
};
DAICHO_ON_BOTH_STORES(ConnectionTest);

TEST_P(ConnectionTest, ValuesComeBackAsTheyWent) {
    const std::string text("葛\xF3\xA0\x84\x80飾区");  // with a variation selector
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

TEST_P(ConnectionTest, EmptyIsNotNull) {
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

TEST_P(ConnectionTest, AStatementIsKeptForTheSameText) {
    const auto first = connection_->cached("SELECT 1");
    const auto second = connection_->cached(std::string("SELECT ") + "1");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
}

TEST_P(ConnectionTest, AConstraintIsRefusedAndBadSqlFails) {
    ASSERT_TRUE(insert(1));
    EXPECT_EQ(insert(1).error().id, "store.refused");
    EXPECT_EQ(connection_->execute("INSERT INTO t (name) VALUES (" +
                                   connection_->dialect().bytes("00") + ")").error().id,
              "store.refused");
    EXPECT_EQ(connection_->execute("SELEC").error().id, "store.failed");
    EXPECT_EQ(connection_->prepare("SELECT x FROM t").error().id, "store.failed");
}

TEST_P(ConnectionTest, ATriggerRefusesReplaceToo) {
    for (const Refusal& refusal :
         {Refusal{"a", "t", "UPDATE", "", "no update"},
          Refusal{"b", "t", "DELETE", "", "no delete"},
          Refusal{"c", "t", "INSERT", "EXISTS (SELECT 1 FROM t WHERE id = NEW.id)",
                  "no replace"}}) {
        ASSERT_TRUE(connection_->execute(connection_->dialect().refuse(refusal)));
    }
    ASSERT_TRUE(insert(1));
    std::vector<const char*> forbidden{
        "UPDATE t SET name = 'x'", "DELETE FROM t",
        "INSERT INTO t (id, name) VALUES (1, 'x') ON CONFLICT DO NOTHING",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = 'x'"};
    if (GetParam() == StoreKind::sqlite) {
        forbidden.push_back("INSERT OR REPLACE INTO t (id, name) VALUES (1, 'x')");
        forbidden.push_back("INSERT OR IGNORE INTO t (id, name) VALUES (1, 'x')");
    } else {
        forbidden.push_back("TRUNCATE t");
    }
    for (const char* sql : forbidden) {
        const Status status = connection_->execute(sql);
        ASSERT_FALSE(status) << sql;
        EXPECT_EQ(status.error().id, "store.refused");
        EXPECT_TRUE(status.error().arguments[0].second.starts_with("no ")) << sql;
    }
}

TEST_P(ConnectionTest, ASavepointNotKeptIsUndone) {
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

TEST_P(ConnectionTest, AnOuterSavepointTakesKeptInnerOnesWithIt) {
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

TEST_P(ConnectionTest, AMovedSavepointUndoesOnce) {
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

TEST_P(ConnectionTest, AReaderCannotWrite) {
    auto reader = database_->reader();
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->execute("INSERT INTO t VALUES (1)").error().id, "store.failed");
    EXPECT_EQ((*reader)->execute("DROP TABLE t").error().id, "store.failed");
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM t").value(), 0);
}

// Sums, comparisons, sizes: whatever type the database gives them, an integer is an integer.
TEST_P(ConnectionTest, EveryIntegerIsRead) {
    ASSERT_TRUE(connection_->execute("INSERT INTO t (id) VALUES (9007199254740993), (-20000), "
                                     "(1234567890), (0)"));
    EXPECT_EQ(connection_->integer("SELECT sum(id) FROM t").value(), 9007200489288883);
    EXPECT_EQ(connection_->integer("SELECT sum(id) FROM t WHERE id < 0").value(), -20000);
    EXPECT_EQ(connection_->integer("SELECT sum(id) FROM t WHERE id = 0").value(), 0);
    EXPECT_EQ(connection_->integer("SELECT min(id) FROM t").value(), -20000);
    EXPECT_EQ(connection_->integer("SELECT EXISTS (SELECT 1 FROM t)").value(), 1);
    EXPECT_EQ(connection_->integer("SELECT 1 = 2").value(), 0);
    EXPECT_EQ(connection_->integer("SELECT -7").value(), -7);
    EXPECT_EQ(connection_->integer("SELECT max(id) FROM t WHERE id > 9007199254740993", 5).value(),
              5);
}

TEST_P(ConnectionTest, QuestionMarksInTextsNamesAndCommentsAreNoParameters) {
    auto statement = connection_->prepare(
        "SELECT '? it''s ?', ? AS \"?\" /* ? */ FROM t -- ?\n WHERE id = ?");
    ASSERT_TRUE(insert(3));
    ASSERT_TRUE(statement);
    (*statement)->bind_text(0, "there");
    (*statement)->bind(1, 3);
    ASSERT_TRUE((*statement)->step().value());
    EXPECT_EQ((*statement)->text(0), "? it's ?");
    EXPECT_EQ((*statement)->text(1), "there");
}

// The outer rows are read on while the inner statement comes and goes, and change nothing.
TEST_P(ConnectionTest, StatementsOnOneConnectionDoNotDisturbEachOther) {
    constexpr int kRows = 3'000;
    const std::string long_text(4'000, 'x');  // more than is kept in memory
    ASSERT_TRUE(connection_->begin());
    auto put = connection_->prepare("INSERT INTO t VALUES (?, ?, ?)");
    ASSERT_TRUE(put);
    for (int id = 0; id < kRows; ++id) {
        (*put)->bind(0, id);
        (*put)->bind_text(1, long_text);
        (*put)->bind_null(2);
        ASSERT_TRUE((*put)->run());
    }
    auto outer = connection_->prepare("SELECT id, name, bytes FROM t ORDER BY id");
    auto inner = connection_->cached("SELECT id + 1 FROM t WHERE id = ?");
    ASSERT_TRUE(outer && inner);
    for (int id = 0; id < kRows; ++id) {
        ASSERT_TRUE((*outer)->step().value());
        (*inner)->bind(0, id);
        ASSERT_TRUE((*inner)->step().value());
        ASSERT_EQ((*outer)->integer(0), id);
        ASSERT_EQ((*inner)->integer(0), id + 1);
        ASSERT_EQ((*outer)->text(1), long_text);
        ASSERT_TRUE((*outer)->is_null(2));
        (*inner)->reset();
    }
    EXPECT_FALSE((*outer)->step().value());
    ASSERT_TRUE((*outer)->step().value());
    EXPECT_EQ((*outer)->integer(0), 0);
    (*outer)->reset();
    ASSERT_TRUE(connection_->commit());
}

TEST_P(ConnectionTest, ATextWithAZeroByteIsKeptOrRefusedButNeverCut) {
    const std::string text("a\0b", 3);
    auto put = connection_->prepare("INSERT INTO t (id, name) VALUES (1, ?)");
    ASSERT_TRUE(put);
    (*put)->bind_text(0, text);
    const Status status = (*put)->run();
    if (!status) {
        EXPECT_EQ(status.error().id, "store.refused");
        return;
    }
    auto get = connection_->prepare("SELECT name FROM t");
    ASSERT_TRUE((*get)->step().value());
    EXPECT_EQ((*get)->text(0), text);
}

TEST_P(ConnectionTest, TextIsOrderedByItsBytesAndNothingComesFirst) {
    ASSERT_TRUE(connection_->execute("INSERT INTO t (id, name) VALUES (1, 'b'), (2, NULL), "
                                     "(3, 'B'), (4, 'あ'), (5, 'ア'), (6, 'a')"));
    const auto order = [this](bool descending) {
        std::string ids;
        auto rows = connection_->prepare("SELECT id FROM t ORDER BY " +
                                         connection_->dialect().ordered("name", descending));
        EXPECT_TRUE(rows);
        while ((*rows)->step().value()) ids += std::to_string((*rows)->integer(0));
        return ids;
    };
    EXPECT_EQ(order(false), "236145");
    EXPECT_EQ(order(true), "541632");
}

TEST_P(ConnectionTest, ALostTransactionIsNotCommitted) {
    ASSERT_TRUE(connection_->begin());
    ASSERT_TRUE(insert(1));
    ASSERT_FALSE(insert(1));
    const Status committed = connection_->commit();
    // SQLite undoes only the statement; PostgreSQL the transaction, and must say so.
    EXPECT_EQ(committed.has_value(), GetParam() == StoreKind::sqlite);
    if (!committed) {
        ASSERT_TRUE(connection_->rollback());
    }
    EXPECT_EQ(count(), committed ? 1 : 0);
}

TEST_P(ConnectionTest, OneWriterForOneDatabase) {
    const auto second = store_.open();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().id, "store.in_use");
    EXPECT_EQ(second.error().arguments[1].second, std::to_string(::getpid()));
    Options options = store_.options();
    options.read_only = true;
    options.create = false;
    auto watching = Database::open(options);
    ASSERT_TRUE(watching);
    EXPECT_TRUE((*watching)->has_writer());
    database_.reset();
    bool left = false;  // the server sees the end of a session a moment later
    for (int tries = 0; !left && tries < 500; ++tries) {
        left = !(*watching)->has_writer();
        if (!left) ::usleep(10'000);
    }
    EXPECT_TRUE(left);
    EXPECT_TRUE(store_.open());
}

TEST(Postgres, NoPasswordIsSpoken) {
    for (const char* store : {"postgres:host=127.0.0.1 port=1 user=u password=opensesame",
                              "postgresql://u:opensesame@127.0.0.1:1/d",
                              "postgres:opensesame", "postgre:u:opensesame@h"}) {
        Options options;
        options.store = store;
        const auto opened = Database::open(options);
        ASSERT_FALSE(opened) << store;
        for (const auto& [name, value] : opened.error().arguments) {
            EXPECT_EQ(value.find("opensesame"), std::string::npos) << store << ": " << value;
        }
    }
    EXPECT_EQ(describe_postgres("host=h dbname=d user=u password=opensesame"),
              "postgres:dbname=d host=h");
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
