// The survey over the API: whose part it is, drafts, kinds of silence, reminders; the selection:
// weights for one look, a kept set.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;
using net::Method;

// The governing account sits in section 1020, the head who answers in 2011.
class SurveysTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        import(kernel(), "department",
               {{"department_no", "name", "kind", "starts"},
                { "1020",
                  "デジタル推進課",
                  "division",
                  "2020-04-01" }});
        import(kernel(), "account",
               {{"account_no", "name", "department", "class", "state", "starts"},
                { kGovernor,
                  "鳥羽 慎一郎",
                  "1020",
                  "personal",
                  "active",
                  "2024-04-01" }});
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                { kApprover,
                  "department_head",
                  "information_governance",
                  "2011",
                  "2024-04-01" }});
        import(kernel(), "survey",
               {{"survey_no", "name", "catalog", "edition", "opened_on", "due", "state", "origin"},
                { "SV-1",
                  "調査",
                  "system-survey",
                  "2022",
                  "2026-02-01",
                  "2026-03-31",
                  "open",
                  "constructed" }});
        import(kernel(), "system_use",
               {{"system", "department", "role", "lead", "origin"},
                {"S-012", "1020", "contract", "false", "constructed"},
                { "S-012",
                  "2011",
                  "operation",
                  "true",
                  "constructed" }});
    }
    static std::string part_of(const Value& round, std::string_view part) {
        for (const Value& one : round.at("own").as_array()) {
            if (one.at("part") == Value(part)) return std::string(one.at("id").as_string());
        }
        return "";
    }
    static void drafts(Client& head, Client& governor, const std::string& own);
    static void reminders(Client& head, Client& governor);
    static void answers(Client& head, Client& governor, const std::string& own);
    static void sent_back(Client& head, Client& governor, const std::string& own);
    static std::uint64_t number(const Value& value) { return value.to_number<std::uint64_t>(); }
};

void SurveysTest::drafts(Client& head, Client& governor, const std::string& own) {
    // A draft is kept as typed, even what could not be sent.
    const net::Response kept =
        head.send(Method::put, "/api/survey-answers/" + own + "/draft",
                  R"({"values":{"Q08":"about ten"},"marks":{"Q36":"unknown"}})");
    ASSERT_EQ(kept.status, 200U) << kept.body;
    const Value form = head.json("/api/survey-answers/" + own);
    EXPECT_EQ(form.at("draft").at("answers").at("values").at("Q08"), Value("about ten"));
    EXPECT_TRUE(governor.json("/api/survey-answers/" + own).at("draft").is_null());
}

void SurveysTest::reminders(Client& head, Client& governor) {
    // Overdue: reminded once a day, the row says so.
    EXPECT_EQ(governor.post("/api/surveys/1/reminders", "{}").body, R"({"reminded":2})");
    EXPECT_EQ(governor.post("/api/surveys/1/reminders", "{}").body, R"({"reminded":0})");
    EXPECT_EQ(error_id(head.post("/api/surveys/1/reminders", "{}")), "survey.not_governing");
}

void SurveysTest::answers(Client& head, Client& governor, const std::string& own) {
    EXPECT_EQ(error_id(head.post("/api/survey-answers/" + own,
                                 R"({"values":{"Q08":"about ten"},"marks":{}})")),
              "govern.survey.not_a_number");
    const net::Response sent = head.post("/api/survey-answers/" + own,
                                         R"({"values":{"Q03":"web","Q50":"yes","Q51":"periodic"},)"
                                         R"("marks":{"Q36":"unknown","Q42":"not_applicable"}})");
    ASSERT_EQ(sent.status, 204U) << sent.body;
    const Value after = head.json("/api/survey-answers/" + own);
    EXPECT_EQ(after.at("state"), Value("submitted"));
    EXPECT_TRUE(after.at("draft").is_null()) << "sent: the draft is gone";

    const Value table = governor.json("/api/surveys/1/tabulation");
    EXPECT_EQ(number(table.at("systems")), 1U);
    for (const Value& group : table.at("groups").as_array()) {
        for (const Value& question : group.at("questions").as_array()) {
            EXPECT_EQ(number(question.at("all").at("base")), 1U);
            const std::string_view id = question.at("id").as_string();
            EXPECT_EQ(number(question.at("unknown")), id == "Q36" ? 1U : 0U) << id;
            EXPECT_EQ(number(question.at("not_applicable")), id == "Q42" ? 1U : 0U) << id;
        }
    }
    EXPECT_EQ(error_id(head.get("/api/surveys/1/tabulation")), "register.denied");
    EXPECT_EQ(error_id(governor.get("/api/surveys/1/file?format=doc")), "survey.format");
    EXPECT_NE(governor.get("/api/surveys/1/file?format=csv").body.find("すべてのシステム"),
              std::string::npos);
}

void SurveysTest::sent_back(Client& head, Client& governor, const std::string& own) {
    const net::Response back =
        governor.post("/api/survey-answers/" + own + "/return", R"({"reason":"利用者数がない"})");
    ASSERT_EQ(back.status, 204U) << back.body;
    EXPECT_EQ(error_id(governor.post("/api/survey-answers/" + own + "/return",
                                     R"({"reason":"もう一度"})")),
              "survey.nothing_to_send_back");
    EXPECT_EQ(head.json("/api/survey-answers/" + own).at("state"), Value("sent_back"));
}

TEST_F(SurveysTest, ARoundGoesItsWay) {
    Client governor = signed_in(kGovernor);
    Client head = signed_in(kApprover);
    const net::Response asked = governor.post("/api/surveys/1/requests", "{}");
    ASSERT_EQ(asked.status, 200U) << asked.body;
    EXPECT_EQ(asked.body, R"({"requested":2})");
    EXPECT_EQ(governor.post("/api/surveys/1/requests", "{}").body, R"({"requested":0})");

    const Value seen = head.json("/api/surveys/1");
    EXPECT_EQ(number(seen.at("returned").at("parts")), 1U) << "her own section's alone";
    const std::string own = part_of(seen, "operation");
    ASSERT_FALSE(own.empty());
    const std::string foreign = part_of(governor.json("/api/surveys/1"), "contract");
    ASSERT_FALSE(foreign.empty());

    // Somebody of another section is refused, and the journal says so.
    const std::uint64_t before = entries();
    EXPECT_EQ(error_id(head.get("/api/survey-answers/" + foreign)), "survey.other_department");
    EXPECT_EQ(error_id(head.post("/api/survey-answers/" + foreign, R"({"values":{},"marks":{}})")),
              "survey.other_department");
    EXPECT_EQ(error_id(governor.post("/api/survey-answers/" + own, R"({"values":{},"marks":{}})")),
              "survey.other_department")
        << "who governs sees it and does not answer it";
    EXPECT_EQ(entries(), before + 3);
    EXPECT_EQ(error_id(signed_in(kClerk).get("/api/surveys/1")), "register.denied");

    drafts(head, governor, own);
    reminders(head, governor);
    answers(head, governor, own);
    sent_back(head, governor, own);
}

TEST_F(SurveysTest, NobodyEntersAnswersBesideTheForm) {
    Client governor = signed_in(kGovernor);
    const net::Response refused = governor.post(
        "/api/registers/survey_answer/records",
        R"({"values":{"survey":"SV-1","system":"S-012","part":"contract","department":"2011",)"
        R"("state":"waiting","due":"2026-03-31","origin":"constructed"},"valid_from":"2026-04-10"})");
    EXPECT_EQ(refused.status, 403U);
    EXPECT_EQ(error_id(refused), "register.by_command");
}

TEST_F(SurveysTest, AnImportForAnUnknownSystemNamesIt) {
    const auto definition = kernel().definition("survey_answer");
    ASSERT_TRUE(definition);
    registers::ImportOptions options;
    options.valid_from = Date::of(2026, 4, 1);
    const auto report = registers::import_rows(
        kernel(), identity::system_principal(), **definition,
        source_of("answers",
                  {{"survey", "system", "part", "department", "state", "due", "origin"},
                   {"SV-1", "S-999", "contract", "2011", "waiting", "2026-03-31", "constructed"}}),
        options);
    ASSERT_TRUE(!report || !report->errors.empty());
    const Error error = report ? report->errors.front() : report.error();
    EXPECT_NE(told(error).find("S-999"), std::string::npos) << told(error);
}

TEST_F(SurveysTest, TriedWeightsSaveNothingAndAKeptSetSaysWhy) {
    Client governor = signed_in(kGovernor);
    const std::uint64_t before = entries();
    const Value usual = governor.json("/api/selection");
    const Value tried = governor.json("/api/selection?weights=past_findings:100");
    EXPECT_EQ(entries(), before);
    const auto points = [](const Value& all) {
        return all.at("systems").at(0).at("points").to_number<std::int64_t>();
    };
    EXPECT_EQ(points(tried), points(usual) + 96) << "W01 is open";
    for (const char* wrong : {"past_findings:101", "nothing:1", "amount", "amount:-1"}) {
        EXPECT_EQ(error_id(governor.get(std::string("/api/selection?weights=") + wrong)),
                  "survey.weight")
            << wrong;
    }
    EXPECT_EQ(error_id(governor.post("/api/selection",
                                     R"({"title":"秋","considerations":"点","systems":[]})")),
              "survey.nothing_chosen");
    EXPECT_EQ(
        error_id(governor.post("/api/selection",
                               R"({"title":"秋","considerations":"点","systems":[{"id":"999"}]})")),
        "survey.no_system");
    const net::Response kept = governor.post(
        "/api/selection",
        R"({"title":"秋の監査","considerations":"指摘の残るもの","weights":{"past_findings":9},)"
        R"("systems":[{"id":"1","because":"指摘が残る"}]})");
    ASSERT_EQ(kept.status, 201U) << kept.body;
    const Value items = governor.json("/api/registers/audit_selection_item/records");
    ASSERT_EQ(items.at("rows").as_array().size(), 1U) << "the refused one left nothing";
    EXPECT_EQ(governor.json("/api/selection").at("kept").as_array().size(), 1U);
}

TEST_F(SurveysTest, ASystemShowsWhatHangsOnItAsOfADay) {
    Client governor = signed_in(kGovernor);
    const auto uses = [&](const std::string& at) {
        const Value parts = governor.json("/api/systems/1/parts" + at);
        for (const Value& part : parts.at("parts").as_array()) {
            if (part.at("register") == Value("system_use")) {
                return part.at("rows").as_array().size();
            }
        }
        return std::size_t{99};
    };
    EXPECT_EQ(uses(""), 2U);
    EXPECT_EQ(uses("?as_of=2023-06-01"), 0U) << "before anything was recorded";
    const Value list = governor.json("/api/systems");
    EXPECT_EQ(number(list.at("bureaus").at(0).at("in_ledger")), 1U);
}

}  // namespace
}  // namespace daicho::server::testing
