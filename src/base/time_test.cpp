// Date, YearMonth, FiscalYear, intervals and clocks.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <type_traits>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/fiscal_year.hpp"
#include "base/interval.hpp"

namespace daicho {
namespace {

TEST(Date, PartsAndWeekday) {
    const Date date = Date::of(2026, 4, 10);
    EXPECT_EQ(date.year(), 2026);
    EXPECT_EQ(date.month(), 4U);
    EXPECT_EQ(date.day(), 10U);
    EXPECT_EQ(date.weekday(), 5U);
    EXPECT_EQ(Date().days(), 0);
    EXPECT_EQ(Date::of(2000, 3, 1) - Date::of(2000, 2, 28), 2);
    EXPECT_DEATH(Date::of(2026, 2, 29), "broken invariant");
}

TEST(Date, ReadsIsoOnly) {
    EXPECT_EQ(parse_iso_date("2024-02-29").value(), Date::of(2024, 2, 29));
    for (const char* text : {"", "2026-4-1", "20260401", "2026/04/01", "2026-04-01 ", "2026-04-0a",
                             "26-04-0001", "-026-04-01"}) {
        EXPECT_EQ(parse_iso_date(text).error().id, "date.not_iso") << text;
    }
    for (const char* text : {"2026-02-29", "1900-02-29", "2026-00-10", "2026-04-31", "1599-12-31",
                             "9999-01-01", "0000-01-01"}) {
        EXPECT_EQ(parse_iso_date(text).error().id, "date.does_not_exist") << text;
    }
    EXPECT_EQ(make_date(2026, -1, 1).error().id, "date.does_not_exist");
    EXPECT_EQ(make_date(2026, 257, 1).error().id, "date.does_not_exist");
    EXPECT_EQ(make_date(2026, 1, 257).error().id, "date.does_not_exist");
}

TEST(Date, AddsMonthsWithinTheMonth) {
    EXPECT_EQ(add_months(Date::of(2026, 1, 31), 1), Date::of(2026, 2, 28));
    EXPECT_EQ(add_months(Date::of(2024, 1, 31), 1), Date::of(2024, 2, 29));
    EXPECT_EQ(add_months(Date::of(2026, 1, 15), -1), Date::of(2025, 12, 15));
    EXPECT_EQ(add_months(Date::of(2024, 2, 29), 12), Date::of(2025, 2, 28));
}

RC_GTEST_PROP(DateProperty, IsoReadsBackAndOrders, ()) {
    const auto gen = rc::gen::inRange(Date::of(1600, 1, 1).days(), Date::of(9998, 12, 31).days());
    const Date a = Date::from_days(*gen);
    const Date b = Date::from_days(*gen);
    RC_ASSERT(parse_iso_date(format_iso(a)).value() == a);
    RC_ASSERT((a < b) == (format_iso(a) < format_iso(b)));
    RC_ASSERT((a + 7).weekday() == a.weekday());
}

TEST(YearMonth, ReadsMonthsAndDates) {
    EXPECT_EQ(parse_year_month("2023-05").value(), (YearMonth{2023, 5}));
    EXPECT_EQ(parse_year_month("2023-05-31").value(), (YearMonth{2023, 5}));
    EXPECT_EQ(format_year_month({2023, 5}), "2023-05");
    for (const char* text : {"", "2023", "2023-13", "2023-00", "2023-5", "2023-05-3", "2023/05",
                             "1599-01", "9999-01"}) {
        EXPECT_EQ(parse_year_month(text).error().id, "date.not_year_month") << text;
    }
    EXPECT_EQ(parse_year_month("2023-02-31").error().id, "date.does_not_exist");
}

TEST(FiscalYear, BeginsInApril) {
    EXPECT_EQ(fiscal_year_of(Date::of(2026, 3, 31)), FiscalYear(2025));
    EXPECT_EQ(fiscal_year_of(Date::of(2026, 4, 1)), FiscalYear(2026));
    EXPECT_EQ(FiscalYear(2026).assessment_date(), Date::of(2026, 1, 1));
    EXPECT_EQ(FiscalYear(2026).first_day(), Date::of(2026, 4, 1));
    EXPECT_EQ(FiscalYear(2026).previous().next(), FiscalYear(2026));
}

TEST(Interval, IsHalfOpen) {
    const ValidTime valid{Date::of(2026, 1, 1), Date::of(2026, 4, 1)};
    EXPECT_TRUE(valid.holds(Date::of(2026, 1, 1)));
    EXPECT_FALSE(valid.holds(Date::of(2026, 4, 1)));
    EXPECT_FALSE((ValidTime{Date::of(2026, 1, 1), Date::of(2026, 1, 1)}).is_valid());
    EXPECT_EQ(format_iso(kForever), "9999-12-31");
    const RecordedTime recorded{CommitNumber{3}};
    EXPECT_FALSE(recorded.holds(CommitNumber{2}));
    EXPECT_TRUE(recorded.holds(CommitNumber{3}));
}

static_assert(!std::is_convertible_v<ValidTime, RecordedTime>);
static_assert(!std::is_convertible_v<RecordedTime, ValidTime>);

TEST(Clock, WritesTimesAndJapaneseDays) {
    const Instant instant{1'795'230'245'123'456};
    EXPECT_EQ(format_utc(instant), "2026-11-21T03:04:05.123456Z");
    EXPECT_EQ(format_japan_minute(instant), "2026-11-21 12:04");
    EXPECT_EQ(japan_date(Instant{0}), Date::of(1970, 1, 1));
    constexpr std::int64_t kHour = 3'600'000'000;
    EXPECT_EQ(japan_date(Instant{15 * kHour - 1}), Date::of(1970, 1, 1));
    EXPECT_EQ(japan_date(Instant{15 * kHour}), Date::of(1970, 1, 2));
    EXPECT_EQ(format_utc(Instant{-1}), "1969-12-31T23:59:59.999999Z");
}

TEST(Clock, FixedStandsStill) {
    FixedClock clock(Instant{5});
    EXPECT_EQ(clock.now(), Instant{5});
    clock.set(Instant{6});
    EXPECT_EQ(clock.now(), Instant{6});
    EXPECT_GT(SystemClock().now().micros, 1'700'000'000'000'000);
    EXPECT_LE(monotonic_ms(), monotonic_ms());
}

}  // namespace
}  // namespace daicho
