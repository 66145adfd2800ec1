// The clauses of a contract by its conditions; each has its pair in the check table; a bad catalog
// and a decision without a reason are refused.
#include "govern/entrust/clauses.hpp"

#include "govern/criteria/criteria_catalog.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::entrust {
namespace {

using namespace test;

const ClauseCatalog& catalog() {
    static const ClauseCatalog kCatalog =
        value_of(load_clause_catalog(source_path("catalogs/entrust-clauses.yaml")));
    return kCatalog;
}

std::vector<std::string> ids(const std::vector<ChosenClause>& clauses) {
    std::vector<std::string> out;
    for (const ChosenClause& chosen : clauses) out.push_back(chosen.clause->id);
    return out;
}

bool holds(const std::vector<std::string>& all, const char* id) {
    return std::find(all.begin(), all.end(), id) != all.end();
}

TEST(EntrustClauses, ThirtyNineOfWhichThoseWithoutConditionAlwaysStand) {
    EXPECT_EQ(catalog().clauses.size(), 39U);
    EXPECT_EQ(catalog().conditions.size(), 14U);
    const Specification plain = value_of(specify(catalog(), {}, {}));
    EXPECT_EQ(plain.clauses.size(), 23U);
    EXPECT_TRUE(plain.left_out.empty());
    EXPECT_TRUE(holds(ids(plain.clauses), "OC-21"));
    EXPECT_FALSE(holds(ids(plain.clauses), "OC-22"));
}

TEST(EntrustClauses, EachConditionBringsItsOwnAndAllOfThemBringAll) {
    const std::map<std::string, std::vector<std::string>> brings = {
        {"process_B", {"OC-09", "OC-29"}},
        {"onsite_at_city", {"OC-05"}},
        {"collect", {"OC-12"}},
        {"carry_out", {"OC-16"}},
        {"removable_media", {"OC-17"}},
        {"handover", {"OC-20"}},
        {"subcontract", {"OC-22", "OC-23"}},
        {"dispatch", {"OC-24"}},
        {"mynumber", {"OC-25"}},
        {"no_access_party", {}},
        {"sysdev", {"OC-27"}},
        {"cloud", {"OC-28"}},
        {"returns_equipment", {"OC-35"}},
        {"designated_manager", {"OC-39"}}};
    const auto always = ids(value_of(specify(catalog(), {}, {})).clauses);
    Conditions all;
    for (const auto& [condition, wanted] : brings) {
        auto more = ids(value_of(specify(catalog(), {condition}, {})).clauses);
        more.erase(std::remove_if(more.begin(), more.end(),
                                  [&](const std::string& id) { return holds(always, id.c_str()); }),
                   more.end());
        EXPECT_EQ(more, wanted) << condition;
        all.insert(condition);
    }
    EXPECT_EQ(value_of(specify(catalog(), all, {})).clauses.size(), 39U);
    EXPECT_TRUE(holds(
        ids(value_of(specify(catalog(), {"mynumber", "no_access_party"}, {})).clauses), "OC-26"));
}

TEST(EntrustClauses, EachHasItsPairInTheCheckTableUnderTheSameConditions) {
    const CriteriaCatalog table =
        value_of(load_criteria_catalog(source_path("catalogs/compliance-check.yaml")));
    for (const Clause& clause : catalog().clauses) {
        const auto row =
            std::find_if(table.items.begin(), table.items.end(),
                         [&](const auto& item) { return item.no.substr(0, 5) == clause.id; });
        ASSERT_NE(row, table.items.end()) << clause.id;
        std::vector<std::string> when;
        for (const std::size_t place : row->when) when.push_back(table.conditions[place].key);
        EXPECT_EQ(when, clause.when) << clause.id;
    }
}

TEST(EntrustClauses, ADecisionAgainstAClauseIsKeptWithItsReason) {
    const Deviations decided = {
        {"OC-15",
         {false, "訪問に要する名簿は、施錠した鞄に入れて持ち出すことができる。", "審査会"}},
        {"OC-38", {true, "", "随意契約で入札がないため"}}};
    const Specification specification = value_of(specify(catalog(), {}, decided));
    EXPECT_FALSE(holds(ids(specification.clauses), "OC-38"));
    ASSERT_EQ(ids(specification.left_out), std::vector<std::string>{"OC-38"});
    EXPECT_EQ(specification.left_out[0].reason, "随意契約で入札がないため");
    for (const ChosenClause& chosen : specification.clauses) {
        EXPECT_EQ(chosen.changed, chosen.clause->id == "OC-15");
        EXPECT_FALSE(chosen.text_ja.empty());
    }
}

TEST(EntrustClauses, WhatIsUnknownOrWithoutReasonIsRefused) {
    EXPECT_EQ(specify(catalog(), {"moon"}, {}).error().id, "entrust.unknown_condition");
    EXPECT_EQ(specify(catalog(), {}, {{"OC-99", {true, "", "x"}}}).error().id,
              "entrust.unknown_clause");
    EXPECT_EQ(specify(catalog(), {}, {{"OC-10", {true, "", ""}}}).error().id, "entrust.no_reason");
    const std::string text = read_text("catalogs/entrust-clauses.yaml");
    EXPECT_FALSE(parse_clause_catalog(changed(text, "when: [carry_out]", "when: [carry_off]"),
                                      "changed.yaml"));
    EXPECT_FALSE(parse_clause_catalog(changed(text, "- id: OC-02", "- id: OC-01"), "twice.yaml"));
}

}  // namespace
}  // namespace daicho::govern::entrust
