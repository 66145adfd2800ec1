// Runs tests/law/house.yaml: reliefs of houses and splits of condominiums, amount by amount, each
// with its arithmetic, its trace (on = off), and its states.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/message.hpp"
#include "tax/rules/house_rules.hpp"
#include "tax/statute/house_golden_arithmetic.hpp"
#include "tax/statute/house_statute.hpp"
#include "yaml/node.hpp"

namespace daicho::tax::statute {
namespace {

using rules::House;
using rules::HouseResult;
using rules::ReliefKind;

const std::string kFile = DAICHO_SOURCE_DIR "/tests/law/house.yaml";

const law::Statute& statute() {
    static const law::Statute loaded = [] {
        auto result = law::load(DAICHO_SOURCE_DIR "/law");
        EXPECT_TRUE(result) << describe_with_place(result.error(), Language::english);
        return result ? std::move(*result) : law::Statute();
    }();
    return loaded;
}

const law::Year& year_of(FiscalYear year) {
    auto found = statute().year(year);
    EXPECT_TRUE(found) << year.year();
    return **found;
}

ReliefKind kind_of(const yaml::Node& node) {
    const auto kind = rules::parse_relief_kind(node.text());
    EXPECT_TRUE(kind) << node.text();
    return kind.value_or(ReliefKind::new_house);
}

Area area_of(const yaml::Node& node) { return parse_area(node.text()).value(); }

House read_house(const yaml::Node& test) {
    const yaml::Node in = test.at("house");
    House house;
    house.value = Yen(in.at("value_yen").integer(0, kMaxInputYen.amount()));
    house.built = in.at("built").date();
    house.floor_area = area_of(in.at("floor_area"));
    const yaml::Node residential = in.find("residential_area");
    house.residential_area = residential.exists() ? area_of(residential) : house.floor_area;
    house.storeys = static_cast<std::int32_t>(in.integer_or("storeys", 2, 1, 100));
    house.dwellings = static_cast<std::int32_t>(in.integer_or("dwellings", 1, 0, 10'000));
    house.fireproof = in.boolean_or("fireproof", false);
    house.let_out = in.boolean_or("let_out", false);
    house.city_planning_area = in.boolean_or("city_planning_area", false);
    for (const yaml::Node& node : test.find("reliefs").elements()) {
        rules::HouseRelief& relief = house.reliefs.at(house.relief_count++);
        relief.kind = kind_of(node.at("kind"));
        const yaml::Node completed = node.find("completed");
        relief.has_completed = completed.exists();
        if (completed.exists()) relief.completed = completed.date();
    }
    return house;
}

HouseOrdinance read_ordinance(const yaml::Node& test) {
    HouseOrdinance ordinance;
    const yaml::Node node = test.find("ordinance");
    if (!node.exists()) return ordinance;
    for (const yaml::Node& kind : node.find("city_planning").elements()) {
        ordinance.city_planning_reliefs |= 1U << static_cast<unsigned>(kind_of(kind));
    }
    const yaml::Node condominium = node.find("condominium");
    if (condominium.exists()) ordinance.condominium_fraction = condominium.ratio();
    const yaml::Node service = node.find("service_housing");
    if (service.exists()) ordinance.service_housing_fraction = service.ratio();
    return ordinance;
}

void check(const yaml::Node& taxes, const char* what, Yen got) {
    const yaml::Node node = taxes.find(what);
    if (!node.exists()) return;
    const std::int64_t yen = node.at("yen").integer(0, kMaxInputYen.amount());
    EXPECT_EQ(got.amount(), yen) << what;
    EXPECT_TRUE(golden::arithmetic(node.at("is").text()).equals(yen)) << what << " arithmetic";
}

void check_tax(const yaml::Node& test, const char* name, Yen base, Ratio rate, Yen relief) {
    const yaml::Node taxes = test.find(name);
    if (!taxes.exists()) return;
    const Yen tax = mul_div(base, rate, Rounding::floor);
    check(taxes, "tax", tax);
    check(taxes, "relief", relief);
    check(taxes, "after", tax - relief);
}

void run_case(const yaml::Node& test) {
    SCOPED_TRACE(test.at("id").text());
    EXPECT_FALSE(test.at("kind").one_of({"worked", "derived"}).empty());
    EXPECT_FALSE(test.at("source").text().empty());
    static_cast<void>(test.find("note"));
    const FiscalYear year(static_cast<std::int32_t>(test.at("fiscal_year").integer(2000, 2100)));
    law::Binder bind(year_of(year));
    rules::HouseLaw law = bind_house(bind);
    ASSERT_TRUE(bind.finish());
    ASSERT_TRUE(apply_ordinance(bind.year(), read_ordinance(test), law));
    const House house = read_house(test);
    const rules::TaxRates rates{Ratio(14, 1000), Ratio(3, 1000)};
    rules::NoTrace silent;
    const HouseResult result = rules::assess_house(law, rates, year, house, silent);
    check_tax(test, "fixed", result.fixed_base, rates.fixed, result.fixed_relief);
    check_tax(test, "city_planning", result.city_planning_base, rates.city_planning,
              result.city_planning_relief);
    EXPECT_EQ(result.conflict, test.boolean_or("conflict", false));
    const yaml::Node states = test.find("states");
    if (states.exists()) {
        std::vector<std::string> got;
        for (std::size_t i = 0; i < result.relief_count; ++i) {
            got.emplace_back(rules::relief_state_key(result.reliefs[i].state));
        }
        EXPECT_EQ(got, states.texts());
    }
    rules::Recording recording;
    const HouseResult traced = rules::assess_house(law, rates, year, house, recording);
    EXPECT_EQ(traced.fixed_relief, result.fixed_relief);
    EXPECT_EQ(traced.city_planning_relief, result.city_planning_relief);
    EXPECT_GE(recording.steps().size(), 2 + house.relief_count);
}

// The arithmetic is the exact quotient; the case names its rounding.
void check_unit(const yaml::Node& node, Yen got, Rounding rounding) {
    const std::int64_t yen = node.at("yen").integer(0, kMaxInputYen.amount());
    EXPECT_EQ(got.amount(), yen);
    golden::Exact exact = golden::arithmetic(node.at("is").text());
    if (rounding == Rounding::half_up) {
        exact = golden::Exact{exact.above * 2 + exact.below, exact.below * 2};
    }
    EXPECT_TRUE(exact.floored().equals(yen)) << "arithmetic";
}

void run_split(const yaml::Node& test) {
    SCOPED_TRACE(test.at("id").text());
    EXPECT_FALSE(test.at("source").text().empty());
    static_cast<void>(test.find("note"));
    const FiscalYear year(static_cast<std::int32_t>(test.at("fiscal_year").integer(2000, 2100)));
    law::Binder bind(year_of(year));
    const rules::TowerLaw tower = bind_tower(bind);
    ASSERT_TRUE(bind.finish());
    const Rounding rounding = test.at("rounding").one_of({"floor", "half_up"}) == "floor"
                                  ? Rounding::floor
                                  : Rounding::half_up;
    std::vector<rules::CondominiumUnit> units;
    const auto nodes = test.at("units").elements();
    for (const yaml::Node& node : nodes) {
        units.push_back({area_of(node.at("area")),
                         static_cast<std::int32_t>(node.at("storey").integer(1, 100)),
                         node.boolean_or("dwelling", true)});
    }
    std::vector<Yen> taxes(units.size());
    rules::NoTrace silent;
    const Yen tax(test.at("tax_yen").integer(0, rules::kMaxSplitTax.amount()));
    const rules::TowerLaw* law = test.at("tower").boolean() ? &tower : nullptr;
    ASSERT_TRUE(rules::split_condominium(law, tax, units, rounding, taxes, silent));
    for (std::size_t i = 0; i < units.size(); ++i) check_unit(nodes[i], taxes[i], rounding);
    rules::Recording recording;
    std::vector<Yen> traced(units.size());
    ASSERT_TRUE(rules::split_condominium(law, tax, units, rounding, traced, recording));
    EXPECT_EQ(traced, taxes);
    EXPECT_EQ(recording.steps().size(), units.size());
}

TEST(HouseGolden, CasesAndSplits) {
    auto document = yaml::Document::load(kFile);
    ASSERT_TRUE(document) << describe_with_place(document.error(), Language::english);
    const auto cases = document->root().at("cases").elements();
    EXPECT_GE(cases.size(), 50U);
    for (const yaml::Node& test : cases) run_case(test);
    for (const yaml::Node& test : document->root().at("splits").elements()) run_split(test);
    const Status faults = document->finish();
    EXPECT_TRUE(faults) << describe_with_place(faults.error(), Language::english);
}

// Parameters that public pages state, read from law/.
TEST(HouseGolden, ParametersOfPublicPages) {
    law::Binder bind(year_of(FiscalYear(2026)));
    const rules::HouseLaw law = bind_house(bind);
    ASSERT_TRUE(bind.finish());
    const rules::ReliefTerms& house = law.of(ReliefKind::new_house).windows[0];  // P02
    EXPECT_EQ(house.min_area, Area::from_square_metres(50));
    EXPECT_EQ(house.min_area_let, Area::from_square_metres(40));
    EXPECT_EQ(house.max_area, Area::from_square_metres(280));
    EXPECT_EQ(house.cap, Area::from_square_metres(120));
    EXPECT_EQ(house.fraction, Ratio(1, 2));
    EXPECT_EQ(law.min_residential_share.value, Ratio(1, 2));
    EXPECT_FALSE(law.of(ReliefKind::new_house).city_planning.value);
    const rules::ReliefLaw& condominium = law.of(ReliefKind::condominium_longevity);  // P03
    EXPECT_EQ(condominium.windows[0].fraction, Ratio(1, 3));
    EXPECT_EQ(condominium.windows[0].cap, Area::from_square_metres(100));
    EXPECT_EQ(condominium.windows[0].years, 1);
    EXPECT_EQ(condominium.windows[0].from, Date::of(2023, 4, 1));
    EXPECT_EQ(condominium.windows[0].to, Date::of(2027, 3, 31));
    EXPECT_EQ(condominium.min_age_years.value, 20);
    const rules::ReliefTerms& service =
        law.of(ReliefKind::service_housing_for_elderly).windows[0];  // P04
    EXPECT_EQ(service.fraction, Ratio(2, 3));
    EXPECT_EQ(service.years, 5);
}

}  // namespace
}  // namespace daicho::tax::statute
