#include "demo/land_view.hpp"

#include "demo/random.hpp"

namespace daicho::demo {
namespace {

bool revised(LandUse use) noexcept {
    return use == LandUse::building_land || use == LandUse::comparable ||
           use == LandUse::urban_farmland || use == LandUse::specified_urban_farmland;
}

std::uint32_t revision_at(const Parcel& parcel, LandUse use, Stage stage) noexcept {
    if (!revised(use) || stage < Stage::new_2025) return 1000;
    const Town& town = towns()[parcel.town];
    return stage < Stage::new_2026 ? town.revision_2025 : town.revision_2026;
}

// A day inside the stage: the same for everything on one lot, or of one taxpayer.
Date some_day(const CityPlan& plan, Stage stage, std::uint64_t key) noexcept {
    if (stage == Stage::start || stage == Stage::new_2025 || stage == Stage::new_2026) {
        return first_day(stage);
    }
    Dice dice(plan.seed(), Topic::move, key);
    const int days = stage == Stage::early_2026 ? 80 : 350;
    return first_day(stage) + 5 + static_cast<int>(dice.below(static_cast<std::uint32_t>(days)));
}

std::uint64_t lot_key(std::uint8_t town, std::uint32_t lot) noexcept {
    return std::uint64_t{town} << 40 | lot;
}
std::uint64_t taxpayer_key(std::uint32_t taxpayer) noexcept {
    return std::uint64_t{1} << 60 | taxpayer;
}

}  // namespace

Date first_day(Stage stage) noexcept {
    const int year = stage <= Stage::during_2024 ? 2024 : stage <= Stage::during_2025 ? 2025 : 2026;
    return Date::of(year, 1, 1);
}

bool passes_at(const CityPlan& plan, std::uint32_t taxpayer, Stage stage) noexcept {
    const Bundle& bundle = plan.bundles[taxpayer];
    return (bundle.taken_over == stage && stage != Stage::never) ||
           (bundle.buyer != kNobody && stage == Stage::early_2026);
}

std::uint32_t holder_at(const CityPlan& plan, std::uint32_t taxpayer, Stage stage) noexcept {
    const Bundle& bundle = plan.bundles[taxpayer];
    if (bundle.taken_over != Stage::never && stage < bundle.taken_over) return bundle.former;
    if (bundle.buyer != kNobody && stage >= Stage::early_2026) return bundle.buyer;
    return taxpayer;
}

std::uint32_t owner_at(const CityPlan& plan, std::uint32_t taxpayer, Stage stage) noexcept {
    const Bundle& bundle = plan.bundles[taxpayer];
    return bundle.estate ? bundle.former : holder_at(plan, taxpayer, stage);
}

bool stands_at(const House& house, Stage stage) noexcept {
    return house.born <= stage && (house.ended == Stage::never || stage < house.ended);
}

LandView land_at(const CityPlan& plan, const Parcel& parcel, Stage stage) noexcept {
    LandView view{.use = parcel.use, .category = parcel.category, .unit_price = parcel.unit_price};
    if (parcel.event == LandEvent::category_change && stage < parcel.event_stage) {
        view.use = towns()[parcel.town].city_planning ? LandUse::urban_farmland : LandUse::farmland;
        view.category = Category::field;
        view.unit_price = view.use == LandUse::farmland ? 64 : parcel.unit_price * 45 / 100;
    }
    view.revision = revision_at(parcel, view.use, stage);
    const std::int64_t price = std::int64_t{view.unit_price} * view.revision / 1000;
    view.value = price * parcel.area / 100;
    if (parcel.exempt == 1) view.value = 0;
    if (parcel.exempt == 2) view.value = price * (parcel.area - parcel.area / 16) / 100;
    if (parcel.house != kNobody && stands_at(plan.houses[parcel.house], stage)) {
        view.house = &plan.houses[parcel.house];
    }
    view.advice = parcel.event == LandEvent::advice && stage >= parcel.event_stage;
    return view;
}

bool begins_or_ends(Stage born, Stage ended, Stage stage) noexcept {
    return stage == born || stage == ended;
}

bool parcel_changes(const CityPlan& plan, const Parcel& parcel, Stage stage) noexcept {
    if (begins_or_ends(parcel.born, parcel.ended, stage)) return true;
    if (stage < parcel.born || stage > parcel.ended) return false;
    if (parcel.event_stage == stage || passes_at(plan, parcel.taxpayer, stage)) return true;
    if (stage != Stage::new_2025 && stage != Stage::new_2026) return false;
    const auto before = static_cast<Stage>(static_cast<int>(stage) - 1);
    return parcel.exempt != 1 && land_at(plan, parcel, stage).revision !=
                                     land_at(plan, parcel, before).revision;
}

bool house_changes(const CityPlan& plan, const House& house, Stage stage) noexcept {
    if (begins_or_ends(house.born, house.ended, stage)) return true;
    if (stage < house.born || stage > house.ended) return false;
    const bool relief = house.relief != Relief::none && house.relief_stage == stage;
    return relief || passes_at(plan, house.taxpayer, stage);
}

Date day_of(const CityPlan& plan, const Parcel& parcel, Stage stage) noexcept {
    if (parcel.event == LandEvent::house_built && parcel.event_stage == stage) {
        return plan.houses[parcel.house].built;
    }
    if (passes_at(plan, parcel.taxpayer, stage)) {
        return some_day(plan, stage, taxpayer_key(parcel.taxpayer));
    }
    return some_day(plan, stage, lot_key(parcel.town, parcel.lot));
}

Date day_of(const CityPlan& plan, const House& house, Stage stage) noexcept {
    if (house.born == stage && stage != Stage::start) return house.built;
    if (house.relief_stage == stage && stage != Stage::start && house.born == Stage::start &&
        house.relief != Relief::none) {
        return house.relief_completed;
    }
    if (passes_at(plan, house.taxpayer, stage)) {
        return some_day(plan, stage, taxpayer_key(house.taxpayer));
    }
    return some_day(plan, stage, lot_key(house.town, house.lot));
}

bool is_fireproof(Structure structure) noexcept {
    return structure == Structure::rc || structure == Structure::src;
}

}  // namespace daicho::demo
