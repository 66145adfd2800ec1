// Cliffs, conflicts and properties of the rules on houses, with numbers made here. Golden cases
// are in tax/statute/house_golden_test.cpp.
#include "tax/rules/house_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <vector>

#include "tax/rules/house_condominium.hpp"

namespace daicho::tax::rules {
namespace {

const Citation kCited{"law/test#row", "地方税法 附則第15条の6 第1項", "", Date(),
                      LawStatus::enacted, true};
const TaxRates kRates{Ratio(14, 1000), Ratio(3, 1000)};
const FiscalYear kYear(2026);

HouseLaw sample_law() {
    HouseLaw law;
    law.min_residential_share = {Ratio(1, 2), &kCited};
    law.mid_high_storeys = {3, &kCited};
    for (std::size_t i = 0; i < kReliefKinds; ++i) {
        ReliefTerms& terms = law.reliefs[i].windows[0];
        law.reliefs[i].window_count = 1;
        terms = {Date::of(2000, 1, 1), Date::of(2027, 3, 31), Ratio(1, 2),
                 Ratio(1, 2),          Area::from_square_metres(120),
                 Area::from_square_metres(50), Area::from_square_metres(40),
                 Area::from_square_metres(280), 3, 5, &kCited};
    }
    const auto barrier = static_cast<unsigned>(ReliefKind::barrier_free);
    const auto energy = static_cast<unsigned>(ReliefKind::energy_saving);
    for (const unsigned kind : {barrier, energy}) {
        law.reliefs[kind].windows[0].fraction = Ratio(1, 3);
        law.reliefs[kind].windows[0].fraction_later = Ratio(1, 3);
    }
    law.reliefs[barrier].combines_with = 1U << energy;
    law.reliefs[energy].combines_with = 1U << barrier;
    return law;
}

const HouseLaw& law() {
    static const HouseLaw sample = sample_law();
    return sample;
}

House house_of(std::int64_t value, std::int64_t hundredths) {
    House house;
    house.value = Yen(value);
    house.built = Date::of(2025, 6, 1);
    house.floor_area = Area::from_hundredths(hundredths);
    house.residential_area = house.floor_area;
    house.city_planning_area = true;
    return house;
}

void add(House& house, ReliefKind kind, Date completed = Date::of(2025, 8, 1)) {
    house.reliefs.at(house.relief_count++) = {kind, completed, true};
}

HouseResult assess(const House& house, const HouseLaw& with = law()) {
    NoTrace trace;
    return assess_house(with, kRates, kYear, house, trace);
}

ReliefState state_of(const House& house) { return assess(house).reliefs[0].state; }

TEST(HouseRules, AreaCliffs) {
    const struct {
        std::int64_t hundredths;
        ReliefState state;
    } cliffs[] = {{49'00, ReliefState::area_out_of_range}, {49'99, ReliefState::area_out_of_range},
                  {50'00, ReliefState::applied},           {120'00, ReliefState::applied},
                  {280'00, ReliefState::applied},          {280'01, ReliefState::area_out_of_range},
                  {281'00, ReliefState::area_out_of_range}};
    for (std::size_t kind = 0; kind < kReliefKinds; ++kind) {
        for (const auto& cliff : cliffs) {
            House house = house_of(10'000'000, cliff.hundredths);
            add(house, static_cast<ReliefKind>(kind));
            EXPECT_EQ(state_of(house), cliff.state) << kind << " " << cliff.hundredths;
        }
    }
}

TEST(HouseRules, LetDwellingsMayBeSmaller) {
    House house = house_of(10'000'000, 40'00);
    add(house, ReliefKind::new_house);
    EXPECT_EQ(state_of(house), ReliefState::area_out_of_range);
    house.let_out = true;  // a whole house that is let is no separate part of one
    EXPECT_EQ(state_of(house), ReliefState::area_out_of_range);
    house.dwellings = 2;
    house.floor_area = house.residential_area = Area::from_hundredths(80'00);
    EXPECT_EQ(state_of(house), ReliefState::applied);
    house.floor_area = house.residential_area = Area::from_hundredths(79'98);
    EXPECT_EQ(state_of(house), ReliefState::area_out_of_range);
}

TEST(HouseRules, CapHoldsForEachDwelling) {
    House house = house_of(10'000'000, 300'00);
    house.dwellings = 2;  // 150 m² each, 120 m² of each count
    add(house, ReliefKind::new_house);
    EXPECT_EQ(assess(house).fixed_relief, Yen(140'000 * 240 / 300 / 2));
    const std::vector<Area> units{Area::from_hundredths(45'00), Area::from_hundredths(255'00)};
    house.unit_areas = units;  // the first is too small and counts zero
    EXPECT_EQ(assess(house).fixed_relief, Yen(140'000 * 120 / 300 / 2));
}

TEST(HouseRules, MissingCompletionAndUnknownWindow) {
    House house = house_of(10'000'000, 100'00);
    house.relief_count = 1;
    house.reliefs[0] = {ReliefKind::seismic, Date(), false};
    EXPECT_EQ(state_of(house), ReliefState::no_completion_date);
    house.reliefs[0] = {ReliefKind::seismic, Date::of(2027, 4, 1), true};
    EXPECT_EQ(state_of(house), ReliefState::outside_window);
    house.reliefs[0] = {ReliefKind::seismic, Date::of(2026, 4, 1), true};
    EXPECT_EQ(state_of(house), ReliefState::outside_years);
    HouseLaw without = law();
    without.reliefs[static_cast<std::size_t>(ReliefKind::seismic)].window_count = 0;
    EXPECT_EQ(assess(house, without).reliefs[0].state, ReliefState::does_not_exist);
}

TEST(HouseRules, NoDwellingNoRelief) {
    House house = house_of(10'000'000, 100'00);
    add(house, ReliefKind::new_house);
    house.dwellings = 0;
    EXPECT_EQ(state_of(house), ReliefState::no_dwelling);
    house.dwellings = 1;
    house.residential_area = Area();
    EXPECT_EQ(state_of(house), ReliefState::no_dwelling);
    house.floor_area = Area();
    EXPECT_EQ(state_of(house), ReliefState::no_dwelling);
}

TEST(HouseRules, ConditionsOfTheKind) {
    HouseLaw strict = law();
    ReliefLaw& kind = strict.reliefs[0];
    House house = house_of(10'000'000, 100'00);
    add(house, ReliefKind::new_house);
    kind.needs_fireproof = {true, &kCited};
    EXPECT_EQ(assess(house, strict).reliefs[0].state, ReliefState::not_fireproof);
    kind.needs_fireproof = {};
    kind.min_dwellings = {10, &kCited};
    EXPECT_EQ(assess(house, strict).reliefs[0].state, ReliefState::too_few_dwellings);
    kind.min_dwellings = {};
    kind.not_let = {true, &kCited};
    house.let_out = true;
    EXPECT_EQ(assess(house, strict).reliefs[0].state, ReliefState::let_not_allowed);
    house.let_out = false;
    kind.built_by = {Date::of(2025, 5, 31), &kCited};
    EXPECT_EQ(assess(house, strict).reliefs[0].state, ReliefState::too_new);
    kind.built_by.value = Date::of(2025, 6, 1);
    EXPECT_EQ(assess(house, strict).reliefs[0].state, ReliefState::applied);
}

TEST(HouseRules, OnlyListedPairsApplyTogether) {
    for (std::size_t a = 0; a < kReliefKinds; ++a) {
        for (std::size_t b = 0; b < kReliefKinds; ++b) {
            House house = house_of(10'000'000, 100'00);
            add(house, static_cast<ReliefKind>(a));
            add(house, static_cast<ReliefKind>(b));
            const HouseResult result = assess(house);
            const bool pair = law().reliefs[a].may_combine(static_cast<ReliefKind>(b));
            EXPECT_EQ(result.conflict, !pair) << a << " " << b;
            EXPECT_EQ(result.fixed_relief, pair ? Yen(46'666 * 2) : 0_yen);
            EXPECT_EQ(result.reliefs[1].state,
                      pair ? ReliefState::applied : ReliefState::conflict);
        }
    }
}

TEST(HouseRules, AReliefThatIsOverDoesNotConflict) {
    House house = house_of(10'000'000, 100'00);
    house.built = Date::of(2019, 6, 1);
    add(house, ReliefKind::new_house);
    add(house, ReliefKind::seismic);
    const HouseResult result = assess(house);
    EXPECT_FALSE(result.conflict);
    EXPECT_EQ(result.reliefs[0].state, ReliefState::outside_years);
    EXPECT_EQ(result.fixed_relief, Yen(70'000));
}

TEST(HouseRules, CityPlanningTaxOnlyByOrdinance) {
    House house = house_of(10'000'000, 100'00);
    add(house, ReliefKind::new_house);
    EXPECT_EQ(assess(house).city_planning_relief, 0_yen);
    HouseLaw ordinance = law();
    ordinance.reliefs[0].city_planning = {true, nullptr};
    EXPECT_EQ(assess(house, ordinance).city_planning_relief, Yen(15'000));
    house.city_planning_area = false;
    EXPECT_EQ(assess(house, ordinance).city_planning_relief, 0_yen);
}

TEST(HouseRules, ExemptHouseHasNoBaseAndNoRelief) {
    House house = house_of(10'000'000, 100'00);
    add(house, ReliefKind::new_house);
    house.exempt = true;
    const HouseResult result = assess(house);
    EXPECT_EQ(result.fixed_base, 0_yen);
    EXPECT_EQ(result.city_planning_base, 0_yen);
    EXPECT_EQ(result.fixed_relief, 0_yen);
}

TEST(HouseRules, KeysGoBothWays) {
    for (std::size_t i = 0; i < kReliefKinds; ++i) {
        const auto kind = static_cast<ReliefKind>(i);
        EXPECT_EQ(parse_relief_kind(relief_key(kind)), kind);
        EXPECT_EQ(kHouseReliefs[i].id, "house.relief." + std::string(relief_key(kind)));
    }
    EXPECT_FALSE(parse_relief_kind("none"));
}

House draw() {
    House house;
    house.value = Yen(*rc::gen::inRange<std::int64_t>(0, kMaxInputYen.amount() + 1));
    house.built = Date::of(*rc::gen::inRange(1970, 2027), 6, 1);
    house.floor_area = Area::from_hundredths(*rc::gen::inRange<std::int64_t>(0, 100'000));
    house.residential_area = Area::from_hundredths(*rc::gen::inRange<std::int64_t>(0, 100'000));
    house.storeys = *rc::gen::inRange(1, 6);
    house.dwellings = *rc::gen::inRange(0, 8);
    house.fireproof = *rc::gen::arbitrary<bool>();
    house.let_out = *rc::gen::arbitrary<bool>();
    house.city_planning_area = *rc::gen::arbitrary<bool>();
    const int reliefs = *rc::gen::inRange(0, static_cast<int>(House::kMaxReliefs) + 1);
    for (int i = 0; i < reliefs; ++i) {
        add(house, static_cast<ReliefKind>(*rc::gen::inRange<int>(0, kReliefKinds)),
            Date::of(*rc::gen::inRange(2020, 2027), 8, 1));
    }
    return house;
}

RC_GTEST_PROP(HouseRules, ReliefNeverExceedsTheTax, ()) {
    const HouseResult result = assess(draw());
    RC_ASSERT(result.fixed_relief <= mul_div(result.fixed_base, kRates.fixed, Rounding::floor));
    RC_ASSERT(result.city_planning_relief == 0_yen);
    RC_ASSERT(!result.conflict || result.fixed_relief == 0_yen);
}

RC_GTEST_PROP(HouseRules, TraceOnEqualsTraceOff, ()) {
    const House house = draw();
    const HouseResult silent = assess(house);
    Recording on;
    const HouseResult traced = assess_house(law(), kRates, kYear, house, on);
    RC_ASSERT(silent.fixed_base == traced.fixed_base);
    RC_ASSERT(silent.fixed_relief == traced.fixed_relief);
    RC_ASSERT(silent.conflict == traced.conflict);
    for (std::size_t i = 0; i < house.relief_count; ++i) {
        RC_ASSERT(silent.reliefs[i].state == traced.reliefs[i].state);
    }
    RC_ASSERT(on.steps().size() >= 2U + house.relief_count);
}

RC_GTEST_PROP(HouseRules, ReliefRisesWithValue, ()) {
    House house = draw();
    const HouseResult cheap = assess(house);
    house.value = Yen(*rc::gen::inRange<std::int64_t>(house.value.amount(),
                                                      kMaxInputYen.amount() + 1));
    RC_ASSERT(assess(house).fixed_relief >= cheap.fixed_relief);
}

RC_GTEST_PROP(HouseRules, OneUnitListEqualsEqualShares, ()) {
    House house = draw();
    house.residential_area = std::min(house.residential_area, house.floor_area);
    house.dwellings = *rc::gen::inRange(1, 8);
    // A single let house has another smallest area than a unit of a building with let units, and a
    // list of units says that it is such a building.
    RC_PRE(house.dwellings > 1 || !house.let_out);
    const std::int64_t each = house.residential_area.hundredths() / house.dwellings;
    house.residential_area = Area::from_hundredths(each * house.dwellings);
    const HouseResult equal = assess(house);
    const std::vector<Area> units(static_cast<std::size_t>(house.dwellings),
                                  Area::from_hundredths(each));
    house.unit_areas = units;
    RC_ASSERT(assess(house).fixed_relief == equal.fixed_relief);
}

const TowerLaw kTower{{Ratio(100, 1), &kCited}, {Ratio(10, 39), &kCited}};

RC_GTEST_PROP(Condominium, PartsSumToTheWhole, ()) {
    std::vector<CondominiumUnit> units;
    const int count = *rc::gen::inRange(1, 60);
    for (int i = 0; i < count; ++i) {
        units.push_back({Area::from_hundredths(*rc::gen::inRange<std::int64_t>(1, 100'000)),
                         *rc::gen::inRange(1, kMaxStorey + 1), *rc::gen::inRange(0, 5) > 0});
    }
    const Yen tax(*rc::gen::inRange<std::int64_t>(0, kMaxSplitTax.amount() + 1));
    const TowerLaw* tower = *rc::gen::arbitrary<bool>() ? &kTower : nullptr;
    NoTrace trace;
    std::vector<Yen> taxes(units.size());
    RC_ASSERT(split_condominium(tower, tax, units, Rounding::floor, taxes, trace).has_value());
    Yen sum;
    for (const Yen part : taxes) sum += part;
    RC_ASSERT(sum <= tax && tax.amount() - sum.amount() < count);
}

TEST(Condominium, RefusesWhatIsOutOfRange) {
    NoTrace trace;
    std::vector<Yen> taxes(1);
    std::vector<CondominiumUnit> units{{Area(), 1, true}};
    EXPECT_FALSE(split_condominium(&kTower, 100_yen, units, Rounding::floor, taxes, trace));
    units[0] = {kMaxSplitArea, kMaxStorey + 1, true};
    EXPECT_FALSE(split_condominium(&kTower, 100_yen, units, Rounding::floor, taxes, trace));
    units[0] = {kMaxSplitArea, 0, true};
    EXPECT_FALSE(split_condominium(&kTower, 100_yen, units, Rounding::floor, taxes, trace));
    units[0] = {kMaxSplitArea, kMaxStorey, true};
    EXPECT_TRUE(split_condominium(&kTower, kMaxSplitTax, units, Rounding::floor, taxes, trace));
    EXPECT_EQ(taxes[0], kMaxSplitTax);
    EXPECT_FALSE(split_condominium(&kTower, kMaxSplitTax + 1_yen, units, Rounding::floor, taxes,
                                   trace));
    EXPECT_FALSE(split_condominium(&kTower, 1_yen, {}, Rounding::floor, {}, trace));
}

}  // namespace
}  // namespace daicho::tax::rules
