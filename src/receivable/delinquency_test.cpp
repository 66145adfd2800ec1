// Golden cases of tests/law/receivable.yaml and properties of the charge.
#include "receivable/delinquency.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "base/message.hpp"
#include "receivable/delinquency_question.hpp"
#include "yaml/node.hpp"

namespace daicho::receivable {
namespace {

const law::Statute& statute() {
    static const law::Statute loaded = [] {
        auto result = law::load(DAICHO_SOURCE_DIR "/law");
        EXPECT_TRUE(result) << describe_with_place(result.error(), Language::english);
        return result ? std::move(*result) : law::Statute();
    }();
    return loaded;
}

const ChargeLaw& law_now() {
    static const ChargeLaw bound = bind_charges(statute()).value();
    return bound;
}

std::int64_t amount(const yaml::Node& node) { return node.integer(0, kMaxInputYen.amount()); }

void check_periods(const yaml::Node& test, const Charge& charge) {
    const auto lines = test.find("periods").elements();
    ASSERT_EQ(charge.periods.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto cells = lines[i].elements();
        EXPECT_EQ(charge.periods[i].from, cells.at(0).date());
        EXPECT_EQ(charge.periods[i].to, cells.at(1).date());
        EXPECT_EQ(charge.periods[i].days, cells.at(2).integer(1, 100'000));
        EXPECT_EQ(charge.periods[i].rate, cells.at(3).ratio());
        EXPECT_EQ(charge.periods[i].yen.amount(), amount(cells.at(4)));
        EXPECT_FALSE(charge.periods[i].provisional);
    }
}

TEST(Delinquency, GoldenCases) {
    auto document = yaml::Document::load(DAICHO_SOURCE_DIR "/tests/law/receivable.yaml");
    ASSERT_TRUE(document) << describe_with_place(document.error(), Language::english);
    for (const yaml::Node& test : document->root().at("cases").elements()) {
        SCOPED_TRACE(test.at("id").text());
        EXPECT_FALSE(test.at("source").text().empty());
        static_cast<void>(test.find("note"));
        ChargeQuestion question;
        question.kind = test.at("kind").one_of({"delinquency", "refund"}) == "refund"
                            ? ChargeKind::refund
                            : ChargeKind::delinquency;
        question.amount = Yen(amount(test.at("amount_yen")));
        question.due = test.at("due").date();
        question.paid = test.at("paid").date();
        const auto charge = compute_charge(law_now(), question);
        ASSERT_TRUE(charge) << describe_with_place(charge.error(), Language::english);
        EXPECT_EQ(charge->base.amount(), amount(test.at("base_yen")));
        EXPECT_EQ(charge->amount.amount(), amount(test.at("total_yen")));
        check_periods(test, *charge);
    }
    const Status faults = document->finish();
    EXPECT_TRUE(faults) << describe_with_place(faults.error(), Language::english);
}

TEST(Delinquency, FirstMonthEndsTheDayBeforeTheSameDay) {
    EXPECT_EQ(end_of_first_month(Date::of(2026, 4, 30)), Date::of(2026, 5, 31));
    EXPECT_EQ(end_of_first_month(Date::of(2026, 5, 31)), Date::of(2026, 6, 30));
    EXPECT_EQ(end_of_first_month(Date::of(2026, 6, 1)), Date::of(2026, 7, 1));
    EXPECT_EQ(end_of_first_month(Date::of(2026, 1, 31)), Date::of(2026, 2, 28));
    EXPECT_EQ(end_of_first_month(Date::of(2026, 1, 30)), Date::of(2026, 2, 28));
    EXPECT_EQ(end_of_first_month(Date::of(2024, 1, 29)), Date::of(2024, 2, 29));
    EXPECT_EQ(end_of_first_month(Date::of(2025, 12, 25)), Date::of(2026, 1, 25));
}

// The rates that the source states, year by year.
TEST(Delinquency, RatesOfEveryYear) {
    const struct {
        int year;
        int first, after, refund;  // thousandths
    } rates[] = {{2020, 26, 89, 16}, {2021, 25, 88, 10}, {2022, 24, 87, 9}, {2023, 24, 87, 9},
                 {2024, 24, 87, 9},  {2025, 24, 87, 9},  {2026, 28, 91, 13}};
    for (const auto& rate : rates) {
        for (const Date day : {Date::of(rate.year, 1, 1), Date::of(rate.year, 12, 31)}) {
            EXPECT_EQ(law::ratio_on(*law_now().first_month, day)->value, Ratio(rate.first, 1000));
            EXPECT_EQ(law::ratio_on(*law_now().after, day)->value, Ratio(rate.after, 1000));
            EXPECT_EQ(law::ratio_on(*law_now().refund, day)->value, Ratio(rate.refund, 1000));
        }
    }
}

TEST(Delinquency, NamesTheYearWithoutARate) {
    ChargeQuestion question{ChargeKind::delinquency, Yen(100'000), Date::of(2026, 12, 25),
                            Date::of(2027, 3, 1)};
    const auto refused = compute_charge(law_now(), question);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "receivable.rate_not_published");
    EXPECT_EQ(refused.error().arguments.front().second, "2027");
    question.provisional = true;
    const auto charge = compute_charge(law_now(), question);
    ASSERT_TRUE(charge);
    ASSERT_EQ(charge->periods.size(), 3U);
    EXPECT_FALSE(charge->periods[0].provisional);
    EXPECT_TRUE(charge->periods[1].provisional);
    EXPECT_EQ(charge->periods[2].rate, Ratio(91, 1000));
    question.due = Date::of(2019, 6, 30);
    question.provisional = false;
    question.paid = Date::of(2019, 9, 30);
    EXPECT_EQ(compute_charge(law_now(), question).error().arguments.front().second, "2019");
    question.paid = Date::of(2200, 1, 1);
    EXPECT_EQ(compute_charge(law_now(), question).error().id, "receivable.paid_too_far");
}

ChargeQuestion draw() {
    ChargeQuestion question;
    question.kind = *rc::gen::arbitrary<bool>() ? ChargeKind::refund : ChargeKind::delinquency;
    question.amount = Yen(*rc::gen::inRange<std::int64_t>(0, kMaxInputYen.amount() + 1));
    question.due = Date::of(2019, 12, 31) + *rc::gen::inRange(0, 2'556);
    question.paid =
        std::min(question.due + *rc::gen::inRange(-5, 2'556), Date::of(2026, 12, 31));
    return question;
}

RC_GTEST_PROP(Delinquency, PeriodsCoverEveryDayOnce, ()) {
    const ChargeQuestion question = draw();
    const auto charge = compute_charge(law_now(), question);
    RC_ASSERT(charge.has_value());
    Date next = question.due + 1;
    Yen sum;
    for (const ChargePeriod& period : charge->periods) {
        RC_ASSERT(period.from == next && period.from <= period.to);
        RC_ASSERT(period.from.year() == period.to.year());
        RC_ASSERT(period.days == period.to - period.from + 1);
        next = period.to + 1;
        sum += period.yen;
    }
    if (charge->base > 0_yen && question.paid > question.due) {
        RC_ASSERT(next == question.paid + 1);
    } else {
        RC_ASSERT(charge->periods.empty());
    }
    RC_ASSERT(charge->base <= question.amount && charge->base.amount() % 1'000 == 0);
    RC_ASSERT(charge->amount <= sum && charge->amount.amount() % 100 == 0);
    RC_ASSERT(charge->amount == 0_yen || charge->amount >= 1'000_yen);
}

RC_GTEST_PROP(Delinquency, NeverFallsWithAmountOrDelay, ()) {
    const ChargeQuestion question = draw();
    const Yen charge = compute_charge(law_now(), question)->amount;
    ChargeQuestion more = question;
    more.amount = Yen(*rc::gen::inRange<std::int64_t>(question.amount.amount(),
                                                      kMaxInputYen.amount() + 1));
    RC_ASSERT(compute_charge(law_now(), more)->amount >= charge);
    ChargeQuestion later = question;
    later.paid = std::min(question.paid + *rc::gen::inRange(0, 400), Date::of(2026, 12, 31));
    later.paid = std::max(later.paid, question.paid);
    RC_ASSERT(compute_charge(law_now(), later)->amount >= charge);
}

TEST(DelinquencyQuestion, AnswersInTheContractsForm) {
    const auto document = json::parse(
        R"({"kind":"delinquency","amount_yen":150999,"due":"2026-04-30","paid":"2026-09-30"})");
    ASSERT_TRUE(document);
    const auto answer = answer_delinquency(statute(), *document);
    ASSERT_TRUE(answer);
    EXPECT_EQ(json::write(*answer),
              R"({"base_yen":150000,"periods":[)"
              R"({"from":"2026-05-01","to":"2026-05-31","days":31,"rate":"0.028","yen":356},)"
              R"({"from":"2026-06-01","to":"2026-09-30","days":122,"rate":"0.091","yen":4562}],)"
              R"("amount_yen":4900})");
}

TEST(DelinquencyQuestion, NamesEveryFault) {
    const auto document =
        json::parse(R"({"kind":"fine","amount_yen":-1,"due":"2026-02-30","when":"2026-09-30"})");
    ASSERT_TRUE(document);
    const auto answer = answer_delinquency(statute(), *document);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().causes.size(), 5U);
    const auto far = json::parse(
        R"({"kind":"refund","amount_yen":500000,"due":"2026-11-30","paid":"2027-01-05"})");
    ASSERT_TRUE(far);
    const auto refused = answer_delinquency(statute(), *far);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where.path, "paid");
    EXPECT_EQ(refused.error().kind, ErrorKind::input);
    EXPECT_NE(describe(refused.error(), Language::japanese).find("2027年"), std::string::npos);
    const auto provisional = answer_delinquency(statute(), *far, true);
    ASSERT_TRUE(provisional);
    EXPECT_TRUE(provisional->at("periods").at(1).at("provisional").as_bool());
}

}  // namespace
}  // namespace daicho::receivable
