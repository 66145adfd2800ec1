// The audit year, its papers, policies, deliveries and the committee over the API.
#include "document/test_pdf_tools.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class AuditYearTest : public CityTest {
protected:
    void plant() {
        import(kernel(), "audit_step",
               {{"fiscal_year", "step", "due", "responsible", "done_on", "origin"},
                {"2026", "self_inspection", "2026-06-30", "係", "", "constructed"},
                {"2026", "report", "2026-04-01", "係", "", "constructed"},
                { "2026",
                  "manual",
                  "2027-03-31",
                  "係",
                  "2026-04-02",
                  "constructed" }});
        import(kernel(), "finding",
               {{"finding_no", "kind", "finding_class", "summary_ja", "summary_en", "sections",
                 "state", "owner", "due", "plan", "origin"},
                {"M1", "violation", "fire_suppression", "控えがない", "No backup", "甲課、乙課",
                 "in_work", "係", "2026-04-01", "計画", "constructed"},
                { "M2",
                  "advice",
                  "password_policy",
                  "弱い",
                  "Weak",
                  "甲課",
                  "in_work",
                  "係",
                  "2026-05-01",
                  "計画",
                  "constructed" }});
        import(kernel(), "finding_remedy",
               {{"fiscal_year", "finding_class", "title", "wrong", "remedy", "origin"},
                { "2026",
                  "fire_suppression",
                  "控え",
                  "控えがない",
                  "毎日とる",
                  "constructed" }});
    }
    static Value made(const net::Response& response) {
        EXPECT_EQ(response.status, 201u) << response.body;
        auto value = json::parse(response.body);
        return value ? *value : Value();
    }
};

TEST_F(AuditYearTest, StepsAreLateDueOrDoneAndClassesRepeat) {
    plant();
    Client client = signed_in(kGovernor);
    const Value year = client.json("/api/audit?year=2026");
    std::map<std::string, std::string> states;
    for (const Value& step : year.at("steps").as_array()) {
        states[std::string(step.at("step").at("key").as_string())] = step.at("state").as_string();
    }
    EXPECT_EQ(states["report"], "late");
    EXPECT_EQ(states["self_inspection"], "planned");
    EXPECT_EQ(states["manual"], "done");
    std::map<std::string, std::size_t> sections;
    for (const Value& one : year.at("classes").as_array()) {
        sections[std::string(one.at("class").at("key").as_string())] =
            one.at("sections").as_array().size();
    }
    EXPECT_EQ(sections["fire_suppression"], 2u);
    EXPECT_EQ(sections["password_policy"], 1u);
}

TEST_F(AuditYearTest, PapersAreJournaledKeptAndSayWhatTheRegistersSay) {
    plant();
    Client client = signed_in(kGovernor);
    for (const char* lang : {"ja", "en"}) {
        const std::string asked =
            std::string(R"({"kind":"report","year":2026,"lang":")") + lang + "\"}";
        const Value paper = made(client.send(net::Method::post, "/api/audit/papers", asked));
        EXPECT_GT(paper.at("entry").to_number<std::uint64_t>(), 0u);
        EXPECT_GE(paper.at("pages").to_number<int>(), 2);
    }
    const Value year = client.json("/api/audit?year=2026");
    int found = 0;
    for (const Value& step : year.at("steps").as_array()) {
        for (const Value& file : step.at("documents").as_array()) {
            const auto answer = client.send(
                net::Method::get,
                "/api/documents/" + std::string(file.at("document").as_string()) + "?inline=1");
            ASSERT_EQ(answer.status, 200u) << answer.body;
            const document::testing::PdfFile pdf(answer.body);
            const bool english = pdf.text().find("No backup") != std::string::npos;
            EXPECT_TRUE(english || pdf.text().find("控えがない") != std::string::npos);
            std::string close = pdf.text();
            std::erase(close, ' ');
            EXPECT_NE(close.find("2/"), std::string::npos) << close;
            ++found;
        }
    }
    EXPECT_EQ(found, 2);
    const auto none = client.send(net::Method::post, "/api/audit/papers",
                                  R"({"kind":"report","year":2031,"lang":"ja"})");
    EXPECT_EQ(none.status, 404u);
    EXPECT_NE(none.body.find("audit.no_step"), std::string::npos);
}

class PolicyTest : public AuditYearTest {
protected:
    void plant_policies() {
        import(kernel(), "policy_document",
               {{"document_no", "title", "level", "department", "edition", "state", "adopted_on",
                 "approved_by", "review_due", "origin"},
                {"P1", "基本方針", "basic_policy", "2011", "第2版", "in_force", "2026-02-01",
                 "市長", "2027-03-31", "constructed"},
                { "P2",
                  "対策基準",
                  "standard",
                  "2011",
                  "第1版",
                  "in_force",
                  "2025-01-01",
                  "市長",
                  "2027-03-31",
                  "constructed" }});
    }
};

TEST_F(PolicyTest, ARevisionAboveMakesAPolicyStale) {
    plant_policies();
    Client client = signed_in(kGovernor);
    const Value page = client.json("/api/policies");
    for (const Value& one : page.at("documents").as_array()) {
        const auto& stale = one.at("stale").as_array();
        if (one.at("no") == "P1") {
            EXPECT_TRUE(stale.empty());
        }
        if (one.at("no") != "P2") continue;
        ASSERT_EQ(stale.size(), 1u);
        EXPECT_EQ(stale.front().at("because"), "parent");
    }
}

TEST_F(PolicyTest, WholeDepartmentsAreServedOnceAndEachReceivesHerOwn) {
    plant_policies();
    Client governor = signed_in(kGovernor);
    const Value page = governor.json("/api/policies");
    std::string policy, everybody;
    for (const Value& one : page.at("documents").as_array()) {
        if (one.at("no") == "P1") policy = one.at("id").as_string();
    }
    for (const Value& one : page.at("departments").as_array()) {
        everybody +=
            (everybody.empty() ? "\"" : ",\"") + std::string(one.at("id").as_string()) + "\"";
    }
    const std::string order = R"({"document":")" + policy + R"(","departments":[)" + everybody +
                              R"(],"method":"intranet","delivered_on":"2026-04-10"})";
    const Value first = made(governor.send(net::Method::post, "/api/policies/deliveries", order));
    EXPECT_GT(first.at("made").to_number<int>(), 1);
    const Value again = made(governor.send(net::Method::post, "/api/policies/deliveries", order));
    EXPECT_EQ(again.at("made").to_number<int>(), 0);
    EXPECT_EQ(again.at("already"), first.at("made"));

    Client clerk = signed_in(kClerk);
    const Value mine = clerk.json("/api/policies/mine");
    ASSERT_EQ(mine.at("deliveries").as_array().size(), 1u);
    const Value& one = mine.at("deliveries").as_array().front();
    EXPECT_EQ(one.at("title"), "基本方針");
    const std::string address = "/api/policies/mine/" + std::string(one.at("id").as_string());
    // Another one's delivery does not exist for her.
    EXPECT_EQ(governor.send(net::Method::post, address).status, 404u);
    EXPECT_EQ(clerk.send(net::Method::post, address).status, 204u);
    EXPECT_EQ(clerk.send(net::Method::post, address).status, 409u);
    const Value after = clerk.json("/api/policies/mine");
    EXPECT_EQ(after.at("deliveries").as_array().front().at("received_on"), "2026-04-10");
    EXPECT_EQ(clerk.send(net::Method::post, "/api/policies/deliveries", order).status, 403u);
}

TEST_F(PolicyTest, ADecisionBecomesPlansInOneStep) {
    plant();
    Client client = signed_in(kGovernor);
    const Value called = made(
        client.send(net::Method::post, "/api/policies/meetings", R"({"planned_on":"2026-05-12"})"));
    const std::string meeting(called.at("record").as_string());
    const Value page = client.json("/api/policies");
    const Value& line = page.at("meetings").as_array().front();
    EXPECT_NE(line.at("agenda").as_string().find("M1"), std::string::npos);
    const std::string finding(page.at("findings").as_array().front().at("id").as_string());
    const auto body = [&](const std::string& of, const char* due) {
        return R"({"decision":"控えをとる","held_on":"2026-04-10","plans":[{"finding":")" + of +
               R"(","measure":"毎日とる","person":"係","due":")" + due + "\"}]}";
    };
    const std::string address = "/api/policies/meetings/" + meeting + "/decisions";
    // All or nothing: a plan that cannot be leaves the meeting as it was.
    EXPECT_EQ(client.send(net::Method::post, address, body("999", "2026-06-01")).status, 404u);
    EXPECT_TRUE(
        client.json("/api/policies").at("meetings").as_array().front().at("held_on").is_null());
    const Value decided =
        made(client.send(net::Method::post, address, body(finding, "2026-06-01")));
    EXPECT_EQ(decided.at("plans").as_array().size(), 1u);
    EXPECT_EQ(client.json("/api/audit?year=2026").at("plans").as_array().size(), 1u);
    EXPECT_EQ(client.send(net::Method::post, address, body(finding, "2026-06-01")).status, 409u);
}

}  // namespace
}  // namespace daicho::server::testing
