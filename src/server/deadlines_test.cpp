// Deadlines: what is due stands there until it is done, for those whom it concerns.
#include "server/deadlines.hpp"

#include "office/passwords.hpp"
#include "register/change.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class DeadlinesTest : public CityTest {
protected:
    static json::Array due(Client& client) {
        return client.json("/api/home").at("deadlines").as_array();
    }
    static std::vector<std::string> titles(Client& client) {
        std::vector<std::string> all;
        for (const json::Value& one : due(client)) {
            all.emplace_back(one.at("title").at("en").as_string());
        }
        return all;
    }
    static void put(const char* name, std::map<std::string, std::string> values) {
        registers::ChangeRequest request;
        request.register_name = name;
        request.values = std::move(values);
        request.valid = {Date::of(2025, 4, 1), kForever};
        request.reason = "test";
        const auto done = registers::change(kernel(), identity::system_principal(), request);
        ASSERT_TRUE(done) << name << ": " << told(done.error());
    }
    static void make_keeper(const char* number) {
        put("account", {{"account_no", number}, {"name", "試験 太郎"}, {"kana", number},
                        {"department", "2011"}, {"class", "personal"}, {"state", "active"},
                        {"starts", "2025-04-01"}});
        put("role_assignment", {{"account", number}, {"role", "admin"},
                                {"task", "staff_administration"}, {"department", "2011"},
                                {"from", "2025-04-01"}});
        auto reader = kernel().reader();
        const std::uint64_t id = office::find_account(kernel(), **reader, number)->value_or(0);
        ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                         identity::system_principal(), id, kPassword));
    }
    static bool names(Client& client, std::string_view part) {
        return std::ranges::any_of(titles(client), [&](const std::string& title) {
            return title.find(part) != std::string::npos;
        });
    }
};

TEST_F(DeadlinesTest, TheMostUrgentStandsFirstAndSaysHowManyDaysAreLeft) {
    Client clerk = signed_in(kClerk);
    const json::Array list = due(clerk);
    ASSERT_FALSE(list.empty());
    std::int64_t before = INT64_MIN;
    for (const json::Value& one : list) {
        EXPECT_GE(one.at("days").as_int64(), before);
        before = one.at("days").as_int64();
        EXPECT_EQ(format_iso(server::today(app()) + static_cast<int>(before)),
                  one.at("due").as_string());
        EXPECT_LE(before, 62);
    }
}

// 2026-04-30 is the first due date of the tests' city: its notices are due on the 20th.
TEST_F(DeadlinesTest, ALevyIsToBeConfirmedTenDaysBeforeTheFirstDueDate) {
    Client clerk = signed_in(kClerk);
    EXPECT_TRUE(names(clerk, "Due date of instalment 1, fiscal 2026"));
    const json::Array list = due(clerk);
    const auto levy = std::ranges::find_if(list, [](const json::Value& one) {
        return one.at("title").at("en").as_string().starts_with("Confirm levy");
    });
    ASSERT_NE(levy, list.end());
    EXPECT_EQ(levy->at("due"), "2026-04-20");
    EXPECT_EQ(levy->at("cite"), "地方税法 第364条");
    EXPECT_TRUE(levy->at("route").as_string().starts_with("/levy/"));
}

TEST_F(DeadlinesTest, TheCareOfTheMachineIsTheKeepersAlone) {
    make_keeper("96001");
    Client clerk = signed_in(kClerk);
    Client keeper = signed_in("96001");
    for (const char* what : {"Verify the journal", "Make a backup"}) {
        EXPECT_FALSE(names(clerk, what)) << what;
        EXPECT_TRUE(names(keeper, what)) << what;
    }
    for (const json::Value& one : due(keeper)) {  // never done: due today
        const bool backup = one.at("title").at("en") == "Make a backup";
        EXPECT_TRUE(!backup || one.at("days") == json::Value(0));
    }
}

TEST_F(DeadlinesTest, NobodyIsToldOfRegistersThatAreNotHers) {
    Client governor = signed_in(kGovernor);
    EXPECT_FALSE(names(governor, "levy"));
    EXPECT_FALSE(names(governor, "instalment"));
    EXPECT_FALSE(names(governor, "protections"));
}

}  // namespace
}  // namespace daicho::server::testing
