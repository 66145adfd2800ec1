// A request that is sent twice is carried out once.
#include "server/idempotency.hpp"

#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class IdempotencyTest : public CityTest {
protected:
    static registers::Kernel& kernel() { return app().kernel; }
    static net::Request request(std::string key, std::string body = "{}") {
        net::Request made;
        made.method = net::Method::post;
        made.path = "/api/x";
        made.body = std::move(body);
        made.headers = {{"idempotency-key", std::move(key)}};
        return made;
    }
    static IdempotencyKey key(const net::Request& of, std::uint64_t account = 1) {
        return **idempotency_key(of, account);
    }
};

TEST_F(IdempotencyTest, TheSameAnswerIsGivenAgain) {
    const IdempotencyKey one = key(request("again"));
    ASSERT_FALSE(*answer_before(kernel(), one));
    net::Response answer = json_answer(json::Object{{"made", 7}}, 201);
    ASSERT_TRUE(keep_answer(kernel(), one, answer));
    const auto before = answer_before(kernel(), one);
    ASSERT_TRUE(before);
    ASSERT_TRUE(*before);
    EXPECT_EQ((*before)->status, 201U);
    EXPECT_EQ((*before)->body, answer.body);
}

// The words of a warning quote what was entered: they are shown once and kept nowhere.
TEST_F(IdempotencyTest, OfAWarningOnlyPlaceAndIdAreKept) {
    const IdempotencyKey one = key(request("warned"));
    ASSERT_FALSE(*answer_before(kernel(), one));
    const net::Response answer = json_answer(
        json::Object{{"record", "5"},
                     {"warnings", json::Array{json::Object{
                                      {"path", "kana"},
                                      {"id", "check.pattern"},
                                      {"message", json::Object{{"ja", "「秘沢 ヒザワ」は…"},
                                                               {"en", "“秘沢 ヒザワ” …"}}}}}}},
        201);
    ASSERT_TRUE(keep_answer(kernel(), one, answer));
    auto reader = kernel().reader();
    auto row = (*reader)->prepare("SELECT body FROM w_idempotency WHERE sent = ?");
    (*row)->bind_blob(0, view(one.key));
    ASSERT_TRUE(*(*row)->step());
    const std::string kept((*row)->text(0));
    EXPECT_EQ(kept.find("秘沢"), std::string::npos) << kept;
    const auto before = answer_before(kernel(), one);
    const auto body = json::parse((*before)->body);
    ASSERT_TRUE(body);
    EXPECT_EQ(body->at("record"), "5");
    EXPECT_EQ(body->at("warnings").at(0).at("path"), "kana");
    EXPECT_EQ(body->at("warnings").at(0).at("id"), "check.pattern");
    EXPECT_TRUE(body->at("warnings").at(0).at("message").is_object()) << "the same form";
}

TEST_F(IdempotencyTest, AnotherRequestUnderTheSameKeyIsRefused) {
    ASSERT_FALSE(*answer_before(kernel(), key(request("other", "{\"a\":1}"))));
    const auto other = answer_before(kernel(), key(request("other", "{\"a\":2}")));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().id, "api.idempotency.other_request");
}

TEST_F(IdempotencyTest, WhatWasInterruptedIsNotRepeated) {
    const IdempotencyKey one = key(request("cut"));
    ASSERT_FALSE(*answer_before(kernel(), one));
    const auto again = answer_before(kernel(), one);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().id, "api.idempotency.not_known");
}

// What was refused changed nothing: mended, it may come under the same key.
TEST_F(IdempotencyTest, ARefusalFreesItsKey) {
    ASSERT_FALSE(*answer_before(kernel(), key(request("mend", "{\"a\":1}"))));
    ASSERT_TRUE(forget_key(kernel(), key(request("mend", "{\"a\":1}"))));
    const auto mended = answer_before(kernel(), key(request("mend", "{\"a\":2}")));
    ASSERT_TRUE(mended);
    EXPECT_FALSE(*mended);
}

TEST_F(IdempotencyTest, AKeyBelongsToItsAccount) {
    ASSERT_FALSE(*answer_before(kernel(), key(request("mine"), 1)));
    const auto other = answer_before(kernel(), key(request("mine"), 2));
    ASSERT_TRUE(other);
    EXPECT_FALSE(*other);
}

TEST_F(IdempotencyTest, WhatOnlyReadsAndWhatHasNoKeyPass) {
    net::Request reading = request("x");
    reading.method = net::Method::get;
    EXPECT_FALSE(*idempotency_key(reading, 1));
    net::Request plain = request("x");
    plain.headers.clear();
    EXPECT_FALSE(*idempotency_key(plain, 1));
    EXPECT_EQ(idempotency_key(request(std::string(201, 'k')), 1).error().id,
              "api.idempotency.bad_key");
    EXPECT_EQ(idempotency_key(request(""), 1).error().id, "api.idempotency.bad_key");
}

}  // namespace
}  // namespace daicho::server::testing
