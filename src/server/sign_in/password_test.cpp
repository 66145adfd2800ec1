// Passwords over the API: the owner's change, age and warning, history, a password that was given,
// and half-done sign-ins that open nothing.
#include "office/passwords.hpp"

#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

constexpr const char* kFresh = "Kata-uguisu-9953-gake";

class PasswordTest : public CityTest {
protected:
    static void wait_days(std::int64_t days) {
        city_->clock().set({city_->clock().now().micros + days * 86'400'000'000LL});
    }
    static std::uint64_t id_of(const char* account) {
        auto reader = kernel().reader();
        return office::find_account(kernel(), **reader, account)->value_or(0);
    }
    static net::Response change(Client& client, const std::string& current,
                                const std::string& fresh) {
        return client.post("/api/session/password",
                           R"({"current":")" + current + R"(","password":")" + fresh + R"("})");
    }
    static json::Value body_of(const net::Response& response) {
        return json::parse(response.body).value_or(json::Value());
    }
    static std::string stored(const char* sql) {
        auto reader = kernel().reader();
        auto row = (*reader)->prepare(sql);
        EXPECT_TRUE(row && (*row)->step());
        return std::string((*row)->text(0));
    }
};

TEST_F(PasswordTest, TheOwnerChangesItAndOldOnesDoNotComeAgain) {
    Client client = signed_in(kGovernor);
    EXPECT_EQ(error_id(change(client, "not-the-present-one", kFresh)), "office.password.wrong");
    EXPECT_EQ(error_id(change(client, kPassword, "short")), "identity.password.too_short");
    EXPECT_EQ(error_id(change(client, kPassword, "minatoshiomi1")), "identity.password.too_weak");
    EXPECT_EQ(error_id(change(client, kPassword, kPassword)), "office.password.used_before");
    EXPECT_EQ(change(client, kPassword, kFresh).status, 204U);
    EXPECT_EQ(newest(EntryKind::credential).principal, id_of(kGovernor));
    EXPECT_EQ(error_id(Client(app()).sign_in(kGovernor)), "session.refused");
    Client again(app());
    EXPECT_EQ(again.sign_in(kGovernor, kFresh).status, 200U);
    EXPECT_EQ(error_id(change(again, kFresh, kPassword)), "office.password.used_before");
    EXPECT_TRUE(stored("SELECT hash FROM w_password_history LIMIT 1").starts_with("$argon2id$"));
}

TEST_F(PasswordTest, AnAgedPasswordIsWarnedOfAndThenChangedAtSignIn) {
    const office::PasswordPolicy& policy = app().settings.accounts.password;
    const auto days = static_cast<std::int64_t>(policy.personal.longest_days);
    wait_days(days - 15);
    EXPECT_TRUE(signed_in(kClerk).json("/api/session").at("password_days_left").is_null());
    wait_days(1);
    wait_days(1);
    EXPECT_EQ(signed_in(kClerk).json("/api/session").at("password_days_left"), 13);
    wait_days(13);
    Client late(app());
    const net::Response half = late.sign_in(kClerk);
    ASSERT_EQ(half.status, 200U);
    EXPECT_EQ(body_of(half).at("step"), "password");
    EXPECT_EQ(body_of(half).at("because"), "age");
    EXPECT_EQ(late.get("/api/home").status, 401U) << "half a sign-in opens nothing";
    EXPECT_EQ(error_id(late.post("/api/sign-in/password",
                                 R"({"password":")" + std::string(kPassword) + R"("})")),
              "office.password.used_before");
    const net::Response done =
        late.post("/api/sign-in/password", R"({"password":")" + std::string(kFresh) + R"("})");
    ASSERT_EQ(done.status, 200U) << done.body;
    late.take(done);
    EXPECT_EQ(late.get("/api/home").status, 200U);
    EXPECT_EQ(error_id(late.get("/api/sign-in")), "session.none") << "that token is over";
}

TEST_F(PasswordTest, AGivenPasswordIsChangedFirstAndEndsTheSessionsBefore) {
    Client before(app());
    ASSERT_EQ(before.sign_in(kApprover).status, 200U);
    const auto& policy = app().settings.accounts.password;
    const auto given =
        office::reset_password(kernel(), policy, identity::system_principal(), id_of(kApprover));
    ASSERT_TRUE(given) << told(given.error());
    EXPECT_EQ(newest(EntryKind::password_reset).principal, 0U);
    EXPECT_EQ(before.get("/api/home").status, 401U);
    EXPECT_EQ(error_id(Client(app()).sign_in(kApprover)), "session.refused");
    Client client(app());
    const net::Response half = client.sign_in(kApprover, given->c_str());
    EXPECT_EQ(body_of(half).at("because"), "given");
    EXPECT_EQ(body_of(client.get("/api/sign-in")).at("step"), "password");
    const net::Response done =
        client.post("/api/sign-in/password", R"({"password":")" + std::string(kFresh) + R"("})");
    ASSERT_EQ(done.status, 200U) << done.body;
    EXPECT_EQ(Client(app()).sign_in(kApprover, kFresh).status, 200U);
}

TEST_F(PasswordTest, WhoMayNotGivesNobodyAPassword) {
    auto reader = kernel().reader();
    const auto clerk =
        office::find_person(kernel(), **reader, id_of(kClerk), japan_date(city_->clock().now()));
    ASSERT_TRUE(clerk);
    const auto given = office::reset_password(kernel(), app().settings.accounts.password,
                                              clerk->principal, id_of(kApprover));
    ASSERT_FALSE(given);
    EXPECT_EQ(given.error().id, "register.denied");
    EXPECT_EQ(newest(EntryKind::refusal).principal, id_of(kClerk));
}

TEST_F(PasswordTest, AHalfDoneSignInIsOverAfterTenMinutes) {
    const auto given = office::reset_password(kernel(), app().settings.accounts.password,
                                              identity::system_principal(), id_of(kGovernor));
    ASSERT_TRUE(given);
    Client client(app());
    ASSERT_EQ(client.sign_in(kGovernor, given->c_str()).status, 200U);
    city_->clock().set({city_->clock().now().micros + 601LL * 1'000'000});
    EXPECT_EQ(error_id(client.get("/api/sign-in")), "session.none");
    EXPECT_EQ(error_id(client.post("/api/sign-in/password",
                                   R"({"password":")" + std::string(kFresh) + R"("})")),
              "session.none");
}

}  // namespace
}  // namespace daicho::server::testing
