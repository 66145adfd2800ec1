#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

// Transfers touch whatever a taxpayer holds; a parcel or house changes for one reason only.
bool quiet(const CityPlan& plan, std::uint32_t taxpayer) noexcept {
    const Bundle& bundle = plan.bundles[taxpayer];
    return bundle.former == kNobody && bundle.buyer == kNobody && taxpayer != kFeatured &&
           taxpayer != plan.first_group();
}

bool is_vacant_lot(const Parcel& parcel) noexcept {
    return parcel.use == LandUse::building_land && parcel.house == kNobody && parcel.exempt == 0 &&
           parcel.event == LandEvent::none && parcel.born == Stage::start;
}

void demolish(CityPlan& plan, std::uint32_t index, Stage stage, Dice& dice) {
    Parcel& parcel = plan.parcels[index];
    parcel.event = LandEvent::house_demolished;
    parcel.event_stage = stage;
    House house{.taxpayer = parcel.taxpayer, .parcel = index};
    house.floor_area = static_cast<std::uint32_t>(dice.between(5400, 11'800));
    house.residential_area = house.floor_area;
    house.dwellings = 1;
    house.points = static_cast<std::uint32_t>(dice.between(72'000, 92'000)) * 100;
    house.built = Date::of(static_cast<int>(dice.between(1955, 1984)), 5, 1);
    house.storeys = static_cast<std::uint8_t>(dice.between(1, 2));
    house.town = parcel.town;
    house.lot = parcel.lot;
    house.branch = parcel.branch;
    house.value = house_value(house);
    house.ended = stage;
    parcel.house = static_cast<std::uint32_t>(plan.houses.size());
    plan.houses.push_back(house);
}

// Events of single parcels: demolitions, changes of category, advice on vacant houses.
void change_parcels(CityPlan& plan) {
    const auto count = static_cast<std::uint32_t>(plan.parcels.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        Dice dice(plan.seed(), Topic::event, 1'000'000'000ULL + i);
        Parcel& parcel = plan.parcels[i];
        if (!quiet(plan, parcel.taxpayer)) continue;
        const std::uint32_t throw_ = dice.below(1000);
        const Stage stage = dice.chance(500) ? Stage::during_2024 : Stage::during_2025;
        if (is_vacant_lot(parcel)) {
            if (throw_ < 45) {
                demolish(plan, i, stage, dice);
            } else if (throw_ < 75) {
                parcel.event = LandEvent::category_change;  // from a field
                parcel.event_stage = stage;
            }
        } else if (parcel.house != kNobody && parcel.event == LandEvent::none &&
                   !parcel.condominium && throw_ < 12) {
            const House& house = plan.houses[parcel.house];
            if (house.built.year() < 1976 && house.dwellings > 0) {
                parcel.event = LandEvent::advice;
                parcel.event_stage = stage;
            }
        }
    }
}

bool may_join(const Parcel& a, const Parcel& b) noexcept {
    return a.taxpayer == b.taxpayer && a.town == b.town && a.use == b.use &&
           a.category == b.category && a.house == kNobody && b.house == kNobody &&
           a.exempt == 0 && b.exempt == 0 && a.event == LandEvent::none &&
           b.event == LandEvent::none && a.born == Stage::start && b.born == Stage::start;
}

// Two neighbours come from one parcel that is gone.
void split(CityPlan& plan, std::uint32_t index, Stage stage) {
    Parcel& first = plan.parcels[index];
    Parcel& second = plan.parcels[index + 1];
    Parcel gone = first;
    gone.area = first.area + second.area;
    gone.branch = 0;
    gone.ended = stage;
    const auto before = static_cast<std::uint32_t>(plan.parcels.size());
    std::uint16_t branch = 1;
    for (Parcel* part : {&first, &second}) {
        part->event = LandEvent::split;
        part->event_stage = stage;
        part->born = stage;
        part->predecessor = before;
        part->lot = gone.lot;
        part->branch = branch++;
        part->unit_price = gone.unit_price;
    }
    plan.parcels.push_back(gone);
}

// One parcel comes from two that are gone.
void merge(CityPlan& plan, std::uint32_t index, Stage stage) {
    Parcel& parcel = plan.parcels[index];
    const auto before = static_cast<std::uint32_t>(plan.parcels.size());
    parcel.event = LandEvent::merge;
    parcel.event_stage = stage;
    parcel.born = stage;
    parcel.branch = 1;
    parcel.predecessor = before;
    parcel.predecessor_2 = before + 1;
    Parcel gone = parcel;
    gone.event = LandEvent::none;
    gone.event_stage = Stage::never;
    gone.predecessor = gone.predecessor_2 = kNobody;
    gone.born = Stage::start;
    gone.ended = stage;
    const std::uint32_t metres = parcel.area / 100;
    gone.area = metres * 3 / 5 * 100;
    Parcel other = gone;
    other.area = parcel.area - gone.area;
    other.branch = 2;
    plan.parcels.push_back(gone);
    plan.parcels.push_back(other);
}

void split_and_merge(CityPlan& plan) {
    const auto count = static_cast<std::uint32_t>(plan.parcels.size());
    for (std::uint32_t i = 0; i + 1 < count; ++i) {
        Dice dice(plan.seed(), Topic::event, 2'000'000'000ULL + i);
        const std::uint32_t throw_ = dice.below(1000);
        if (throw_ >= 8 || !quiet(plan, plan.parcels[i].taxpayer)) continue;
        if (!may_join(plan.parcels[i], plan.parcels[i + 1])) continue;
        const Stage stage = throw_ % 2 == 0 ? Stage::during_2024 : Stage::during_2025;
        plan.parcels.reserve(plan.parcels.size() + 2);
        if (throw_ < 6) {
            split(plan, i, stage);
        } else {
            merge(plan, i, stage);
        }
        ++i;
    }
}

Date completed_in(Dice& dice, Stage stage) {
    const int year = stage == Stage::start ? 2023 : stage == Stage::during_2024 ? 2024 : 2025;
    return Date::of(year, 2, 10) + static_cast<int>(dice.below(300));
}

void repair_houses(CityPlan& plan) {
    for (std::uint32_t i = 0; i < plan.houses.size(); ++i) {
        Dice dice(plan.seed(), Topic::relief, i);
        House& house = plan.houses[i];
        const bool fits = house.use == HouseUse::dwelling && house.relief == Relief::none &&
                          house.ended == Stage::never && house.residential_area >= 5000 &&
                          quiet(plan, house.taxpayer);
        const std::uint32_t throw_ = dice.below(1000);
        if (!fits || throw_ >= 14) continue;
        const bool old = house.built < Date::of(1982, 1, 1);
        house.relief_stage = throw_ % 3 == 0   ? Stage::start
                             : throw_ % 3 == 1 ? Stage::during_2024
                                               : Stage::during_2025;
        house.relief_completed = completed_in(dice, house.relief_stage);
        house.relief = old ? Relief::seismic : Relief::energy_saving;
        if (!old && throw_ < 5 && house.built.year() < 2010) house.relief_2 = Relief::barrier_free;
        if (!old && house.built.year() >= 2014) house.relief = Relief::none;
    }
}

}  // namespace

void plan_history(CityPlan& plan) {
    change_parcels(plan);
    split_and_merge(plan);
    repair_houses(plan);
}

}  // namespace daicho::demo::detail
