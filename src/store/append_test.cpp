// Rows that go to the store together: seen by whatever reads, refused by the same triggers, undone
// with their command.
#include <gtest/gtest.h>

#include "store/database.hpp"
#include "store/detail/copy_rows.hpp"
#include "store/refusals.hpp"
#include "store/test_store.hpp"

namespace daicho::store {
namespace {

class AppendTest : public daicho::testing::StoreTest {
protected:
    AppendTest() {
        auto opened = store_.open();
        EXPECT_TRUE(opened);
        database_ = std::move(*opened);
        connection_ = &database_->writer();
        const Dialect& words = connection_->dialect();
        EXPECT_TRUE(connection_->execute(
            words.tables("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, bytes BLOB) STRICT;") +
            words.refuse({"t_insert", "t", "INSERT", "NEW.id <= (SELECT max(id) FROM t)",
                          "only ascending"})));
        EXPECT_TRUE(connection_->begin());
    }
    Status add(std::int64_t from, std::int64_t to) {
        DAICHO_TRY(row, connection_->appending(target_));
        for (std::int64_t id = from; id <= to; ++id) DAICHO_CHECK(add_one(*row, id));
        return {};
    }
    static Status add_one(Statement& row, std::int64_t id) {
        const std::string name = "名 " + std::to_string(id);
        row.bind(0, id);
        row.bind_text(1, name);
        row.bind_null(2);
        return row.run();
    }
    std::int64_t count() { return connection_->integer("SELECT count(*) FROM t").value(); }
    static std::string argument(const Error& error, std::string_view name) {
        for (const auto& [key, value] : error.arguments) {
            if (key == name) return value;
        }
        return "";
    }

    RowTarget target_{"t", {"id", "name", "bytes"}, true};
    std::unique_ptr<Database> database_;
    Connection* connection_ = nullptr;
};
DAICHO_ON_BOTH_STORES(AppendTest);

TEST_P(AppendTest, ValuesArriveAsTheyWent) {
    const Bytes bytes = {0, 255, 1};
    for (const int rows : {1, 100}) {  // one by one and by COPY
        auto row = connection_->appending(target_);
        ASSERT_TRUE(row);
        for (int i = 0; i < rows; ++i) {
            (*row)->bind(0, rows * 1000 + i);
            (*row)->bind_text(1, i % 2 == 0 ? "葛\xF3\xA0\x84\x80飾区" : "");
            if (i % 3 == 0) (*row)->bind_blob(2, bytes);
            else (*row)->bind_null(2);
            ASSERT_TRUE((*row)->run());
        }
    }
    EXPECT_EQ(count(), 101);
    EXPECT_EQ(connection_->integer("SELECT count(*) FROM t WHERE bytes = " +
                                   connection_->dialect().bytes("00ff01")).value(), 35);
    EXPECT_EQ(connection_->integer("SELECT count(*) FROM t WHERE name = ''").value(), 50);
    EXPECT_EQ(connection_->integer("SELECT sum(id) FROM t").value(), 1000 + 100 * 100'000 + 4950);
}

TEST_P(AppendTest, WhateverReadsSeesThem) {
    ASSERT_TRUE(add(1, 3));
    EXPECT_EQ(count(), 3);
    ASSERT_TRUE(add(4, 40'000));  // more than is held back
    EXPECT_EQ(count(), 40'000);
}

TEST_P(AppendTest, ATriggerRefusesOneOfManyAndItIsNamed) {
    ASSERT_TRUE(add(1, 50));
    auto row = connection_->appending(target_);
    ASSERT_TRUE(row);
    Status done;
    for (std::int64_t id = 51; done && id <= 99; ++id) done = add_one(**row, id == 60 ? 7 : id);
    if (done) done = connection_->flush();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().id, "store.refused");
    EXPECT_EQ(argument(done.error(), "reason"), "only ascending");
    if (connection_->gathers_rows()) {
        EXPECT_EQ(argument(done.error(), "row"), "10");
        EXPECT_EQ(argument(done.error(), "table"), "t");
    }
    ASSERT_TRUE(connection_->rollback());
    EXPECT_EQ(count(), 0);
}

TEST_P(AppendTest, AnUndoneCommandTakesItsRowsAndNoOthers) {
    ASSERT_TRUE(add(1, 2));
    {
        auto command = Savepoint::open(*connection_);
        ASSERT_TRUE(command);
        ASSERT_TRUE(add(3, 30));
    }
    {
        auto command = Savepoint::open(*connection_);
        ASSERT_TRUE(command);
        ASSERT_TRUE(add(5, 6));
        ASSERT_TRUE(command->keep());
    }
    ASSERT_TRUE(connection_->commit());
    EXPECT_EQ(connection_->integer("SELECT sum(id) FROM t").value(), 1 + 2 + 5 + 6);
    ASSERT_TRUE(connection_->begin());
    ASSERT_TRUE(add(7, 70));
    ASSERT_TRUE(connection_->rollback());
    EXPECT_EQ(count(), 4);
}

TEST_P(AppendTest, ARefusedRowIsNotCommittedSilently) {
    ASSERT_TRUE(add(5, 5));
    const Status refused = add(1, 1);  // SQLite says so here, PostgreSQL with the commit
    EXPECT_FALSE(refused && connection_->commit());
    ASSERT_TRUE(connection_->rollback());
    EXPECT_EQ(count(), 0);
}

TEST_P(AppendTest, TriggersThatWereTakenSwitchedOffOrHollowedAreMadeAgain) {
    ASSERT_TRUE(connection_->commit());
    const std::vector<Refusal> wanted{{"t_delete", "t", "DELETE", "", "never deleted"}};
    ASSERT_TRUE(keep_refusals(*connection_, wanted));
    ASSERT_TRUE(connection_->begin());
    ASSERT_TRUE(add(1, 2));
    ASSERT_TRUE(connection_->commit());
    std::vector<std::string> attacks{
        daicho::testing::drop_trigger(connection_->dialect(), "t_delete", "t")};
    if (GetParam() == StoreKind::postgres) {
        attacks.emplace_back("DROP TRIGGER t_delete_all ON t");
        attacks.emplace_back("ALTER TABLE t DISABLE TRIGGER t_delete");
        attacks.emplace_back("CREATE OR REPLACE FUNCTION f_t_delete() RETURNS trigger LANGUAGE "
                             "plpgsql AS $$ BEGIN RETURN OLD; END $$");
    }
    for (const std::string& attack : attacks) {
        ASSERT_TRUE(connection_->execute(attack));
        ASSERT_TRUE(keep_refusals(*connection_, wanted)) << attack;
        EXPECT_EQ(connection_->execute("DELETE FROM t").error().id, "store.refused") << attack;
        if (GetParam() == StoreKind::postgres) {
            EXPECT_EQ(connection_->execute("TRUNCATE t").error().id, "store.refused") << attack;
        }
    }
    EXPECT_EQ(count(), 2);
}

TEST(CopyRows, BytesAreThoseOfTheManual) {
    detail::CopyRows rows(3);
    rows.bind(0, std::int64_t{-2});
    rows.bind(1, std::string_view("ab"));
    rows.bind_null(2);
    rows.add();
    std::vector<detail::RawField> fields;
    rows.fields(0, fields);
    ASSERT_EQ(fields.size(), 3U);
    EXPECT_EQ(std::string_view(fields[0].data, 8), "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE");
    EXPECT_EQ(std::string_view(fields[1].data, 2), "ab");
    EXPECT_LT(fields[2].size, 0);
    const std::string expected =
        std::string("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19) + std::string("\0\3", 2) +
        std::string("\0\0\0\10", 4) + "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE" +
        std::string("\0\0\0\2", 4) + "ab" + "\xFF\xFF\xFF\xFF" + "\xFF\xFF";
    EXPECT_EQ(rows.finish(), expected);
}

}  // namespace
}  // namespace daicho::store
