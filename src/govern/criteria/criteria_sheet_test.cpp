// A catalog as a sheet: the same catalog comes back, and every fault names row and column.
#include "govern/criteria/criteria_sheet.hpp"

#include <rapidcheck.h>

#include <filesystem>

#include "govern/city/checklists.hpp"
#include "govern/criteria/catalog_shelf.hpp"
#include "govern/criteria/criteria_parties.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

std::vector<std::string> names() { return checklists(source_path("catalogs")); }

std::string yaml_of(const std::string& name) { return read_text("catalogs/" + name + ".yaml"); }

std::vector<SheetRow> rows_of(const std::string& name) {
    std::vector<SheetRow> rows = value_of(sheet_of_yaml(yaml_of(name), name));
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].number = i + 3;
    return rows;
}

std::filesystem::path scratch() { return std::filesystem::temp_directory_path(); }

// What the loader made of it, told in full: rows are compared, so nothing may be lost on the way.
void expect_same(const CriteriaCatalog& one, const CriteriaCatalog& other) {
    EXPECT_EQ(one.head.name, other.head.name);
    EXPECT_EQ(one.head.edition, other.head.edition);
    EXPECT_EQ(one.head.source_note.ja, other.head.source_note.ja);
    EXPECT_EQ(one.by_party, other.by_party);
    EXPECT_EQ(one.unused_cell, other.unused_cell);
    EXPECT_EQ(one.reliefs.size(), other.reliefs.size());
    EXPECT_EQ(one.report_facts_on_unused_rows, other.report_facts_on_unused_rows);
    ASSERT_EQ(one.items.size(), other.items.size());
    for (std::size_t i = 0; i < one.items.size(); ++i) {
        EXPECT_EQ(one.items[i].no, other.items[i].no);
        EXPECT_EQ(one.items[i].cells, other.items[i].cells);
        EXPECT_EQ(one.items[i].when, other.items[i].when);
        EXPECT_EQ(one.items[i].evidence, other.items[i].evidence);
        EXPECT_EQ(one.items[i].footnotes, other.items[i].footnotes);
        EXPECT_EQ(one.items[i].requirement.en, other.items[i].requirement.en);
        EXPECT_EQ(one.items[i].risk.ja, other.items[i].risk.ja);
    }
    ASSERT_EQ(one.facts.size(), other.facts.size());
    for (std::size_t i = 0; i < one.facts.size(); ++i) {
        EXPECT_EQ(one.facts[i].key, other.facts[i].key);
        EXPECT_EQ(one.facts[i].operands, other.facts[i].operands);
        EXPECT_EQ(one.facts[i].count, other.facts[i].count);
        EXPECT_EQ(one.facts[i].downgrade, other.facts[i].downgrade);
    }
    EXPECT_EQ(one.fallbacks.size(), other.fallbacks.size());
    EXPECT_EQ(one.groups.size(), other.groups.size());
    EXPECT_EQ(one.verdicts.size(), other.verdicts.size());
    EXPECT_EQ(one.reasons.texts.size(), other.reasons.texts.size());
}

TEST(CriteriaSheet, EveryCatalogComesBackFromItsWorkbook) {
    for (const std::string& name : names()) {
        SCOPED_TRACE(name);
        const auto rows = rows_of(name);
        const std::string bytes =
            value_of(write_sheet(rows, Language::japanese, Instant{0}, scratch()));
        const auto read = value_of(read_sheet(bytes, name + ".xlsx"));
        EXPECT_TRUE(same_sheet(rows, read));
        const SheetCatalog back = value_of(catalog_of_sheet(read, name + ".xlsx"));
        expect_same(value_of(parse_criteria_catalog(yaml_of(name), name)), back.catalog);
        EXPECT_TRUE(same_sheet(rows, value_of(sheet_of_yaml(back.yaml, name))));
    }
}

// Any answers get the same judgement from the catalog and from what came back.
TEST(CriteriaSheet, TheImportedCatalogJudgesAlike) {
    for (const std::string& name : {std::string("sendai-cloud"), std::string("self-inspection")}) {
        const CriteriaCatalog one = value_of(parse_criteria_catalog(yaml_of(name), name));
        const SheetCatalog other = value_of(catalog_of_sheet(rows_of(name), name));
        EXPECT_TRUE(rc::check(name, [&] {
            json::Object answers;
            for (const CriteriaItem& item : one.items) {
                answers[item.no] = *rc::gen::element<std::string>("yes", "no", "unknown");
            }
            const auto line = *rc::gen::inRange<std::size_t>(0, one.classes.size());
            const json::Value record =
                json::Object{{"data_classes", json::Array{json::Value(one.classes[line].key)}},
                             {"answers", answers}};
            const auto first = judge_criteria(one, record);
            const auto second = judge_criteria(other.catalog, record);
            RC_ASSERT(first.has_value() && second.has_value());
            RC_ASSERT(*first == *second);
        }));
    }
}

// Words that a spreadsheet or YAML could take for something else stay words.
TEST(CriteriaSheet, AnyWordsComeBack) {
    EXPECT_TRUE(rc::check([] {
        auto rows = rows_of("city-template");
        const auto word = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("ab:#-\"'\\{}[],&*!|>%@`= ~?1.0")));
        for (SheetRow& row : rows) {
            if (row.at(SheetColumn::part) != "item") continue;
            row.at(SheetColumn::text_ja) = "要件 " + word + "終";
            row.at(SheetColumn::more_en) = "x" + word + "x";
        }
        const auto back = catalog_of_sheet(rows, "sheet");
        RC_ASSERT(back.has_value());
        RC_ASSERT(back->catalog.items.front().requirement.ja == "要件 " + word + "終");
        RC_ASSERT(same_sheet(rows, value_of(sheet_of_yaml(back->yaml, "sheet"))));
    }));
}

struct Place {
    std::string id, column;
    std::uint64_t row = 0;
};

std::vector<Place> faults_of(const std::vector<SheetRow>& rows) {
    const auto result = catalog_of_sheet(rows, "基準.xlsx [基準]");
    std::vector<Place> places;
    if (result) return places;
    EXPECT_EQ(result.error().id, "govern.sheet.invalid");
    for (const Error& cause : result.error().causes) {
        EXPECT_EQ(cause.where.file, "基準.xlsx [基準]");
        places.push_back({cause.id, cause.where.path, cause.where.line});
    }
    return places;
}

SheetRow& row_named(std::vector<SheetRow>& rows, const std::string& part, const std::string& key) {
    for (SheetRow& row : rows) {
        if (row.at(SheetColumn::part) == part && row.at(SheetColumn::key) == key) return row;
    }
    ADD_FAILURE() << part << " " << key;
    return rows.front();
}

TEST(CriteriaSheet, AFaultNamesRowAndColumn) {
    auto rows = rows_of("city-template");
    SheetRow& item = row_named(rows, "item", "2");
    item.at(SheetColumn::cells) = "high: no-such-cell";
    auto places = faults_of(rows);
    ASSERT_EQ(places.size(), 1u);
    EXPECT_EQ(places[0].id, "govern.catalog.unknown_name");
    EXPECT_EQ(places[0].column, "cells");
    EXPECT_EQ(places[0].row, item.number);

    rows = rows_of("city-template");
    SheetRow& cell = row_named(rows, "cell", "required");
    cell.at(SheetColumn::rule) = "unmet: {code: REQ_UNMET, effect: sometimes}";
    places = faults_of(rows);
    ASSERT_FALSE(places.empty());
    EXPECT_EQ(places[0].column, "rule");
    EXPECT_EQ(places[0].row, cell.number);
}

TEST(CriteriaSheet, WhatIsNoRowOrBelongsToNothingIsRefused) {
    auto rows = rows_of("city-template");
    rows[5].at(SheetColumn::part) = "rubbish";
    auto places = faults_of(rows);
    ASSERT_EQ(places.size(), 1u);
    EXPECT_EQ(places[0].id, "govern.sheet.part");
    EXPECT_EQ(places[0].row, rows[5].number);

    rows = rows_of("self-inspection");
    for (SheetRow& row : rows) {
        if (row.at(SheetColumn::part) == "reading") row.at(SheetColumn::of) = "nobody";
    }
    places = faults_of(rows);
    ASSERT_EQ(places.size(), 2u);
    EXPECT_EQ(places[0].id, "govern.sheet.belongs");
    EXPECT_EQ(places[0].column, "of");
}

// A rule cell cannot leave its row: what it says stays a member of the row, or is a fault there.
TEST(CriteriaSheet, ARuleCannotReachOtherRows) {
    auto rows = rows_of("city-template");
    SheetRow& item = row_named(rows, "item", "1");
    for (const std::string& attack :
         {std::string("x: |"), std::string("- no: 9"), std::string("evidence: \"open"),
          std::string("x: {a: [b"), std::string("edition: 1"), std::string("&a x: 1"),
          std::string("]"), std::string("...")}) {
        SCOPED_TRACE(attack);
        item.at(SheetColumn::rule) = attack;
        const auto result = catalog_of_sheet(rows, "sheet");
        ASSERT_FALSE(result);
        EXPECT_FALSE(result.error().causes.empty());
    }
}

TEST(CriteriaSheet, AFileThatIsNoSheetIsRefused) {
    EXPECT_FALSE(read_sheet("not a workbook", "x.xlsx"));
    std::vector<SheetRow> none;
    const std::string bytes = value_of(write_sheet(none, Language::english, Instant{0}, scratch()));
    const auto rows = value_of(read_sheet(bytes, "x.xlsx"));
    EXPECT_TRUE(rows.empty());
    EXPECT_FALSE(catalog_of_sheet(rows, "x.xlsx"));
    const std::vector<SheetRow> many(kMostSheetRows + 1);
    const auto result = catalog_of_sheet(many, "x.xlsx");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().id, "govern.sheet.too_many_rows");
}

TEST(CatalogShelf, FindsTheEditionInUseAndTheEarlierOne) {
    CatalogShelf shelf({source_path("catalogs")});
    EXPECT_EQ(value_of(shelf.in_use("self-inspection"))->head.edition, "2026-06");
    EXPECT_EQ(value_of(shelf.edition("self-inspection", "2025-06"))->head.edition, "2025-06");
    const auto none = shelf.edition("self-inspection", "1999-06");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().id, "govern.catalog.no_edition");
    for (const char* name : {"../catalogs/sendai-cloud", "mic-disposal", ""}) {
        const auto refused = shelf.in_use(name);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().id, "govern.catalog.none");
    }
}

}  // namespace
}  // namespace daicho::govern
