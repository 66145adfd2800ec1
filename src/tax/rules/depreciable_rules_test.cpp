// Properties of the rules on depreciable assets, with a table made here: the rules must hold for
// whatever table law/ has. Golden cases are in tax/statute/depreciable_golden_test.cpp.
#include "tax/rules/depreciable_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace daicho::tax::rules {
namespace {

const Citation kTable{"law/test#table", "固定資産評価基準 別表第15", "", Date(),
                      LawStatus::enacted, true};

DepreciableLaw sample_law() {
    DepreciableLaw law;
    for (std::int32_t life = kMinLifeYears; life <= kMaxLifeYears; ++life) {
        law.factors[static_cast<std::size_t>(life)] = residual_factor(1'300 / life);
    }
    law.factors_citation = &kTable;
    law.lowest_share = {Ratio(5, 100), &kTable};
    law.used_life_share = {Ratio(20, 100), &kTable};
    law.used_life_min = {2, &kTable};
    return law;
}

const DepreciableLaw& law() {
    static const DepreciableLaw sample = sample_law();
    return sample;
}

struct Drawn {
    DepreciableAsset asset;
    FiscalYear year;
};

Drawn draw() {
    Drawn drawn;
    drawn.asset.cost = Yen(*rc::gen::inRange<std::int64_t>(0, kMaxInputYen.amount() + 1));
    drawn.asset.life_years = *rc::gen::inRange(kMinLifeYears, kMaxLifeYears + 1);
    drawn.asset.acquired = {*rc::gen::inRange(1950, 2030),
                            static_cast<std::uint8_t>(*rc::gen::inRange(1, 13)),
                            static_cast<std::uint8_t>(*rc::gen::inRange(0, 29))};
    drawn.year = FiscalYear(*rc::gen::inRange(1950, 2100));
    return drawn;
}

Yen value_of(const DepreciableAsset& asset, FiscalYear year) {
    NoTrace trace;
    return assess_depreciable(law(), year, asset, trace).assessed_value;
}

RC_GTEST_PROP(DepreciableRules, NeverBelowFivePercentWhileInUse, ()) {
    const Drawn drawn = draw();
    NoTrace trace;
    const auto result = assess_depreciable(law(), drawn.year, drawn.asset, trace);
    RC_ASSERT(result.taxed == (drawn.year >= first_fiscal_year(drawn.asset.acquired)));
    if (!result.taxed) {
        RC_ASSERT(result.assessed_value == 0_yen && result.base == 0_yen);
        return;
    }
    RC_ASSERT(result.assessed_value.amount() >= drawn.asset.cost.amount() / 20);
    RC_ASSERT(result.assessed_value >= result.theoretical_book_value);
    RC_ASSERT(result.assessed_value <= drawn.asset.cost);
}

RC_GTEST_PROP(DepreciableRules, FallsFromYearToYear, ()) {
    const Drawn drawn = draw();
    RC_PRE(drawn.year >= first_fiscal_year(drawn.asset.acquired));
    RC_ASSERT(value_of(drawn.asset, drawn.year.next()) <= value_of(drawn.asset, drawn.year));
}

RC_GTEST_PROP(DepreciableRules, RisesWithCost, ()) {
    const Drawn drawn = draw();
    DepreciableAsset dearer = drawn.asset;
    dearer.cost = Yen(*rc::gen::inRange<std::int64_t>(drawn.asset.cost.amount(),
                                                      kMaxInputYen.amount() + 1));
    RC_ASSERT(value_of(dearer, drawn.year) >= value_of(drawn.asset, drawn.year));
}

RC_GTEST_PROP(DepreciableRules, RisesWithLife, ()) {
    const Drawn drawn = draw();
    DepreciableAsset longer = drawn.asset;
    longer.life_years = *rc::gen::inRange(drawn.asset.life_years, kMaxLifeYears + 1);
    RC_ASSERT(value_of(longer, drawn.year) >= value_of(drawn.asset, drawn.year));
}

RC_GTEST_PROP(DepreciableRules, TraceOnEqualsTraceOff, ()) {
    Drawn drawn = draw();
    const std::array<LifeRevision, 2> revisions{{{FiscalYear(2009), 10}, {FiscalYear(2015), 7}}};
    if (*rc::gen::arbitrary<bool>()) drawn.asset.revisions = revisions;
    drawn.asset.base_fraction = Ratio(*rc::gen::inRange(0, 5), 4);
    if (drawn.asset.base_fraction > kOne) drawn.asset.base_fraction = kOne;
    drawn.asset.exempt = *rc::gen::inRange(0, 4) == 0;
    NoTrace off;
    Recording on;
    const auto silent = assess_depreciable(law(), drawn.year, drawn.asset, off);
    const auto traced = assess_depreciable(law(), drawn.year, drawn.asset, on);
    RC_ASSERT(silent.assessed_value == traced.assessed_value);
    RC_ASSERT(silent.theoretical_book_value == traced.theoretical_book_value);
    RC_ASSERT(silent.base == traced.base && silent.base <= silent.assessed_value);
    RC_ASSERT(on.steps().size() == 1U);
    if (silent.taxed) {
        RC_ASSERT(on.steps().front().result == std::to_string(silent.base.amount()));
    }
}

// A revision to the same life changes nothing; one from the first year is that life throughout.
RC_GTEST_PROP(DepreciableRules, RevisionToTheSameLifeChangesNothing, ()) {
    const Drawn drawn = draw();
    const std::array<LifeRevision, 1> same{
        {{FiscalYear(*rc::gen::inRange(1950, 2100)), drawn.asset.life_years}}};
    DepreciableAsset revised = drawn.asset;
    revised.revisions = same;
    RC_ASSERT(value_of(revised, drawn.year) == value_of(drawn.asset, drawn.year));
}

RC_GTEST_PROP(DepreciableRules, RevisionBeforeTheFirstYearIsTheLife, ()) {
    const Drawn drawn = draw();
    const std::int32_t life = *rc::gen::inRange(kMinLifeYears, kMaxLifeYears + 1);
    const std::array<LifeRevision, 1> early{{{FiscalYear(1940), life}}};
    DepreciableAsset revised = drawn.asset;
    revised.revisions = early;
    DepreciableAsset plain = drawn.asset;
    plain.life_years = life;
    RC_ASSERT(value_of(revised, drawn.year) == value_of(plain, drawn.year));
}

TEST(DepreciableRules, FirstFiscalYear) {
    EXPECT_EQ(first_fiscal_year({2024, 12, 31}), FiscalYear(2025));
    EXPECT_EQ(first_fiscal_year({2025, 1, 1}), FiscalYear(2025));
    EXPECT_EQ(first_fiscal_year({2025, 1, 2}), FiscalYear(2026));
    EXPECT_EQ(first_fiscal_year(acquired_on(YearMonth{2025, 1})), FiscalYear(2026));
    EXPECT_EQ(first_fiscal_year(acquired_on(Date::of(2025, 1, 1))), FiscalYear(2025));
}

TEST(DepreciableRules, HalfOfARateIsRoundedHalfUp) {
    const ResidualFactor factor = residual_factor(369);
    EXPECT_EQ(factor.first, 815);  // not 815.5
    EXPECT_EQ(factor.later, 631);
    EXPECT_EQ(residual_factor(206).first, 897);
}

TEST(DepreciableRules, ExemptHasAValueButNoBase) {
    DepreciableAsset asset{Yen(1'000'000), {2024, 5, 0}, 10, kOne, true, {}};
    NoTrace trace;
    const auto result = assess_depreciable(law(), FiscalYear(2025), asset, trace);
    EXPECT_GT(result.assessed_value, 0_yen);
    EXPECT_EQ(result.base, 0_yen);
}

// The explanation names the table and ends in the base.
TEST(DepreciableRules, TraceNestsValueUnderBase) {
    DepreciableAsset asset{Yen(1'000'000), {2023, 5, 0}, 10, Ratio(1, 2), false, {}};
    Recording trace;
    assess_depreciable(law(), FiscalYear(2025), asset, trace);
    const Step& base = trace.steps().front();
    EXPECT_EQ(base.rule->id, "depreciable.base");
    ASSERT_EQ(base.because.size(), 1U);
    const Step& value = base.because.front();
    EXPECT_EQ(value.rule->id, "depreciable.value.lowest");
    ASSERT_EQ(value.because.size(), 3U);
    EXPECT_EQ(value.because[0].rule->id, "depreciable.first_year");
    EXPECT_EQ(value.because[1].rule->id, "depreciable.value.first");
    EXPECT_EQ(value.because[2].rule->id, "depreciable.value.later");
    EXPECT_EQ(value.because[2].citations.front(), &kTable);
}

}  // namespace
}  // namespace daicho::tax::rules
