// Persons found by what they were called and where they lived before: said so, and never a way to
// a protected person. By /api/search and by the list of taxpayers alike.
#include "register/change.hpp"
#include "register/key_index.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        static constexpr char kHex[] = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kHex[byte >> 4U];
        out += kHex[byte & 15U];
    }
    return out;
}

class PastHitsTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        // Both moved and married on 1 February; the clock stands in April.
        move(kOpenPerson, "潮見 千鶴子", "シオミ チヅコ", "汐見市灘町四丁目5番6号");
        move(kHiddenPerson, "秘沢 改子", "ヒザワ カイコ", "汐見市隠町九丁目9番9号");
    }
    static void move(const char* number, const char* name, const char* kana, const char* address) {
        auto reader = kernel().reader();
        auto definition = kernel().definition("addressee");
        registers::ChangeRequest request;
        request.register_name = "addressee";
        request.record = *registers::find_record(**reader, **definition, number);
        request.values = {{"name", name}, {"kana", kana}, {"address", address}};
        request.valid = {Date::of(2026, 2, 1), kForever};
        request.reason = "moved";
        const auto done = registers::change(kernel(), identity::system_principal(), request);
        ASSERT_TRUE(done) << told(done.error());
    }
    static json::Array by_search(Client& client, std::string_view text) {
        return client.json("/api/search?kind=taxpayer&q=" + escaped(text)).at("hits").as_array();
    }
    static json::Array by_list(Client& client, std::string_view text) {
        return client.json("/api/taxpayers?q=" + escaped(text)).at("taxpayers").as_array();
    }
};

TEST_F(PastHitsTest, APastNameKanaOrAddressFindsAndSaysSo) {
    Client client = signed_in(kClerk);
    struct Case {
        const char *asked, *field, *was;
    };
    for (const Case& one :
         {Case{"柏原", "name", "柏原 千鶴子"}, Case{"カシハラ", "kana", "カシハラ チヅコ"},
          Case{"緑浜三丁目", "address", "汐見市緑浜三丁目214番地3"}}) {
        SCOPED_TRACE(one.asked);
        const json::Array hits = by_search(client, one.asked);
        ASSERT_EQ(hits.size(), 1U);
        EXPECT_EQ(hits[0].at("title"), "潮見 千鶴子") << "called as she is now";
        EXPECT_EQ(hits[0].at("route"), "/taxpayers/0000000019");
        EXPECT_EQ(hits[0].at("past").at("field"), one.field);
        EXPECT_EQ(hits[0].at("past").at("value"), one.was);
        EXPECT_EQ(json::write(by_list(client, one.asked)), json::write(hits));
    }
    for (const char* now : {"潮見", "シオミ", "灘町四丁目", kOpenPerson}) {
        SCOPED_TRACE(now);
        const json::Array hits = by_list(client, now);
        ASSERT_EQ(hits.size(), 1U);
        EXPECT_EQ(hits[0].as_object().count("past"), 0U) << "it is still so";
    }
    EXPECT_TRUE(by_list(client, "").empty());
    EXPECT_TRUE(by_list(client, "いない人").empty());
}

TEST_F(PastHitsTest, TheListKnowsTheKanaRulesOfTheSearch) {
    Client client = signed_in(kClerk);
    // Small letters, hiragana, half width, voiced marks: one name as people type it.
    for (const char* typed : {"しおみ", "ｼｵﾐ", "シオミ　チズコ", "チヅコ"}) {
        SCOPED_TRACE(typed);
        const json::Array hits = by_list(client, typed);
        EXPECT_EQ(json::write(hits), json::write(by_search(client, typed)));
        EXPECT_EQ(hits.size(), 1U);
    }
}

TEST_F(PastHitsTest, NothingPastAndNoAddressLeadsToAProtectedPerson) {
    Client client = signed_in(kClerk);
    for (const char* asked : {"秘沢 花子", "ハナコ", "隠町一丁目", "隠町九丁目", "隠町"}) {
        SCOPED_TRACE(asked);
        for (const std::string path : {"/api/search?q=", "/api/taxpayers?q="}) {
            const net::Response answer = client.get(path + escaped(asked));
            EXPECT_EQ(answer.status, 200U);
            EXPECT_EQ(answer.body.find(kHiddenPerson), std::string::npos) << answer.body;
            EXPECT_EQ(answer.body.find("秘沢"), std::string::npos) << answer.body;
            EXPECT_EQ(answer.body.find("隠町"), std::string::npos) << answer.body;
        }
    }
    // Her present name finds a number without a name, and her number does too.
    for (const char* asked : {"秘沢 改子", kHiddenPerson}) {
        SCOPED_TRACE(asked);
        const json::Array hits = by_list(client, asked);
        ASSERT_EQ(hits.size(), 1U);
        EXPECT_EQ(hits[0].at("protected"), true);
        EXPECT_TRUE(hits[0].at("title").is_null());
        EXPECT_EQ(hits[0].as_object().count("past"), 0U);
    }
}

TEST_F(PastHitsTest, WhoeverMayNotIsRefusedAndWhoeverSeesLeavesAnEntry) {
    Client client = signed_in(kClerk);
    const std::uint64_t before = entries();
    EXPECT_EQ(by_list(client, "柏原").size(), 1U);
    EXPECT_EQ(newest(EntryKind::disclosure_search).number, entries());
    EXPECT_EQ(entries(), before + 1);
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.get("/api/taxpayers?q=" + escaped("柏原")).status, 403U);
    EXPECT_EQ(newest(EntryKind::refusal).number, entries());
    EXPECT_EQ(client.get("/api/taxpayers?q=" + std::string(300, 'a')).status, 400U);
}

}  // namespace
}  // namespace daicho::server::testing
