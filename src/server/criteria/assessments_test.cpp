// Assessments on record: saved by right, judged with their edition, looked at again; what the
// journal answers; self-inspections by section.
#include <fmt/format.h>

#include "office/directory.hpp"
#include "office/passwords.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

constexpr const char* kStaff = "30009";

class AssessmentsTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        if (::testing::Test::HasFatalFailure()) return;
        app().signed_in = {1'000'000, 1'000'000};
        import(kernel(), "criteria_edition",
               {{"edition_no", "catalog", "edition", "adopted_on", "state", "review_by", "origin"},
                {"E-1", "city-template", "2026-11", "2026-01-01", "current", "2027-01-01",
                 "constructed"},
                {"E-4", "self-inspection", "2026-06", "2026-01-01", "current", "2027-01-01",
                 "constructed"},
                { "E-5",
                  "self-inspection",
                  "2025-06",
                  "2025-01-01",
                  "replaced",
                  "2027-01-01",
                  "constructed" }});
        import(kernel(), "department",
               {{"department_no", "name", "kind", "starts"},
                {"9100", "市場課", "division", "2020-04-01"},
                { "9200",
                  "観光課",
                  "division",
                  "2020-04-01" }});
        import(kernel(), "self_inspection",
               {{"fiscal_year", "department", "due", "origin"},
                {"2026", "9100", "2026-06-30", "constructed"},
                { "2026",
                  "9200",
                  "2026-03-31",
                  "constructed" }});
        plant_staff();
    }
    static void plant_staff() {
        import(kernel(), "account",
               {{"account_no", "name", "kana", "department", "class", "state", "starts"},
                { kStaff,
                  "市場 花子",
                  "イチバ ハナコ",
                  "9100",
                  "personal",
                  "active",
                  "2024-04-01" }});
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                { kStaff,
                  "section_staff",
                  "information_governance",
                  "9100",
                  "2024-04-01" }});
        auto reader = kernel().reader();
        const auto id = office::find_account(kernel(), **reader, kStaff);
        ASSERT_TRUE(id && *id);
        ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                         identity::system_principal(), **id, kPassword));
    }
    static std::string begin(Client& client) {
        const auto response = client.post("/api/assessments",
                                          R"({"catalog":"city-template","subject_kind":"section",)"
                                          R"("section":"納税課","due":"2026-12-31"})");
        EXPECT_EQ(response.status, 201u) << response.body;
        const auto answer = json::parse(response.body);
        return answer ? std::string(answer->at("id").as_string()) : "";
    }
    static std::int64_t version(Client& client, const std::string& id) {
        return client.json("/api/assessments/" + id).at("version").to_number<std::int64_t>();
    }
    static net::Response save(Client& client, const std::string& id, const char* record,
                              const char* items, bool judge, const char* reason = "") {
        return client.post("/api/assessments/" + id,
                           fmt::format(R"({{"record":{},"items":{},"version":{},"judge":{},)"
                                       R"("reason":"{}"}})",
                                       record, items, version(client, id), judge, reason));
    }
    static const Value& section(const Value& list, std::string_view name) {
        for (const Value& row : list.at("rows").as_array()) {
            if (row.at("department") == Value(name)) return row;
        }
        ADD_FAILURE() << name;
        return list;
    }
};

constexpr const char* kRecord =
    R"({"as_of":"2026-04-10","data_classes":["high"],"answers":{"2":"yes","3":"yes","3a":"yes",)"
    R"("1":"yes"},"facts":{},"profile":{"outsourced":false}})";
constexpr const char* kGrounds =
    R"([{"item":"2","ground":"document","evidence":"仕様書 4章","proof_until":"2026-05-01"}])";

TEST_F(AssessmentsTest, AVerdictStandsUntilItsEvidenceIsPastItsTerm) {
    Client client = signed_in(kGovernor);
    const std::string id = begin(client);
    ASSERT_EQ(save(client, id, kRecord, kGrounds, true).status, 200u);
    Value one = client.json("/api/assessments/" + id);
    EXPECT_EQ(one.at("state"), "judged");
    EXPECT_EQ(one.at("stored").at("verdict").at("key"), "fit");
    EXPECT_EQ(one.at("stored").at("edition"), "2026-11");
    EXPECT_EQ(one.at("items").as_array().size(), 4u);
    EXPECT_EQ(client.json("/api/assessments/redo").at("assessments").as_array().size(), 0u);
    // Judged again: only with a reason, and only on what was looked at.
    EXPECT_EQ(save(client, id, kRecord, "[]", true).status, 400u);
    EXPECT_EQ(save(client, id, kRecord,
                   R"([{"item":"2","ground":"document","evidence":"仕様書 4章",)"
                   R"("proof_until":"2026-04-09"}])",
                   true, "期限の訂正")
                  .status,
              200u);
    const Value redo = client.json("/api/assessments/redo");
    ASSERT_EQ(redo.at("assessments").as_array().size(), 1u);
    const Value& found = redo.at("assessments").at(0);
    EXPECT_EQ(found.at("then").at("key"), "fit");
    EXPECT_EQ(found.at("now").at("key"), "incomplete");
    EXPECT_EQ(found.at("changes").at(0).at("path"), "answers.2");
    const Value beside = client.json("/api/assessments/" + id + "/comparison");
    EXPECT_EQ(beside.at("verdict_after").at("key"), "incomplete");
    one = client.json("/api/assessments/" + id);
    EXPECT_EQ(one.at("stored").at("verdict").at("key"), "fit");  // what is on record stays
}

TEST_F(AssessmentsTest, BadAnswersAreRefusedAsAWhole) {
    Client client = signed_in(kGovernor);
    const std::string id = begin(client);
    EXPECT_EQ(
        save(client, id, R"({"data_classes":["high"],"answers":{"77":"yes"}})", "[]", false).status,
        400u);
    // Not knowing needs a day by which it is settled: the register's own check.
    const auto open =
        save(client, id, R"({"data_classes":["high"],"answers":{"2":"unknown","3":"yes"}})", "[]",
             false);
    EXPECT_EQ(open.status, 400u) << open.body;
    EXPECT_EQ(client.json("/api/assessments/" + id).at("items").as_array().size(), 0u);
    const std::string stale = fmt::format(R"({{"record":{},"items":[],"version":1}})", kRecord);
    EXPECT_EQ(client.post("/api/assessments/" + id, stale).status, 409u);
}

TEST_F(AssessmentsTest, OnlyThoseWhoGovernChangeThem) {
    Client governor = signed_in(kGovernor);
    const std::string id = begin(governor);
    for (const char* account : {kClerk, kStaff}) {
        Client client = signed_in(account);
        EXPECT_EQ(client.get("/api/assessments").status, 403u);
        EXPECT_EQ(client.get("/api/assessments/" + id).status, 403u);
        EXPECT_EQ(client.get("/api/assessments/redo").status, 403u);
        EXPECT_EQ(client.get("/api/assessments/" + id + "/file?format=pdf").status, 403u);
        EXPECT_EQ(client.post("/api/assessments/" + id, R"({"version":1})").status, 403u);
    }
    EXPECT_EQ(governor.get("/api/assessments/" + id + "/file?format=pdf").body.substr(0, 5),
              "%PDF-");
    EXPECT_EQ(governor.get("/api/assessments/" + id + "/file?format=xlsx").body.substr(0, 2), "PK");
    EXPECT_EQ(governor.get("/api/assessments/" + id + "/file?format=doc").status, 400u);
}

std::string evidence_state(Client& client, std::string_view no) {
    const Value catalog = client.json("/api/criteria/self-inspection");
    for (const Value& row : catalog.at("rows").as_array()) {
        if (row.at("no") == Value(no)) {
            return std::string(row.at("evidence").at("state").as_string());
        }
    }
    return "";
}

TEST_F(AssessmentsTest, TheJournalAnswersWhetherItTookPlace) {
    Client client = signed_in(kGovernor);
    EXPECT_EQ(evidence_state(client, "4-5"), "unfit");
    ASSERT_TRUE(kernel().command([](registers::Context& context) -> Status {
        journal::EntryDraft entry;
        entry.kind = journal::EntryKind::backup_made;
        entry.body = "{}";
        DAICHO_CHECK(context.journal.append(context.connection, entry));
        return {};
    }));
    EXPECT_EQ(evidence_state(client, "4-5"), "fit");
    EXPECT_EQ(evidence_state(client, "4-2"), "unfit");  // not in each of twelve months
}

TEST_F(AssessmentsTest, ASectionAnswersItsOwnInspectionAlone) {
    Client staff = signed_in(kStaff);
    Client governor = signed_in(kGovernor);
    const Value all = governor.json("/api/inspections?year=2026");
    const Value mine = staff.json("/api/inspections?year=2026");
    ASSERT_EQ(all.at("rows").as_array().size(), 2u);
    ASSERT_EQ(mine.at("rows").as_array().size(), 1u);
    const std::string own(section(all, "市場課").at("id").as_string());
    const std::string other(section(all, "観光課").at("id").as_string());
    EXPECT_EQ(staff.get("/api/inspections/" + other).status, 404u);
    EXPECT_EQ(staff.post("/api/inspections/reminders", R"({"year":2026})").status, 403u);
    const auto send = [&](const std::string& id, std::int64_t at) {
        return staff.post(
            "/api/inspections/" + id,
            fmt::format(R"({{"version":{},"class":"general","profile":{{"has_usb":false}},)"
                        R"("answers":[{{"item":"1-1","measure":"yes","practice":"yes"}},)"
                        R"({{"item":"4-3","measure":"yes","practice":"no"}},)"
                        R"({{"item":"3-3","measure":"no","practice":"no"}}]}})",
                        at));
    };
    EXPECT_EQ(send(other, 1).status, 404u);
    const auto at = staff.json("/api/inspections/" + own).at("version").to_number<std::int64_t>();
    const auto sent = send(own, at);
    ASSERT_EQ(sent.status, 200u) << sent.body;
    const Value told = staff.json("/api/inspections/" + own);
    EXPECT_EQ(told.at("met").to_number<int>(), 1);
    EXPECT_EQ(told.at("unmet").to_number<int>(), 1);  // 3-3 falls away with its condition
    const std::string plan = R"({"item":"4-3","measure":"予約する","person":"庶務",)"
                             R"("due":"2026-09-30"})";
    EXPECT_EQ(staff.post("/api/inspections/" + other + "/plans", plan).status, 404u);
    const auto made = staff.post("/api/inspections/" + own + "/plans", plan);
    ASSERT_EQ(made.status, 201u) << made.body;
    EXPECT_EQ(staff.post("/api/inspections/" + own + "/plans", plan).status, 409u);
    const Value findings =
        governor.json("/api/registers/finding/records?filter.finding_no=SI26-001");
    EXPECT_EQ(findings.at("rows").as_array().size(), 1u);
    EXPECT_EQ(governor.post("/api/inspections/reminders", R"({"year":2026})").status, 200u);
    EXPECT_EQ(section(governor.json("/api/inspections?year=2026"), "観光課")
                  .at("reminders")
                  .to_number<int>(),
              1);
}

}  // namespace
}  // namespace daicho::server::testing
