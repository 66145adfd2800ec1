// Optimistic locking by HTTP: a change names by `If-Match` what was looked at, or by base_version.
#include "server/records/record_tag.hpp"

#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class RecordTagTest : public CityTest {
protected:
    static constexpr const char* kPath = "/api/registers/parcel/records/1";
    static std::string header(const net::Response& response, std::string_view name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) return value;
        }
        return "";
    }
    static std::string tag(Client& client) { return header(client.get(kPath), "ETag"); }
    static std::string body(std::string_view lot, std::string_view more = "") {
        return R"({"values":{"dwellings":")" + std::string(lot) +
               R"("},"valid_from":"2026-04-10","reason":"現地調査")" + std::string(more) + "}";
    }
    static net::Response put(Client& client, const std::string& match, std::string text) {
        client.headers.clear();
        if (!match.empty()) client.headers.emplace_back("if-match", match);
        net::Response response = client.send(net::Method::put, kPath, std::move(text));
        client.headers.clear();
        return response;
    }
};

TEST_F(RecordTagTest, AStaleTagIsA412AndNothingChanges) {
    Client one = signed_in(kClerk);
    Client two = signed_in(kApprover);
    const std::string seen = tag(one);
    ASSERT_TRUE(version_of_tag(seen)) << seen;
    // Somebody else looks: the answer changes, the record does not.
    EXPECT_EQ(two.get(kPath).status, 200U);
    const net::Response done = put(one, seen, body("2"));
    EXPECT_EQ(done.status, 200U) << done.body;
    const std::uint64_t before = entries();
    const net::Response stale = put(one, seen, body("3"));
    EXPECT_EQ(stale.status, 412U) << stale.body;
    EXPECT_NE(header(stale, "Content-Type").find("application/problem+json"), std::string::npos);
    const auto problem = json::parse(stale.body);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->at("status"), 412);
    EXPECT_EQ(problem->at("errors").at(0).at("id"), "api.not_matched");
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(one.json(kPath).at("values").at("dwellings"), 2);
    const std::string fresh = tag(one);
    EXPECT_NE(version_of_tag(fresh), version_of_tag(seen));
    EXPECT_EQ(put(one, fresh, body("1")).status, 200U);
}

TEST_F(RecordTagTest, BaseVersionKeepsWorkingAndOneOfTheTwoIsRequired) {
    Client client = signed_in(kClerk);
    const std::string now = std::to_string(*version_of_tag(tag(client)));
    const net::Response neither = put(client, "", body("4"));
    EXPECT_EQ(neither.status, 428U) << neither.body;
    EXPECT_NE(neither.body.find("api.base_version"), std::string::npos);
    EXPECT_EQ(put(client, "*", body("4")).status, 428U) << "it names no version";
    EXPECT_EQ(put(client, "", body("4", R"(,"base_version":)" + now)).status, 200U);
    EXPECT_EQ(put(client, "", body("5", R"(,"base_version":)" + now)).status, 409U);
    // Both say the same, or the change is refused.
    EXPECT_EQ(put(client, tag(client), body("5", R"(,"base_version":)" + now)).status, 412U);
}

TEST_F(RecordTagTest, TagsThatAreNotOursMatchNothing) {
    Client client = signed_in(kClerk);
    const std::string good = tag(client);
    const std::uint64_t version = *version_of_tag(good);
    for (const std::string& bad :
         {"W/" + good, good + ", " + good, good.substr(1), std::string("\"v-1\""),
          std::string("\"v0-00\""), std::string("\"v99999999999999999999999-00\""),
          "\"" + std::to_string(version) + "\"", std::string("\"\"")}) {
        EXPECT_FALSE(version_of_tag(bad)) << bad;
        EXPECT_EQ(put(client, bad, body("6")).status, 412U) << bad;
    }
}

TEST_F(RecordTagTest, AnAnswerThatIsTheSameIsNotSentAgain) {
    Client client = signed_in(kClerk);
    const std::string path = std::string(kPath) + "?parts=record";
    const std::string now = header(client.get(path), "ETag");
    client.headers.emplace_back("if-none-match", now);
    const net::Response same = client.get(path);
    EXPECT_EQ(same.status, 304U);
    EXPECT_TRUE(same.body.empty());
    EXPECT_EQ(header(same, "ETag"), now);
}

}  // namespace
}  // namespace daicho::server::testing
