// The check table: every row on paper, nothing cut off, in both languages; and a verdict that would
// be another today.
#include "govern/criteria/check_table.hpp"

#include "document/xlsx_reader.hpp"
#include "govern/city/checklists.hpp"
#include "govern/criteria/criteria_standing.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

CriteriaCatalog catalog(const std::string& name) {
    return value_of(load_criteria_catalog(source_path("catalogs/" + name + ".yaml")));
}

TEST(CheckTable, EveryCatalogFitsOnPaperInBothLanguages) {
    for (const std::string& name : checklists(source_path("catalogs"))) {
        for (const Language language : {Language::japanese, Language::english}) {
            SCOPED_TRACE(name);
            const CheckTable table = value_of(check_table(catalog(name), nullptr, {}, language));
            const PrintedTable printed = value_of(check_table_pdf(table, language, Instant{0}));
            EXPECT_TRUE(printed.issues.empty()) << printed.issues.front();
            EXPECT_GE(printed.pages, 1u);
            EXPECT_TRUE(printed.bytes.starts_with("%PDF-"));
        }
    }
}

TEST(CheckTable, SaysAnswerGroundAndVerdict) {
    const json::Value record =
        parse_json(R"({"data_classes":["S"],"answers":{"1":"yes","3":"no"}})");
    const CheckTable table = value_of(
        check_table(catalog("sendai-cloud"), record, {{"3", 0, "仕様書 4章"}}, Language::japanese));
    EXPECT_EQ(table.verdict, "不適合");
    ASSERT_EQ(table.parts.size(), 1u);
    for (const CheckLine& line : table.parts[0].lines) {
        if (line.no == "1") {
            EXPECT_EQ(line.result, "満たす");
        }
        if (line.no == "2") {
            EXPECT_EQ(line.result, "不明");
        }
        if (line.no != "3") continue;
        EXPECT_EQ(line.answer, "いいえ");
        EXPECT_EQ(line.result, "満たさない");
        EXPECT_EQ(line.ground, "仕様書 4章");
    }
    std::vector<AnswerGround> longest;
    for (const CheckLine& line : table.parts[0].lines) {
        longest.push_back({line.no, 0, std::string(300, 'w') + " 文書の名"});
    }
    const CheckTable full =
        value_of(check_table(catalog("sendai-cloud"), record, longest, Language::japanese));
    const PrintedTable printed = value_of(check_table_pdf(full, Language::japanese, Instant{0}));
    EXPECT_TRUE(printed.issues.empty()) << printed.issues.front();
}

TEST(CheckTable, TheWorkbookHasARowForEachItem) {
    const CriteriaCatalog rows = catalog("compliance-check");
    const CheckTable table = value_of(check_table(rows, nullptr, {}, Language::english));
    const std::string bytes = value_of(check_table_xlsx(table, Language::english, Instant{0},
                                                        std::filesystem::temp_directory_path()));
    auto book = value_of(document::XlsxReader::open_bytes(bytes, "table.xlsx", ""));
    document::XlsxRow row;
    std::size_t seen = 0;
    while (value_of(book.next(row))) ++seen;
    EXPECT_EQ(seen, rows.items.size() + 2);
}

TEST(CriteriaStanding, ACertificateThatRanOutChangesTheVerdict) {
    const CriteriaCatalog city = catalog("city-template");
    const json::Value record = parse_json(R"({"as_of":"2026-04-01","data_classes":["high"],
        "answers":{"1":"yes","2":"yes","3":"yes","3a":"yes"},
        "facts":{"1.certificates":[{"name":"ISO/IEC 27001","first_day":"2024-01-01",
                                    "last_day":"2026-09-30"}]}})");
    const JudgedBy then{city, record};
    const json::Value same = record_on(city, record, Date::of(2026, 9, 30), {});
    EXPECT_EQ(value_of(compare_judgements(then, {city, same})).verdict_after, "fit");
    const json::Value later = record_on(city, record, Date::of(2026, 10, 1), {});
    const Comparison found = value_of(compare_judgements(then, {city, later}));
    EXPECT_EQ(found.verdict_before, "fit");
    EXPECT_EQ(found.verdict_after, "unfit");
    ASSERT_EQ(found.changes.size(), 1u);
    EXPECT_EQ(found.changes[0].path, "as_of");
    EXPECT_TRUE(found.changes[0].decides);
}

TEST(CriteriaStanding, AYesWhoseEvidenceLapsedIsOpen) {
    const CriteriaCatalog city = catalog("city-template");
    const json::Value record = parse_json(R"({"data_classes":["high"],
        "answers":{"2":"yes","3":"no"},"facts":{},"profile":{"outsourced":false}})");
    const json::Value now = record_on(city, record, Date::of(2026, 4, 1), {{"2", 0}, {"3", 0}});
    EXPECT_EQ(now.at("answers").at("2"), "unknown");
    EXPECT_EQ(now.at("answers").at("3"), "no");
}

TEST(CriteriaStanding, AnEditionWithoutARowLeavesItsAnswerOut) {
    const CriteriaCatalog city = catalog("city-template");
    const json::Value record = parse_json(R"({"data_classes":["high"],
        "answers":{"2":"yes","99":"no"},"facts":{"99.x":true},"profile":{"gone":true}})");
    EXPECT_FALSE(judge_criteria(city, record));
    EXPECT_TRUE(judge_criteria(city, record_for(city, record)));
}

}  // namespace
}  // namespace daicho::govern
