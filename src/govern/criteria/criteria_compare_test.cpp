#include "govern/criteria/criteria_compare.hpp"

#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const std::string& text() {
    static const std::string cloud = read_text("catalogs/sendai-cloud.yaml");
    return cloud;
}

CriteriaCatalog cloud(const std::string& from = "", const std::string& to = "") {
    std::string changed_text = from.empty() ? text() : changed(text(), from, to);
    if (!from.empty()) changed_text = changed(changed_text, "edition: 2023-12", "edition: 2026-11");
    return value_of(parse_criteria_catalog(changed_text, "cloud"));
}

json::Value record(const std::string& facts, const std::string& no = "") {
    json::Object answers;
    for (const CriteriaItem& item : cloud().items) answers[item.no] = "yes";
    if (!no.empty()) answers[no] = "no";
    return json::Object{
        {"data_classes", json::Array{"S"}}, {"answers", answers}, {"facts", parse_json(facts)}};
}

const RecordChange& change_at(const Comparison& comparison, const std::string& path) {
    for (const RecordChange& change : comparison.changes) {
        if (change.path == path) return change;
    }
    ADD_FAILURE() << path;
    std::abort();
}

TEST(CriteriaCompare, NamesTheAnswerOrFactThatDecided) {
    const CriteriaCatalog catalog = cloud();
    const json::Value before = record(R"({"7.holder": "saas"})");
    const json::Value after = record(R"({"7.holder": "iaas", "8-1.level": "purge"})");
    const Comparison found = value_of(compare_judgements({catalog, before}, {catalog, after}));
    EXPECT_EQ(found.verdict_before, "fit");
    EXPECT_EQ(found.verdict_after, "unfit");
    EXPECT_EQ(found.changes.size(), 2u);
    EXPECT_TRUE(change_at(found, "facts.7.holder").decides);
    EXPECT_EQ(change_at(found, "facts.7.holder").without, "fit");
    EXPECT_FALSE(change_at(found, "facts.8-1.level").decides);
    EXPECT_EQ(codes(found.reasons_new), (Codes{"FACT:7:holder_not_saas_provider", "REQ_UNMET:7"}));
    EXPECT_TRUE(found.reasons_gone.empty());
}

TEST(CriteriaCompare, NamesTheListThatMoved) {
    const CriteriaCatalog old = cloud();
    const CriteriaCatalog next = cloud("unless_in: [saas]", "unless_in: [saas, iaas]");
    const json::Value same = record(R"({"7.holder": "iaas"})");
    const Comparison found = value_of(compare_judgements({old, same}, {next, same}));
    EXPECT_EQ(found.verdict_before, "unfit");
    EXPECT_EQ(found.verdict_after, "fit");
    ASSERT_EQ(found.changes.size(), 1u);
    EXPECT_TRUE(change_at(found, "edition").decides);
    EXPECT_EQ(change_at(found, "edition").without, "unfit");
}

// Two changes that each suffice: taking one away alone changes nothing, and neither is named.
TEST(CriteriaCompare, TwoReasonsThatEachSufficeAreToldByTheirCodes) {
    const CriteriaCatalog catalog = cloud();
    json::Value after = record("{}", "3");
    after.as_object()["answers"].as_object()["4"] = "no";
    const json::Value before = record("{}");
    const Comparison found = value_of(compare_judgements({catalog, before}, {catalog, after}));
    EXPECT_EQ(found.changes.size(), 2u);
    EXPECT_FALSE(change_at(found, "answers.3").decides);
    EXPECT_FALSE(change_at(found, "answers.4").decides);
    EXPECT_EQ(codes(found.reasons_new), (Codes{"REQ_UNMET:3", "REQ_UNMET:4"}));
}

TEST(CriteriaCompare, ComparesPartiesOneByOne) {
    const auto catalog =
        value_of(load_criteria_catalog(source_path("catalogs/govcloud-reentrust.yaml")));
    const auto chain = [](const char* end) {
        return parse_json(std::string(R"({"as_of":"2026-06-01","parties":[{"name":"A",)") +
                          R"("data_classes":["cloud_maintenance"],"answers":{"R2":"yes",)" +
                          R"("R3":"yes","R6":"yes","R7":"yes"},"facts":{"R6.certificates":[)" +
                          R"({"name":"ISO/IEC 27017","last_day":")" + end +
                          R"(","first_day":"2023-01-01"}]}}]})");
    };
    const Comparison found = value_of(
        compare_judgements({catalog, chain("2026-12-31")}, {catalog, chain("2026-05-31")}));
    EXPECT_EQ(found.verdict_after, "unfit");
    ASSERT_EQ(found.changes.size(), 1u);
    EXPECT_TRUE(change_at(found, "parties[0].facts.R6.certificates").decides);
}

TEST(CriteriaCompare, OtherCatalogsAreNotCompared) {
    const CriteriaCatalog catalog = cloud();
    const auto other = value_of(load_criteria_catalog(source_path("catalogs/city-template.yaml")));
    const json::Value one = record("{}");
    const auto answer = compare_judgements({catalog, one}, {other, one});
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().id, "govern.criteria.other_catalog");
}

}  // namespace
}  // namespace daicho::govern
