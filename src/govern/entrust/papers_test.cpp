// The special specification as pages and as text, its articles traceable; editions and what they
// change; the city's settings.
#include "govern/entrust/editions.hpp"
#include "govern/entrust/entrust_settings.hpp"
#include "govern/entrust/specification.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::entrust {
namespace {

using namespace test;

ClauseCatalog load(const char* file) { return value_of(load_clause_catalog(source_path(file))); }
const ClauseCatalog& catalog() {
    static const ClauseCatalog kCatalog = load("catalogs/entrust-clauses.yaml");
    return kCatalog;
}
const ClauseCatalog& earlier() {
    static const ClauseCatalog kCatalog = load("catalogs/earlier/entrust-clauses@2024-04.yaml");
    return kCatalog;
}

Conditions all_conditions() {
    Conditions all;
    for (const ClauseCondition& one : catalog().conditions) all.insert(one.key);
    return all;
}

SpecificationHead head() {
    SpecificationHead out;
    out.city = "汐見市";
    out.contract_no = "EN-1";
    out.subject = "水道メーターの検針";
    out.vendor = "汐見検針株式会社";
    out.department = "企業総務課";
    out.term = "令和8年4月1日から令和9年3月31日まで";
    out.edition = catalog().head.edition;
    out.checks = "四半期ごと";
    out.city_copy = true;
    out.created = Instant{1'000'000};
    return out;
}

Specification everything() {
    return value_of(specify(catalog(), all_conditions(),
                            {{"OC-15", {false, "名簿は施錠した鞄で持ち出せる。", "課長が決めた"}},
                             {"OC-38", {true, "", "入札がない"}}}));
}

TEST(EntrustPapers, AllArticlesFitTheirPagesAndEveryCharacterIsDrawn) {
    const auto printed = value_of(specification_pdf(head(), everything()));
    EXPECT_TRUE(printed.issues.empty()) << printed.issues.front();
    EXPECT_GE(printed.pages, 4U);
    EXPECT_EQ(printed.bytes.substr(0, 5), "%PDF-");
    EXPECT_EQ(printed.bytes, value_of(specification_pdf(head(), everything())).bytes);
}

TEST(EntrustPapers, ALongArticleMovesToThePageBehindAndIsNotCut) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "受託者は、持ち出す名簿の数を確かめ、帰着の後に戻した数を記録する。";
    const auto specification =
        value_of(specify(catalog(), {}, {{"OC-15", {false, text, "課長"}}}));
    EXPECT_TRUE(value_of(specification_pdf(head(), specification)).issues.empty());
}

TEST(EntrustPapers, TheEditableFormIsAnArchiveOfItsParts) {
    const std::string bytes = value_of(specification_docx(head(), everything()));
    EXPECT_EQ(bytes.substr(0, 2), "PK");
    for (const char* part : {"[Content_Types].xml", "word/document.xml", "word/styles.xml"}) {
        EXPECT_NE(bytes.find(part), std::string::npos) << part;
    }
    EXPECT_EQ(bytes, value_of(specification_docx(head(), everything())));
}

TEST(EntrustPapers, ArticlesAreNumberedAndNamedByTheirClause) {
    const Specification specification = everything();
    EXPECT_EQ(specification.clauses.size(), 38U);
    EXPECT_EQ(article_title(1, specification.clauses[0]), "第1条（基本的事項）");
    EXPECT_EQ(bookmark_of(specification.clauses[0]), "OC_01");
}

TEST(EntrustEditions, AddedRewordedAndNothingElse) {
    const auto all = changes(earlier(), catalog());
    std::map<std::string, std::string> found;
    for (const ChangedClause& one : all) found[one.id] = to_string(one.change);
    const std::map<std::string, std::string> wanted = {{"OC-11", "reworded"}, {"OC-26", "added"},
                                                       {"OC-31", "reworded"}, {"OC-33", "reworded"},
                                                       {"OC-35", "added"}};
    EXPECT_EQ(found, wanted);
    EXPECT_TRUE(changes(catalog(), catalog()).empty());
    std::map<std::string, std::string> back;
    for (const ChangedClause& one : changes(catalog(), earlier())) {
        back[one.id] = to_string(one.change);
    }
    EXPECT_EQ(back.at("OC-26"), "removed");
}

TEST(EntrustEditions, AContractSeesWhatItsConditionsBring) {
    const auto all = changes(earlier(), catalog());
    const auto ids = [&](const Conditions& conditions) {
        std::string text;
        for (const ChangedClause& one : changes_for(all, conditions)) text += one.id + " ";
        return text;
    };
    EXPECT_EQ(ids({}), "OC-11 OC-31 OC-33 ");
    EXPECT_EQ(ids({"returns_equipment"}), "OC-11 OC-31 OC-33 OC-35 ");
    EXPECT_EQ(ids({"mynumber", "no_access_party"}), "OC-11 OC-26 OC-31 OC-33 ");
}

TEST(EntrustEditions, OtherConditionsCountWhereTheyMakeADifference) {
    ClauseCatalog other = catalog();
    for (Clause& clause : other.clauses) {
        if (clause.id == "OC-17") clause.when = {"carry_out"};
    }
    const auto all = changes(catalog(), other);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].change, ClauseChange::other_conditions);
    EXPECT_EQ(changes_for(all, {"carry_out"}).size(), 1U);
    EXPECT_EQ(changes_for(all, {"removable_media"}).size(), 1U);
    EXPECT_TRUE(changes_for(all, {"carry_out", "removable_media"}).empty());
    EXPECT_TRUE(changes_for(all, {}).empty());
}

TEST(EntrustSettingsFile, TheCitysOwnAndWhatIsRefused) {
    const auto own = value_of(
        load_entrust_settings(source_path("data/municipality/entrust/139998.yaml")));
    EXPECT_FALSE(own.process_b);
    EXPECT_EQ(own.schedule.quarters, Quarters::of_contract);
    EXPECT_EQ(own.schedule.first_check_days, 7);
    EXPECT_FALSE(own.cite.empty());
    EXPECT_TRUE(load_entrust_settings("/nowhere/at/all.yaml"));
    const std::string text = read_text("data/municipality/entrust/139998.yaml");
    const auto fiscal = value_of(parse_entrust_settings(
        changed(changed(text, "quarters: contract", "quarters: fiscal"), "process: A",
                "process: B"),
        "changed.yaml"));
    EXPECT_EQ(fiscal.schedule.quarters, Quarters::of_fiscal_year);
    EXPECT_TRUE(fiscal.process_b);
    EXPECT_FALSE(parse_entrust_settings(changed(text, "process: A", "process: C"), "c.yaml"));
    EXPECT_FALSE(parse_entrust_settings(
        changed(text, "first_check_days: 7", "first_check_days: 0"), "c.yaml"));
}

}  // namespace
}  // namespace daicho::govern::entrust
