// A protected person leaves the server nowhere: not in values, titles, keys, forms – nor by being
// found through what is hidden.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class ProtectionTest : public CityTest {
protected:
    static void expect_hidden(Client& client, const std::string& target) {
        const net::Response response = client.get(target);
        for (const char* word : kHiddenWords) {
            EXPECT_EQ(response.body.find(word), std::string::npos) << target << ": " << word;
        }
    }
};

TEST_F(ProtectionTest, NoAnswerHoldsTheName) {
    Client client = signed_in(kClerk);
    expect_hidden(client, "/api/home");
    for (const char* number : {kOpenPerson, kHiddenPerson, kGroup}) {
        const std::string taxpayer = "/api/taxpayers/" + std::string(number);
        expect_hidden(client, taxpayer);
        expect_hidden(client, taxpayer + "/explanation?path=annual");
        expect_hidden(client, taxpayer + "/explanation?path=land/10000102/fixed");
        expect_hidden(client, taxpayer + "/explanation?path=land/10000103/fixed");
    }
    for (const auto& definition : kernel().definitions().all()) {
        const std::string base = "/api/registers/" + definition->name + "/records";
        expect_hidden(client, base);
        std::string all;
        for (const auto& field : definition->fields) all += (all.empty() ? "" : ",") + field.name;
        expect_hidden(client, base + "?fields=" + all);
        for (int id = 1; id <= 4; ++id) expect_hidden(client, base + "/" + std::to_string(id));
    }
    for (const char* query : {"0000", "1000", "2000", "%E9%9A%A0%E7%94%BA"}) {
        expect_hidden(client, "/api/search?q=" + std::string(query));
    }
}

TEST_F(ProtectionTest, TheSheetSaysSo) {
    Client client = signed_in(kClerk);
    const json::Value sheet = client.json("/api/taxpayers/0000000027");
    EXPECT_EQ(sheet.at("protected"), true);
    for (const char* field : {"name", "kana", "address", "send_to"}) {
        EXPECT_TRUE(sheet.at("addressee").at(field).is_null()) << field;
    }
    EXPECT_TRUE(sheet.at("land").as_array().at(0).at("title").is_null());
    const json::Value group = client.json("/api/taxpayers/0000000035");
    EXPECT_EQ(group.at("protected"), true);
    EXPECT_TRUE(group.at("members").as_array().at(0).at("name").is_null());
    EXPECT_EQ(group.at("members").as_array().at(1).at("name"), "柏原 千鶴子");
}

TEST_F(ProtectionTest, NothingIsFoundThroughWhatIsHidden) {
    Client client = signed_in(kClerk);
    const std::string place = "%E9%9A%A0%E7%94%BA";  // 隠町
    EXPECT_EQ(client.json("/api/search?q=" + place).at("hits").as_array().size(), 0U);
    const auto total = [&](const std::string& target) {
        return client.json("/api/registers/" + target).at("total").as_int64();
    };
    EXPECT_EQ(total("addressee/records"), 3);
    EXPECT_EQ(total("addressee/records?filter.address=" + place), 0);
    EXPECT_EQ(total("addressee/records?q=" + place), 0);
    EXPECT_EQ(total("addressee/records?sort=name"), 1);
    EXPECT_EQ(total("parcel/records?filter.location=" + place), 0);
    EXPECT_EQ(total("parcel/records?q=" + place), 0);
    EXPECT_EQ(total("parcel/records?filter.parcel_no=10000102"), 1);
    const std::string holder = "%E7%A7%98%E6%9B%B8";
    EXPECT_EQ(total("parcel_registration/records?q=" + holder), 0);
    const json::Value found = client.json("/api/search?q=0000000027").at("hits").as_array().at(0);
    EXPECT_EQ(found.at("protected"), true);
    EXPECT_TRUE(found.at("title").is_null());
}

TEST_F(ProtectionTest, PagesGoOnBehindWhatWasShownOnly) {
    Client client = signed_in(kClerk);
    const std::string list = "/api/registers/addressee/records?";
    const json::Value first = client.json(list + "limit=2");
    EXPECT_EQ(first.at("total"), 3);
    const std::string next = std::string(first.at("next").as_string());
    const json::Value second = client.json(list + "limit=2&cursor=" + next);
    EXPECT_EQ(second.at("rows").as_array().size(), 1U);
    EXPECT_TRUE(second.at("next").is_null());
    // In the order of names the two protected rows have no place, whoever guesses their versions.
    std::size_t refused = 0;
    for (int version = 1; version <= 3; ++version) {
        const auto answer = client.get(list + "sort=name&cursor=" + std::to_string(version));
        refused += answer.status == 400 ? 1 : 0;
        EXPECT_EQ(answer.body.find("秘"), std::string::npos);
    }
    EXPECT_EQ(refused, 2U);
}

TEST_F(ProtectionTest, AnExpiredPeriodStillProtectsAndRaisesAnAlarm) {
    // The clerk may not see the measures themselves: no alarm about them either.
    Client client = signed_in(kClerk);
    const std::string alarms = json::write(client.json("/api/home").at("alarms"));
    EXPECT_EQ(alarms.find("protected_person"), std::string::npos);
    EXPECT_TRUE(kernel().protection.is_protected(2));
}

}  // namespace
}  // namespace daicho::server::testing
