#include "tax/rules/all_rules.hpp"

#include "tax/rules/depreciable_rule_ids.hpp"
#include "tax/rules/house_rule_ids.hpp"
#include "tax/rules/land_rule_ids.hpp"

namespace daicho::tax::rules {
namespace {

template <std::size_t N>
void add(std::vector<const Rule*>& all, const std::array<Rule, N>& rules) {
    for (const Rule& rule : rules) all.push_back(&rule);
}

void add(std::vector<const Rule*>& all, const ByClassAndTax<Rule>& rules) {
    for (const auto& by_tax : rules) add(all, by_tax);
}

std::vector<const Rule*> gather() {
    std::vector<const Rule*> all{
        &kDepreciableFirstYear, &kDepreciableFirstValue, &kDepreciableLaterValue,
        &kDepreciableLowest,    &kDepreciableBase,       &kDepreciableUsedLife,
        &kHouseBaseFixed,       &kHouseBaseCityPlanning, &kHouseReliefPeriod,
        &kHouseValueRegistered,
        &kHouseReliefShare,     &kHouseReliefArea,       &kHouseReliefAmount,
        &kHouseReliefConflict,  &kHouseCondominiumWeight, &kHouseCondominiumSplit,
        &kLandValueRegistered,  &kLandValueRevised,      &kLandValueUnitPrice,
        &kSiteBaseArea,         &kSiteRate,              &kSiteResidential,
        &kSiteSmall,            &kSiteAdvice,            &kComponentValue,
        &kComponentGiven,       &kSpecialBase,           &kPreviousProrated,
        &kPreviousUnknown,      &kBurdenLevel,           &kLandExempt,
        &kDepreciableWaiver,    &kInstalments,           &kAnnualTax};
    add(all, kHouseReliefs);
    add(all, kFullBase);
    add(all, kBurden);
    add(all, kLandParcelBase);
    add(all, kLandWaiver);
    add(all, kHouseWaiver);
    add(all, kThreshold);
    for (const auto& by_tax : kClassBase) {
        for (const Rule& rule : by_tax) {
            if (!rule.id.empty()) all.push_back(&rule);
        }
    }
    add(all, kTaxBase);
    add(all, kTaxBeforeRelief);
    add(all, kTaxAmount);
    return all;
}

}  // namespace

const std::vector<const Rule*>& all_rules() {
    static const std::vector<const Rule*> all = gather();
    return all;
}

const Rule* find_rule(std::string_view id) {
    for (const Rule* rule : all_rules()) {
        if (rule->id == id) return rule;
    }
    return nullptr;
}

}  // namespace daicho::tax::rules
