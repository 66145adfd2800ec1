// Properties of the land rules and of the totals, over random parcels and every year's law.
#include "tax/rules/land_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tax/rules/owner_group.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::rules {
namespace {

const YearLaw& law_of(int year) {
    static const law::Statute statute = *law::load(std::string(DAICHO_SOURCE_DIR) + "/law");
    static std::map<int, YearLaw> bound;
    const auto at = bound.find(year);
    if (at != bound.end()) return at->second;
    return bound.emplace(year, statute::bind_year(statute, FiscalYear(year))->law).first->second;
}

rc::Gen<std::int64_t> from_to(std::int64_t first, std::int64_t last) {
    return rc::gen::inRange<std::int64_t>(first, last + 1);
}

const YearLaw& any_law() { return law_of(static_cast<int>(*from_to(2021, 2027))); }

PreviousBase any_previous(Yen value) {
    PreviousBase previous;
    previous.fixed = Yen(*from_to(0, value.amount() * 12 / 10));
    previous.city_planning = Yen(*from_to(0, value.amount() * 12 / 10));
    previous.fixed_known = *from_to(0, 9) > 0;
    previous.city_planning_known = *from_to(0, 9) > 0;
    if (*from_to(0, 3) == 0) previous.area = Area::from_hundredths(*from_to(1, 100'000));
    return previous;
}

ParcelInput any_parcel() {
    ParcelInput parcel;
    parcel.area = Area::from_hundredths(*from_to(1, 200'000));
    parcel.price = Yen(*from_to(0, 1'000'000'000));
    parcel.use = static_cast<LandUse>(*from_to(0, 6));
    parcel.city_planning_area = *from_to(0, 1) == 1;
    parcel.exempt = *from_to(0, 19) == 0;
    if (*from_to(0, 3) == 0) parcel.special_base_ratio = Ratio(*from_to(0, 6), 6);
    if (*from_to(0, 3) == 0) parcel.waiver_ratio = Ratio(*from_to(0, 10), 10);
    if (!is_farmland(parcel.use) && *from_to(0, 2) > 0) {
        parcel.site.dwellings = static_cast<std::int32_t>(*from_to(1, 8));
        parcel.site.house_floor_area = Area::from_hundredths(*from_to(100, 60'000));
        parcel.site.residential_floor_area =
            Area::from_hundredths(*from_to(0, parcel.site.house_floor_area.hundredths()));
        parcel.site.storeys = static_cast<std::int32_t>(*from_to(1, 8));
        parcel.site.fireproof = *from_to(0, 1) == 1;
        parcel.site.vacant_house_advice = *from_to(0, 9) == 0;
        if (*from_to(0, 3) == 0) {
            parcel.site.whole_site =
                parcel.area + Area::from_hundredths(*from_to(0, 100'000));
        }
    }
    if (parcel.use == LandUse::specified_urban_farmland) {
        parcel.urban_farmland_since = static_cast<std::int32_t>(*from_to(2015, 2027));
    }
    for (PreviousBase& previous : parcel.previous) previous = any_previous(parcel.price);
    return parcel;
}

ParcelResult assess(const YearLaw& law, const ParcelInput& parcel) {
    ParcelResult result;
    NoTrace off;
    assess_parcel(law.land, parcel, result, off);
    return result;
}

const Municipality kCity{{Ratio(14, 1000), Ratio(3, 1000)}, false, 4};

Totals levy(const YearLaw& law, const Municipality& city, const std::vector<ParcelInput>& parcels) {
    OwnerGroupResult result;
    NoTrace off;
    levy_owner_group(law, city, {parcels, {}, {}}, result, off);
    return result.totals;
}

RC_GTEST_PROP(LandRules, PartsSumToTheWhole, ()) {
    const ParcelInput parcel = any_parcel();
    const ParcelResult result = assess(any_law(), parcel);
    Area area;
    Yen value;
    std::array<Yen, kTaxes> base{};
    for (std::size_t i = 0; i < result.count; ++i) {
        area = area + result.components[i].area;
        value += result.components[i].value;
        for (std::size_t t = 0; t < kTaxes; ++t) base[t] += result.components[i].tax[t].base;
    }
    RC_ASSERT(area == parcel.area);
    RC_ASSERT(value == result.value);
    RC_ASSERT(base == result.base);
}

RC_GTEST_PROP(LandRules, BasesStayWithinTheirTargets, ()) {
    const ParcelInput parcel = any_parcel();
    const YearLaw& law = any_law();
    const ParcelResult result = assess(law, parcel);
    for (std::size_t i = 0; i < result.count; ++i) {
        const ComponentResult& part = result.components[i];
        for (const BaseResult& tax : part.tax) {
            RC_ASSERT(tax.base >= 0_yen);
            RC_ASSERT(tax.base <= tax.full_base);
        }
    }
    if (!parcel.city_planning_area || parcel.exempt) RC_ASSERT(result.base[1] == 0_yen);
}

RC_GTEST_PROP(LandRules, TraceOnIsTraceOff, ()) {
    const YearLaw& law = any_law();
    const std::vector<ParcelInput> parcels{any_parcel(), any_parcel()};
    OwnerGroupResult plain;
    OwnerGroupResult recorded;
    NoTrace off;
    Recording on;
    levy_owner_group(law, kCity, {parcels, {}, {}}, plain, off);
    levy_owner_group(law, kCity, {parcels, {}, {}}, recorded, on);
    RC_ASSERT(plain.totals.annual == recorded.totals.annual);
    for (std::size_t p = 0; p < parcels.size(); ++p) {
        RC_ASSERT(plain.parcels[p].base == recorded.parcels[p].base);
        for (std::size_t i = 0; i < plain.parcels[p].count; ++i) {
            const ComponentResult& part = recorded.parcels[p].components[i];
            RC_ASSERT(plain.parcels[p].components[i].tax[0].base == part.tax[0].base);
            if (parcels[p].exempt) continue;
            const Step* step = find_step(
                on.steps(), "land/" + std::to_string(p) + "/" +
                                kKindNames[static_cast<std::size_t>(part.kind)] + "/fixed");
            RC_ASSERT(step != nullptr);
            RC_ASSERT(step->result == std::to_string(part.tax[0].base.amount()));
        }
    }
    RC_ASSERT(on.steps().size() == 1U);
    RC_ASSERT(on.steps().back().result == std::to_string(plain.totals.annual.amount()));
    const Step* fixed = find_step(on.steps(), "total/fixed");
    RC_ASSERT(fixed != nullptr);
    RC_ASSERT(fixed->result == std::to_string(plain.totals.tax[0].tax.amount()));
}

RC_GTEST_PROP(LandRules, OrderOfParcelsIsIrrelevant, ()) {
    const YearLaw& law = any_law();
    std::vector<ParcelInput> parcels;
    for (std::int64_t i = *from_to(1, 6); i > 0; --i) parcels.push_back(any_parcel());
    Municipality city = kCity;
    city.truncate_per_class = *from_to(0, 1) == 1;
    const Totals forwards = levy(law, city, parcels);
    std::reverse(parcels.begin(), parcels.end());
    const Totals backwards = levy(law, city, parcels);
    RC_ASSERT(forwards.annual == backwards.annual);
    RC_ASSERT(forwards.instalments == backwards.instalments);
}

// With the same previous base a higher price never gives a lower base, whatever the class …
RC_GTEST_PROP(LandRules, RaisingTheValueNeverLowersTheBase, ()) {
    const YearLaw& law = any_law();
    ParcelInput parcel = any_parcel();
    // … except farmland: a higher price lowers the burden level and with it raises the factor, but
    // the cap rises too, so it holds there as well.
    const ParcelResult before = assess(law, parcel);
    parcel.price += Yen(*from_to(0, 100'000'000));
    const ParcelResult after = assess(law, parcel);
    RC_ASSERT(after.base[0] >= before.base[0]);
    RC_ASSERT(after.base[1] >= before.base[1]);
}

RC_GTEST_PROP(LandRules, RaisingThePreviousBaseNeverLowersTheStepwiseBase, ()) {
    const YearLaw& law = any_law();
    const auto land = static_cast<LandClass>(*from_to(0, 3));
    const BurdenLaw& burden = law.land.of(land, Tax::fixed);
    const Yen value(*from_to(0, 1'000'000'000));
    const Yen full = burden.full.fraction.floor_of(value);
    const Yen low(*from_to(0, value.amount() + 10));
    const Yen high = low + Yen(*from_to(0, 1'000'000));
    const auto base = [&](Yen previous) {
        const Previous known{previous, true};
        return land == LandClass::commercial ? adjust_commercial(burden, value, known)
                                             : adjust_stepwise(burden, value, full, known);
    };
    RC_ASSERT(base(high) >= base(low));
}

// The formulas again, by exact cross-multiplied rationals without any cut before the end.
RC_GTEST_PROP(LandRules, TheShortFormEqualsTheFormulaOfTheArticle, ()) {
    const BurdenLaw& burden = law_of(2026).land.of(LandClass::commercial, Tax::fixed);
    const std::int64_t value = *from_to(0, 1'000'000);
    const std::int64_t previous = *from_to(0, value + 10);
    std::int64_t twentieths = 0;  // base × 20
    if (10 * previous > 7 * value) twentieths = 14 * value;
    else if (10 * previous >= 6 * value) twentieths = 20 * previous;
    else twentieths = std::max(std::min(20 * previous + value, 12 * value), 4 * value);
    RC_ASSERT(adjust_commercial(burden, Yen(value), {Yen(previous), true}) == Yen(twentieths / 20));

    const BurdenLaw& small = law_of(2026).land.of(LandClass::small_residential, Tax::fixed);
    const std::int64_t over = 120 * previous;  // everything × 120, so that P/120 is whole
    const std::int64_t full = 20 * value;
    const std::int64_t base =
        over >= full ? full : std::max(std::min(over + value, full), 4 * value);
    const Yen shown = adjust_stepwise(small, Yen(value), small.full.fraction.floor_of(Yen(value)),
                                      {Yen(previous), true});
    RC_ASSERT(shown == Yen(base / 120));
}

RC_GTEST_PROP(LandRules, InTheYearOfHoldNothingRises, ()) {
    ParcelInput parcel = any_parcel();
    for (PreviousBase& previous : parcel.previous) {
        previous.area = Area();
        previous.fixed_known = true;
    }
    const ParcelResult result = assess(law_of(2021), parcel);
    for (std::size_t i = 0; i < result.count; ++i) {
        const BaseResult& tax = result.components[i].tax[0];
        if (!parcel.exempt) RC_ASSERT(tax.base <= tax.previous);
    }
}

RC_GTEST_PROP(LandRules, TheChainCarriesTheBasesOfThisYear, ()) {
    const YearLaw& law = any_law();
    ParcelInput parcel = any_parcel();
    parcel.exempt = false;
    const ParcelResult result = assess(law, parcel);
    PreviousBases chain{};
    next_previous(law.land, parcel, result, chain);
    for (const PreviousBase& base : chain) RC_ASSERT(base.fixed_known && base.city_planning_known);
    for (std::size_t i = 0; i < result.count; ++i) {
        const ComponentResult& part = result.components[i];
        const PreviousBase& carried = chain[static_cast<std::size_t>(part.kind)];
        RC_ASSERT(carried.fixed == part.tax[0].base);
        RC_ASSERT(carried.area == part.area);
        if (parcel.city_planning_area) RC_ASSERT(carried.city_planning == part.tax[1].base);
    }
}

// A use that changes takes last year's base of the new use, and one that grows takes its share.
TEST(LandRules, DeemedChainServesAChangeOfUse) {
    const YearLaw& law = law_of(2026);
    ParcelInput parcel;
    parcel.area = Area::from_square_metres(100);
    parcel.price = 12'000'000_yen;
    parcel.previous[2] = {5'000'000_yen, 0_yen, Area(), true, false};
    parcel.previous[0] = {1'000'000_yen, 0_yen, Area(), true, false};
    const ParcelResult commercial = assess(law, parcel);
    EXPECT_EQ(commercial.base[0], 5'600'000_yen);
    PreviousBases chain{};
    next_previous(law.land, parcel, commercial, chain);
    EXPECT_EQ(chain[0].fixed, 1'100'000_yen);  // as if it had been a small residential site

    parcel.previous = chain;
    parcel.site = {Area::from_square_metres(80), Area::from_square_metres(80), Area(), 1, 2, false,
                   false};
    EXPECT_EQ(assess(law, parcel).base[0], 1'200'000_yen);
    // Next year half of it is sold: the base of the remaining half starts from half.
    parcel.area = Area::from_square_metres(50);
    parcel.price = 6'000'000_yen;
    EXPECT_EQ(assess(law, parcel).components[0].tax[0].previous, 550'000_yen);
}

RC_GTEST_PROP(LevyTotals, InstalmentsSumToTheTaxInWholeUnits, ()) {
    const Yen annual(*from_to(0, 10'000'000'000) / 100 * 100);
    std::vector<Yen> parts(static_cast<std::size_t>(*from_to(1, 12)));
    split_instalments(annual, 1'000_yen, parts);
    Yen sum;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        sum += parts[i];
        if (i == 0) continue;
        RC_ASSERT(parts[i].amount() % 1'000 == 0);
        RC_ASSERT(parts[i] <= parts[0]);
    }
    RC_ASSERT(sum == annual);
}

RC_GTEST_PROP(LevyTotals, ReductionsNeverMakeTheTaxNegativeAndTaxIsInWholeUnits, ()) {
    GroupSums sums{};
    for (ClassSums& asset : sums) {
        asset.objects = static_cast<std::uint32_t>(*from_to(0, 2));
        for (std::size_t t = 0; t < kTaxes; ++t) {
            asset.base[t] = Yen(asset.objects == 0 ? 0 : *from_to(0, 10'000'000));
            asset.relief[t] = Yen(*from_to(0, 100'000));
            asset.waiver[t] = Yen(*from_to(0, 100'000));
        }
    }
    NoTrace off;
    const Totals totals = total(any_law().levy, kCity, sums, off);
    for (const TaxTotals& tax : totals.tax) {
        RC_ASSERT(tax.tax >= 0_yen);
        RC_ASSERT(tax.tax.amount() % 100 == 0);
        RC_ASSERT(tax.base.amount() % 1'000 == 0);
        RC_ASSERT(tax.relief + tax.waiver <= tax.before_relief);
    }
    for (std::size_t i = 0; i < kAssetClasses; ++i) {
        if (sums[i].objects == 0) RC_ASSERT(!totals.below_threshold[i]);
    }
}

TEST(OwnerGroup, BuffersAreReusedAndForgetTheGroupBefore) {
    const YearLaw& law = law_of(2026);
    std::vector<ParcelInput> many(50);
    for (ParcelInput& parcel : many) {
        parcel.area = Area::from_square_metres(100);
        parcel.price = 10'000'000_yen;
    }
    OwnerGroupResult result;
    NoTrace off;
    levy_owner_group(law, kCity, {many, {}, {}}, result, off);
    const ParcelResult* buffer = result.parcels.data();
    const std::vector<ParcelInput> one(1, many.front());
    levy_owner_group(law, kCity, {one, {}, {}}, result, off);
    EXPECT_EQ(result.parcels.data(), buffer);
    ASSERT_EQ(result.parcels.size(), 1U);
    EXPECT_EQ(result.totals.annual, 98'000_yen);
}

TEST(OwnerGroup, BoundsAreCheckedBeforeTheRules) {
    ParcelInput parcel;
    parcel.price = kMaxInputYen;
    std::vector<ParcelInput> parcels(1, parcel);
    EXPECT_TRUE(group_in_bounds({parcels, {}, {}}));
    parcels.push_back(parcel);
    EXPECT_FALSE(group_in_bounds({parcels, {}, {}}));
    parcel.price_form = PriceForm::unit_price;
    parcel.area = Area::from_square_metres(2);
    EXPECT_FALSE(value_in_bounds(parcel));
}

}  // namespace
}  // namespace daicho::tax::rules
