#include "identity/passkey.hpp"

#include <gtest/gtest.h>

#include "identity/test_passkey.hpp"

namespace daicho::identity {
namespace {

using testing::SoftPasskey;

constexpr const char* kOrigin = "http://localhost:8080";

PasskeyChallenge asked() { return {Bytes(32, 7), "localhost", kOrigin}; }

std::string why(const Error& error) {
    for (const auto& [name, value] : error.arguments) {
        if (name == "why") return value;
    }
    return error.id;
}

Result<Passkey> registered(SoftPasskey& device) {
    return verify_registration(asked(),
                               device.client_data("webauthn.create", Bytes(32, 7), kOrigin),
                               device.attestation());
}

// What a bent registration is refused for.
std::string refusal(SoftPasskey& device, std::string_view type, const Bytes& challenge,
                    std::string_view origin, const PasskeyChallenge& want = asked()) {
    const auto made = verify_registration(want, device.client_data(type, challenge, origin),
                                          device.attestation());
    return made ? "" : why(made.error());
}

TEST(Registration, GivesTheKeyAndNothingBentPasses) {
    SoftPasskey device;
    const auto made = registered(device);
    ASSERT_TRUE(made) << why(made.error());
    EXPECT_EQ(made->credential, device.credential);
    EXPECT_EQ(made->algorithm, -7);
    EXPECT_EQ(made->public_key.size(), 64U);
    const Bytes right(32, 7);
    EXPECT_EQ(refusal(device, "webauthn.get", right, kOrigin), "type");
    EXPECT_EQ(refusal(device, "webauthn.create", Bytes(32, 8), kOrigin), "challenge");
    EXPECT_EQ(refusal(device, "webauthn.create", right, "http://localhost:8081"), "origin");
    EXPECT_EQ(refusal(device, "webauthn.create", right, "https://evil.example"), "origin");
    EXPECT_EQ(refusal(device, "webauthn.create", {}, kOrigin, {{}, "localhost", kOrigin}),
              "challenge");
    SoftPasskey elsewhere("evil.example");
    EXPECT_EQ(refusal(elsewhere, "webauthn.create", right, kOrigin), "party");
    device.flags = 0x01;
    EXPECT_EQ(refusal(device, "webauthn.create", right, kOrigin), "user") << "not verified";
    device.flags = 0x04;
    EXPECT_EQ(refusal(device, "webauthn.create", right, kOrigin), "user") << "not present";
}

TEST(Registration, TakesNoBrokenBytes) {
    SoftPasskey device;
    const Bytes whole = device.attestation();
    const std::string client = device.client_data("webauthn.create", Bytes(32, 7), kOrigin);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_FALSE(verify_registration(asked(), client, part)) << size;
    }
    Bytes more = whole;
    more.push_back(0);
    EXPECT_FALSE(verify_registration(asked(), client, more));
    for (const char* text : {"", "{}", "[]", "null", "{\"type\":1}"}) {
        EXPECT_FALSE(verify_registration(asked(), text, whole)) << text;
    }
}

struct Signed {
    std::string client;
    Bytes data, signature;
    [[nodiscard]] Assertion assertion() const { return {client, data, signature}; }
};

Signed sign(SoftPasskey& device, const char* origin = kOrigin) {
    Signed out;
    out.client = device.client_data("webauthn.get", Bytes(32, 7), origin);
    out.data = device.authenticator_data();
    out.signature = device.sign(out.data, out.client);
    return out;
}

TEST(Assertion, IsTakenFromItsOwnKeyAlone) {
    SoftPasskey device;
    const auto known = registered(device);
    ASSERT_TRUE(known);
    const Signed good = sign(device);
    ASSERT_TRUE(verify_assertion(asked(), *known, good.assertion()));
    PasskeyChallenge other = asked();
    other.challenge[0] ^= 1U;
    EXPECT_FALSE(verify_assertion(other, *known, good.assertion())) << "another challenge";
    SoftPasskey stranger;
    EXPECT_EQ(why(verify_assertion(asked(), *known, sign(stranger).assertion()).error()),
              "signature");
    for (std::size_t i = 0; i < good.signature.size(); ++i) {
        Signed bent = good;
        bent.signature[i] ^= 1U;
        EXPECT_FALSE(verify_assertion(asked(), *known, bent.assertion())) << i;
    }
    for (std::size_t i = 0; i < good.data.size(); ++i) {
        Signed bent = good;
        bent.data[i] ^= 1U;
        EXPECT_FALSE(verify_assertion(asked(), *known, bent.assertion())) << i;
    }
    EXPECT_EQ(why(verify_assertion(asked(), *known,
                                   sign(device, "http://localhost:1").assertion())
                      .error()),
              "origin");
    device.flags = 0x01;
    EXPECT_EQ(why(verify_assertion(asked(), *known, sign(device).assertion()).error()), "user");
}

TEST(Assertion, TheCounterNeverGoesBack) {
    SoftPasskey device;
    device.counter = 10;
    const auto known = registered(device);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->counter, 10U);
    for (const std::uint32_t counter : {0U, 9U, 10U}) {
        device.counter = counter;
        EXPECT_EQ(why(verify_assertion(asked(), *known, sign(device).assertion()).error()),
                  "counter")
            << counter;
    }
    device.counter = 11;
    EXPECT_EQ(verify_assertion(asked(), *known, sign(device).assertion()).value(), 11U);
}

TEST(Origin, BelongsToItsRelyingPartyAndHasTls) {
    EXPECT_TRUE(origin_fits("https://daicho.city.example", "daicho.city.example"));
    EXPECT_TRUE(origin_fits("https://a.daicho.city.example:8443", "daicho.city.example"));
    EXPECT_TRUE(origin_fits("http://localhost:8080", "localhost"));
    for (const char* origin :
         {"http://daicho.city.example", "https://evildaicho.city.example", "https://city.example",
          "https://daicho.city.example.evil", "daicho.city.example", "", "https://"}) {
        EXPECT_FALSE(origin_fits(origin, "daicho.city.example")) << origin;
    }
    EXPECT_FALSE(origin_fits("https://", ""));
}

TEST(Base64Url, IsReadAsItIsWrittenAndNoOtherWay) {
    const Bytes bytes{0xFB, 0xFF, 0xFE, 1};
    EXPECT_EQ(to_base64url(bytes), "-__-AQ");
    EXPECT_EQ(from_base64url("-__-AQ").value(), bytes);
    for (const char* text : {"+//+AQ", "-__-AQ==", "-__-A", "-__-AR"}) {
        EXPECT_FALSE(from_base64url(text)) << text;
    }
}

}  // namespace
}  // namespace daicho::identity
