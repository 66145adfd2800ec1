// Second factors over the API: enrolling where the policy asks for one, codes and passkeys at
// sign-in, and the attacks on them.
#include "identity/test_passkey.hpp"
#include "identity/totp.hpp"
#include "office/second_factor.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using identity::testing::SoftPasskey;
using journal::EntryKind;

constexpr const char* kOrigin = "http://localhost:8080";

class FactorTest : public CityTest {
protected:
    void SetUp() override {
        settings_ = app().settings;
        settings_.accounts.second_factor.required = true;
        strict_.reset(new App{kernel(), app().statute, settings_, source()});
        wait(86'400);
    }
    void TearDown() override {
        for (const char* account : {kClerk, kApprover, kGovernor}) {
            ASSERT_TRUE(
                office::reset_factors(kernel(), identity::system_principal(), id_of(account)));
        }
    }
    static void wait(std::int64_t seconds) {
        city_->clock().set({city_->clock().now().micros + seconds * 1'000'000});
    }
    static std::uint64_t id_of(const char* account) {
        auto reader = kernel().reader();
        return office::find_account(kernel(), **reader, account)->value_or(0);
    }
    Client browser() {
        Client client(*strict_);
        client.headers = {{"origin", kOrigin}, {"host", "localhost:8080"}};
        return client;
    }
    static json::Value document(const net::Response& response) {
        return json::parse(response.body).value_or(json::Value());
    }
    static std::string text(const net::Response& response, std::string_view field) {
        const json::Value value = document(response);
        const json::Value* found =
            value.is_object() ? value.get_object().if_contains(field) : nullptr;
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
    }
    static std::string code_of(std::string_view base32, std::int64_t shift = 0) {
        return identity::totp_code(decoded(base32),
                                   identity::totp_step(city_->clock().now()) + shift);
    }
    static net::Response send_code(Client& client, const std::string& code) {
        return client.post("/api/sign-in/code", R"({"code":")" + code + R"("})");
    }
    // Signs in for the first time and registers a generator; gives its secret.
    std::string enrol(const char* account) {
        Client client = browser();
        client.sign_in(account);
        const std::string secret = text(client.post("/api/sign-in/totp", "{}"), "secret");
        const net::Response done =
            client.post("/api/sign-in/totp-confirm", R"({"code":")" + code_of(secret) + R"("})");
        EXPECT_EQ(done.status, 200U) << done.body;
        recovery_ = std::string(document(done).at("recovery").at(0).as_string());
        client.take(done);
        EXPECT_EQ(client.get("/api/home").status, 200U);
        wait(30);
        return secret;
    }
    std::string recovery_;

private:
    static Bytes decoded(std::string_view base32) {
        constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        Bytes out;
        std::uint32_t bits = 0;
        int held = 0;
        for (const char c : base32) {
            bits = bits << 5U | static_cast<std::uint32_t>(kAlphabet.find(c));
            held += 5;
            if (held < 8) continue;
            held -= 8;
            out.push_back(static_cast<std::uint8_t>(bits >> held));
        }
        return out;
    }
    office::Settings settings_;
    std::unique_ptr<App> strict_;
};

TEST_F(FactorTest, WhoReachesAPersonalNumberMustHaveOneAndOthersNeedNot) {
    Client clerk = browser();
    const net::Response half = clerk.sign_in(kClerk);
    EXPECT_EQ(text(half, "step"), "enrol");
    EXPECT_EQ(text(half, "because"), "personal_number");
    EXPECT_EQ(clerk.get("/api/home").status, 401U);
    Client governor = browser();
    EXPECT_EQ(governor.sign_in(kGovernor).status, 200U);
    EXPECT_EQ(governor.get("/api/home").status, 200U) << "reaches no personal number";
    EXPECT_EQ(signed_in(kClerk).get("/api/home").status, 200U) << "where it is not required";
}

TEST_F(FactorTest, ACodeSignsInOnceAndItsReuseIsRefusedAndCounted) {
    const std::string secret = enrol(kClerk);
    EXPECT_EQ(newest(EntryKind::factor_added).principal, id_of(kClerk));
    Client client = browser();
    EXPECT_EQ(text(client.sign_in(kClerk), "step"), "second_factor");
    const std::string code = code_of(secret);
    const net::Response done = send_code(client, code);
    ASSERT_EQ(done.status, 200U) << done.body;
    client.take(done);
    EXPECT_EQ(client.get("/api/home").status, 200U);

    Client again = browser();
    again.sign_in(kClerk);
    EXPECT_EQ(error_id(send_code(again, code)), "office.factor.wrong_code") << "used already";
    EXPECT_EQ(error_id(send_code(again, code_of(secret, -1))), "office.factor.wrong_code");
    EXPECT_EQ(newest(EntryKind::sign_in_refused).principal, id_of(kClerk));
    EXPECT_EQ(send_code(again, code_of(secret, 1)).status, 200U) << "one step ahead is taken";
}

// By the clock of then it is the same code, and it was used.
TEST_F(FactorTest, AClockSetBackMakesNoCodeGoodAgain) {
    const std::string secret = enrol(kClerk);
    Client client = browser();
    client.sign_in(kClerk);
    const std::string code = code_of(secret);
    ASSERT_EQ(send_code(client, code).status, 200U);
    wait(90);
    Client later = browser();
    later.sign_in(kClerk);
    ASSERT_EQ(send_code(later, code_of(secret)).status, 200U);
    Client again = browser();
    EXPECT_EQ(text(again.sign_in(kClerk), "step"), "second_factor");
    wait(-90);
    for (const std::int64_t shift : {-1, 0, 1}) {
        EXPECT_NE(send_code(again, code_of(secret, shift)).status, 200U) << shift;
    }
    EXPECT_NE(send_code(again, code).status, 200U);
    EXPECT_EQ(again.get("/api/home").status, 401U);
    wait(180);
}

TEST_F(FactorTest, CodesCannotBeGuessedBehindARightPassword) {
    const std::string secret = enrol(kClerk);
    const office::LockPolicy& policy = app().settings.accounts.lock;
    Client client = browser();
    for (std::uint64_t failed = 0; failed < policy.failures; ++failed) {
        client.sign_in(kClerk);  // the right password does not reset the count
        EXPECT_EQ(error_id(send_code(client, "000000")), "office.factor.wrong_code") << failed;
        wait(static_cast<std::int64_t>(policy.delay_s(failed + 1)));
    }
    wait(86'400);
    EXPECT_EQ(error_id(client.sign_in(kClerk)), "session.locked");
    EXPECT_EQ(newest(EntryKind::account_locked).principal, id_of(kClerk));
    auto reader = kernel().reader();
    const auto head =
        office::find_person(kernel(), **reader, id_of(kApprover), japan_date(city_->clock().now()));
    ASSERT_TRUE(office::unlock(kernel(), policy, head->principal, id_of(kClerk), "seen"));
}

TEST_F(FactorTest, ARecoveryCodeWorksOnce) {
    enrol(kClerk);
    Client client = browser();
    client.sign_in(kClerk);
    EXPECT_EQ(send_code(client, recovery_).status, 200U);
    client.sign_in(kClerk);
    EXPECT_EQ(error_id(send_code(client, recovery_)), "office.factor.wrong_code");
}

TEST_F(FactorTest, HalfASignInIsNoSessionAndCannotBeForgedOrFixed) {
    enrol(kClerk);
    Client client = browser();
    client.sign_in(kClerk);
    Client thief = browser();
    thief.cookie(kSessionCookie) = client.cookie(kPendingCookie);
    EXPECT_EQ(thief.get("/api/home").status, 401U) << "the token of half a sign-in";
    for (const std::string& forged :
         {std::string(64, '0'), std::string(64, 'f'), std::string("x"), std::string()}) {
        thief.cookie(kSessionCookie) = forged;
        EXPECT_EQ(thief.get("/api/home").status, 401U) << forged;
    }
    // A cookie planted before the sign-in is worth nothing after it.
    Client victim = browser();
    const std::string planted(64, 'a');
    victim.cookie(kSessionCookie) = planted;
    victim.sign_in(kGovernor);
    EXPECT_NE(victim.cookie(kSessionCookie), planted);
    thief.cookie(kSessionCookie) = planted;
    EXPECT_EQ(thief.get("/api/home").status, 401U);
    // Replayed after signing out.
    thief.cookie(kSessionCookie) = victim.cookie(kSessionCookie);
    EXPECT_EQ(victim.send(net::Method::del, "/api/session").status, 204U);
    EXPECT_EQ(thief.get("/api/home").status, 401U);
}

class PasskeyFlow : public FactorTest {
protected:
    static Bytes challenge_of(const net::Response& response) {
        return identity::from_base64url(text(response, "challenge")).value_or(Bytes());
    }
    static std::string registration(SoftPasskey& device, ByteView challenge,
                                    const char* origin = kOrigin) {
        return R"({"credential":")" + identity::to_base64url(device.credential) +
               R"(","name":"窓口","client_data":")" +
               identity::to_base64url(
                   as_bytes(device.client_data("webauthn.create", challenge, origin))) +
               R"(","attestation":")" + identity::to_base64url(device.attestation()) + R"("})";
    }
    static std::string assertion(SoftPasskey& device, ByteView challenge,
                                 const char* origin = kOrigin) {
        const std::string client = device.client_data("webauthn.get", challenge, origin);
        const Bytes data = device.authenticator_data();
        return R"({"credential":")" + identity::to_base64url(device.credential) +
               R"(","client_data":")" + identity::to_base64url(as_bytes(client)) +
               R"(","authenticator_data":")" + identity::to_base64url(data) + R"(","signature":")" +
               identity::to_base64url(device.sign(data, client)) + R"("})";
    }
    void enrol_passkey(SoftPasskey& device) {
        Client client = browser();
        client.sign_in(kClerk);
        const Bytes challenge = challenge_of(client.post("/api/sign-in/challenge", "{}"));
        const net::Response done =
            client.post("/api/sign-in/passkey-enrol", registration(device, challenge));
        ASSERT_EQ(done.status, 200U) << done.body;
    }
};

TEST_F(PasskeyFlow, APasskeySignsInAndNothingOfItCanBeReplayed) {
    SoftPasskey device;
    device.counter = 1;
    enrol_passkey(device);
    Client client = browser();
    EXPECT_EQ(text(client.sign_in(kClerk), "step"), "second_factor");
    const Bytes challenge = challenge_of(client.post("/api/sign-in/challenge", "{}"));
    ++device.counter;
    const std::string answer = assertion(device, challenge);
    Client other = browser();
    other.sign_in(kClerk);
    EXPECT_EQ(error_id(other.post("/api/sign-in/passkey", answer)), "identity.passkey.refused")
        << "asked of another sign-in";
    const net::Response done = client.post("/api/sign-in/passkey", answer);
    ASSERT_EQ(done.status, 200U) << done.body;
    client.sign_in(kClerk);
    EXPECT_EQ(error_id(client.post("/api/sign-in/passkey", answer)), "identity.passkey.refused")
        << "a challenge counts once";
}

TEST_F(PasskeyFlow, OtherOriginsOtherKeysAndOldCountersAreRefused) {
    SoftPasskey device;
    device.counter = 5;
    enrol_passkey(device);
    const auto try_with = [&](SoftPasskey& with, const char* origin) {
        Client client = browser();
        client.sign_in(kClerk);
        const Bytes challenge = challenge_of(client.post("/api/sign-in/challenge", "{}"));
        return client.post("/api/sign-in/passkey", assertion(with, challenge, origin));
    };
    ++device.counter;
    EXPECT_EQ(error_id(try_with(device, "http://localhost:1")), "identity.passkey.refused");
    SoftPasskey stranger;
    EXPECT_EQ(error_id(try_with(stranger, kOrigin)), "identity.passkey.refused");
    device.counter = 5;
    EXPECT_EQ(error_id(try_with(device, kOrigin)), "identity.passkey.refused") << "copied";
    wait(3600);
    device.counter = 6;
    EXPECT_EQ(try_with(device, kOrigin).status, 200U);
}

TEST_F(PasskeyFlow, TheLastFactorOfSomebodyWhoNeedsOneStays) {
    SoftPasskey device;
    enrol_passkey(device);
    Client client = browser();
    client.sign_in(kClerk);
    const Bytes challenge = challenge_of(client.post("/api/sign-in/challenge", "{}"));
    client.take(client.post("/api/sign-in/passkey", assertion(device, challenge)));
    const json::Value mine = client.json("/api/session/factors");
    EXPECT_EQ(mine.at("needed"), "personal_number");
    ASSERT_EQ(mine.at("passkeys").as_array().size(), 1U);
    const std::string id(mine.at("passkeys").at(0).at("id").as_string());
    const auto remove = [&](const std::string& password) {
        return error_id(client.post("/api/session/factors/remove",
                                    R"({"id":")" + id + R"(","current":")" + password + R"("})"));
    };
    EXPECT_EQ(remove("not-the-password"), "office.password.wrong");
    EXPECT_EQ(remove(kPassword), "office.factor.last");
}

}  // namespace
}  // namespace daicho::server::testing
