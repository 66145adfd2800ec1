#include <algorithm>

#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

using enum BundleKind;

bool is_dwelling(HouseUse use) noexcept {
    return use == HouseUse::dwelling || use == HouseUse::mixed_dwelling ||
           use == HouseUse::apartment;
}

std::uint32_t hundredths(Dice& dice, std::int64_t low_m2, std::int64_t high_m2) {
    return static_cast<std::uint32_t>(dice.between(low_m2 * 100, high_m2 * 100));
}
std::uint32_t whole(Dice& dice, std::int64_t low_m2, std::int64_t high_m2) {
    return static_cast<std::uint32_t>(dice.between(low_m2, high_m2) * 100);
}

Date built_on(Dice& dice, std::int64_t first_year, std::int64_t last_year) {
    const auto year = static_cast<int>(dice.between(first_year, last_year));
    return Date::of(year, 1, 4) + static_cast<int>(dice.below(355));
}

// 1.2 % of the houses were built in each of the last three years.
Date main_built(Dice& dice) {
    const std::uint32_t throw_ = dice.below(1000);
    if (throw_ < 36) return built_on(dice, 2023 + throw_ / 12, 2023 + throw_ / 12);
    if (throw_ < 110) return built_on(dice, 2016, 2022);
    return built_on(dice, 1958, 2015);
}

HouseUse main_use(BundleKind kind, std::uint32_t number, Dice& dice) {
    switch (kind) {
        case landlord: return number == 0 ? HouseUse::dwelling : HouseUse::apartment;
        case shop: return dice.chance(600) ? HouseUse::shop : HouseUse::office;
        case factory: return number == 0 ? HouseUse::factory : HouseUse::warehouse;
        case temple: return HouseUse::religious;
        case house_only: return dice.chance(800) ? HouseUse::dwelling : HouseUse::shop;
        default: return dice.chance(60) ? HouseUse::mixed_dwelling : HouseUse::dwelling;
    }
}

void shape_dwelling(House& house, Dice& dice) {
    house.structure = dice.chance(820) ? Structure::wood
                      : dice.chance(600) ? Structure::light_steel
                                         : Structure::rc;
    house.storeys = static_cast<std::uint8_t>(dice.chance(780) ? 2 : dice.chance(900) ? 1 : 3);
    house.floor_area = hundredths(dice, 62, 168);
    house.dwellings = 1;
    house.residential_area = house.floor_area;
    if (house.use == HouseUse::mixed_dwelling) {
        house.floor_area = hundredths(dice, 110, 260);
        house.residential_area =
            static_cast<std::uint32_t>(house.floor_area * std::uint64_t{20 + dice.below(60)} / 100);
    }
    house.points = static_cast<std::uint32_t>(dice.between(86'000, 128'000)) * 100;
}

void shape_apartment(House& house, Dice& dice) {
    const bool tall = dice.chance(200);
    house.structure = tall ? Structure::rc
                           : dice.chance(600) ? Structure::wood : Structure::light_steel;
    house.storeys = static_cast<std::uint8_t>(tall ? dice.between(3, 6) : 2);
    house.dwellings = static_cast<std::uint16_t>(tall ? dice.between(9, 24) : dice.between(4, 10));
    house.floor_area = static_cast<std::uint32_t>(house.dwellings * dice.between(4100, 6300));
    house.residential_area = house.floor_area;
    house.points = static_cast<std::uint32_t>(dice.between(92'000, 138'000)) * 100;
}

void shape_other(House& house, Dice& dice) {
    const bool big = house.use == HouseUse::factory || house.use == HouseUse::warehouse;
    house.structure = big || dice.chance(600) ? Structure::steel
                      : dice.chance(400)      ? Structure::rc
                                              : Structure::wood;
    if (house.use == HouseUse::religious) house.structure = Structure::wood;
    house.storeys = static_cast<std::uint8_t>(big ? dice.between(1, 2) : dice.between(1, 4));
    if (house.structure == Structure::wood && house.storeys > 2) house.storeys = 2;
    house.floor_area = big ? hundredths(dice, 300, 3800) : hundredths(dice, 90, 640);
    house.points = static_cast<std::uint32_t>(dice.between(64'000, 118'000)) * 100;
}

void shape_annex(House& house, BundleKind kind, Dice& dice) {
    house.use = kind == farmer && dice.chance(600) ? HouseUse::farm_building
                : kind == factory                  ? HouseUse::warehouse
                                                   : HouseUse::annex;
    house.structure = dice.chance(600) ? Structure::wood : Structure::light_steel;
    house.storeys = 1;
    house.floor_area = kind == farmer ? hundredths(dice, 24, 140) : hundredths(dice, 10, 46);
    house.points = static_cast<std::uint32_t>(dice.between(34'000, 62'000)) * 100;
    house.built = built_on(dice, 1962, 2022);
}

// What every house gets once its shape is known: price, reliefs of new houses, when it appears.
void finish(House& house) {
    house.value = house_value(house);
    const int year = house.built.year();
    house.born = year == 2024   ? Stage::during_2024
                 : year == 2025 ? Stage::during_2025
                                : Stage::start;
    if (year < 2021 || !is_dwelling(house.use)) return;
    const std::uint32_t each = house.residential_area / house.dwellings;
    const bool half = house.residential_area * 2 >= house.floor_area;
    if (each < 5000 || each > 28000 || !half) return;
    house.relief = house.points % 500'000 < 90'000 ? Relief::long_life : Relief::new_house;
    house.relief_stage = house.born;
}

class Builder {
public:
    Builder(CityPlan& plan, std::uint32_t taxpayer)
        : plan_(plan), bundle_(plan.bundles[taxpayer]), taxpayer_(taxpayer),
          site_(plan.seed(), Topic::site, taxpayer), body_(plan.seed(), Topic::house, taxpayer),
          extra_(plan.seed(), Topic::extra, taxpayer) {}

    void run() {
        for (std::uint32_t main = 0; main < bundle_.mains; ++main) add_site(main);
        for (std::uint32_t annex = 0; annex < bundle_.annexes; ++annex) add_annex();
        for (std::uint32_t extra = 0; extra < bundle_.extras; ++extra) add_extra(extra);
    }

private:
    std::uint32_t site_area(const House& house) {
        if (house.use == HouseUse::apartment) {
            return house.floor_area + hundredths(site_, 60, 260);
        }
        const bool big = house.use == HouseUse::factory || house.use == HouseUse::warehouse;
        if (big) return house.floor_area + hundredths(site_, 300, 2400);
        if (bundle_.kind == farmer) return hundredths(site_, 260, 620);
        return hundredths(site_, 96, 330);
    }

    void add_site(std::uint32_t number) {
        House house{.taxpayer = taxpayer_};
        house.town = bundle_.town;
        house.use = main_use(bundle_.kind, number, body_);
        house.built = main_built(body_);
        house.exempt = bundle_.kind == temple;
        if (house.use == HouseUse::apartment) {
            shape_apartment(house, body_);
        } else if (is_dwelling(house.use)) {
            shape_dwelling(house, body_);
        } else {
            shape_other(house, body_);
        }
        finish(house);
        house.lot = next_lot(plan_, bundle_.town);
        const auto index = static_cast<std::uint32_t>(plan_.houses.size());
        if (number == 0) first_house_ = index;
        const std::uint32_t total = site_area(house);
        for (std::uint32_t i = 0; i < bundle_.lots; ++i) {
            Parcel parcel = lot_of(house, index, total, i);
            if (i == 0) {
                house.parcel = static_cast<std::uint32_t>(plan_.parcels.size());
                house.branch = parcel.branch;
            }
            add(parcel);
        }
        plan_.houses.push_back(house);
    }

    Parcel lot_of(const House& house, std::uint32_t index, std::uint32_t total, std::uint32_t i) {
        Parcel parcel{.taxpayer = taxpayer_, .lot = house.lot, .house = index};
        parcel.town = bundle_.town;
        const std::uint32_t share = total / bundle_.lots;
        parcel.area = i == 0 ? total - share * (bundle_.lots - 1U) : share;
        parcel.site_area = bundle_.lots > 1 ? total : 0;
        parcel.branch = static_cast<std::uint16_t>(
            bundle_.lots > 1 ? i + 1 : site_.chance(600) ? site_.between(1, 9) : 0);
        parcel.exempt = bundle_.kind == temple ? 1 : site_.chance(8) && bundle_.lots == 1 ? 2 : 0;
        if (house.born != Stage::start) {
            parcel.event = LandEvent::house_built;
            parcel.event_stage = house.born;
        }
        return parcel;
    }

    void add_annex() {
        House house{.taxpayer = taxpayer_};
        shape_annex(house, bundle_.kind, body_);
        const House& main = plan_.houses[first_house_];
        house.main = first_house_;
        house.parcel = main.parcel;
        house.town = main.town;
        house.lot = main.lot;
        house.branch = main.branch;
        house.exempt = main.exempt;
        finish(house);
        plan_.houses.push_back(house);
    }

    void add_extra(std::uint32_t number) {
        Parcel parcel{.taxpayer = taxpayer_};
        parcel.town = bundle_.town;
        const bool scattered = bundle_.kind == landowner || bundle_.kind == estate_company;
        if (scattered && extra_.chance(300)) {
            parcel.town = town_for(plan_, bundle_.kind, (taxpayer_ + 1ULL) * 1000 + number);
        }
        shape_extra(parcel);
        parcel.lot = next_lot(plan_, parcel.town);
        if (extra_.chance(500)) parcel.branch = static_cast<std::uint16_t>(extra_.between(1, 12));
        add(parcel);
    }

    void shape_extra(Parcel& parcel) {
        const std::uint32_t throw_ = extra_.below(1000);
        const Town& town = towns()[parcel.town];
        const bool rural = !town.city_planning;
        switch (bundle_.kind) {
            case farmer:
                if (throw_ < 720) return farmland(parcel);
                if (throw_ < 880 && rural) return forest(parcel);
                return throw_ < 950 ? other(parcel) : vacant(parcel);
            case temple: return exempt(parcel);
            case homeowner:
            case landlord:
                if (throw_ < 280) return private_road(parcel);
                if (throw_ < 560) return parking(parcel);
                return throw_ < 760 && rural ? farmland(parcel) : vacant(parcel);
            default:
                if (throw_ < 330 || (!rural && throw_ < 520)) return vacant(parcel);
                if (throw_ < 600) return parking(parcel);
                if (throw_ < 780) return farmland(parcel);
                return rural ? forest(parcel) : other(parcel);
        }
    }

    void farmland(Parcel& parcel) {
        const Town& town = towns()[parcel.town];
        parcel.category = extra_.chance(550) ? Category::rice_field : Category::field;
        parcel.area = whole(extra_, 180, 1900);
        parcel.use = LandUse::farmland;
        if (!town.city_planning) return;
        parcel.use = extra_.chance(300) ? LandUse::productive_green
                     : town.farm == FarmKind::specified_urban ? LandUse::specified_urban_farmland
                                                              : LandUse::urban_farmland;
    }
    void forest(Parcel& parcel) {
        parcel.category = extra_.chance(820) ? Category::forest : Category::wasteland;
        parcel.use = LandUse::other_land;
        parcel.area = whole(extra_, 420, 9800);
    }
    void other(Parcel& parcel) {
        parcel.category = extra_.chance(150) ? Category::pond : Category::miscellaneous;
        parcel.use = LandUse::other_land;
        parcel.area = whole(extra_, 40, 900);
    }
    void parking(Parcel& parcel) {
        parcel.category = Category::miscellaneous;
        parcel.use = LandUse::comparable;
        parcel.area = hundredths(extra_, 36, 480);
    }
    void vacant(Parcel& parcel) { parcel.area = hundredths(extra_, 90, 420); }
    void private_road(Parcel& parcel) {
        parcel.category = Category::miscellaneous;
        parcel.use = LandUse::other_land;
        parcel.area = hundredths(extra_, 8, 64);
        parcel.exempt = 1;
    }
    void exempt(Parcel& parcel) {
        parcel.area = hundredths(extra_, 120, 900);
        parcel.exempt = 1;
    }

    void add(Parcel& parcel) {
        parcel.unit_price = land_price(plan_, parcel, plan_.parcels.size());
        plan_.parcels.push_back(parcel);
    }

    CityPlan& plan_;
    const Bundle bundle_;
    std::uint32_t taxpayer_;
    std::uint32_t first_house_ = kNobody;
    Dice site_, body_, extra_;
};

}  // namespace

std::uint32_t next_lot(CityPlan& plan, std::uint8_t town) {
    const std::uint32_t lot = ++plan.lots[town];
    const bool hers = (town == kHomeTown && lot == kHomeLot) ||
                      (town == kShareTown && lot == kShareLot) ||
                      (town == kFieldTown && lot == kFieldLot);
    return hers ? ++plan.lots[town] : lot;
}

std::uint32_t land_price(const CityPlan& plan, const Parcel& parcel, std::uint64_t index) {
    Dice dice(plan.seed(), Topic::price, index);
    const std::uint64_t local = towns()[parcel.town].price * (std::uint64_t{820} + dice.below(320));
    switch (parcel.use) {
        case LandUse::building_land: return static_cast<std::uint32_t>(local / 1000);
        case LandUse::comparable: return static_cast<std::uint32_t>(local * 85 / 100'000);
        case LandUse::urban_farmland:
        case LandUse::specified_urban_farmland:
            return static_cast<std::uint32_t>(local * 45 / 100'000);
        case LandUse::productive_green: return 90 + dice.below(50);
        case LandUse::farmland: return 42 + dice.below(74);
        case LandUse::other_land: break;
    }
    if (parcel.category == Category::forest) return 12 + dice.below(44);
    if (parcel.category == Category::miscellaneous) return 480 + dice.below(2600);
    return 8 + dice.below(20);
}

std::uint32_t age_ratio(const House& house) {
    const int age = std::max(1, 2024 - house.built.year());
    const int end = house.structure == Structure::wood          ? 25
                    : house.structure == Structure::light_steel ? 30
                    : house.structure == Structure::steel       ? 40
                                                                : 60;
    const bool home = is_dwelling(house.use);
    const int ratio = home ? (age <= 3 ? 85 - 5 * age : 70 - 50 * (age - 3) / (end - 3))
                           : 100 - 80 * age / end;
    return static_cast<std::uint32_t>(std::max(20, ratio));
}

std::uint32_t house_value(const House& house) {
    const std::uint64_t points = std::uint64_t{house.points} * house.floor_area / 10'000;
    const std::uint64_t price = house.structure == Structure::wood ? 99 : 110;
    const std::uint64_t value = points * age_ratio(house) / 100 * price / 100;
    // One in nine existing houses keeps its former, lower price (据置).
    const bool held = house.points % 900 < 100 && house.built.year() < 2021;
    return static_cast<std::uint32_t>(held ? value * 96 / 100 : value);
}

void plan_objects(CityPlan& plan) {
    plan.parcels.reserve(plan.options.size.parcels + plan.options.size.parcels / 100 + 16);
    plan.houses.reserve(plan.options.size.houses + plan.options.size.houses / 50 + 16);
    for (std::uint32_t i = 0; i < plan.bundles.size(); ++i) {
        if (plan.bundles[i].kind != condominium) Builder(plan, i).run();
    }
}

}  // namespace daicho::demo::detail
