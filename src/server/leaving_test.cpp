// What was not entered in the journal does not leave, whoever waits for it.
#include "server/leaving.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

// --- the class alone
net::Response hello() {
    net::Response response;
    response.body = "hello";
    return response;
}

struct Got {
    int times = 0;
    net::Response response;
    net::Reply reply() {
        return [this](net::Response answer) {
            ++times;
            response = std::move(answer);
        };
    }
};

TEST(LeavingTest, GoesAtOnceWhenNothingIsExpected) {
    Got got;
    std::make_shared<Leaving>(got.reply(), false)->send(hello());
    EXPECT_EQ(got.times, 1);
    EXPECT_EQ(got.response.body, "hello");
}

TEST(LeavingTest, WaitsForTheLastOfThem) {
    Got got;
    const auto leaving = std::make_shared<Leaving>(got.reply(), false);
    const auto first = leaving->expect();
    const auto second = leaving->expect();
    first({});
    leaving->send(hello());
    EXPECT_EQ(got.times, 0);
    second({});
    EXPECT_EQ(got.times, 1);
    EXPECT_EQ(got.response.body, "hello");
}

TEST(LeavingTest, AFailureTakesThePlaceOfTheAnswerWhicheverEndsFirst) {
    for (const bool early : {true, false}) {
        Got got;
        const auto leaving = std::make_shared<Leaving>(got.reply(), true);
        const auto entry = leaving->expect();
        if (early) entry(system_error("store.lost").with("reason", "test"));
        leaving->send(hello());
        if (!early) entry(system_error("store.lost").with("reason", "test"));
        ASSERT_EQ(got.times, 1);
        EXPECT_GE(got.response.status, 500U);
        EXPECT_EQ(got.response.body.find("hello"), std::string::npos);
        bool strict = false;
        for (const auto& [name, value] : got.response.headers) {
            strict = strict || name == "Strict-Transport-Security";
        }
        EXPECT_TRUE(strict) << "an error carries the security headers";
    }
}

TEST(LeavingTest, OneAnswerHoweverManyThreads) {
    for (int round = 0; round < 200; ++round) {
        std::atomic<int> times{0};
        const auto leaving =
            std::make_shared<Leaving>([&](const net::Response&) { ++times; }, false);
        const auto one = leaving->expect();
        const auto other = leaving->expect();
        std::thread writer([&] { one({}); });
        std::thread another([&] { other({}); });
        leaving->send(hello());
        writer.join();
        another.join();
        ASSERT_EQ(times, 1);
    }
}

// --- the server: the database takes no entry
class NoEntryTest : public CityTest {
protected:
    static void tell(std::string_view sqlite, std::string_view postgres) {
        EXPECT_TRUE(city_->kernel().command([&](registers::Context& context) {
            const auto store = daicho::testing::store_of_this_run();
            return context.connection.execute(
                std::string(store == store::StoreKind::sqlite ? sqlite : postgres));
        }));
    }
    static void full() {
        tell("CREATE TRIGGER t_full BEFORE INSERT ON j_entry "
             "BEGIN SELECT RAISE(ABORT, 'full'); END",
             "CREATE FUNCTION t_full() RETURNS trigger LANGUAGE plpgsql AS "
             "$$ BEGIN RAISE EXCEPTION 'full'; END $$; "
             "CREATE TRIGGER t_full BEFORE INSERT ON j_entry FOR EACH ROW "
             "EXECUTE FUNCTION t_full()");
    }
    static void free_again() {
        tell("DROP TRIGGER t_full", "DROP TRIGGER t_full ON j_entry; DROP FUNCTION t_full()");
    }
};

TEST_F(NoEntryTest, NothingLeavesThatIsNotInTheJournal) {
    Client client = signed_in(kClerk);
    const char* const asked[] = {"/api/registers/addressee/records/1?parts=record",
                                 "/api/registers/addressee/records/1",
                                 "/api/registers/addressee/records?limit=5",
                                 "/api/search?kind=taxpayer&q=%E6%9F%8F%E5%8E%9F"};
    for (const char* target : asked) ASSERT_EQ(client.get(target).status, 200U) << target;
    full();
    for (const char* target : asked) {
        const net::Response answer = client.get(target);
        EXPECT_GE(answer.status, 400U) << target;
        EXPECT_EQ(answer.body.find("\"display\""), std::string::npos) << target;
        EXPECT_EQ(answer.body.find("\"hits\""), std::string::npos) << target;
    }
    free_again();
    for (const char* target : asked) EXPECT_EQ(client.get(target).status, 200U) << target;
}

}  // namespace
}  // namespace daicho::server::testing
