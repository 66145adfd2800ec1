#include "govern/incident/duty.hpp"

#include <rapidcheck.h>

#include "govern/test_support.hpp"

namespace daicho::govern::incident {
namespace {

using namespace govern::test;

const Plan& plan() {
    static const Plan loaded = value_of(load_plan(source_path("catalogs/incident-plan.yaml")));
    return loaded;
}
const ThresholdCatalog& threshold() {
    static const ThresholdCatalog loaded =
        value_of(load_threshold_catalog(source_path("catalogs/pia-threshold.yaml")));
    return loaded;
}

Facts leak(std::optional<std::int64_t> persons) {
    Facts facts;
    facts.kind = "leak";
    facts.personal = true;
    facts.persons = persons;
    facts.known_on = Date::of(2026, 11, 16);
    return facts;
}

Codes situations(const std::vector<std::size_t>& places) {
    Codes ids;
    for (const std::size_t at : places) ids.insert(plan().situations[at].id);
    return ids;
}

// Minutes since the epoch of a moment in Japan.
Instant japan(Date day, int hour, int minute) {
    const std::int64_t minutes =
        static_cast<std::int64_t>(day.days()) * 1440 + hour * 60 + minute - 540;
    return {minutes * 60'000'000};
}

TEST(IncidentDuty, MoreThanAHundredPersonsIsAHundredAndOne) {
    EXPECT_EQ(duty_of(plan(), leak(100)).answer, Answer::not_due);
    EXPECT_EQ(duty_of(plan(), leak(101)).answer, Answer::due);
    EXPECT_EQ(situations(duty_of(plan(), leak(101)).met), Codes{"privacy_persons"});
    EXPECT_EQ(duty_of(plan(), leak(0)).answer, Answer::not_due);
    const Duty open = duty_of(plan(), leak(std::nullopt));
    EXPECT_EQ(open.answer, Answer::undecided);
    EXPECT_EQ(situations(open.open), Codes{"privacy_persons"});
}

TEST(IncidentDuty, EachSituationAloneIsEnough) {
    struct Case {
        bool Facts::*fact;
        bool number;
        Codes met;
    };
    const Case cases[] = {
        {&Facts::sensitive, false, {"privacy_sensitive"}},
        {&Facts::financial_harm, false, {"privacy_financial"}},
        {&Facts::wrongful, false, {"privacy_wrongful"}},
        {&Facts::number_system, true, {"number_system"}},
        {&Facts::wrongful, true, {"privacy_wrongful", "number_wrongful"}},
        {&Facts::public_reach, true, {"number_public"}},
    };
    for (const Case& one : cases) {
        Facts facts = leak(1);
        facts.number = one.number;
        EXPECT_EQ(duty_of(plan(), facts).answer, Answer::not_due);
        facts.*one.fact = true;
        EXPECT_EQ(duty_of(plan(), facts).answer, Answer::due);
        EXPECT_EQ(situations(duty_of(plan(), facts).met), one.met);
    }
    Facts numbers = leak(101);
    numbers.number = true;
    EXPECT_EQ(situations(duty_of(plan(), numbers).met),
              (Codes{"privacy_persons", "number_persons"}));
    // A situation of the number act says nothing where there are no numbers.
    Facts none = leak(1);
    none.public_reach = none.number_system = true;
    EXPECT_EQ(duty_of(plan(), none).answer, Answer::not_due);
}

TEST(IncidentDuty, WhatNobodyCanReadIsNotLeaked) {
    Facts facts = leak(5'000);
    facts.sensitive = true;
    facts.protected_well = true;
    EXPECT_EQ(duty_of(plan(), facts).answer, Answer::not_due);
    facts = leak(std::nullopt);
    facts.personal = false;
    EXPECT_EQ(duty_of(plan(), facts).answer, Answer::not_due);
}

TEST(IncidentDuty, DaysCountFromTheDayItWasKnown) {
    const Duty duty = duty_of(plan(), leak(101));
    EXPECT_EQ(format_iso(duty.first_from), "2026-11-18");
    EXPECT_EQ(format_iso(duty.first_due), "2026-11-20");
    EXPECT_EQ(format_iso(duty.final_due), "2026-12-15");  // the 30th day, a Tuesday
    EXPECT_FALSE(duty.put_off);
    EXPECT_TRUE(duty.calendar_known);
    Facts wrongful = leak(1);
    wrongful.wrongful = true;
    EXPECT_EQ(duty_of(plan(), wrongful).final_days, 60);
    EXPECT_EQ(format_iso(duty_of(plan(), wrongful).final_due), "2027-01-14");
}

TEST(IncidentDuty, AFinalReportIsPutOffToTheNextOpenDay) {
    struct Case {
        Date known;
        const char* due;
        bool put_off;
    };
    const Case cases[] = {
        {Date::of(2026, 11, 13), "2026-12-14", true},   // the 30th day is Saturday 12 December
        {Date::of(2026, 11, 12), "2026-12-11", false},  // Friday
        {Date::of(2026, 11, 29), "2026-12-28", false},  // the last open day of the year
        {Date::of(2026, 11, 30), "2027-01-04", true},   // 29 December, then the New Year
        {Date::of(2026, 12, 6), "2027-01-04", false},   // Monday 4 January
        {Date::of(2026, 8, 23), "2026-09-24", true},    // Monday 21 – Wednesday 23 September closed
        {Date::of(2027, 4, 4), "2027-05-06", true},     // 3 – 5 May
        {Date::of(2027, 2, 20), "2027-03-23", true},    // Sunday 21 March, and the day after it
    };
    for (const Case& one : cases) {
        Facts facts = leak(101);
        facts.known_on = one.known;
        const Duty duty = duty_of(plan(), facts);
        EXPECT_EQ(format_iso(duty.final_due), one.due) << format_iso(one.known);
        EXPECT_EQ(duty.put_off, one.put_off) << format_iso(one.known);
    }
    // A first report is wanted at once: it is not put off.
    Facts saturday = leak(101);
    saturday.known_on = Date::of(2026, 11, 17);
    EXPECT_EQ(format_iso(duty_of(plan(), saturday).first_due), "2026-11-21");
    Facts beyond = leak(101);
    beyond.known_on = Date::of(2028, 1, 5);
    EXPECT_FALSE(duty_of(plan(), beyond).calendar_known);
}

TEST(IncidentDuty, ADayIsOverAtMidnightInJapan) {
    const Date due = Date::of(2026, 11, 20);
    EXPECT_EQ(minutes_left(due, japan(due, 23, 59)), 1);
    EXPECT_EQ(minutes_left(due, japan(due + 1, 0, 0)), 0);
    EXPECT_EQ(minutes_left(due, {japan(due + 1, 0, 0).micros + 1}), -1);
    EXPECT_EQ(minutes_left(due, japan(due + 1, 0, 1)), -1);
    EXPECT_EQ(minutes_left(due, japan(due, 0, 0)), 1440);
    EXPECT_EQ(tone_of(plan(), -1), Tone::red);
    EXPECT_EQ(tone_of(plan(), 0), Tone::amber);
    EXPECT_EQ(tone_of(plan(), 48 * 60 - 1), Tone::amber);
    EXPECT_EQ(tone_of(plan(), 48 * 60), Tone::ok);
    // Known one minute before midnight or one after: a day apart.
    Facts before = leak(101), after = leak(101);
    before.known_on = japan_date(japan(Date::of(2026, 11, 16), 23, 59));
    after.known_on = japan_date(japan(Date::of(2026, 11, 17), 0, 0));
    EXPECT_EQ(duty_of(plan(), after).first_due - duty_of(plan(), before).first_due, 1);
}

TEST(IncidentDuty, ToldAreThoseWhomKindAndDutyName) {
    const auto told = [](const Facts& facts) {
        Codes keys;
        for (const Due& due : duty_of(plan(), facts).reports) {
            keys.insert(plan().recipients[due.recipient].key + " " + due.stage);
        }
        return keys;
    };
    EXPECT_EQ(told(leak(1)), Codes{"mayor single"});
    EXPECT_EQ(told(leak(101)), (Codes{"mayor single", "commission first", "commission final",
                                      "persons single", "council single"}));
    Facts attack = leak(1);
    attack.kind = "attack";
    attack.personal = false;
    EXPECT_EQ(told(attack), (Codes{"mayor single", "prefecture single", "ministry single",
                                   "police single", "cyber_office single"}));
}

TEST(IncidentDuty, MoreFactsNeverTakeADutyAway) {
    rc::check([] {
        const auto flag = [] { return *rc::gen::arbitrary<bool>(); };
        Facts less = leak(std::nullopt);
        less.number = flag();
        if (flag()) less.persons = *rc::gen::inRange<std::int64_t>(0, 300);
        less.sensitive = flag();
        less.wrongful = flag();
        less.public_reach = flag();
        Facts more = less;
        more.sensitive = more.sensitive || flag();
        more.wrongful = more.wrongful || flag();
        more.public_reach = more.public_reach || flag();
        more.number = more.number || flag();
        if (more.persons) *more.persons += *rc::gen::inRange<std::int64_t>(0, 200);
        if (duty_of(plan(), less).answer != Answer::due) return;
        RC_ASSERT(duty_of(plan(), more).answer == Answer::due);
        RC_ASSERT(duty_of(plan(), more).final_due >= duty_of(plan(), less).final_due);
    });
}

TEST(SeriousIncident, IsOfNumbersManyPersonsAndBlame) {
    Facts facts = leak(101);
    EXPECT_EQ(is_serious(plan(), facts), std::optional(false));
    facts.number = true;
    EXPECT_EQ(is_serious(plan(), facts), std::nullopt);
    facts.at_fault = true;
    EXPECT_EQ(is_serious(plan(), facts), std::optional(true));
    facts.persons = 100;
    EXPECT_EQ(is_serious(plan(), facts), std::optional(false));
    facts.wrongful = true;
    EXPECT_EQ(is_serious(plan(), facts), std::optional(true));
    facts.at_fault = false;
    EXPECT_EQ(is_serious(plan(), facts), std::optional(false));
    facts.at_fault.reset();
    facts.wrongful = false;
    facts.persons.reset();
    EXPECT_EQ(is_serious(plan(), facts), std::nullopt);
}

TEST(ThresholdFeed, TasksRiseOnTheDayAndFallBackAYearLater) {
    const std::vector<Task> tasks = {{"a", "small", 9'999, 10},
                                     {"b", "middle", 10'000, 10},
                                     {"c", "middle with many", 99'999, 500},
                                     {"d", "large", 100'000, 499},
                                     {"e", "largest", 300'000, 10}};
    const govern::Incident one{Date::of(2026, 11, 16), "specific_personal", true, true};
    const auto raised = raised_by(threshold(), tasks, {}, one);
    ASSERT_EQ(raised.size(), 2U);
    EXPECT_EQ(tasks[raised[0].task].id, "b");
    EXPECT_EQ(threshold().obligations[raised[0].before].key, "basic");
    EXPECT_EQ(threshold().obligations[raised[0].after].key, "basic_and_key_items");
    EXPECT_EQ(tasks[raised[1].task].id, "d");
    EXPECT_EQ(threshold().obligations[raised[1].after].key, "basic_and_full");
    // The anniversary still counts; the day after it does not.
    EXPECT_EQ(raised[0].back, std::optional(Date::of(2027, 11, 17)));
    // With an earlier one they are up already and stay up when that one stops counting; with a
    // later one nothing falls back yet.
    const govern::Incident earlier{Date::of(2026, 3, 1), "specific_personal", true, true};
    const auto kept = raised_by(threshold(), tasks, {earlier}, one);
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].from, Date::of(2027, 3, 2));
    EXPECT_EQ(kept[0].back, std::optional(Date::of(2027, 11, 17)));
    const govern::Incident same{one.date, "specific_personal", true, true};
    EXPECT_TRUE(raised_by(threshold(), tasks, {same}, one).empty());
    const govern::Incident later{Date::of(2027, 3, 1), "specific_personal", true, true};
    const auto held = raised_by(threshold(), tasks, {later}, one);
    ASSERT_EQ(held.size(), 2U);
    EXPECT_EQ(held[0].back, std::nullopt);
    govern::Incident light = one;
    light.serious = false;
    EXPECT_TRUE(raised_by(threshold(), tasks, {}, light).empty());
    light = one;
    light.body_at_fault = false;
    EXPECT_TRUE(raised_by(threshold(), tasks, {}, light).empty());
}

TEST(IncidentPlan, FaultsAreNamed) {
    const std::string text = read_text("catalogs/incident-plan.yaml");
    EXPECT_TRUE(parse_plan(text, "same").has_value());
    EXPECT_FALSE(parse_plan(changed(text, "id: receive_tell,", "id: receive_note,"), "twice"));
    EXPECT_FALSE(parse_plan(changed(text, "after: [publish_policy]", "after: [end]"), "below"));
    EXPECT_FALSE(parse_plan(changed(text, "  first_to: 5", "  first_to: 2"), "not ascending"));
    EXPECT_FALSE(parse_plan(changed(text, "2027-11-23", "2028-11-23"), "outside"));
    EXPECT_FALSE(parse_plan(changed(text, "key: follow_up,", "key: end,"), "part twice"));
}

}  // namespace
}  // namespace daicho::govern::incident
