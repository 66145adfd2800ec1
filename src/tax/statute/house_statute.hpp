// Binding of the rules on houses to law/<year>/house.yaml.
//
//     law::Binder bind(year);
//     HouseLaw law = bind_house(bind);
//     DAICHO_CHECK(bind.finish());
//     DAICHO_CHECK(apply_ordinance(bind.year(), ordinance, law));
//
// Faults go to the binder. The pointers of the result live as long as the year.
#pragma once

#include <cstdint>
#include <optional>

#include "law/binder.hpp"
#include "tax/rules/house_condominium.hpp"
#include "tax/rules/house_law.hpp"

namespace daicho::tax::statute {

rules::HouseLaw bind_house(law::Binder& bind);
rules::TowerLaw bind_tower(law::Binder& bind);

// What a municipality's ordinance decides about reliefs (わがまち特例). Absent: the reference
// value (参酌基準) that law/ states.
struct HouseOrdinance {
    std::optional<Ratio> service_housing_fraction;
    std::optional<Ratio> condominium_fraction;
    // Kinds that are also taken off the city planning tax, by 1 << ReliefKind.
    std::uint32_t city_planning_reliefs = 0;
};

// Errors: tax.house.fraction_out_of_range.
Status apply_ordinance(const law::Year& year, const HouseOrdinance& ordinance,
                       rules::HouseLaw& law);

}  // namespace daicho::tax::statute
