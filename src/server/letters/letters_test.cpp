// Letters over the API: every template fits its register; a draft, four eyes, numbers without gaps,
// a text that cannot change any more.
#include "server/letters/letter_fill.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

constexpr const char* kSecond = "20401";

class LettersTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                {kSecond, "governance", "information_governance", "2011", "2024-04-01"}});
        import(kernel(), "personal_request",
               {{"request_no", "kind", "state", "received_on", "channel", "asked", "department",
                 "relation", "requester_name", "requester_address", "subject_name", "identity_on",
                 "due", "origin"},
                {"PR-1", "disclosure", "examining", "2026-04-01", "counter", "記録", "2011", "self",
                 "渚 千歳", "港町", "渚 千歳", "2026-04-01", "2026-05-01", "constructed"}});
    }
    static std::string text_of(const Value& value) { return std::string(value.as_string()); }
    // A draft of the template about the request, with what is missing written in.
    static std::string draft(Client& client, bool whole) {
        const Value fresh = client.json("/api/letters/new?template=request_amend&record=1");
        json::Object body;
        for (const char* name :
             {"title", "to", "honorific", "issuer", "contact", "ground", "body"}) {
            body[name] = fresh.at(name);
        }
        body["points"] = whole ? Value(json::Array{"1　番号　PR-1"}) : fresh.at("points");
        body["template"] = "request_amend";
        body["record"] = "1";
        body["department"] = fresh.at("department");
        const net::Response made = client.post("/api/letters", json::write(body));
        EXPECT_EQ(made.status, 201U) << made.body;
        return "/api/letters/" + text_of(json::parse(made.body)->at("id"));
    }
    static std::string version(Client& client, const std::string& letter) {
        return R"({"version":")" + text_of(client.json(letter).at("version")) + R"("})";
    }
};

TEST_F(LettersTest, EveryTemplateFitsItsRegister) {
    const auto templates = letter_templates(app());
    ASSERT_TRUE(templates) << told(templates.error());
    EXPECT_GT(templates->size(), 10U);
    for (const govern::LetterTemplate& one : *templates) {
        const Status fits = check_places(kernel().definitions(), one);
        EXPECT_TRUE(fits) << (fits ? "" : told(fits.error()));
    }
}

TEST_F(LettersTest, AnUnknownFieldNamesFileAndLine) {
    auto templates = letter_templates(app());
    ASSERT_TRUE(templates);
    govern::LetterTemplate wrong = templates->front();
    wrong.body.front().pieces.push_back({{}, {"no_such_field"}});
    const Status fits = check_places(kernel().definitions(), wrong);
    ASSERT_FALSE(fits);
    EXPECT_EQ(fits.error().where.file, wrong.file);
    EXPECT_EQ(fits.error().where.line, wrong.body.front().line);
}

TEST_F(LettersTest, AGapStaysUnapprovedAndOnesOwnDraftToo) {
    Client one = signed_in(kGovernor), other = signed_in(kSecond);
    const std::string gap = draft(one, false);
    EXPECT_FALSE(one.json(gap).at("gaps").as_array().empty());
    EXPECT_EQ(other.post(gap + "/approval", version(other, gap)).status, 400U);
    const std::string own = draft(one, true);
    EXPECT_EQ(one.post(own + "/approval", version(one, own)).status, 403U);
}

TEST_F(LettersTest, NumbersHaveNoGapsAndTextsAreFixed) {
    Client one = signed_in(kGovernor), other = signed_in(kSecond);
    std::vector<std::string> numbers;
    std::string last;
    for (int i = 0; i < 3; ++i) {
        last = draft(one, true);
        if (i == 1) {  // void with its number: the next one goes on behind it
            ASSERT_EQ(other.post(last + "/approval", version(other, last)).status, 200U);
            EXPECT_EQ(other.post(last + "/void", R"({"why":"誤り"})").status, 204U);
        } else {
            ASSERT_EQ(other.post(last + "/approval", version(other, last)).status, 200U);
        }
        numbers.push_back(text_of(one.json(last).at("number")));
    }
    EXPECT_EQ(numbers, (std::vector<std::string>{"情公第1号", "情公第2号", "情公第3号"}));
    const Value letter = one.json(last);
    EXPECT_EQ(letter.at("intact"), Value(true));
    json::Object text{{"version", letter.at("version")}};
    for (const char* name : {"title", "to", "issuer", "contact", "ground", "body", "points"}) {
        text[name] = letter.at(name);
    }
    text["honorific"] = "sama";
    EXPECT_EQ(one.post(last + "/text", json::write(text)).status, 409U);
    EXPECT_EQ(one.get(last + "/page.pdf").status, 200U);
    EXPECT_EQ(one.post(last + "/return", R"({"returned_on":"2026-04-10","why":"不在"})").status,
              409U);
    EXPECT_EQ(one.post(last + "/dispatch", R"({"sent_on":"2026-04-11","means":"post"})").status,
              400U);  // tomorrow
    EXPECT_EQ(one.post(last + "/dispatch", R"({"sent_on":"2026-04-10","means":"post"})").status,
              204U);
    EXPECT_EQ(one.post(last + "/void", R"({"why":"誤り"})").status, 409U);
    // Nobody goes around the commands.
    const std::string record(last.substr(std::string_view("/api/letters/").size()));
    const net::Response around = one.send(
        net::Method::put, "/api/registers/letter/records/" + record,
        R"({"values":{"title":"別"},"valid_from":"2026-04-10","reason":"x","base_version":)" +
            text_of(one.json(last).at("version")) + "}");
    EXPECT_EQ(around.status, 403U) << around.body;
    EXPECT_NE(around.body.find("register.by_command"), std::string::npos);
}

}  // namespace
}  // namespace daicho::server::testing
