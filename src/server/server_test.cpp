// Sessions, refusals, registers, search, home, journal: the JSON API from the outside.
#include <thread>

#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using net::Method;

class ServerTest : public CityTest {};

bool has_header(const net::Response& response, std::string_view name, std::string_view part) {
    for (const auto& [key, value] : response.headers) {
        if (key == name && value.find(part) != std::string::npos) return true;
    }
    return false;
}

void expect_security_headers(const net::Response& response) {
    EXPECT_TRUE(has_header(response, "X-Content-Type-Options", "nosniff"));
    EXPECT_TRUE(has_header(response, "Content-Security-Policy", "default-src 'none'"));
    EXPECT_TRUE(has_header(response, "Content-Security-Policy", "frame-ancestors 'none'"));
    EXPECT_TRUE(has_header(response, "Referrer-Policy", "no-referrer"));
}

TEST_F(ServerTest, EveryAnswerCarriesTheSecurityHeaders) {
    Client client = signed_in(kClerk);
    Client stranger(app());
    for (const char* target : {"/", "/taxpayers/0000000019", "/nothing.js", "/api/place",
                               "/api/home", "/api/none", "/api/levy/runs"}) {
        SCOPED_TRACE(target);
        expect_security_headers(client.get(target));
        expect_security_headers(stranger.get(target));
    }
    expect_security_headers(client.send(Method::put, "/"));
    expect_security_headers(client.post("/api/session", "{"));
}

TEST_F(ServerTest, PlaceNeedsNoSession) {
    Client client(app());
    const json::Value place = client.json("/api/place");
    EXPECT_EQ(place.at("municipality").at("id"),
              json::Value(app().settings.municipality));
    EXPECT_EQ(place.at("today"), "2026-04-10");
    EXPECT_GT(place.at("journal").at("entries").to_number<int>(), 10);
    EXPECT_EQ(client.get("/api/home").status, 401U);
    EXPECT_EQ(error_id(client.get("/api/home")), "session.none");
}

TEST_F(ServerTest, SignsInAndOut) {
    Client client(app());
    const net::Response response = client.sign_in(kClerk);
    EXPECT_TRUE(has_header(response, "Set-Cookie", "HttpOnly; SameSite=Strict"));
    const json::Value session = client.json("/api/session");
    EXPECT_EQ(session.at("account").at("number"), kClerk);
    EXPECT_EQ(session.at("account").at("roles").as_array().size(), 1U);
    EXPECT_EQ(client.send(Method::del, "/api/session").status, 204U);
    EXPECT_EQ(client.get("/api/session").status, 401U);
}

TEST_F(ServerTest, RefusesAWrongPasswordAndSaysNoMore) {
    Client client(app());
    const net::Response wrong = client.sign_in(kClerk, "not-this-one");
    const net::Response unknown = client.sign_in("99999", "not-this-one");
    EXPECT_EQ(wrong.status, 401U);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(newest(journal::EntryKind::sign_in_refused).number, entries());
}

TEST_F(ServerTest, RefusesChangesWithoutTokenOrFromElsewhere) {
    Client client = signed_in(kClerk);
    client.forget_token();
    EXPECT_EQ(error_id(client.post("/api/journal/verify", "{}")), "api.csrf");
    Client crossed = signed_in(kClerk);
    crossed.headers = {{"host", "127.0.0.1:8080"}, {"origin", "http://evil.example"}};
    EXPECT_EQ(error_id(crossed.post("/api/journal/verify", "{}")), "api.origin");
    crossed.headers = {{"sec-fetch-site", "cross-site"}};
    EXPECT_EQ(error_id(crossed.post("/api/journal/verify", "{}")), "api.origin");
    Client stranger(app());
    stranger.headers = {{"sec-fetch-site", "cross-site"}};
    EXPECT_EQ(stranger.sign_in(kClerk).status, 403U);
}

TEST_F(ServerTest, UnknownAddressesAreNotFound) {
    Client client = signed_in(kClerk);
    for (const char* target :
         {"/api", "/api/", "/api/none", "/api/home/x", "/api/registers/none",
          "/api/registers/parcel/x", "/api/registers/parcel/records/1/2", "/api/levy",
          "/api/levy/none", "/api/accounts/none", "/api/taxpayers/0000000019/none",
          "/api/journal/none", "/api/jobs/1", "/api/systems/1/nothing", "/api/taxpayers/9999999999"}) {
        EXPECT_EQ(client.get(target).status, 404U) << target;
    }
    EXPECT_EQ(client.get("/api/registers/parcel/records/x").status, 400U);
    EXPECT_EQ(client.get("/api/registers/parcel/records?sort=none").status, 400U);
    EXPECT_EQ(client.get("/api/registers/parcel/records?as_of=2026-02-31").status, 400U);
    EXPECT_EQ(client.get("/api/taxpayers/0000000019?year=abc").status, 400U);
}

TEST_F(ServerTest, RefusesBadBodies) {
    Client client = signed_in(kApprover);
    Client stranger(app());
    EXPECT_EQ(stranger.post("/api/session", "{").status, 400U);
    EXPECT_EQ(stranger.post("/api/session", "[]").status, 400U);
    EXPECT_EQ(stranger.post("/api/session", R"({"account":1,"password":"x"})").status, 400U);
    EXPECT_EQ(stranger.post("/api/session", R"({"account":"1","password":"x","y":1})").status,
              400U);
    EXPECT_EQ(stranger.post("/api/session", std::string(5'000, ' ')).status, 413U);
    const std::string confirm = "/api/levy/runs/2026-1/confirm";
    EXPECT_EQ(client.post(confirm, "").status, 400U);
    EXPECT_EQ(client.post(confirm, R"({"reason":7})").status, 400U);
    EXPECT_EQ(client.post(confirm, R"({"reason":"ok","extra":true})").status, 400U);
    EXPECT_EQ(client.post(confirm, std::string(100'000, ' ')).status, 413U);
    EXPECT_EQ(client.post("/api/journal/verify", R"({"x":1})").status, 400U);
}

TEST_F(ServerTest, ListsRegistersAndRecords) {
    Client client = signed_in(kClerk);
    const json::Value overview = client.json("/api/registers");
    EXPECT_GE(overview.at("areas").as_array().size(), 4U);
    const json::Value definition = client.json("/api/registers/parcel");
    EXPECT_EQ(definition.at("key").as_array().at(0), "parcel_no");
    EXPECT_EQ(definition.at("permissions").at("change"), true);
    const json::Value list = client.json(
        "/api/registers/parcel/records?filter.parcel_no=10000101&fields=parcel_no,taxpayer");
    ASSERT_EQ(list.at("total"), 1);
    const json::Value& row = list.at("rows").as_array().at(0);
    EXPECT_EQ(row.at("display").at("taxpayer"), "柏原 千鶴子");
    const std::string id(row.at("id").as_string());
    const json::Value record = client.json("/api/registers/parcel/records/" + id);
    EXPECT_EQ(record.at("register"), "parcel");
    EXPECT_EQ(record.at("history").as_array().size(), 1U);
    EXPECT_EQ(record.at("viewers").as_array().at(0).at("by"), "小田切 美帆");
}

TEST_F(ServerTest, ARefusalIsRecorded) {
    Client client = signed_in(kGovernor);
    const std::uint64_t before = entries();
    EXPECT_EQ(client.get("/api/registers/parcel/records").status, 403U);
    EXPECT_EQ(client.get("/api/taxpayers/0000000019").status, 403U);
    EXPECT_EQ(client.get("/api/levy/runs").status, 403U);
    EXPECT_EQ(entries(), before + 3);
    EXPECT_EQ(newest(journal::EntryKind::refusal).number, entries());
}

TEST_F(ServerTest, DisclosureIsDurableBeforeTheAnswer) {
    Client client = signed_in(kClerk);
    const auto expect_entry = [&](const char* target, journal::EntryKind kind) {
        SCOPED_TRACE(target);
        const std::uint64_t before = entries();
        EXPECT_EQ(client.get(target).status, 200U);
        EXPECT_GT(newest(kind).number, before);
    };
    using journal::EntryKind;
    expect_entry("/api/registers/addressee/records", EntryKind::disclosure_search);
    expect_entry("/api/registers/addressee/records/1", EntryKind::disclosure_view);
    expect_entry("/api/taxpayers/0000000019", EntryKind::disclosure_view);
    expect_entry("/api/taxpayers/0000000019/explanation?path=annual", EntryKind::disclosure_view);
    expect_entry("/api/search?q=%E6%9F%8F%E5%8E%9F", EntryKind::disclosure_search);
}

TEST_F(ServerTest, SearchKeepsToPermissionsAndKinds) {
    Client clerk = signed_in(kClerk);
    Client governor = signed_in(kGovernor);
    const auto hits = [](Client& client, const std::string& query) {
        return client.json("/api/search?q=" + query).at("hits").as_array();
    };
    EXPECT_EQ(hits(clerk, "00000").size(), 3U);
    EXPECT_EQ(hits(governor, "00000").size(), 0U);
    EXPECT_EQ(hits(clerk, "10000101").at(0).at("kind"), "parcel");
    EXPECT_EQ(hits(clerk, "").size(), 0U);
    const std::string residents = "%E4%BD%8F%E6%B0%91%E6%83%85%E5%A0%B1";
    EXPECT_EQ(hits(governor, residents + "&kind=system").size(), 1U);
    EXPECT_EQ(hits(governor, residents).size(), 2U);
    EXPECT_EQ(hits(clerk, residents).size(), 0U);
    EXPECT_EQ(clerk.get("/api/search?q=" + std::string(300, 'a')).status, 400U);
}

TEST_F(ServerTest, ObjectsAreFoundByNumberAndByPlace) {
    Client clerk = signed_in(kClerk);
    const auto found = [&](const std::string& query) {
        std::vector<std::string> titles;
        const json::Value answer = clerk.json("/api/search?" + query);
        for (const json::Value& hit : answer.at("hits").as_array()) {
            titles.emplace_back(hit.at("subtitle").as_string());
        }
        return titles;
    };
    const std::vector<std::string> one = {"10000101"};
    EXPECT_EQ(found("kind=parcel&q=%E7%B7%91%E6%B5%9C"), one) << "緑浜";
    EXPECT_EQ(found("kind=parcel&q=%EF%BC%92%EF%BC%91%EF%BC%94").size(), 1U) << "２１４";
    EXPECT_EQ(found("kind=parcel&q=1000010").size(), 3U) << "also hidden ones, by their number";
    EXPECT_EQ(found("kind=parcel&q=%E6%B1%90%E8%A6%8B%E5%B8%82&limit=1"), one) << "汐見市: of three";
    EXPECT_EQ(found("kind=parcel&q=0000101").size(), 0U) << "no part within a number";
    // Before anybody has searched: nothing more is found, and nothing less.
    EXPECT_TRUE(warm_search(app()));
    EXPECT_EQ(found("kind=parcel&q=%E7%B7%91%E6%B5%9C"), one);
}

TEST_F(ServerTest, NumbersAreFoundHoweverWideTheyAreTyped) {
    Client clerk = signed_in(kClerk);
    const std::string wide =  // １００００１０１
        "%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%91%EF%BC%90%EF%BC%91";
    EXPECT_EQ(clerk.json("/api/search?kind=parcel&q=" + wide).at("hits").as_array().size(), 1U);
    for (const char* question : {"q=", "filter.parcel_no=", "filter.parcel_no=%3D"}) {
        const std::string address = "/api/registers/parcel/records?" + std::string(question);
        EXPECT_EQ(clerk.json(address + wide).at("total"), 1) << question;
    }
}

TEST_F(ServerTest, SystemsShowWhatBelongsToThem) {
    Client client = signed_in(kGovernor);
    const json::Value sheet = client.json("/api/systems/1");
    EXPECT_EQ(sheet.at("record").at("key"), "S-012");
    EXPECT_EQ(sheet.at("contracts").as_array().at(0).at("amount_yen"), 1234000);
    EXPECT_EQ(sheet.at("findings").as_array().at(0).at("state"), "unfit");
    EXPECT_EQ(sheet.at("judgement").at("verdict"), "fit_with_notes");
    EXPECT_GT(sheet.at("judgement").at("items").as_array().size(), 10U);
    EXPECT_EQ(client.get("/api/systems/77").status, 404U);
}

TEST_F(ServerTest, VerifiesInTheBackgroundOneAtATime) {
    Client client = signed_in(kGovernor);
    const auto start = [&] {
        return json::parse(client.post("/api/journal/verify", "{}").body)->at("job").at("kind");
    };
    EXPECT_EQ(start(), "verify");
    EXPECT_EQ(start(), "verify");
    json::Value status;
    for (int i = 0; i < 500; ++i) {
        status = client.json("/api/journal/status");
        if (!status.at("last_verification").is_null()) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_FALSE(status.at("last_verification").is_null());
    EXPECT_EQ(status.at("last_verification").at("ok"), true);
    EXPECT_GT(status.at("rows").to_number<int>(), 20);
    EXPECT_EQ(client.json("/api/place").at("journal").at("ok"), true);
    const json::Value jobs = client.json("/api/jobs");
    EXPECT_EQ(jobs.at("jobs").as_array().at(0).at("kind"), "verify");
    EXPECT_EQ(jobs.at("jobs").as_array().at(0).at("state"), "done");
    EXPECT_GT(newest(journal::EntryKind::verification).number, 0U);
}

}  // namespace
}  // namespace daicho::server::testing
