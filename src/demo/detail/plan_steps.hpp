// The steps of build_plan, in order. Each fills its part of the plan from what stands before it.
#pragma once

#include "demo/plan.hpp"

namespace daicho::demo::detail {

Status plan_bundles(CityPlan& plan);       // people's kinds, bundles, exact counts
void plan_objects(CityPlan& plan);         // parcels and houses of the bundles
void plan_condominiums(CityPlan& plan);    // buildings, units and site shares
void plan_featured(CityPlan& plan);        // the taxpayer of the screens
void plan_people(CityPlan& plan);          // groups, former owners, agents, families
void plan_history(CityPlan& plan);         // what changed in 2024, 2025 and early 2026
void plan_places(CityPlan& plan);         // where each parcel lies
void plan_assets(CityPlan& plan);          // declarers and their assets
void plan_errors(CityPlan& plan);          // deliberate errors

// Towns of the parcels of kFeatured (緑浜三丁目, 緑浜一丁目, 南汐見字大畑) and the lots that
// next_lot leaves to her.
inline constexpr std::uint8_t kHomeTown = 2;
inline constexpr std::uint8_t kShareTown = 0;
inline constexpr std::uint8_t kFieldTown = 31;
inline constexpr std::uint32_t kHomeLot = 214;
inline constexpr std::uint32_t kShareLot = 52;
inline constexpr std::uint32_t kFieldLot = 1083;

std::uint32_t next_lot(CityPlan& plan, std::uint8_t town);
// Yen per m² of a piece of land in the town, fiscal 2024.
std::uint32_t land_price(const CityPlan& plan, const Parcel& parcel, std::uint64_t index);
// 評価額 of a house from its points, age at the revaluation and structure; whole yen.
std::uint32_t house_value(const House& house);
// 経年減点補正率 in hundredths for the revaluation of 2024 (plausible, not the official table).
std::uint32_t age_ratio(const House& house);
std::uint8_t town_for(const CityPlan& plan, BundleKind kind, std::uint64_t index);

}  // namespace daicho::demo::detail
