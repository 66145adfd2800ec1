// The checks of process A at each of its boundaries, with the worked dates of the plan; then
// properties that hold for any contract.
#include "govern/entrust/check_schedule.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace daicho::govern::entrust {
namespace {

Date day(const char* text) {
    const auto date = parse_iso_date(text);
    EXPECT_TRUE(date) << text;
    return date ? *date : Date();
}

std::vector<std::string> due(const std::vector<PlannedCheck>& checks, CheckKind kind) {
    std::vector<std::string> out;
    for (const PlannedCheck& check : checks) {
        if (check.kind == kind) out.push_back(format_iso(check.due));
    }
    return out;
}

std::vector<PlannedCheck> plan(const char* first, const char* last,
                               Quarters quarters = Quarters::of_contract) {
    ScheduleSettings settings;
    settings.quarters = quarters;
    return plan_checks({day(first), day(last)}, settings);
}

using Days = std::vector<std::string>;

TEST(CheckSchedule, AYearIsCheckedEveryQuarterAndAtItsEnd) {
    const auto checks = plan("2026-04-01", "2027-03-31");
    EXPECT_EQ(due(checks, CheckKind::quarter),
              (Days{"2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31"}));
    EXPECT_EQ(due(checks, CheckKind::end), Days{"2027-03-31"});
    EXPECT_EQ(due(checks, CheckKind::yearly_visit), Days{"2027-03-31"});
    EXPECT_TRUE(due(checks, CheckKind::first_week).empty());
    EXPECT_EQ(checks.back().kind, CheckKind::end);
}

TEST(CheckSchedule, ThreeMonthsExactlyAreAQuarterOneDayLessIsNone) {
    EXPECT_EQ(due(plan("2026-04-01", "2026-06-30"), CheckKind::quarter), Days{"2026-06-30"});
    const auto shorter = plan("2026-04-01", "2026-06-29");
    EXPECT_TRUE(due(shorter, CheckKind::quarter).empty());
    EXPECT_EQ(due(shorter, CheckKind::first_week), Days{"2026-04-08"});
}

TEST(CheckSchedule, FortyFiveDaysAreCheckedOnceAfterAWeek) {
    const auto checks = plan("2026-06-01", "2026-07-15");
    EXPECT_EQ(due(checks, CheckKind::first_week), Days{"2026-06-08"});
    EXPECT_EQ(due(checks, CheckKind::end), Days{"2026-07-15"});
    EXPECT_FALSE(checks.front().ambiguous);
}

TEST(CheckSchedule, ThirteenFourteenFifteenDays) {
    EXPECT_TRUE(due(plan("2026-06-01", "2026-06-13"), CheckKind::first_week).empty());
    const auto fourteen = plan("2026-06-01", "2026-06-14");
    EXPECT_EQ(due(fourteen, CheckKind::first_week), Days{"2026-06-08"});
    EXPECT_TRUE(fourteen.front().ambiguous);
    const auto fifteen = plan("2026-06-01", "2026-06-15");
    EXPECT_EQ(due(fifteen, CheckKind::first_week), Days{"2026-06-08"});
    EXPECT_FALSE(fifteen.front().ambiguous);
}

TEST(CheckSchedule, TenDaysHaveTheirEndAndTheYearlyLook) {
    const auto checks = plan("2026-06-01", "2026-06-10");
    ASSERT_EQ(checks.size(), 2U);
    EXPECT_EQ(checks[0].kind, CheckKind::yearly_visit);
    EXPECT_EQ(checks[1].kind, CheckKind::end);
    EXPECT_EQ(format_iso(checks[1].due), "2026-06-10");
}

TEST(CheckSchedule, FiscalQuartersAreThoseOfTheCity) {
    EXPECT_EQ(due(plan("2026-05-15", "2027-05-14", Quarters::of_fiscal_year), CheckKind::quarter),
              (Days{"2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31"}));
    EXPECT_EQ(due(plan("2026-05-15", "2027-05-14"), CheckKind::quarter),
              (Days{"2026-08-14", "2026-11-14", "2027-02-14", "2027-05-14"}));
}

TEST(CheckSchedule, MonthsWithoutSuchADayEndOnTheirLast) {
    EXPECT_EQ(format_iso(last_day_of_months(day("2026-11-30"), 3)), "2027-02-28");
    EXPECT_EQ(format_iso(last_day_of_months(day("2027-11-30"), 3)), "2028-02-29");
    EXPECT_EQ(format_iso(last_day_of_months(day("2026-08-31"), 1)), "2026-09-30");
    EXPECT_EQ(format_iso(last_day_of_months(day("2026-04-01"), 12)), "2027-03-31");
}

TEST(CheckSchedule, TheFirstCheckMovesOffHolidaysButNotPastTheEnd) {
    // 2026-05-08 + 7 is Friday 15; 2026-05-09 + 7 is a Saturday: Monday 18.
    EXPECT_EQ(due(plan("2026-05-08", "2026-06-20"), CheckKind::first_week), Days{"2026-05-15"});
    EXPECT_EQ(due(plan("2026-05-09", "2026-06-20"), CheckKind::first_week), Days{"2026-05-18"});
    ScheduleSettings closed;
    closed.holiday = [](Date) { return true; };
    const auto checks = plan_checks({day("2026-05-08"), day("2026-05-25")}, closed);
    EXPECT_EQ(due(checks, CheckKind::first_week), Days{"2026-05-25"});
}

TEST(CheckSchedule, EachYearOfALongContractIsLookedAt) {
    EXPECT_EQ(due(plan("2026-10-01", "2029-03-31"), CheckKind::yearly_visit),
              (Days{"2027-09-30", "2028-09-30", "2029-03-31"}));
}

TEST(CheckSchedule, ALengthenedContractKeepsWhatWasDoneAndEndsAgain) {
    const ScheduleSettings settings;
    const auto before = plan("2026-04-01", "2026-09-30");
    const auto after =
        plan_again({day("2026-04-01"), day("2026-12-31")}, settings, before);
    EXPECT_EQ(due(after, CheckKind::quarter), Days{"2026-12-31"});
    EXPECT_EQ(due(after, CheckKind::end), Days{"2026-12-31"});
    EXPECT_TRUE(due(after, CheckKind::yearly_visit).empty());
    EXPECT_TRUE(plan_again({day("2026-04-01"), day("2026-09-30")}, settings, before).empty());
}

TEST(CheckSchedule, EveryReasonNamesItsSourceInBothLanguages) {
    for (const auto kind : {CheckKind::first_week, CheckKind::quarter, CheckKind::end,
                            CheckKind::yearly_visit}) {
        for (const bool ambiguous : {false, true}) {
            const BilingualText text =
                reason_of({kind, 1, day("2026-04-01"), ambiguous}, Quarters::of_fiscal_year);
            EXPECT_NE(text.ja.find("（"), std::string::npos);
            EXPECT_NE(text.en.find("("), std::string::npos);
        }
    }
}

RC_GTEST_PROP(CheckScheduleProperty, ChecksLieInsideTheContractInOrderAndEndWithItsEnd,
              (std::uint16_t start, std::uint16_t length, bool fiscal)) {
    const Date first = day("2020-01-01") + start % 4000;
    const Date last = first + length % 2500;
    ScheduleSettings settings;
    settings.quarters = fiscal ? Quarters::of_fiscal_year : Quarters::of_contract;
    const auto checks = plan_checks({first, last}, settings);
    RC_ASSERT(!checks.empty());
    RC_ASSERT(checks.back().kind == CheckKind::end);
    RC_ASSERT(checks.back().due == last);
    for (std::size_t i = 0; i < checks.size(); ++i) {
        RC_ASSERT(checks[i].due >= first && checks[i].due <= last);
        RC_ASSERT(i == 0 || checks[i - 1].due <= checks[i].due);
    }
    // No stretch of a long contract goes unchecked for more than a quarter and a day of slack.
    const auto quarters = due(checks, CheckKind::quarter);
    if (last >= last_day_of_months(first, 3)) {
        Date before = first;
        for (const std::string& text : quarters) {
            RC_ASSERT(day(text.c_str()) - before <= 93);
            before = day(text.c_str());
        }
        RC_ASSERT(last - before <= 93);
    }
    RC_ASSERT(plan_again({first, last}, settings, checks).empty());
}

}  // namespace
}  // namespace daicho::govern::entrust
