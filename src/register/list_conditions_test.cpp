// Conditions of lists: one of, not, ranges, empty or not, of every type that a list shows, on both
// stores and at every moment of knowledge the same.
#include <gmock/gmock.h>

#include "register/listing.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kThingYaml = R"(
register: thing
number: 102
version: 1
label: {ja: 物, en: Thing}
task: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}
legal_basis: 例
temporal: valid_time
key: [no]
retention: {years: 10, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: "no", type: text, label: {ja: 番号, en: Number}, required: true, sort: true,
     list: 1}
  - {id: 2, name: word, type: text, label: {ja: 語, en: Word}, search: name, list: 2}
  - {id: 3, name: count, type: int, label: {ja: 数, en: Count}, sort: true}
  - {id: 4, name: price, type: yen, label: {ja: 価格, en: Price}, sort: true}
  - {id: 5, name: size, type: area, label: {ja: 広さ, en: Size}, sort: true}
  - {id: 6, name: day, type: date, label: {ja: 日, en: Day}, sort: true}
  - {id: 7, name: month, type: year_month, label: {ja: 月, en: Month}, sort: true}
  - {id: 8, name: year, type: fiscal_year, label: {ja: 年度, en: Year}, sort: true}
  - {id: 9, name: yes, type: bool, label: {ja: 可否, en: "Yes"}, sort: true}
  - {id: 10, name: kind, type: code, label: {ja: 種類, en: Kind}, sort: true,
     codes: [{key: a, ja: 甲, en: A}, {key: b, ja: 乙, en: B}, {key: c, ja: 丙, en: C}]}
  - {id: 11, name: share, type: ratio, label: {ja: 割合, en: Share}, sort: true}
  - {id: 12, name: points, type: points, label: {ja: 評点, en: Points}, sort: true}
  - {id: 13, name: other, type: ref, target: addressee, label: {ja: 先, en: Other},
     link_basis: 例}
)";

class ConditionsTest : public KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("tax", "thing", kThingYaml);
        KernelOnStoreTest::SetUp();
        import_people();
        const auto report = import(
            "thing",
            {{"no", "word", "count", "price", "size", "day", "month", "year", "yes", "kind",
              "share", "points", "other"},
             {"1", "川｜岸", "5", "100", "10.00", "2026-04-01", "2026-04", "2026", "true", "a",
              "1/6", "1.50", "0000000019"},
             {"2", "山|谷", "50", "200", "20.50", "2026-05-01", "2026-05", "2026", "false", "b",
              "1/2", "2.50", "0000000027"},
             {"3", "海", "500", "300", "30.00", "2027-04-01", "2027-04", "2027", "true", "c", "1/3",
              "3.50", "0000000027"},
             {"4", "", "", "", "", "", "", "", "", "", "", "", ""}});
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    }
    // Numbers of the rows that meet it, by head and by versions: both must say the same.
    std::vector<std::string> rows(std::string_view field, std::string_view text) {
        const Definition& things = definition("thing");
        ListQuery query;
        query.moment.as_of = Date::of(2026, 1, 1);
        query.filters.push_back(parse_condition(things, things.index_of(field), text));
        auto reader = kernel_->reader();
        std::vector<std::string> first;
        for (const bool past : {false, true}) {
            if (past) query.moment.as_known = *kernel_->newest();
            const auto page = list_records(**reader, things, query);
            EXPECT_TRUE(page) << text << describe(page.error(), Language::english);
            if (!page) return {"?"};
            std::vector<std::string> numbers;
            for (const RecordVersion& row : page->rows) {
                numbers.push_back(row.values[things.index_of("no")].bytes);
            }
            EXPECT_EQ(page->total, numbers.size()) << text;
            EXPECT_EQ(*count_list(**reader, things, query), numbers.size()) << text;
            if (past) EXPECT_EQ(numbers, first) << field << text;
            first = numbers;
        }
        return first;
    }
    std::string refusal(std::string_view field, std::string_view text) {
        const Definition& things = definition("thing");
        ListQuery query;
        query.moment.as_of = Date::of(2026, 1, 1);
        query.filters.push_back(parse_condition(things, things.index_of(field), text));
        auto reader = kernel_->reader();
        const auto page = list_records(**reader, things, query);
        EXPECT_FALSE(page) << field << text;
        return page ? "" : page.error().id;
    }
};

TEST_P(ConditionsTest, OneOfAndNotOfEveryTypeThatHasValues) {
    // Field, two of its three values, and the value that is left.
    const std::vector<std::array<const char*, 3>> cases{
        {"count", "5", "500"},          {"price", "100", "300"},
        {"size", "10.00", "30.00"},     {"day", "2026-04-01", "2027-04-01"},
        {"month", "2026-04", "2027-04"}, {"kind", "a", "c"},
        {"share", "1/6", "1/3"},        {"points", "1.50", "3.50"},
        {"word", "川｜岸", "海"}};
    for (const auto& [field, one, other] : cases) {
        const std::string both = std::string(one) + "|" + other;
        EXPECT_THAT(rows(field, "=" + both), ElementsAre("1", "3")) << field;
        EXPECT_THAT(rows(field, "!=" + both), ElementsAre("2", "4")) << field;
        EXPECT_THAT(rows(field, std::string("!=") + one), ElementsAre("2", "3", "4")) << field;
        EXPECT_THAT(rows(field, std::string("=") + one), ElementsAre("1")) << field;
    }
    EXPECT_THAT(rows("yes", "=true"), ElementsAre("1", "3"));
    EXPECT_THAT(rows("yes", "!=true"), ElementsAre("2", "4"));
    EXPECT_THAT(rows("year", "=2026|2027"), ElementsAre("1", "2", "3"));
    EXPECT_THAT(rows("other", "=1|2"), ElementsAre("1", "2", "3"));
    EXPECT_THAT(rows("other", "!=2"), ElementsAre("1", "4"));
}

TEST_P(ConditionsTest, EmptyAndNotEmptyOfEveryField) {
    for (const Field& field : definition("thing").fields) {
        if (field.name == "no") continue;
        EXPECT_THAT(rows(field.name, "="), ElementsAre("4")) << field.name;
        EXPECT_THAT(rows(field.name, "!="), ElementsAre("1", "2", "3")) << field.name;
    }
}

TEST_P(ConditionsTest, RangesHoldBothEnds) {
    EXPECT_THAT(rows("count", "5..50"), ElementsAre("1", "2"));
    EXPECT_THAT(rows("price", "150..300"), ElementsAre("2", "3"));
    EXPECT_THAT(rows("size", "20.50..20.50"), ElementsAre("2"));
    EXPECT_THAT(rows("day", "2026-04-02..2027-04-01"), ElementsAre("2", "3"));
    EXPECT_THAT(rows("month", "2026-05..2026-12"), ElementsAre("2"));
    EXPECT_THAT(rows("points", "1.00..2.50"), ElementsAre("1", "2"));
    EXPECT_THAT(rows("year", "2027..2030"), ElementsAre("3"));
    EXPECT_THAT(rows("count", "500..5"), IsEmpty());
}

TEST_P(ConditionsTest, TextsContainAreExactOrNeither) {
    EXPECT_THAT(rows("word", "川"), ElementsAre("1"));
    EXPECT_THAT(rows("word", "~谷"), ElementsAre("2"));
    EXPECT_THAT(rows("word", "!~谷"), ElementsAre("1", "3", "4"));
    EXPECT_THAT(rows("word", "=海"), ElementsAre("3"));
    // A bar that belongs to the text stands behind a backslash.
    EXPECT_THAT(rows("word", "=山\\|谷"), ElementsAre("2"));
    EXPECT_THAT(rows("word", "=山|谷"), IsEmpty());
    EXPECT_THAT(rows("word", "=山\\|谷|海"), ElementsAre("2", "3"));
    // Dots are a range of what stands in an order, and a text otherwise.
    EXPECT_THAT(rows("word", "1..2"), IsEmpty());
}

TEST_P(ConditionsTest, WhatCannotBeAskedIsRefusedAndNamed) {
    EXPECT_EQ(refusal("count", "x..5"), "decimal.not_a_number");
    EXPECT_EQ(refusal("count", "5.."), "query.no_value");
    EXPECT_EQ(refusal("count", ">="), "query.no_value");
    EXPECT_EQ(refusal("kind", "=a|"), "query.no_value");
    EXPECT_EQ(refusal("count", "~5"), "query.not_text");
    std::string many = "=0";
    for (std::size_t i = 0; i < kMostValues; ++i) many += "|" + std::to_string(i);
    EXPECT_EQ(refusal("count", many), "query.too_many_values");
}

// A count may be kept under its question: no two that differ have the same name.
TEST_P(ConditionsTest, QuestionsThatDifferAreNotTakenForEachOther) {
    const Definition& things = definition("thing");
    std::set<std::string> asked;
    const std::vector<std::string> texts{"=a", "!=a", "=a|b", "!=a|b", "=b|a", "=", "!=", "~a",
                                         "!~a", ">=a", "<=a", "=a\\|b"};
    for (const std::string& text : texts) {
        ListQuery query;
        query.filters.push_back(parse_condition(things, things.index_of("word"), text));
        asked.insert(rows_asked(query));
    }
    for (const char* text : {"1..2", "1..3", "!=1", "1"}) {
        ListQuery query;
        query.filters.push_back(parse_condition(things, things.index_of("count"), text));
        asked.insert(rows_asked(query));
    }
    EXPECT_EQ(asked.size(), texts.size() + 4);
}

DAICHO_ON_BOTH_STORES(ConditionsTest);

}  // namespace
}  // namespace daicho::registers::testing
