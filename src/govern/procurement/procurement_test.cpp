// Years with one vendor and what a purchase saves: worked cases, and properties.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "govern/procurement/benefit.hpp"
#include "govern/procurement/lock_in.hpp"

namespace daicho::govern {
namespace {

ContractFact contract(std::uint64_t number, std::uint64_t vendor, Date begins,
                      bool changes = false) {
    ContractFact fact;
    fact.contract = number;
    fact.vendor = vendor;
    fact.begins = begins;
    fact.changes_only = changes;
    return fact;
}

const Date kToday = Date::of(2026, 11, 22);

TEST(VendorRun, GoesBackThroughLeaseReleaseAndChanges) {
    const ContractFact facts[] = {
        contract(1, 7, Date::of(2009, 4, 1)), contract(2, 7, Date::of(2014, 4, 1)),
        contract(3, 9, Date::of(2016, 5, 1), true),  // somebody else's small change
        contract(4, 7, Date::of(2019, 4, 1)), contract(5, 7, Date::of(2020, 12, 10), true),
        contract(6, 8, Date::of(2027, 4, 1)),        // not yet
    };
    const auto run = vendor_run(facts, kToday);
    ASSERT_TRUE(run);
    EXPECT_EQ(run->vendor, 7u);
    EXPECT_EQ(run->since, Date::of(2009, 4, 1));
    EXPECT_EQ(run->contracts, (std::vector<std::uint64_t>{1, 2, 4, 5}));
    EXPECT_EQ(whole_years(run->since, kToday), 17);
}

TEST(VendorRun, AnotherVendorThatWasChosenEndsIt) {
    const ContractFact facts[] = {contract(1, 7, Date::of(2009, 4, 1)),
                                  contract(2, 8, Date::of(2014, 4, 1)),
                                  contract(3, 7, Date::of(2019, 4, 1))};
    EXPECT_EQ(vendor_run(facts, kToday)->since, Date::of(2019, 4, 1));
    EXPECT_FALSE(vendor_run({}, kToday));
}

TEST(VendorRun, CountsWhatWasInTheWayOfCompetition) {
    ContractFact first = contract(1, 7, Date::of(2018, 8, 1));
    first.bidders = 1;
    ContractFact second = contract(2, 7, Date::of(2019, 5, 14), true);
    second.law_change = second.single_tender = true;
    const ContractFact facts[] = {first, second};
    const auto run = vendor_run(facts, kToday);
    EXPECT_EQ(run->single_bidders, 1u);
    EXPECT_EQ(run->bidders_known, 1u);
    EXPECT_EQ(run->law_changes, 1u);
    EXPECT_EQ(run->single_tenders, 1u);
}

TEST(WholeYears, TurnOnTheDay) {
    EXPECT_EQ(whole_years(Date::of(2016, 11, 22), kToday), 10);
    EXPECT_EQ(whole_years(Date::of(2016, 11, 23), kToday), 9);
    EXPECT_EQ(whole_years(Date::of(2024, 2, 29), Date::of(2025, 2, 28)), 1);
    EXPECT_EQ(whole_years(Date::of(2027, 1, 1), kToday), 0);
}

RC_GTEST_PROP(VendorRunModel, TheRunIsOneVendorsAndNoChoiceOfAnotherLiesInIt, ()) {
    std::vector<ContractFact> facts;
    const auto count = *rc::gen::inRange<std::size_t>(1, 12);
    for (std::size_t i = 0; i < count; ++i) {
        facts.push_back(contract(i + 1, *rc::gen::inRange<std::uint64_t>(0, 4),
                                 kToday + -*rc::gen::inRange(-400, 8'000),
                                 *rc::gen::arbitrary<bool>()));
    }
    const auto run = vendor_run(facts, kToday);
    const bool any = std::any_of(facts.begin(), facts.end(), [](const ContractFact& one) {
        return one.vendor != 0 && one.begins <= kToday;
    });
    RC_ASSERT(run.has_value() == any);
    if (!run) return;
    RC_ASSERT(!run->contracts.empty());
    for (const std::uint64_t number : run->contracts) {
        RC_ASSERT(facts[number - 1].vendor == run->vendor);
        RC_ASSERT(facts[number - 1].begins >= run->since);
    }
    for (const ContractFact& one : facts) {
        const bool chose = !one.changes_only && one.vendor != 0 && one.begins <= kToday;
        if (chose && one.begins > run->since) RC_ASSERT(one.vendor == run->vendor);
        // A contract of the vendor between the beginning and today is one of the run.
        const bool inside = one.vendor == run->vendor && one.begins > run->since;
        if (inside && one.begins <= kToday) {
            RC_ASSERT(std::count(run->contracts.begin(), run->contracts.end(), one.contract) == 1);
        }
    }
}

TEST(Benefit, IsExactAndPaysBackByMonths) {
    const Benefit saves = benefit_of({34'992'000, 30'000'000, 1'200, 300, 10'000'000});
    EXPECT_EQ(saves.yen, 4'992'000);
    EXPECT_EQ(saves.hours, 900);
    EXPECT_EQ(saves.months, 25);  // 24.03…
    const Benefit costs = benefit_of({3'700'000, 3'900'000, {}, 5, 9'000'000});
    EXPECT_EQ(costs.yen, -200'000);
    EXPECT_FALSE(costs.hours);
    EXPECT_FALSE(costs.months);
    EXPECT_EQ(benefit_of({1'200, 0, {}, {}, 1'000'000'000'000'000}).months, 10'000'000'000'000);
}

RC_GTEST_PROP(BenefitModel, TheMonthsAreTheFirstThatSaveAll, ()) {
    const auto saved = *rc::gen::inRange<std::int64_t>(1, 5'000);
    const auto once = *rc::gen::inRange<std::int64_t>(0, 100'000);
    const Benefit benefit = benefit_of({saved, 0, {}, {}, once});
    RC_ASSERT(*benefit.months * saved >= once * 12);
    if (*benefit.months > 0) RC_ASSERT((*benefit.months - 1) * saved < once * 12);
}

}  // namespace
}  // namespace daicho::govern
