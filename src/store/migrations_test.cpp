#include "store/migrations.hpp"

#include <gtest/gtest.h>

#include <array>

#include "store/test_store.hpp"

namespace daicho::store {
namespace {

constexpr std::array kFirst = {
    Migration{1, "a table", "CREATE TABLE w_one (id INTEGER PRIMARY KEY, text TEXT NOT NULL) "
                            "STRICT;"}};
constexpr std::array kSecond = {
    kFirst[0], Migration{2, "a column", "ALTER TABLE w_one ADD COLUMN more INTEGER;"},
    Migration{3, "its value", "UPDATE w_one SET more = 7;"}};
constexpr std::array kBroken = {kFirst[0],
                                Migration{2, "half", "CREATE TABLE w_half (id INTEGER);"},
                                Migration{3, "fails", "UPDATE w_nowhere SET more = 7;"}};
static_assert(ascends(kSecond));
static_assert(!ascends(std::span(kSecond).subspan(1)));

class MigrationsTest : public daicho::testing::StoreTest {
protected:
    void SetUp() override {
        auto opened = store_.open();
        ASSERT_TRUE(opened);
        database_ = std::move(*opened);
    }
    Connection& at() { return database_->writer(); }
    Status in_transaction(std::span<const Migrations> modules, Modules which, std::int64_t now) {
        DAICHO_CHECK(at().begin());
        const Status done = migrate(at(), modules, which, Instant{now});
        if (!done) {
            DAICHO_CHECK(at().rollback());
            return done;
        }
        return at().commit();
    }
    Status run(std::span<const Migration> steps, std::int64_t now = 5) {
        const std::array modules = {Migrations{"one", steps}};
        return in_transaction(modules, Modules::some, now);
    }
    std::int64_t count(const std::string& sql) { return at().integer(sql).value_or(-1); }
    bool is_there(std::string_view table) {
        return count(at().dialect().count_table(table)) == 1;
    }

    std::unique_ptr<Database> database_;
};
DAICHO_ON_BOTH_STORES(MigrationsTest);

TEST_P(MigrationsTest, WhatIsMissingIsDoneOnceAndNoted) {
    ASSERT_TRUE(run(kFirst));
    ASSERT_TRUE(at().execute("INSERT INTO w_one VALUES (1, '汐見')"));
    ASSERT_TRUE(run(kFirst));
    ASSERT_TRUE(run(kSecond, 9));
    EXPECT_EQ(count("SELECT sum(more) FROM w_one"), 7);
    EXPECT_EQ(count("SELECT count(*) FROM w_migration WHERE module = 'one'"), 3);
    EXPECT_EQ(count("SELECT applied FROM w_migration WHERE number = 1"), 5);
    EXPECT_EQ(count("SELECT applied FROM w_migration WHERE number = 3"), 9);
    EXPECT_EQ(count("SELECT count(*) FROM w_migration WHERE program = ''"), 0);
}

TEST_P(MigrationsTest, AFailedStepLeavesNothingHalf) {
    ASSERT_TRUE(run(kFirst));
    const Status broken = run(kBroken);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().id, "store.failed");
    EXPECT_FALSE(is_there("w_half"));
    EXPECT_EQ(count("SELECT max(number) FROM w_migration"), 1);
    ASSERT_TRUE(run(kSecond));
}

TEST_P(MigrationsTest, NewerDataAreRefusedBeforeAnythingIsDone) {
    ASSERT_TRUE(run(kSecond));
    const std::array other = {
        Migration{1, "another", "CREATE TABLE w_other (id INTEGER PRIMARY KEY) STRICT;"}};
    const std::array modules = {Migrations{"other", other}, Migrations{"one", kFirst}};
    const Status refused = in_transaction(modules, Modules::some, 5);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "store.newer_data");
    EXPECT_FALSE(is_there("w_other"));
    const Status reading = require_migrated(at(), modules, Modules::some);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().id, "store.not_migrated");
}

TEST_P(MigrationsTest, AModuleNobodyKnowsIsOfANewerProgram) {
    const std::array modules = {Migrations{"one", kFirst}};
    ASSERT_TRUE(run(kFirst));
    ASSERT_TRUE(require_migrated(at(), modules, Modules::complete));
    ASSERT_TRUE(at().execute("INSERT INTO w_migration VALUES ('later', 1, 0, '9.0')"));
    EXPECT_TRUE(require_migrated(at(), modules, Modules::some));
    EXPECT_EQ(require_migrated(at(), modules, Modules::complete).error().id, "store.newer_data");
    const Status writing = in_transaction(modules, Modules::complete, 5);
    ASSERT_FALSE(writing);
    EXPECT_EQ(writing.error().id, "store.newer_data");
}

// The kernel's steps had a table of their own; programs of then see a number they do not know.
TEST_P(MigrationsTest, NumbersFromBeforeAreTakenOverAndThoseProgramsKeptOut) {
    ASSERT_TRUE(at().execute(at().dialect().tables(
        "CREATE TABLE w_schema (number INTEGER PRIMARY KEY, applied INTEGER NOT NULL) STRICT;"
        "INSERT INTO w_schema VALUES (1, 3);"
        "CREATE TABLE w_one (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
        "INSERT INTO w_one VALUES (1, '汐見');")));
    const std::array modules = {Migrations{"register", kSecond}};
    EXPECT_EQ(schema_number(at(), modules[0]).value_or(-1), 1);
    ASSERT_TRUE(in_transaction(modules, Modules::complete, 5));
    EXPECT_EQ(count("SELECT more FROM w_one"), 7);
    EXPECT_EQ(count("SELECT applied FROM w_migration WHERE number = 1"), 3);
    EXPECT_EQ(schema_number(at(), modules[0]).value_or(-1), 3);
    EXPECT_GT(count("SELECT max(number) FROM w_schema"), 1000);
}

}  // namespace
}  // namespace daicho::store
