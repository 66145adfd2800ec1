#include "random_house.hpp"

#include <algorithm>

#include "random_land.hpp"

namespace daicho::oracle {

using namespace tax::rules;

namespace {

Date day_beside(Random& random, Date day) { return day + static_cast<int>(random.between(-1, 1)); }

// Around the windows of the law, and around a first of January that starts or ends a relief.
Date random_day(Random& random, FiscalYear year, int most_years_ago) {
    static const Date kLimits[] = {Date::of(2023, 4, 1), Date::of(2017, 4, 1), Date::of(2015, 4, 1),
                                   Date::of(2025, 4, 1), Date::of(2026, 4, 1)};
    if (random.one_in(8)) return day_beside(random, random.pick(kLimits));
    const int back = static_cast<int>(random.between(-1, most_years_ago));
    if (random.one_in(2)) return day_beside(random, Date::of(year.year() - back, 1, 1));
    return Date::of(year.year() - back, 1, 1) + static_cast<int>(random.between(0, 364));
}

Date years_before(Date day, int years, Random& random) {
    return day_beside(random, add_months(day, -12 * years));
}

// Construction: beside what the work asks for, most of the time.
Date random_built(Random& random, FiscalYear year, House& house) {
    for (std::uint8_t i = 0; i < house.relief_count; ++i) {
        HouseRelief& relief = house.reliefs[i];
        if (counts_from_built(relief.kind)) {
            return random_day(random, year, house.reliefs[i].kind == ReliefKind::new_house ? 6 : 8);
        }
        switch (relief.kind) {
            case ReliefKind::barrier_free:
                if (random.one_in(20)) {  // ten years after a 29 February
                    relief.completed = day_beside(random, Date::of(2022, 2, 28));
                    return Date::of(2012, 2, 29);
                }
                return years_before(relief.completed, random.one_in(3) ? 15 : 10, random);
            case ReliefKind::condominium_longevity:
                return years_before(relief.completed, random.one_in(3) ? 25 : 20, random);
            case ReliefKind::energy_saving:
            case ReliefKind::energy_saving_long_life:
                return random.one_in(2) ? day_beside(random, Date::of(2014, 4, 1))
                                        : Date::of(2000, 3, 3);
            default:
                return random.one_in(2) ? day_beside(random, Date::of(1982, 1, 1))
                                        : Date::of(1975, 3, 3);
        }
    }
    return Date::of(1960, 1, 1) + static_cast<int>(random.below(20'000));
}

void set_areas(Random& random, House& house) {
    static constexpr std::int64_t kUnits[] = {3'000, 3'999, 4'000, 4'999, 5'000, 5'001, 8'000,
                                              10'000, 11'999, 12'000, 12'001, 16'000, 16'001,
                                              27'999, 28'000, 28'001};
    house.dwellings = static_cast<std::int32_t>(random.one_in(3) ? random.between(2, 14) : 1);
    if (random.one_in(30)) house.dwellings = 0;
    const std::int64_t count = std::max(house.dwellings, 1);
    const std::int64_t unit =
        random.one_in(4) ? random.between(1'000, 40'000) : random.pick(kUnits);
    const std::int64_t residential =
        std::max<std::int64_t>(unit * count + (random.one_in(3) ? random.between(-1, 1) : 0), 0);
    house.residential_area = Area::from_hundredths(residential);
    std::int64_t floor = residential;
    switch (random.below(4)) {
        case 0: floor = residential * 2 + random.between(-1, 1); break;
        case 1: floor = residential + random.below(20'000); break;
        default: break;
    }
    house.floor_area = Area::from_hundredths(std::max({floor, residential, std::int64_t{100}}));
}

void give_units(Random& random, House& house, Case& out) {
    if (house.dwellings == 0) return;
    static constexpr std::int64_t kUnits[] = {2'999, 3'000, 3'999, 4'000, 4'999, 5'000, 7'000,
                                              10'000, 12'000, 12'500, 16'000, 28'000, 28'001};
    auto& units = out.units.emplace_back();
    std::int64_t whole = 0;
    for (std::int32_t i = 0; i < house.dwellings; ++i) {
        units.push_back(Area::from_hundredths(random.pick(kUnits)));
        whole += units.back().hundredths();
    }
    house.residential_area = Area::from_hundredths(whole);
    house.floor_area =
        Area::from_hundredths(whole + (random.one_in(2) ? 0 : random.below(whole + 2)));
    house.unit_areas = units;
}

void add_reliefs(Random& random, FiscalYear year, House& house) {
    const std::int64_t count = random.one_in(3) ? random.between(2, 3) : 1;
    for (std::int64_t i = 0; i < count; ++i) {
        HouseRelief relief;
        relief.kind = static_cast<ReliefKind>(random.below(kReliefKinds));
        if (i == 1 && random.one_in(2)) {  // the pair that the law lets stand together
            house.reliefs[0].kind = ReliefKind::barrier_free;
            house.reliefs[0].has_completed = true;
            relief.kind = ReliefKind::energy_saving;
        }
        relief.completed = random_day(random, year, 3);
        if (random.one_in(2)) relief.completed = Date::of(year.year() - 1, 6, 30);
        relief.has_completed = !counts_from_built(relief.kind) || random.one_in(2);
        house.reliefs[house.relief_count++] = relief;
        if (house.relief_count == 2 && house.reliefs[0].kind == ReliefKind::barrier_free &&
            random.one_in(2)) {
            house.reliefs[0].completed = relief.completed;
        }
    }
}

}  // namespace

HouseInput random_house(Random& random, const YearLaw& law, Case& out) {
    HouseInput input;
    House& house = input.house;
    house.value = Yen(random.one_in(60) ? random.magnitude(0, kMaxInputYen.amount() / 4)
                                        : random.one_in(4) ? random.magnitude(0, 500'000'000)
                                                           : random.between(300'000, 60'000'000));
    set_areas(random, house);
    if (random.one_in(6)) give_units(random, house, out);
    house.storeys = static_cast<std::int32_t>(random.between(1, 5));
    house.fireproof = random.one_in(2);
    house.let_out = random.one_in(3);
    house.city_planning_area = !random.one_in(3);
    house.exempt = random.one_in(30);
    if (!random.one_in(4)) add_reliefs(random, law.year, house);
    // What stands on the assessment date is taxed; the reader of inputs drops the rest.
    house.built = std::min(random_built(random, law.year, house), law.year.assessment_date());
    if (random.one_in(10)) input.waiver_ratio = random_waiver(random);
    return input;
}

HouseInput ordinary_house(Random& random, FiscalYear year) {
    HouseInput input;
    House& house = input.house;
    house.value = Yen(500'000 + random.below(20'000'000));
    house.built = Date::of(1960, 6, 1) + static_cast<int>(random.below(23'000));
    house.floor_area = Area::from_hundredths(5'000 + random.below(20'000));
    house.residential_area = house.floor_area;
    house.storeys = 2;
    house.city_planning_area = random.below(10) < 8;
    if (random.one_in(8)) {
        house.built = Date::of(year.year() - static_cast<int>(random.between(1, 4)), 6, 1);
        house.reliefs[house.relief_count++] = {ReliefKind::new_house, Date(), false};
    } else if (random.one_in(20)) {
        house.built = Date::of(1999, 6, 1);
        house.reliefs[house.relief_count++] = {ReliefKind::energy_saving,
                                               Date::of(year.year() - 1, 6, 1), true};
    }
    return input;
}

}  // namespace daicho::oracle
