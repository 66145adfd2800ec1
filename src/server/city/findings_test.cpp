// Findings and measures: controls answer from today's rows, tracks from owner and day, and only for
// those who may see them.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class FindingsTest : public CityTest {};

const Value& of_number(const Value& list, std::string_view no) {
    for (const Value& one : list.as_array()) {
        if (one.at("no") == Value(no)) return one;
    }
    ADD_FAILURE() << no;
    return list;
}

const Value& proof_of(const Value& finding, std::string_view name) {
    for (const Value& one : finding.at("control").at("proofs").as_array()) {
        if (one.at("name") == Value(name)) return one;
    }
    ADD_FAILURE() << name;
    return finding;
}

void add_finding(registers::Kernel& kernel, const std::string& no, const std::string& kind,
                 const std::string& cls, const std::string& sections, const std::string& state,
                 const std::string& owner, const std::string& due) {
    import(kernel, "finding",
           {{"finding_no", "kind", "system", "finding_class", "summary_ja", "summary_en",
             "sections", "state", "owner", "due", "plan", "origin"},
            { no,
              kind,
              "S-012",
              cls,
              "要旨",
              "Summary",
              sections,
              state,
              owner,
              due,
              "計画",
              "constructed" }});
}

TEST_F(FindingsTest, AQueryAnswersFromTodaysRows) {
    Client client = signed_in(kGovernor);
    add_finding(kernel(), "W10", "violation", "procedure_missing", "納税課、税務課", "open", "",
                "");
    Value page = client.json("/api/findings/W10");
    ASSERT_EQ(page.at("findings").as_array().size(), 1U);
    const Value before = page.at("findings").at(0);
    EXPECT_EQ(before.at("control").at("kind"), "detects");
    EXPECT_EQ(before.at("tone"), "ok");
    EXPECT_EQ(before.at("departments").as_array().size(), 2U);
    import(kernel(), "information_system",
           {{"system_no", "name", "state", "bureau", "section", "procedure_state", "origin"},
            { "S-090",
              "手順のないシステム",
              "in_service",
              "財政局",
              "納税課",
              "missing",
              "constructed" }});
    page = client.json("/api/findings/W10");
    const Value& after = page.at("findings").at(0);
    EXPECT_EQ(after.at("tone"), "bad");
    const Value& proof = proof_of(after, "information_system.no_procedure");
    EXPECT_EQ(proof.at("count").to_number<std::int64_t>(), 1);
    EXPECT_EQ(proof.at("route"), "/registers/information_system?view=watch_no_procedure");
}

// A watch that is one to look at makes no fault: long_vendor.
TEST_F(FindingsTest, AWatchToLookAtIsACautionAndNoFault) {
    Client client = signed_in(kGovernor);
    add_finding(kernel(), "W67", "advice", "procurement_competition", "納税課", "open", "", "");
    import(kernel(), "information_system",
           {{"system_no", "name", "state", "bureau", "section", "vendor_since", "origin"},
            { "S-091",
              "長い取引のシステム",
              "in_service",
              "財政局",
              "納税課",
              "2001-04-01",
              "constructed" }});
    EXPECT_EQ(client.json("/api/findings/W67").at("findings").at(0).at("tone"), "warn");
}

// A count with conditions, where rows are expected: none is a fault, one is enough.
TEST_F(FindingsTest, ACountWithConditionsExpectsRows) {
    Client client = signed_in(kGovernor);
    add_finding(kernel(), "W13", "violation", "screen_lock", "納税課", "open", "", "");
    const auto proof = [&]() {
        const Value page = client.json("/api/findings/W13");
        return proof_of(page.at("findings").at(0), "terminal.count");
    };
    EXPECT_EQ(proof().at("tone"), "bad");
    EXPECT_EQ(proof().at("expect"), "some");
    import(kernel(), "department",
           {{"department_no", "name", "kind", "starts"},
            { "9201",
              "指定管理の施設",
              "section",
              "2000-04-01" }});
    import(kernel(), "terminal",
           {{"terminal_no", "department", "owner_kind", "zone", "private_device", "screen_lock",
             "full_scan_on", "factors", "web_mail", "web_storage", "origin"},
            { "T-X",
              "9201",
              "designated_manager",
              "lgwan",
              "false",
              "true",
              "2026-04-09",
              "two",
              "false",
              "false",
              "constructed" }});
    EXPECT_EQ(proof().at("tone"), "ok");
    EXPECT_EQ(proof().at("route"), "/registers/terminal?filter.owner_kind=designated_manager");
}

// The clock stands on 2026-04-10.
TEST_F(FindingsTest, WhatIsTrackedFollowsOwnerAndDay) {
    Client client = signed_in(kGovernor);
    add_finding(kernel(), "W46", "advice", "plan_progress", "デジタル推進課", "open", "", "");
    add_finding(kernel(), "W47", "advice", "procedure_inventory", "デジタル推進課", "in_work",
                "課長", "2026-04-09");
    add_finding(kernel(), "W54", "advice", "plan_progress", "デジタル推進課", "in_work", "課長",
                "2026-04-10");
    add_finding(kernel(), "W59", "advice", "plan_progress", "デジタル推進課", "not_adopted", "",
                "2026-01-10");
    add_finding(kernel(), "W38", "advice", "plan_progress", "デジタル推進課", "open", "", "");
    import(kernel(), "improvement_plan",
           {{"plan_no", "finding", "measure", "person", "submitted_on", "due", "origin"},
            { "P-1",
              "W38",
              "見直す",
              "推進係",
              "2026-04-01",
              "2026-05-01",
              "constructed" }});
    const Value page = client.json("/api/findings");
    const Value& list = page.at("findings");
    EXPECT_EQ(of_number(list, "W46").at("tone"), "warn");
    EXPECT_EQ(of_number(list, "W47").at("tone"), "bad");
    EXPECT_EQ(of_number(list, "W47").at("late"), true);
    EXPECT_EQ(of_number(list, "W54").at("tone"), "ok");
    EXPECT_EQ(of_number(list, "W59").at("tone"), "ok");
    EXPECT_EQ(of_number(list, "W38").at("tone"), "ok");
    EXPECT_EQ(of_number(list, "W38").at("owner"), "推進係");
    EXPECT_EQ(of_number(list, "W38").at("from_plan"), true);
    EXPECT_EQ(of_number(list, "W38").at("plans").as_array().size(), 1U);
}

TEST_F(FindingsTest, AFindingWithoutAControlIsRedAndSaysSo) {
    Client client = signed_in(kGovernor);
    add_finding(kernel(), "X-1", "violation", "backup", "納税課", "open", "", "");
    const Value page = client.json("/api/findings/X-1");
    EXPECT_TRUE(page.at("findings").at(0).at("control").is_null());
    EXPECT_EQ(page.at("findings").at(0).at("tone"), "bad");
}

TEST_F(FindingsTest, TheSameClassIsCountedAcrossDepartments) {
    Client client = signed_in(kGovernor);
    add_finding(kernel(), "W20", "advice", "fire_suppression", "納税課、市民課", "open", "", "");
    add_finding(kernel(), "W33", "advice", "fire_suppression", "納税課", "open", "", "");
    const Value page = client.json("/api/findings");
    for (const Value& one : page.at("classes").as_array()) {
        if (one.at("key") != Value("fire_suppression")) continue;
        EXPECT_EQ(one.at("findings").to_number<std::int64_t>(), 2);
        EXPECT_EQ(one.at("departments").as_array().size(), 2U);
        return;
    }
    ADD_FAILURE();
}

TEST_F(FindingsTest, AMeasureIsRedUntilADocumentOfThisYearWithAnOwnerIsThere) {
    Client client = signed_in(kGovernor);
    const auto measure = [&](std::string_view no) -> Value {
        const Value page = client.json("/api/measures");
        for (const Value& section : page.at("sections").as_array()) {
            for (const Value& one : section.at("measures").as_array()) {
                if (one.at("no") == Value(no)) return one;
            }
        }
        ADD_FAILURE() << no;
        return {};
    };
    EXPECT_EQ(measure("M03").at("cover"), "evidenced");
    EXPECT_EQ(measure("M03").at("tone"), "bad");
    import(
        kernel(), "protective_measure",
        {{"measure_no", "title", "title_en", "section", "place", "cover", "owner_post", "origin"},
         { "M03",
           "措置",
           "Measure",
           "節",
           "箇所",
           "evidenced",
           "課長",
           "published" }});
    const auto evidence = [&](const char* no, const char* day, const char* person) {
        import(kernel(), "measure_evidence",
               {{"evidence_no", "measure", "title", "dated_on", "owner_post", "owner_person",
                 "origin"},
                { no,
                  "M03",
                  "文書",
                  day,
                  "課長",
                  person,
                  "constructed" }});
    };
    evidence("E-1", "2025-04-09", "職員");
    EXPECT_EQ(measure("M03").at("tone"), "warn");
    evidence("E-2", "2025-04-10", "職員");
    EXPECT_EQ(measure("M03").at("tone"), "ok");
    evidence("E-3", "2026-04-01", "");
    EXPECT_EQ(measure("M03").at("tone"), "bad");
    EXPECT_EQ(measure("M03").at("documents").as_array().size(), 3U);
}

TEST_F(FindingsTest, OnlyWhoMayViewFindingsSeesThemAndTheAttemptIsJournaled) {
    Client clerk = signed_in(kClerk);
    for (const char* address : {"/api/findings", "/api/findings/W01", "/api/measures"}) {
        const std::uint64_t before = entries();
        EXPECT_EQ(clerk.get(address).status, 403U) << address;
        EXPECT_GT(entries(), before) << address;
    }
    Client client = signed_in(kGovernor);
    EXPECT_EQ(client.get("/api/findings/W99").status, 404U);
    EXPECT_EQ(client.get("/api/findings/W01/more").status, 404U);
    EXPECT_EQ(client.get("/api/measures/M01").status, 404U);
    EXPECT_EQ(client.post("/api/findings", "{}").status, 404U);
}

}  // namespace
}  // namespace daicho::server::testing
