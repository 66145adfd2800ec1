// Binding of houses and depreciable assets: every year of law/ binds; broken rows are named.
#include "tax/statute/house_statute.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/message.hpp"
#include "tax/rules/house_rule_ids.hpp"
#include "tax/statute/depreciable_statute.hpp"

namespace daicho::tax::statute {
namespace {

using rules::kReliefKinds;
using rules::ReliefKind;

const law::Statute& statute() {
    static const law::Statute loaded = [] {
        auto result = law::load(DAICHO_SOURCE_DIR "/law");
        EXPECT_TRUE(result) << describe_with_place(result.error(), Language::english);
        return result ? std::move(*result) : law::Statute();
    }();
    return loaded;
}

const law::Year& year_2026() { return **statute().year(FiscalYear(2026)); }

TEST(HouseStatute, EveryYearBinds) {
    EXPECT_GE(statute().years().size(), 4U);
    for (const law::Year& year : statute().years()) {
        SCOPED_TRACE(year.fiscal_year().year());
        law::Binder bind(year);
        const rules::HouseLaw law = bind_house(bind);
        bind_tower(bind);
        bind_depreciable(bind);
        const Status status = bind.finish();
        EXPECT_TRUE(status) << describe_with_place(status.error(), Language::english);
        for (std::size_t kind = 0; kind < kReliefKinds; ++kind) {
            EXPECT_GE(law.reliefs[kind].window_count, 1U) << kind;
            EXPECT_FALSE(law.reliefs[kind].city_planning.value) << kind;
        }
    }
}

// What is only announced makes the year provisional, what is in force does not.
TEST(HouseStatute, OnlyAnnouncedYearsAreInDoubt) {
    for (const law::Year& year : statute().years()) {
        law::Binder bind(year);
        bind_house(bind);
        const bool enacted = bind.status() == LawStatus::enacted;
        EXPECT_EQ(enacted, year.fiscal_year() <= FiscalYear(2026)) << year.fiscal_year().year();
    }
}

TEST(HouseStatute, OneCombinationHoldsBothWays) {
    law::Binder bind(year_2026());
    const rules::HouseLaw law = bind_house(bind);
    for (std::size_t a = 0; a < kReliefKinds; ++a) {
        for (std::size_t b = 0; b < kReliefKinds; ++b) {
            const auto first = static_cast<ReliefKind>(a);
            const auto second = static_cast<ReliefKind>(b);
            const bool pair =
                (first == ReliefKind::barrier_free && second == ReliefKind::energy_saving) ||
                (first == ReliefKind::energy_saving && second == ReliefKind::barrier_free);
            EXPECT_EQ(law.of(first).may_combine(second), pair);
        }
    }
}

TEST(HouseStatute, OrdinanceSetsFractionsWithinTheRange) {
    law::Binder bind(year_2026());
    rules::HouseLaw law = bind_house(bind);
    HouseOrdinance ordinance;
    ordinance.condominium_fraction = Ratio(1, 2);
    ordinance.service_housing_fraction = Ratio(5, 6);
    ordinance.city_planning_reliefs = 1U << static_cast<unsigned>(ReliefKind::long_life);
    ASSERT_TRUE(apply_ordinance(year_2026(), ordinance, law));
    EXPECT_EQ(law.of(ReliefKind::condominium_longevity).windows[0].fraction, Ratio(1, 2));
    EXPECT_EQ(law.of(ReliefKind::service_housing_for_elderly).windows[1].fraction, Ratio(5, 6));
    EXPECT_TRUE(law.of(ReliefKind::long_life).city_planning.value);
    EXPECT_FALSE(law.of(ReliefKind::new_house).city_planning.value);
    for (const Ratio wrong : {Ratio(1, 7), Ratio(2, 3), Ratio(3'333, 10'000)}) {
        ordinance.condominium_fraction = wrong;
        const Status refused = apply_ordinance(year_2026(), ordinance, law);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().id, "tax.house.fraction_out_of_range");
    }
}

TEST(HouseStatute, RulesCiteUnitsOfTheIndex) {
    std::vector<const rules::Rule*> all{
        &rules::kHouseBaseFixed,       &rules::kHouseBaseCityPlanning, &rules::kHouseReliefPeriod,
        &rules::kHouseReliefShare,     &rules::kHouseReliefArea,       &rules::kHouseReliefAmount,
        &rules::kHouseReliefConflict,  &rules::kHouseCondominiumWeight,
        &rules::kHouseCondominiumSplit, &rules::kDepreciableFirstYear,
        &rules::kDepreciableFirstValue, &rules::kDepreciableLaterValue,
        &rules::kDepreciableLowest,    &rules::kDepreciableBase,
        &rules::kDepreciableUsedLife};
    for (const rules::Rule& rule : rules::kHouseReliefs) all.push_back(&rule);
    for (const rules::Rule* rule : all) {
        EXPECT_TRUE(statute().units().contains(rule->law)) << rule->id << ": " << rule->law;
    }
}

// A year with one row replaced by `changed`.
law::Year with_row(law::Row changed) {
    std::vector<law::Row> rows;
    for (const law::Row& row : year_2026().rows()) {
        rows.push_back(row.id == changed.id ? changed : row);
    }
    return {FiscalYear(2026), std::move(rows)};
}

std::vector<std::string> faults_of(const law::Year& year) {
    law::Binder bind(year);
    bind_house(bind);
    bind_depreciable(bind);
    const Status status = bind.finish();
    std::vector<std::string> ids;
    if (status) return ids;
    for (const Error& cause : status.error().causes) ids.push_back(cause.id);
    return ids;
}

using Ids = std::vector<std::string>;

TEST(HouseStatute, NamesUnsoundTerms) {
    law::Row row = *year_2026().find("house.relief.new_house.terms_1");
    row.table.rows[0][2] = Ratio(3, 2);
    EXPECT_EQ(faults_of(with_row(row)), Ids{"tax.house.law_terms_unsound"});
    row = *year_2026().find("house.relief.new_house.terms_1");
    row.table.rows.push_back(row.table.rows[0]);
    EXPECT_EQ(faults_of(with_row(row)), Ids{"tax.house.law_one_line"});
    row = *year_2026().find("house.relief.service_housing_for_elderly.terms_2");
    row.table.rows[0][0] = Date::of(2025, 3, 31);
    EXPECT_EQ(faults_of(with_row(row)), Ids{"tax.house.law_windows_overlap"});
    row = *year_2026().find("house.relief.barrier_free.combines_with");
    row.cell = std::string("swimming_pool");
    EXPECT_EQ(faults_of(with_row(row)), Ids{"tax.house.law_unknown_kind"});
}

TEST(DepreciableStatute, NamesUnsoundTable) {
    const law::Row sound = *year_2026().find("depreciable.residual_rates");
    law::Row row = sound;
    row.table.rows.pop_back();
    EXPECT_EQ(faults_of(with_row(row)), Ids{"tax.depreciable.law_table_unsound"});
    row = sound;
    row.table.rows.erase(row.table.rows.begin() + 5);
    EXPECT_EQ(faults_of(with_row(row)), Ids{"tax.depreciable.law_table_unsound"});
    row = sound;
    row.table.rows[3][1] = Ratio(369, 10'000);
    EXPECT_EQ(faults_of(with_row(row)), Ids{"tax.depreciable.law_table_unsound"});
}

}  // namespace
}  // namespace daicho::tax::statute
