// The page about the state of the city: its catalog, its words for days, its one sheet.
#include "govern/city/city_state.hpp"

#include "document/test_pdf_tools.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using document::testing::PdfFile;
using test::source_path;

std::string with_figure(const std::string& figure) {
    return R"(catalog: t
kind: state
edition: "1"
title: {ja: 市, en: City}
source: {name: 例, note: {ja: 例, en: example}}
checked_on: 2026-01-01
units: {rows: {ja: 件, en: rows}}
blocks:
  - id: b
    ja: 区
    en: Block
    figures:
      - )" +
           figure + "\n";
}

TEST(CityState, TheCatalogOfTheHouseIsRead) {
    const auto catalog = load_state_catalog(source_path("catalogs/city-state.yaml"));
    ASSERT_TRUE(catalog) << describe(catalog.error(), Language::english);
    EXPECT_GE(catalog->blocks.size(), 10u);
    for (const BlockSpec& block : catalog->blocks) EXPECT_FALSE(block.figures.empty()) << block.id;
}

TEST(CityState, AFigureThatDoesNotHoldTogetherIsRefused) {
    const auto good = parse_state_catalog(
        with_figure("{id: a, register: finding, unit: rows, ja: あ, en: A}"), "t");
    EXPECT_TRUE(good);
    for (const char* bad :
         {"{id: a, ja: あ, en: A}", "{id: a, register: x, fact: journal, ja: あ, en: A}",
          "{id: a, register: x, of: y, ja: あ, en: A}",
          "{id: a, register: x, watch: w, filters: {s: t}}",
          "{id: a, register: x, unit: none_such, ja: あ, en: A}",
          "{id: a, fact: weather, ja: あ, en: A}", "{id: a, register: x}"}) {
        EXPECT_FALSE(parse_state_catalog(with_figure(bad), "t")) << bad;
    }
}

TEST(CityState, WordsForDaysAreSaidForTheDay) {
    const Date day = Date::of(2026, 3, 31);
    EXPECT_EQ(said_on("<=today-1", day), "<=2026-03-30");
    EXPECT_EQ(said_on("today..today+90", day), "2026-03-31..2026-06-29");
    EXPECT_EQ(said_on("this_year", day), "2025");
    EXPECT_EQ(said_on("this_year-1", Date::of(2026, 4, 1)), "2025");
    EXPECT_EQ(said_on("!=closed|not_adopted", day), "!=closed|not_adopted");
}

TEST(CityState, ADayIsComparedWithTheSameDayEarlier) {
    EXPECT_EQ(compared_day(Compare::quarter, Date::of(2026, 5, 31)), Date::of(2026, 2, 28));
    EXPECT_EQ(compared_day(Compare::year, Date::of(2024, 2, 29)), Date::of(2023, 2, 28));
    EXPECT_EQ(compared_day(Compare::fiscal_year, Date::of(2026, 5, 31)), Date::of(2026, 5, 31));
}

TEST(CityState, SharesAreExactAndOfSomething) {
    EXPECT_EQ(share_tenths(433, 458), 945);
    EXPECT_EQ(share_tenths(3, 3), 1000);
    EXPECT_EQ(share_tenths(0, 0), std::nullopt);
    EXPECT_EQ(share_tenths(INT64_MAX, 1), std::nullopt);
    EXPECT_EQ(grouped_number(1234567), "1,234,567");
    EXPECT_EQ(grouped_number(-1234), "-1,234");
    EXPECT_EQ(grouped_number(123), "123");
}

StateSheet sheet_of(std::size_t blocks, std::size_t figures) {
    StateSheet sheet;
    sheet.city = {"見本市", "Sample City"};
    sheet.title = {"市の状況", "State of the city"};
    sheet.as_of = Date::of(2026, 11, 22);
    sheet.journal_entries = 12345;
    for (std::size_t b = 0; b < blocks; ++b) {
        SheetBlock block{{"区画", "Block"}, {}};
        for (std::size_t f = 0; f < figures; ++f) {
            block.figures.push_back(
                {{"期限を過ぎても証明書が届かない廃棄", "Disposals whose certificate did not come"},
                 {"1,234件", "1,234 disposals"},
                 {"3か月前 7", "3 mo. ago 7"},
                 Tone::bad});
        }
        sheet.blocks.push_back(std::move(block));
    }
    return sheet;
}

TEST(CityState, TheSheetIsOnePageInBothLanguages) {
    for (const Language language : {Language::japanese, Language::english}) {
        const auto bytes = state_pdf(sheet_of(10, 5), language);
        ASSERT_TRUE(bytes) << describe(bytes.error(), Language::english);
        const PdfFile pdf(*bytes);
        EXPECT_NE(pdf.info().find("Pages:           1"), std::string::npos) << pdf.info();
        EXPECT_NE(pdf.text().find("12,345"), std::string::npos) << pdf.text();
        const bool ja = language == Language::japanese;
        EXPECT_NE(pdf.text().find(ja ? "1,234件" : "1,234 disposals"), std::string::npos);
        EXPECT_NE(pdf.text().find(ja ? "異常" : "wrong"), std::string::npos);
    }
}

TEST(CityState, MoreThanAPageCarriesIsRefused) {
    const auto bytes = state_pdf(sheet_of(30, 6), Language::japanese);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().id, "state.too_full");
}

}  // namespace
}  // namespace daicho::govern
