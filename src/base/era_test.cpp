#include "base/era.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace daicho {
namespace {

Date day(const char* iso) { return *parse_iso_date(iso); }

TEST(Era, FullBriefAndWeekday) {
    const Date date = day("2026-04-10");
    EXPECT_EQ(format_era_date(date), "令和8年4月10日");
    EXPECT_EQ(format_era_date(date, Language::japanese, DateStyle::brief), "R8.4.10");
    EXPECT_EQ(format_era_date(date, Language::japanese, DateStyle::with_weekday),
              "令和8年4月10日（金）");
    EXPECT_EQ(format_era_date(date, Language::english), "10 April 2026");
    EXPECT_EQ(format_era_date(date, Language::english, DateStyle::with_weekday),
              "Friday, 10 April 2026");
    EXPECT_EQ(format_era_date(date, Language::english, DateStyle::brief), "2026-04-10");
}

TEST(Era, ChangesOnItsFirstDay) {
    EXPECT_EQ(format_era_date(day("2019-04-30")), "平成31年4月30日");
    EXPECT_EQ(format_era_date(day("2019-05-01")), "令和元年5月1日");
    EXPECT_EQ(format_era_date(day("1989-01-07")), "昭和64年1月7日");
    EXPECT_EQ(format_era_date(day("1989-01-08")), "平成元年1月8日");
    EXPECT_EQ(format_era_date(day("1926-12-24")), "大正15年12月24日");
    EXPECT_EQ(format_era_date(day("1926-12-25")), "昭和元年12月25日");
    EXPECT_EQ(format_era_date(day("1912-07-29")), "明治45年7月29日");
    EXPECT_EQ(format_era_date(day("1912-07-30")), "大正元年7月30日");
    EXPECT_EQ(format_era_date(day("1868-01-24")), "1868年1月24日");
    EXPECT_EQ(format_era_date(day("2019-05-01"), Language::japanese, DateStyle::brief), "R1.5.1");
}

TEST(Era, FiscalYears) {
    EXPECT_EQ(format_fiscal_year(FiscalYear(2026)), "令和8年度");
    EXPECT_EQ(format_fiscal_year(FiscalYear(2019)), "令和元年度");
    EXPECT_EQ(format_fiscal_year(FiscalYear(2018)), "平成30年度");
    EXPECT_EQ(format_fiscal_year(FiscalYear(1988)), "昭和63年度");
    EXPECT_EQ(format_fiscal_year(FiscalYear(1926)), "大正15年度");
    EXPECT_EQ(format_fiscal_year(FiscalYear(1867)), "1867年度");
    EXPECT_EQ(format_fiscal_year(FiscalYear(2026), Language::english), "fiscal 2026 (Reiwa 8)");
}

TEST(Era, Months) {
    EXPECT_EQ(format_era_month({2023, 5}), "令和5年5月");
    EXPECT_EQ(format_era_month({2019, 4}), "平成31年4月");
    EXPECT_EQ(format_era_month({1989, 1}), "平成元年1月");
    EXPECT_EQ(format_era_month({2023, 5}, Language::english), "May 2023");
}

TEST(Era, ReadsWhatPeopleType) {
    for (const char* text : {"R8.4.1",
                             "r8.4.1",
                             "R08.04.01",
                             "R8/4/1",
                             "R8-4-1",
                             "R080401",
                             "令和8年4月1日",
                             "令和８年４月１日",
                             "㋿8.4.1",
                             "Ｒ８．４．１",
                             " 令和 8年 4月 1日 ",
                             "令和8.4.1",
                             "2026-04-01",
                             "2026/4/1",
                             "2026.4.1",
                             "2026年4月1日",
                             "20260401",
                             "２０２６０４０１",
                             "２０２６／０４／０１",
                             "2026－04－01",
                             "2026ー4ー1",
                             "令和8年4月1日（水）",
                             "2026年4月1日(水)",
                             "2026-04-01水曜日",
                             "　2026-04-01　"}) {
        const auto date = parse_date_input(text);
        ASSERT_TRUE(date.has_value()) << text;
        EXPECT_EQ(format_iso(*date), "2026-04-01") << text;
    }
    EXPECT_EQ(parse_date_input("令和元年5月1日").value(), day("2019-05-01"));
    EXPECT_EQ(parse_date_input("令和1年5月1日").value(), day("2019-05-01"));
    EXPECT_EQ(parse_date_input("H元.1.8").value(), day("1989-01-08"));
    EXPECT_EQ(parse_date_input("S64.1.7").value(), day("1989-01-07"));
    EXPECT_EQ(parse_date_input("M1.1.25").value(), day("1868-01-25"));
}

TEST(Era, RefusesDatesOutsideTheEraAndNamesTheRightOne) {
    const auto late = parse_date_input("平成31年5月1日");
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().id, "date.outside_era");
    EXPECT_NE(describe(late.error(), Language::japanese).find("令和元年5月1日"), std::string::npos);
    for (const char* text : {"H31.5.1", "平成32年1月1日", "令和元年4月30日", "昭和64年1月8日",
                             "平成元年1月7日", "M1.1.24"}) {
        const auto date = parse_date_input(text);
        ASSERT_FALSE(date.has_value()) << text;
        EXPECT_EQ(date.error().id, "date.outside_era") << text;
    }
}

TEST(Era, RefusesWhatIsNoDate) {
    for (const char* text : {"",
                             " ",
                             "R",
                             "令和",
                             "R8",
                             "R8.4",
                             "8.4.1",
                             "令和0年4月1日",
                             "26-04-01",
                             "2026-4/1",
                             "2026年4-1",
                             "R8.4.1x",
                             "R8.4.001",
                             "2026041",
                             "202604010",
                             "R2026.4.1",
                             "X8.4.1",
                             "令和8年4月1",
                             "令和八年四月一日",
                             "2026-04-01T00:00",
                             "元年5月1日",
                             "-2026-04-01",
                             "\xFF\xFE"}) {
        const auto date = parse_date_input(text);
        ASSERT_FALSE(date.has_value()) << text;
        EXPECT_EQ(date.error().id, "date.not_readable") << text;
    }
    EXPECT_EQ(parse_date_input(std::string(100'000, '1')).error().id, "date.not_readable");
    EXPECT_EQ(parse_date_input("R8.2.29").error().id, "date.does_not_exist");
    EXPECT_EQ(parse_date_input("2026-13-01").error().id, "date.does_not_exist");
    EXPECT_EQ(parse_date_input("2026-04-00").error().id, "date.does_not_exist");
    EXPECT_EQ(parse_date_input("令和8年4月1日（木）").error().id, "date.wrong_weekday");
}

TEST(Era, ANewEraIsARow) {
    const Era made_up{"未来", "Mirai", 'F', day("2040-03-01"), FiscalYear(2040)};
    const auto table = EraTable::standard().with(made_up);
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(format_era_date(day("2040-03-01"), Language::japanese, DateStyle::full, *table),
              "未来元年3月1日");
    EXPECT_EQ(format_era_date(day("2040-02-29"), Language::japanese, DateStyle::full, *table),
              "令和22年2月29日");
    EXPECT_EQ(parse_date_input("F2.1.1", *table).value(), day("2041-01-01"));
    EXPECT_EQ(parse_date_input("令和22年3月1日", *table).error().id, "date.outside_era");
    EXPECT_EQ(format_fiscal_year(FiscalYear(2040), Language::japanese, *table), "未来元年度");
    const Era early{"過去", "Kako", 'K', day("2019-05-01"), FiscalYear(2030)};
    EXPECT_EQ(EraTable::standard().with(early).error().id, "era.not_later");
}

RC_GTEST_PROP(EraProperty, WhatIsWrittenIsReadBack, ()) {
    const auto days = *rc::gen::inRange(day("1868-01-25").days(), day("2100-01-01").days());
    const Date date = Date::from_days(days);
    for (const DateStyle style : {DateStyle::full, DateStyle::brief, DateStyle::with_weekday}) {
        const auto read = parse_date_input(format_era_date(date, Language::japanese, style));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == date);
    }
}

RC_GTEST_PROP(EraProperty, NoInputBreaksTheReader, (const std::string& text)) {
    const auto date = parse_date_input(text);
    RC_ASSERT(date.has_value() || !date.error().id.empty());
}

}  // namespace
}  // namespace daicho
