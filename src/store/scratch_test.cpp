// A scratch database is empty, another one than the data there are, gone afterwards; a role that
// may not make one is told so.
#include "store/scratch.hpp"

#include <gtest/gtest.h>

#include "store/test_store.hpp"

namespace daicho::store {
namespace {

using daicho::testing::TestStore;

constexpr const char* kName = "daicho_scratch_of_tests";

std::int64_t databases(const TestStore& store) {
    auto beside = store.beside({});
    return *beside->integer(std::string("SELECT count(*) FROM pg_database WHERE datname = '") +
                            kName + "'");
}

TEST(Scratch, IsEmptyAndGoneAfterwards) {
    const TestStore store(StoreKind::postgres);
    auto data = store.open();
    ASSERT_TRUE(data);
    ASSERT_TRUE((*data)->writer().execute("CREATE TABLE j_kept (n BIGINT)"));
    {
        auto scratch = Scratch::make(store.setting(), kName);
        ASSERT_TRUE(scratch) << scratch.error().id;
        EXPECT_EQ(databases(store), 1);
        Options options;
        options.store = scratch->setting();
        EXPECT_FALSE(*has_data(options));
        auto copy = Database::open(options);
        ASSERT_TRUE(copy);
        EXPECT_TRUE((*copy)->writer().execute("CREATE TABLE j_kept (n BIGINT)"));
        // Even with somebody still in it.
    }
    EXPECT_EQ(databases(store), 0);
    EXPECT_TRUE(*has_data(store.options()));
}

TEST(Scratch, WhatAKilledOneLeftIsDroppedByTheNext) {
    const TestStore store(StoreKind::postgres);
    ASSERT_TRUE(store.beside({})->execute(std::string("CREATE DATABASE ") + kName));
    EXPECT_EQ(databases(store), 1);
    { EXPECT_TRUE(Scratch::make(store.setting(), kName)); }
    EXPECT_EQ(databases(store), 0);
    ASSERT_TRUE(store.beside({})->execute(std::string("CREATE DATABASE ") + kName));
    EXPECT_TRUE(Scratch::sweep(store.setting(), kName));
    EXPECT_EQ(databases(store), 0);
    EXPECT_TRUE(Scratch::sweep(store.setting(), kName)) << "nothing there is no fault";
}

TEST(Scratch, ARoleThatMayNotIsToldSo) {
    const TestStore store(StoreKind::postgres);
    ASSERT_TRUE(store.beside({})->execute(
        "DO $$ BEGIN CREATE ROLE modest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"));
    const std::string modest = store.setting() + " user=modest";
    const auto made = Scratch::make(modest, kName);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().id, "store.no_scratch");
    EXPECT_EQ(may_make_scratch(modest).error().id, "store.no_scratch");
    EXPECT_TRUE(may_make_scratch(store.setting()));
    EXPECT_EQ(databases(store), 0);
}

// An address may be a URI, name a schema and a replica: the scratch is none of these.
TEST(Scratch, AddressesOfEveryForm) {
    const TestStore store(StoreKind::postgres);
    const std::string plain = store.setting();
    const auto word = [&](const std::string& name) {
        const std::size_t from = plain.find(name + "=") + name.size() + 1;
        return plain.substr(from, plain.find(' ', from) - from);
    };
    const std::string uri = "postgresql:///" + word("dbname") + "?host=" + word("host") +
                            "&user=postgres&options=-csearch_path%3Dother";
    for (const std::string& setting :
         {uri, plain + " options=-csearch_path=other", plain + " replica:" + word("host")}) {
        auto scratch = Scratch::make(setting, kName);
        ASSERT_TRUE(scratch) << setting << scratch.error().id;
        Options options;
        options.store = scratch->setting();
        auto data = Database::open(options);
        ASSERT_TRUE(data) << scratch->setting();
        EXPECT_TRUE((*data)->writer().execute("CREATE TABLE j_there (n BIGINT)"));
        auto name = (*data)->writer().prepare("SELECT current_database()");
        ASSERT_TRUE(name && (*name)->step());
        EXPECT_EQ((*name)->text(0), kName);
    }
}

}  // namespace
}  // namespace daicho::store
