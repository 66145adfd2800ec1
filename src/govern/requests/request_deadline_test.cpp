// Deadlines of requests at each boundary with the dates worked out, then properties that hold for
// any request.
#include "govern/requests/request_deadline.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

Date day(const char* text) {
    const auto date = parse_iso_date(text);
    EXPECT_TRUE(date) << text;
    return date ? *date : Date();
}

const RequestRules& rules() {
    static const auto loaded = load_request_rules(source_path("catalogs/requests.yaml"));
    EXPECT_TRUE(loaded) << (loaded ? "" : explain_error(loaded.error()));
    return *loaded;
}

bool weekend(Date date) { return date.weekday() == 0 || date.weekday() == 6; }

Deadline reckon(const RequestClock& clock, const char* today, const RequestRules& by = rules()) {
    return deadline_of(by, clock, day(today), weekend);
}

RequestClock received(const char* on, RequestKind kind = RequestKind::disclosure) {
    RequestClock clock;
    clock.kind = kind;
    clock.received = day(on);
    return clock;
}

// 30 days from 1 April, the day of the request not counted: 2 April is the first, 1 May the 30th.
TEST(RequestDeadline, ThirtyDaysFromTheDayAfter) {
    for (const auto kind :
         {RequestKind::disclosure, RequestKind::correction, RequestKind::suspension}) {
        const Deadline is = reckon(received("2026-04-01", kind), "2026-04-01");
        EXPECT_EQ(format_iso(is.due), "2026-05-01");
        EXPECT_EQ(is.days_left, 30);
        ASSERT_EQ(is.steps.size(), 1U);
        EXPECT_EQ(is.steps[0].article, rules().period(kind).article);
    }
}

// Asked on 10 April, mended on the 20th: ten days are not counted.
TEST(RequestDeadline, DaysOfAnAmendmentAreNotCounted) {
    RequestClock clock = received("2026-04-01");
    clock.amendments = {{day("2026-04-10"), day("2026-04-20")}};
    EXPECT_EQ(format_iso(reckon(clock, "2026-04-21").due), "2026-05-11");
    clock.amendments.push_back({day("2026-04-15"), day("2026-04-22")});  // two more days
    EXPECT_EQ(format_iso(reckon(clock, "2026-04-22").due), "2026-05-13");
}

TEST(RequestDeadline, StandsStillWhileAnAmendmentIsWaitedFor) {
    RequestClock clock = received("2026-04-01");
    clock.amendments = {{day("2026-04-10"), std::nullopt}};
    const Deadline is = reckon(clock, "2026-06-30");
    EXPECT_TRUE(is.stopped);
    EXPECT_EQ(is.days_left, 21);  // as many as on 10 April
    EXPECT_EQ(is.days_late, 0);
    clock.amendments = {{day("2026-05-02"), std::nullopt}};  // the deadline was over
    const Deadline late = reckon(clock, "2026-05-10");
    EXPECT_FALSE(late.stopped);
    EXPECT_EQ(late.days_late, 9);
    EXPECT_EQ(late.faults, (std::vector<std::string>{"amendment_too_late"}));
}

TEST(RequestDeadline, AnExtensionCountsFromItsNoticeAlone) {
    RequestClock clock = received("2026-04-01");
    clock.extension = Extension{day("2026-05-01"), 30};  // the last day
    EXPECT_EQ(format_iso(reckon(clock, "2026-05-01").due), "2026-05-31");
    clock.extension->notified = day("2026-05-02");
    const Deadline late = reckon(clock, "2026-05-02");
    EXPECT_EQ(format_iso(late.due), "2026-05-01");
    EXPECT_EQ(late.faults, (std::vector<std::string>{"extension_too_late"}));
    clock.extension = Extension{std::nullopt, 30};
    EXPECT_EQ(reckon(clock, "2026-04-20").faults,
              (std::vector<std::string>{"extension_no_notice"}));
    clock.extension = Extension{day("2026-04-20"), 31};
    EXPECT_EQ(reckon(clock, "2026-04-20").faults, (std::vector<std::string>{"extension_too_long"}));
}

// 第84条: a substantial part within 60 days from the request; the rest by the day that was notified.
TEST(RequestDeadline, TheSpecialRuleNamesTwoDays) {
    RequestClock clock = received("2026-04-01");
    clock.special = SpecialRule{day("2026-04-28"), day("2026-09-30")};
    const Deadline is = reckon(clock, "2026-05-01");
    ASSERT_TRUE(is.part_due);
    EXPECT_EQ(format_iso(*is.part_due), "2026-05-31");
    EXPECT_EQ(format_iso(is.due), "2026-09-30");
    clock.kind = RequestKind::suspension;  // 第103条 asks for no part
    EXPECT_FALSE(reckon(clock, "2026-05-01").part_due);
    EXPECT_EQ(reckon(clock, "2026-05-01").steps.back().article, "個人情報保護法 第103条");
    clock.special->rest_due.reset();
    EXPECT_EQ(reckon(clock, "2026-05-01").faults, (std::vector<std::string>{"special_no_rest"}));
}

TEST(RequestDeadline, ALateDecisionStaysLate) {
    RequestClock clock = received("2026-04-01");
    clock.decided = day("2026-05-04");
    for (const char* today : {"2026-05-04", "2026-12-01"}) {
        EXPECT_EQ(reckon(clock, today).days_late, 3);
    }
    clock.extension = Extension{day("2026-05-03"), 30};  // a notice afterwards heals nothing
    EXPECT_EQ(reckon(clock, "2026-12-01").days_late, 3);
}

// 3 May 2026 is a Sunday.
TEST(RequestDeadline, AHolidayMovesTheLastDayOnlyWhereTheCitySaysSo) {
    RequestRules moving = rules();
    EXPECT_EQ(format_iso(reckon(received("2026-04-03"), "2026-04-03").due), "2026-05-03");
    moving.holiday_moves = true;
    const Deadline is = reckon(received("2026-04-03"), "2026-04-03", moving);
    EXPECT_EQ(format_iso(is.due), "2026-05-04");
    EXPECT_EQ(is.steps.back().id, "holiday");
}

TEST(RequestDeadline, AppealsHaveThreeMonths) {
    AppealClock clock{day("2026-01-30"), day("2026-04-30"), std::nullopt};
    AppealDeadline is = appeal_deadline(rules(), clock, weekend);
    EXPECT_EQ(format_iso(is.last_day), "2026-04-30");
    EXPECT_TRUE(is.in_time);
    EXPECT_EQ(is.consult_due - clock.received, rules().appeal.consult_days);
    clock.received = day("2026-05-01");
    EXPECT_FALSE(appeal_deadline(rules(), clock, weekend).in_time);
    clock.decision_known = day("2026-01-31");  // 30 April, a Thursday: the month has no 31st
    EXPECT_EQ(format_iso(appeal_deadline(rules(), clock, weekend).last_day), "2026-04-30");
    clock.decision_known = day("2026-02-02");  // 2 May is a Saturday
    EXPECT_EQ(format_iso(appeal_deadline(rules(), clock, weekend).last_day), "2026-05-04");
}

RequestClock any_clock() {
    RequestClock clock;
    clock.received = day("2026-04-01") + *rc::gen::inRange(0, 400);
    const int amendments = *rc::gen::inRange(0, 4);
    for (int i = 0; i < amendments; ++i) {
        const Date asked = clock.received + *rc::gen::inRange(0, 40);
        clock.amendments.push_back({asked, asked + *rc::gen::inRange(0, 20)});
    }
    if (*rc::gen::arbitrary<bool>()) {
        clock.extension =
            Extension{clock.received + *rc::gen::inRange(0, 70), *rc::gen::inRange(-2, 40)};
    }
    return clock;
}

RC_GTEST_PROP(RequestDeadlineProperties, TheStepsAddUp, ()) {
    const RequestClock clock = any_clock();
    const Deadline is = deadline_of(rules(), clock, clock.received + 10, weekend);
    int days = 0;
    for (const DeadlineStep& step : is.steps) days += step.days;
    RC_ASSERT(is.due == clock.received + days);
    RC_ASSERT(is.due >= clock.received + rules().periods[0].days);
}

RC_GTEST_PROP(RequestDeadlineProperties, OrderOfAmendmentsIsIrrelevant, ()) {
    RequestClock clock = any_clock();
    const Deadline is = deadline_of(rules(), clock, clock.received + 10, weekend);
    std::reverse(clock.amendments.begin(), clock.amendments.end());
    RC_ASSERT(deadline_of(rules(), clock, clock.received + 10, weekend).due == is.due);
}

RC_GTEST_PROP(RequestDeadlineProperties, NothingAfterTheDeadlineMovesIt, ()) {
    RequestClock clock = any_clock();
    clock.extension.reset();
    const Deadline is = deadline_of(rules(), clock, clock.received + 10, weekend);
    clock.extension = Extension{is.due + *rc::gen::inRange(1, 100), 30};
    clock.special = SpecialRule{is.due + *rc::gen::inRange(1, 100), is.due + 300};
    clock.amendments.push_back({is.due + *rc::gen::inRange(1, 100), std::nullopt});
    RC_ASSERT(deadline_of(rules(), clock, clock.received + 500, weekend).due == is.due);
}

}  // namespace
}  // namespace daicho::govern
