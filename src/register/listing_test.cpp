// What a definition says about its list is read, checked and shown.
#include "register/listing.hpp"

#include <gmock/gmock.h>

#include "register/dictionary.hpp"
#include "register/lint.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kList = R"(list:
  sort: {field: taxed_area, descending: true}
  filters: {parcel_no: "1000", taxed_area: ">=10"}
  views:
    - id: large
      ja: 広い土地
      en: Large land
      filters: {taxed_area: ">=1000"}
      sort: {field: taxed_area}
      columns: [parcel_no, taxed_area, use]
    - {id: plain, ja: 番号, en: By number}
)";

std::string parcel(std::string_view list) {
    std::string text(testing::kParcelYaml);
    text.insert(text.find("fields:"), list);
    return text.replace(text.find("sort: true, list: 3"), 19, "sort: true, list: 3, width: 12");
}

// Ids of the faults.
std::vector<std::string> faults(const std::string& yaml) {
    const auto parsed = parse_definition(yaml, "tax/parcel.yaml", "tax");
    std::vector<std::string> ids;
    if (parsed) return ids;
    for (const Error& cause : parsed.error().causes) {
        ids.push_back(cause.id);
        EXPECT_GT(cause.where.line, 0U) << cause.id;
    }
    return ids;
}

std::string changed(std::string_view from, std::string_view to) {
    std::string list(kList);
    return list.replace(list.find(from), from.size(), to);
}

TEST(Listing, IsReadAsItWasWritten) {
    const auto parsed = parse_definition(parcel(kList), "tax/parcel.yaml", "tax");
    ASSERT_TRUE(parsed) << describe_with_place(parsed.error(), Language::english);
    const Listing& list = parsed->listing;
    const std::size_t area = parsed->index_of("taxed_area");
    EXPECT_EQ(list.sort.field, area);
    EXPECT_TRUE(list.sort.descending);
    ASSERT_THAT(list.conditions, SizeIs(2));
    EXPECT_EQ(list.conditions[0].field, parsed->index_of("parcel_no"));
    EXPECT_EQ(list.conditions[1].text, ">=10");
    ASSERT_THAT(list.views, SizeIs(2));
    EXPECT_EQ(list.views[0].label.en, "Large land");
    EXPECT_FALSE(list.views[0].sort.descending);
    EXPECT_THAT(list.views[0].columns,
                ElementsAre(parsed->index_of("parcel_no"), area, parsed->index_of("use")));
    EXPECT_EQ(list.views[1].sort.field, kNoField);
    EXPECT_THAT(list.views[1].conditions, IsEmpty());
    EXPECT_EQ(column_width(parsed->fields[area]), 12);
}

TEST(Listing, WhatTheListCannotDoIsAFault) {
    EXPECT_THAT(faults(parcel(kList)), IsEmpty());
    const auto fault = [](std::string_view from, std::string_view to) {
        return faults(parcel(changed(from, to)));
    };
    EXPECT_THAT(fault("{field: taxed_area}", "{field: taxed_acre}"),
                ElementsAre("register.definition.no_field"));
    EXPECT_THAT(fault("{field: taxed_area}", "{field: since}"),
                ElementsAre("register.definition.not_in_list"));
    EXPECT_THAT(fault("\">=1000\"", "wide"), ElementsAre("register.definition.list_value"));
    EXPECT_THAT(fault("\">=1000\"", "~10"), ElementsAre("register.definition.list_value"));
    EXPECT_THAT(fault("\">=1000\"", "\">=\""), ElementsAre("register.definition.list_value"));
    EXPECT_THAT(fault("taxed_area: \">=1000\"", "taxpayer: \"12\""),
                ElementsAre("register.definition.list_value"));
    EXPECT_THAT(fault("taxed_area, use]", "taxed_area, parcel_no]"),
                ElementsAre("register.definition.column_twice"));
    EXPECT_THAT(fault("id: plain", "id: large"), ElementsAre("register.definition.view_id"));
    EXPECT_THAT(fault("id: plain", "id: all"), ElementsAre("register.definition.view_id"));
    EXPECT_THAT(fault("id: plain", "id: default"), ElementsAre("register.definition.view_id"));
    EXPECT_THAT(fault("\">=1000\"", "1..x"), ElementsAre("register.definition.list_value"));
    EXPECT_THAT(fault("\">=1000\"", "\"=10|20\""), IsEmpty());
    EXPECT_THAT(fault("\">=1000\"", "\"!=\""), IsEmpty());
    EXPECT_THAT(fault(", en: By number", ""), ElementsAre("yaml.missing_key"));
    EXPECT_THAT(fault("id: plain", "id: plain, hidden: true"), ElementsAre("yaml.unknown_key"));
    std::string narrow = parcel(kList);
    narrow.replace(narrow.find("width: 12"), 9, "width: 1");
    EXPECT_THAT(faults(narrow), SizeIs(1));
}

TEST(Listing, ConditionsHaveTheFormOfTheApi) {
    const auto parsed = parse_definition(parcel(kList), "tax/parcel.yaml", "tax");
    ASSERT_TRUE(parsed);
    const std::size_t number = parsed->index_of("parcel_no");
    const std::size_t area = parsed->index_of("taxed_area");
    EXPECT_EQ(parse_condition(*parsed, number, "12").kind, FilterKind::contains);
    EXPECT_EQ(parse_condition(*parsed, area, "12").kind, FilterKind::equals);
    const Filter least = parse_condition(*parsed, area, ">=12");
    EXPECT_EQ(least.kind, FilterKind::at_least);
    EXPECT_EQ(least.value, "12");
    EXPECT_EQ(parse_condition(*parsed, area, "<=12").kind, FilterKind::at_most);
}

TEST(Listing, NumbersStandAtTheRightAndEveryTypeHasAWidth) {
    for (int type = 0; type <= static_cast<int>(FieldType::personal_number); ++type) {
        Field field;
        field.type = static_cast<FieldType>(type);
        EXPECT_GE(column_width(field), kLeastWidth) << to_string(field.type);
        const bool number = field.type == FieldType::integer || field.type == FieldType::yen ||
                            field.type == FieldType::area || field.type == FieldType::ratio ||
                            field.type == FieldType::points;
        EXPECT_EQ(aligned_right(field), number) << to_string(field.type);
    }
}

class ListingFiles : public ::testing::Test {
protected:
    void write(const std::string& name, std::string_view text) {
        const auto file = folder_.path() / (name + ".yaml");
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    daicho::testing::TestFolder folder_;
};

// Ordering by a name leaves protected persons out of the list: a definition should not do it.
TEST_F(ListingFiles, AListThatWouldLeavePersonsOutIsWarnedOf) {
    std::string person(testing::kPersonYaml);
    person.insert(person.find("fields:"), "list: {sort: {field: name}}\n");
    write("person/addressee", person);
    write("tax/parcel", parcel(kList));
    const auto report = lint_definitions(folder_.path());
    ASSERT_TRUE(report);
    EXPECT_THAT(report->faults, IsEmpty());
    const auto told = std::ranges::find(report->warnings, "lint.list_tells", &Error::id);
    ASSERT_NE(told, report->warnings.end());
    EXPECT_EQ(told->where.line, 13U);
}

TEST_F(ListingFiles, TheDictionaryShowsTheViews) {
    write("person/addressee", testing::kPersonYaml);
    write("tax/parcel", parcel(kList));
    const auto set = Definitions::load(folder_.path());
    ASSERT_TRUE(set);
    const auto pages = data_dictionary(*set, Language::japanese);
    const auto page = std::ranges::find(pages, "tax/parcel.md", &DictionaryPage::path);
    ASSERT_NE(page, pages.end());
    EXPECT_THAT(page->text, HasSubstr("| 広い土地 | `taxed_area` >=1000 | `taxed_area` ▲ | "
                                      "`parcel_no` "));
    EXPECT_THAT(page->text, HasSubstr("`taxed_area` 12"));
}

}  // namespace
}  // namespace daicho::registers
