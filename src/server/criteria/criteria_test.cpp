// Criteria: catalogs by right, the verdict before saving, and what the registers answer now.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class CriteriaTest : public CityTest {};

const Value& row_of(const Value& catalog, std::string_view no) {
    for (const Value& row : catalog.at("rows").as_array()) {
        if (row.at("no") == Value(no)) return row;
    }
    ADD_FAILURE() << no;
    return catalog;
}

std::string evidence_state(Client& client, std::string_view no) {
    const Value catalog = client.json("/api/criteria/self-inspection");
    return std::string(row_of(catalog, no).at("evidence").at("state").as_string());
}

// One query of every kind, before and after a row sets it off.
TEST_F(CriteriaTest, ARegisterAnswersAnItemAndIsAskedAnew) {
    Client client = signed_in(kGovernor);
    EXPECT_EQ(evidence_state(client, "5-3"), "fit");
    import(kernel(), "criteria_edition",
           {{"edition_no", "catalog", "edition", "adopted_on", "state", "review_by", "origin"},
            { "E-T",
              "self-inspection",
              "2026-06",
              "2026-01-01",
              "current",
              "2027-01-01",
              "constructed" }});
    import(kernel(), "criteria_assessment",
           {{"assessment_no", "subject_kind", "section", "edition", "asked_on", "due", "state",
             "origin"},
            { "A-T",
              "section",
              "納税課",
              "E-T",
              "2026-01-01",
              "2026-02-01",
              "asked",
              "constructed" }});
    const Value catalog = client.json("/api/criteria/self-inspection");
    const Value& evidence = row_of(catalog, "5-3").at("evidence");
    EXPECT_EQ(evidence.at("state"), "unfit");
    EXPECT_EQ(evidence.at("count").to_number<std::int64_t>(), 1);
    EXPECT_EQ(evidence.at("route"), "/registers/criteria_assessment?view=watch_overdue");
    EXPECT_TRUE(evidence.at("asked_at").is_string());
}

TEST_F(CriteriaTest, EveryQueryOfEveryCatalogCanBeAsked) {
    Client client = signed_in(kGovernor);
    const Value list = client.json("/api/criteria");
    int asked = 0;
    for (const Value& one : list.at("catalogs").as_array()) {
        const std::string name(one.at("name").as_string());
        const Value catalog = client.json("/api/criteria/" + name);
        EXPECT_EQ(catalog.at("rows").as_array().size(),
                  static_cast<std::size_t>(one.at("items").to_number<std::int64_t>()));
        for (const Value& row : catalog.at("rows").as_array()) {
            if (row.at("evidence").is_null()) continue;
            EXPECT_NE(row.at("evidence").at("state"), "unknown") << json::write(row);
            ++asked;
        }
    }
    EXPECT_GE(asked, 2);
}

TEST_F(CriteriaTest, TheVerdictIsThatOfTheEngine) {
    Client client = signed_in(kGovernor);
    const auto verdict = [&](const char* catalog, const char* record) {
        const auto response = client.send(
            net::Method::post, std::string("/api/criteria/") + catalog + "/judge", record);
        EXPECT_EQ(response.status, 200u) << response.body;
        const auto answer = json::parse(response.body);
        return answer ? std::string(answer->at("verdict").at("key").as_string()) : "";
    };
    EXPECT_EQ(verdict("sendai-cloud", R"({"data_classes":["S"],"answers":{"3":"no"}})"), "unfit");
    EXPECT_EQ(verdict("sendai-cloud", R"({"data_classes":["3"]})"), "out_of_scope");
    EXPECT_EQ(
        verdict("govcloud-reentrust", R"({"parties":[{"name":"A","data_classes":["operation"]}]})"),
        "incomplete");
    EXPECT_EQ(client
                  .send(net::Method::post, "/api/criteria/sendai-cloud/judge",
                        R"({"data_classes":["S"],"extra":1})")
                  .status,
              400u);
}

TEST_F(CriteriaTest, OnlyWhoMayViewAssessmentsSeesThem) {
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.send(net::Method::get, "/api/criteria").status, 403u);
    Client client = signed_in(kGovernor);
    EXPECT_EQ(client.send(net::Method::get, "/api/criteria/no-such").status, 404u);
    EXPECT_EQ(client.send(net::Method::get, "/api/criteria/mic-disposal").status, 404u);
}

}  // namespace
}  // namespace daicho::server::testing
