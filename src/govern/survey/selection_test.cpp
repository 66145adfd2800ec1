// Selection: any predicate meets a criterion, what is not known meets none, weights decide alone.
#include "govern/survey/selection.hpp"

#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

SelectionCatalog catalog() {
    return value_of(load_selection_catalog(source_path("catalogs/audit-selection.yaml")));
}

std::set<std::string> met(const SelectionCatalog& of, const SelectionScore& score) {
    std::set<std::string> ids;
    for (const SelectionHit& hit : score.hits) ids.insert(of.criteria.at(hit.criterion).id);
    return ids;
}

TEST(Selection, TheReportsCriteriaAreThere) {
    const SelectionCatalog of = catalog();
    std::size_t from_2_3 = 0;
    std::size_t from_3_2_3 = 0;
    for (const SelectionCriterion& criterion : of.criteria) {
        from_2_3 += criterion.cite.find("2.3") == 0 ? 1 : 0;
        from_3_2_3 += criterion.cite.find("3.2.3") != std::string::npos ? 1 : 0;
        EXPECT_FALSE(criterion.any.empty()) << criterion.id;
    }
    EXPECT_GE(from_2_3, 6u);
    EXPECT_EQ(from_3_2_3, 7u);
}

TEST(Selection, AnyPredicateMeetsACriterionOnce) {
    const SelectionCatalog of = catalog();
    const auto weights = usual_weights(of);
    const SelectionScore one = score_system(of, weights, {{"survey.Q43", "all_shared"}});
    EXPECT_EQ(met(of, one), std::set<std::string>{"accounts"});
    EXPECT_EQ(one.points, 4);
    const SelectionScore two =
        score_system(of, weights, {{"survey.Q43", "section"}, {"survey.Q47", "10"}});
    EXPECT_EQ(two.points, 4);
    EXPECT_EQ(two.hits.front().predicates.size(), 2u);
    EXPECT_EQ(score_system(of, weights, {{"survey.Q47", "9"}}).points, 0);
}

TEST(Selection, SizeAloneWouldMissTheSystemWithMostFindings) {
    const SelectionCatalog of = catalog();
    const SelectionFacts small = {{"system.users", "4"},
                                  {"count.sections", "1"},
                                  {"system.individual_number", "true"},
                                  {"system.procedure_state", "missing"},
                                  {"count.open_findings", "8"}};
    const SelectionScore score = score_system(of, usual_weights(of), small);
    EXPECT_FALSE(met(of, score).contains("many_sections"));
    EXPECT_TRUE(met(of, score).contains("confidential"));
    EXPECT_TRUE(met(of, score).contains("past_findings"));
    EXPECT_GT(score.points, 0);
}

TEST(Selection, WhatIsNotKnownIsCountedAndMeetsNothing) {
    const SelectionCatalog of = catalog();
    const SelectionScore nothing = score_system(of, usual_weights(of), {});
    EXPECT_EQ(nothing.points, 0);
    EXPECT_EQ(nothing.not_known, of.criteria.size());
    const SelectionScore words = score_system(of, usual_weights(of), {{"survey.Q33", "no"}});
    EXPECT_EQ(words.not_known, of.criteria.size() - 1);
}

TEST(Selection, WeightsAloneMoveThePoints) {
    const SelectionCatalog of = catalog();
    auto weights = usual_weights(of);
    const SelectionFacts facts = {{"survey.Q33", "yes"}, {"survey.Q23", "heavy"}};
    const std::int64_t before = score_system(of, weights, facts).points;
    const std::size_t faults = place_of(of.criteria, &SelectionCriterion::id, "heavy_faults");
    ASSERT_NE(faults, kNowhere);
    weights[faults] += 7;
    const SelectionScore after = score_system(of, weights, facts);
    EXPECT_EQ(after.points, before + 7);
    weights[faults] = 0;
    EXPECT_EQ(met(of, score_system(of, weights, facts)), met(of, after)) << "still shown";
}

TEST(Selection, APredicateAsksOneThing) {
    const std::string text = read_text("catalogs/audit-selection.yaml");
    const auto both =
        parse_selection_catalog(changed(text, "{fact: count.sections, at_least: 3,",
                                        "{fact: count.sections, at_least: 3, at_most: 5,"),
                                "changed.yaml");
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().causes.front().id, "govern.selection.one_question");
}

}  // namespace
}  // namespace daicho::govern
