// How a parcel or a house stands at a stage of the city's history, folded from the plan's events.
// Threads: pure functions of a finished plan.
#pragma once

#include "demo/plan.hpp"

namespace daicho::demo {

// Who is liable, and who is the registered owner, for what `taxpayer` holds in the plan.
std::uint32_t holder_at(const CityPlan& plan, std::uint32_t taxpayer, Stage stage) noexcept;
std::uint32_t owner_at(const CityPlan& plan, std::uint32_t taxpayer, Stage stage) noexcept;

// Whether the holding of a taxpayer passes to somebody else at the stage.
bool passes_at(const CityPlan& plan, std::uint32_t taxpayer, Stage stage) noexcept;

bool stands_at(const House& house, Stage stage) noexcept;

struct LandView {
    LandUse use = LandUse::building_land;
    Category category = Category::building_land;
    std::uint32_t unit_price = 0;
    std::uint32_t revision = 1000;  // per mille; 1000 = none
    std::int64_t value = 0;
    const House* house = nullptr;   // standing on it
    bool advice = false;
};
LandView land_at(const CityPlan& plan, const Parcel& parcel, Stage stage) noexcept;

// Whether a row of the register begins at the stage.
bool parcel_changes(const CityPlan& plan, const Parcel& parcel, Stage stage) noexcept;
bool house_changes(const CityPlan& plan, const House& house, Stage stage) noexcept;
// Likewise for sibling registers that change with the owner alone, or only begin and end.
bool begins_or_ends(Stage born, Stage ended, Stage stage) noexcept;

// The day a row of the stage is valid from.
Date day_of(const CityPlan& plan, const Parcel& parcel, Stage stage) noexcept;
Date day_of(const CityPlan& plan, const House& house, Stage stage) noexcept;
Date first_day(Stage stage) noexcept;  // 2024-01-01, 2025-01-01, 2026-01-01 or the year's first

bool is_fireproof(Structure structure) noexcept;

}  // namespace daicho::demo
