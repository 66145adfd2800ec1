#include <algorithm>

#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

Building draw_building(CityPlan& plan, std::uint32_t number, std::size_t owners_left) {
    Dice dice(plan.seed(), Topic::condominium, number);
    Building building;
    building.units = static_cast<std::uint16_t>(
        std::min<std::size_t>(static_cast<std::size_t>(dice.between(18, 64)), owners_left));
    if (owners_left - building.units < 8) building.units = static_cast<std::uint16_t>(owners_left);
    building.town = town_for(plan, BundleKind::condominium, 7'000'000'000ULL + number);
    building.storeys = static_cast<std::uint8_t>(dice.between(5, 14));
    building.name = static_cast<std::uint8_t>(number % condominium_names().size());
    building.serial = static_cast<std::uint8_t>(number / condominium_names().size() % 200);
    const bool fresh = number % 9 == 4;
    const int year = static_cast<int>(fresh ? dice.between(2021, 2023) : dice.between(1979, 2019));
    building.built = Date::of(year, 2, 20) + static_cast<int>(dice.below(240));
    building.lot = next_lot(plan, building.town);
    return building;
}

House unit_of(const CityPlan& plan, const Building& building, std::uint32_t number,
              std::uint16_t unit, std::uint32_t owner) {
    Dice dice(plan.seed(), Topic::house, 9'000'000'000ULL + number * 1000ULL + unit);
    House house{.taxpayer = owner};
    const auto exclusive = static_cast<std::uint32_t>(dice.between(4600, 9600));
    house.floor_area = exclusive + exclusive / 5;
    house.residential_area = house.floor_area;
    house.points = 13'200'000 + static_cast<std::uint32_t>(number % 40) * 50'000;
    house.building = number;
    house.built = building.built;
    house.lot = building.lot;
    house.dwellings = 1;
    house.unit = unit;
    house.use = HouseUse::apartment;
    house.structure = building.storeys > 10 ? Structure::src : Structure::rc;
    house.storeys = building.storeys;
    house.town = building.town;
    house.value = house_value(house);
    if (building.built.year() >= 2021) house.relief = Relief::new_house;
    return house;
}

}  // namespace

// The site of a condominium is one parcel row per unit: the unit's share of the site (敷地権), so
// that each owner is levied alone (法第352条の2).
void plan_condominiums(CityPlan& plan) {
    std::vector<std::uint32_t> owners;
    for (std::uint32_t i = 0; i < plan.bundles.size(); ++i) {
        if (plan.bundles[i].kind == BundleKind::condominium) owners.push_back(i);
    }
    for (std::size_t done = 0; done < owners.size();) {
        const auto number = static_cast<std::uint32_t>(plan.buildings.size());
        Building building = draw_building(plan, number, owners.size() - done);
        const auto first = plan.houses.size();
        for (std::uint16_t unit = 0; unit < building.units; ++unit) {
            const std::uint32_t owner = owners[done + unit];
            plan.houses.push_back(unit_of(plan, building, number, unit, owner));
            const std::uint32_t floor = plan.houses.back().floor_area;
            building.exclusive_area += floor - floor / 6;
            building.common_area += floor / 6;
            plan.bundles[owner].town = building.town;
            plan.people[owner].town = building.town;
        }
        building.site_area = building.exclusive_area / building.storeys * 2 / 100 * 100;
        for (std::size_t i = first; i < plan.houses.size(); ++i) {
            House& house = plan.houses[i];
            Parcel parcel{.taxpayer = house.taxpayer, .lot = building.lot};
            parcel.house = static_cast<std::uint32_t>(i);
            const std::uint64_t exclusive = house.floor_area - house.floor_area / 6;
            parcel.area = static_cast<std::uint32_t>(building.site_area * exclusive /
                                                     building.exclusive_area);
            parcel.town = building.town;
            parcel.condominium = true;
            parcel.unit_price = land_price(plan, parcel, 8'000'000'000ULL + number);
            house.parcel = static_cast<std::uint32_t>(plan.parcels.size());
            plan.parcels.push_back(parcel);
        }
        plan.buildings.push_back(building);
        done += building.units;
    }
}

// The taxpayer of the screens (柏原 千鶴子): three parcels, a house, a shed, and half a share in a
// parcel with her son. Amounts are those that the screens show.
void plan_featured(CityPlan& plan) {
    const auto land = [&plan](std::size_t i, std::uint8_t where, std::uint32_t lot,
                              std::uint16_t branch, std::uint32_t area, std::uint32_t price) {
        Parcel& parcel = plan.parcels[i];
        const Parcel before = parcel;
        parcel = Parcel{.taxpayer = before.taxpayer, .area = area, .unit_price = price, .lot = lot};
        parcel.branch = branch;
        parcel.town = where;
        parcel.house = before.house;
        return &parcel;
    };
    land(0, kHomeTown, kHomeLot, 3, 26'568, 68'443);
    Parcel* parking = land(1, kHomeTown, kHomeLot, 7, 4'820, 58'200);
    parking->use = LandUse::comparable;
    parking->category = Category::miscellaneous;
    Parcel* field = land(2, kFieldTown, kFieldLot, 0, 120'400, 58);
    field->use = LandUse::farmland;
    field->category = Category::field;
    const auto house = [&plan](std::size_t i, HouseUse use, Structure structure, Date built,
                                     std::uint32_t area, std::uint32_t value) {
        const std::uint32_t main = plan.houses[i].main;
        const bool dwelling = use == HouseUse::dwelling;
        House made{.taxpayer = kFeatured, .parcel = 0, .main = main, .floor_area = area};
        made.residential_area = dwelling ? area : 0;
        made.value = value;
        made.points = dwelling ? 11'700'000 : 5'210'000;
        made.lot = kHomeLot;
        made.built = built;
        made.dwellings = dwelling ? 1 : 0;
        made.branch = 3;
        made.use = use;
        made.structure = structure;
        made.storeys = dwelling ? 2 : 1;
        made.town = kHomeTown;
        plan.houses[i] = made;
    };
    house(0, HouseUse::dwelling, Structure::wood, Date::of(1999, 6, 18), 12'421, 2'846'530);
    house(1, HouseUse::annex, Structure::light_steel, Date::of(2003, 9, 2), 2'484, 186'400);
    plan.bundles[kFeatured].town = kHomeTown;
    plan.people[kFeatured].town = kHomeTown;
    for (std::size_t i = 0; i < plan.parcels.size(); ++i) {
        if (plan.parcels[i].taxpayer == plan.first_group()) {
            land(i, kShareTown, kShareLot, 0, 21'490, 70'100);
            break;
        }
    }
}

}  // namespace daicho::demo::detail
