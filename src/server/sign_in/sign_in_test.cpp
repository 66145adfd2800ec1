// Failed sign-ins: delay, lock, unlocking by a second person, many numbers at once; sessions that
// end by the clock.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

class SignInTest : public CityTest {
protected:
    static void wait(std::int64_t seconds) {
        city_->clock().set({city_->clock().now().micros + seconds * 1'000'000});
    }
    static std::string try_once(const char* account, const char* password = "not-this-one") {
        return error_id(Client(app()).sign_in(account, password));
    }
    // Fails as often as it takes, waiting out each delay.
    static void lock(const char* account) {
        const office::LockPolicy& policy = app().settings.accounts.lock;
        for (std::uint64_t failed = 0; failed < policy.failures; ++failed) {
            EXPECT_EQ(try_once(account), "session.refused") << failed;
            wait(static_cast<std::int64_t>(policy.delay_s(failed + 1)));
        }
    }
    static std::uint64_t id_of(const char* account) {
        auto reader = kernel().reader();
        return office::find_account(kernel(), **reader, account)->value_or(0);
    }
    static net::Response unlock(Client& client, std::uint64_t account, const char* reason) {
        return client.post("/api/accounts/" + std::to_string(account) + "/unlock",
                           R"({"reason":")" + std::string(reason) + R"("})");
    }
};

TEST_F(SignInTest, WaitsLongerAfterEachFailureAndThenLocks) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(try_once(kClerk), "session.refused");
    const net::Response waiting = Client(app()).sign_in(kClerk);
    EXPECT_EQ(waiting.status, 429U) << "not even the right password is looked at";
    EXPECT_EQ(error_id(waiting), "session.wait");
    EXPECT_NE(waiting.body.find("1 more"), std::string::npos);
    const std::uint64_t noted = entries();
    EXPECT_EQ(try_once(kClerk), "session.wait");
    EXPECT_EQ(entries(), noted) << "tries while waiting are noted once a minute";
    wait(1);
    EXPECT_EQ(try_once(kClerk), "session.refused");
    wait(1);
    EXPECT_EQ(try_once(kClerk), "session.wait") << "the next delay is two seconds";
    wait(1);
    Client client = signed_in(kClerk);
    EXPECT_EQ(client.json("/api/session").at("previous").is_null(), true);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(try_once(kClerk), "session.refused") << "counted anew";
    wait(1);
    EXPECT_EQ(signed_in(kClerk).json("/api/session").at("previous").at("failures"), 4);
}

TEST_F(SignInTest, ALockedAccountIsLetInByASecondPersonOnly) {
    lock(kClerk);
    EXPECT_EQ(newest(EntryKind::account_locked).principal, id_of(kClerk));
    wait(86'400);
    const net::Response locked = Client(app()).sign_in(kClerk);
    EXPECT_EQ(locked.status, 403U);
    EXPECT_EQ(error_id(locked), "session.locked");

    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.json("/api/accounts").at("may_unlock"), false);
    const std::uint64_t clerk = id_of(kClerk);
    EXPECT_EQ(error_id(unlock(governor, clerk, "asked")), "register.denied");
    EXPECT_EQ(newest(EntryKind::refusal).number, entries());

    Client head = signed_in(kApprover);
    const json::Value accounts = head.json("/api/accounts");
    EXPECT_EQ(accounts.at("may_unlock"), true);
    ASSERT_EQ(accounts.at("locked").as_array().size(), 1U);
    EXPECT_EQ(accounts.at("locked").as_array().at(0).at("number"), kClerk);
    EXPECT_EQ(error_id(unlock(head, clerk, "")), "office.unlock.no_reason");
    EXPECT_EQ(error_id(unlock(head, id_of(kApprover), "mine")), "office.unlock.oneself");
    EXPECT_EQ(error_id(unlock(head, id_of(kGovernor), "no need")), "office.unlock.not_locked");
    EXPECT_EQ(unlock(head, clerk, "seen in person").status, 204U);
    const journal::EntryHeader entry = newest(EntryKind::account_unlocked);
    EXPECT_EQ(entry.principal, id_of(kApprover));
    EXPECT_EQ(identity::find_role(entry.capacity)->code, "department_head");
    EXPECT_EQ(Client(app()).sign_in(kClerk).status, 200U);
}

TEST_F(SignInTest, NobodysNumberIsDelayedAndLockedLikeAnybodys) {
    const office::LockPolicy& policy = app().settings.accounts.lock;
    for (std::uint64_t failed = 0; failed < policy.failures; ++failed) {
        const net::Response known = Client(app()).sign_in(kGovernor, "not-this-one");
        const net::Response unknown = Client(app()).sign_in("77777", "not-this-one");
        EXPECT_EQ(known.body, unknown.body);
        const auto delay = static_cast<std::int64_t>(policy.delay_s(failed + 1));
        if (delay > 0) {
            const net::Response early = Client(app()).sign_in(kGovernor, "not-this-one");
            EXPECT_EQ(early.status, failed + 1 == policy.failures ? 403U : 429U);
            EXPECT_EQ(early.body, Client(app()).sign_in("77777", "not-this-one").body);
        }
        wait(delay);
    }
    EXPECT_EQ(try_once("77777"), "session.locked");
    Client head = signed_in(kApprover);
    const json::Value accounts = head.json("/api/accounts");
    for (const json::Value& one : accounts.at("locked").as_array()) {
        EXPECT_NE(one.at("number"), "77777");
    }
    EXPECT_EQ(unlock(head, id_of(kGovernor), "seen").status, 204U);
}

TEST_F(SignInTest, ManyNumbersAtOnceRaiseOneAlarm) {
    wait(86'400);
    const std::uint64_t before = newest(EntryKind::alarm).number;
    const std::uint64_t enough = app().settings.accounts.spraying.accounts;
    for (std::uint64_t i = 0; i + 1 < enough; ++i) {
        EXPECT_EQ(try_once(("55" + std::to_string(i)).c_str()), "session.refused");
    }
    EXPECT_EQ(newest(EntryKind::alarm).number, before);
    EXPECT_EQ(try_once("559"), "session.refused");
    const std::uint64_t raised = newest(EntryKind::alarm).number;
    EXPECT_GT(raised, before);
    EXPECT_EQ(try_once("558"), "session.refused");
    EXPECT_EQ(newest(EntryKind::alarm).number, raised) << "once in the period";
    const auto alarms = [](const char* account) {
        return json::write(signed_in(account).json("/api/home").at("alarms"));
    };
    EXPECT_NE(alarms(kGovernor).find("Sign-ins failed for many numbers"), std::string::npos);
    EXPECT_EQ(alarms(kClerk).find("Sign-ins failed for many numbers"), std::string::npos);
}

TEST_F(SignInTest, SessionsEndByIdlenessEvenWhileAScreenAsksByItself) {
    Client client = signed_in(kClerk);
    Client other = signed_in(kGovernor);
    for (int i = 0; i < 29; ++i) {
        wait(60);
        client.headers = {{"x-daicho-background", "1"}};
        EXPECT_EQ(client.get("/api/home").status, 200U);
        EXPECT_EQ(other.get("/api/home").status, 200U);
    }
    wait(61);
    EXPECT_EQ(other.get("/api/home").status, 200U) << "somebody is there";
    wait(1);
    EXPECT_EQ(client.get("/api/home").status, 401U);
    EXPECT_EQ(newest(EntryKind::session_expired).principal, id_of(kClerk));
}

TEST_F(SignInTest, NoSessionOutlivesItsLongestTimeAndForgottenOnesEndToo) {
    Client client = signed_in(kClerk);
    const Client forgotten = signed_in(kApprover);
    for (int i = 0; i < 12 * 3; ++i) {
        wait(20 * 60);
        EXPECT_EQ(client.get("/api/home").status, 200U);
    }
    wait(1);
    EXPECT_EQ(client.get("/api/home").status, 401U);
    // The forgotten one ended when it became idle, although it never came back.
    std::uint64_t ended = 0;
    auto reader = kernel().reader();
    for (std::uint64_t number = 1; number <= entries(); ++number) {
        const auto entry = journal::read_entry(**reader, number);
        ASSERT_TRUE(entry);
        const journal::EntryHeader& header = entry->header;
        ended += header.kind == EntryKind::session_expired && header.principal == id_of(kApprover);
    }
    EXPECT_GE(ended, 1U);
}

}  // namespace
}  // namespace daicho::server::testing
