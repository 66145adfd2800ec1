#include "random_land.hpp"

#include <algorithm>

namespace daicho::oracle {

using namespace tax::rules;

namespace {

Area hundredths(std::int64_t amount) {
    return Area::from_hundredths(std::max<std::int64_t>(amount, 1));
}

// A dwelling's site: the share of the dwelling part, the storeys and the limits of area at or
// beside their edges.
void add_site(Random& random, ParcelInput& parcel) {
    static constexpr std::int64_t kFloors[] = {4'000, 5'000, 8'000, 10'000, 12'345, 30'000};
    Site& site = parcel.site;
    site.dwellings = static_cast<std::int32_t>(random.one_in(4) ? random.between(2, 12) : 1);
    const std::int64_t floor = random.pick(kFloors) * (random.one_in(3) ? site.dwellings : 1);
    site.house_floor_area = Area::from_hundredths(floor);
    const std::int64_t quarters = random.between(0, 4);
    std::int64_t residential = floor;
    if (random.one_in(2)) residential = floor * quarters / 4 + random.between(-1, 1);
    if (random.one_in(8)) residential = random.between(0, floor);
    site.residential_floor_area =
        Area::from_hundredths(std::clamp<std::int64_t>(residential, 0, floor));
    site.storeys = static_cast<std::int32_t>(random.one_in(3) ? random.between(4, 6)
                                                              : random.between(1, 15));
    site.fireproof = random.one_in(2);
    site.vacant_house_advice = random.one_in(12);
    switch (random.below(5)) {
        case 0: parcel.area = hundredths(20'000LL * site.dwellings + random.between(-1, 1)); break;
        case 1: parcel.area = hundredths(floor * 10 + random.between(-1, 1)); break;
        case 2: parcel.area = hundredths(20'000LL * site.dwellings * random.between(1, 3)); break;
        default: break;
    }
    if (random.one_in(5)) {  // one of several parcels under the house
        site.whole_site = parcel.area + Area::from_hundredths(
                                            random.one_in(5) ? 0 : random.between(1, 100'000));
    }
}

void give_components(Random& random, ParcelInput& parcel, Case& out) {
    GivenComponents& given = out.given.emplace_back();
    std::int64_t area = parcel.area.hundredths();
    std::int64_t value = parcel.price.amount();
    if (is_farmland(parcel.use)) {
        given[3] = {parcel.area, parcel.price, true};
    } else {
        for (std::size_t kind = 0; kind < 3; ++kind) {
            if (area == 0 || (kind < 2 && random.one_in(3))) continue;
            const bool last = kind == 2 || random.one_in(3);
            const std::int64_t part = last ? area : random.between(1, area);
            const std::int64_t worth = last ? value : random.between(0, value);
            given[kind] = {Area::from_hundredths(part), Yen(worth), true};
            area -= part;
            value -= worth;
        }
    }
    parcel.given = &given;
}

void set_price(Random& random, ParcelInput& parcel) {
    static constexpr Ratio kRevisions[] = {kOne, Ratio(92, 100), Ratio(95, 100), Ratio(891, 1000),
                                           Ratio(79, 100), Ratio(2, 3)};
    parcel.price_form = static_cast<PriceForm>(random.below(3));
    if (!random.one_in(3)) parcel.price_form = PriceForm::registered;
    parcel.price_revision = random.one_in(2) ? random.pick(kRevisions) : kOne;
    const std::int64_t most = random.one_in(100) ? kMaxInputYen.amount() / 4 : 2'000'000'000;
    parcel.price = parcel.price_form == PriceForm::unit_price
                       ? Yen(random.magnitude(1, 900'000))
                       : Yen(random.one_in(4) ? random.between(1, 1000) * 120'000
                                              : random.magnitude(0, most));
}

// A previous base at, beside or far from the limits that `full` and `value` set this year.
std::int64_t aim(Random& random, std::int64_t full, std::int64_t value) {
    static constexpr std::int64_t kPercent[] = {10, 15, 19, 20, 25,  50,  55,  57, 58, 59, 60, 61,
                                                65, 69, 70, 71, 75,  80,  85,  90, 93, 95, 97, 98,
                                                99, 100, 101, 120, 300};
    switch (random.below(10)) {
        case 0: return 0;
        case 1: return random.between(0, full + full / 3);
        case 2: return std::max<std::int64_t>(0, value + random.between(-1, 1));
        default: {
            const auto exact = static_cast<__int128>(full) * random.pick(kPercent);
            return std::max<std::int64_t>(
                0, static_cast<std::int64_t>(exact / 100) + random.between(-1, 2));
        }
    }
}

void set_previous(Random& random, const YearLaw& law, ParcelInput& parcel) {
    thread_local OwnerGroupResult result;  // only to know this year's values
    NoTrace off;
    parcel.city_planning_area = true;
    levy_owner_group(law, cities()[0].municipality, {{&parcel, 1}, {}, {}}, result, off);
    for (PreviousBase& previous : parcel.previous) {
        previous = {Yen(random.magnitude(0, 1'000'000)), Yen(random.magnitude(0, 1'000'000)),
                    Area(), random.one_in(2), random.one_in(2)};
    }
    const ParcelResult& now = result.parcels[0];
    for (std::uint8_t i = 0; i < now.count; ++i) {
        const ComponentResult& part = now.components[i];
        PreviousBase& previous = parcel.previous[static_cast<std::size_t>(part.kind)];
        std::int64_t fixed = aim(random, part.tax[0].full_base.amount(), part.taxed_value.amount());
        std::int64_t city = aim(random, part.tax[1].full_base.amount(), part.taxed_value.amount());
        previous.area = Area();
        if (random.one_in(8)) {  // it was another area of this use
            const std::int64_t times = random.between(1, 4);
            previous.area = hundredths(part.area.hundredths() * times / 2 + random.between(-1, 1));
            fixed = fixed * times / 2;
            city = city * times / 2;
        }
        previous.fixed = Yen(std::min(fixed, kMaxInputYen.amount() / 10));
        previous.city_planning = Yen(std::min(city, kMaxInputYen.amount() / 10));
        previous.fixed_known = !random.one_in(12);
        previous.city_planning_known = previous.fixed_known ? !random.one_in(20) : random.one_in(2);
    }
}

}  // namespace

ParcelInput random_parcel(Random& random, const YearLaw& law, Case& out) {
    static constexpr Ratio kSpecial[] = {Ratio(1, 2), Ratio(2, 3), Ratio(1, 3), Ratio(7, 10),
                                         Ratio(5, 6), Ratio(0, 1)};
    ParcelInput parcel;
    parcel.use = static_cast<LandUse>(random.one_in(2) ? 0 : random.below(7));
    parcel.area =
        hundredths(random.one_in(20) ? random.between(1, 10) : random.magnitude(500, 500'000));
    if (!is_farmland(parcel.use) && !random.one_in(4)) add_site(random, parcel);
    set_price(random, parcel);
    if (random.one_in(10)) parcel.special_base_ratio = random.pick(kSpecial);
    if (random.one_in(10)) parcel.waiver_ratio = random_waiver(random);
    if (random.one_in(2)) {
        parcel.urban_farmland_since =
            law.year.year() - static_cast<std::int32_t>(random.between(0, 6));
    }
    if (random.one_in(20) && parcel.price_form == PriceForm::registered) {
        give_components(random, parcel, out);
    }
    set_previous(random, law, parcel);
    parcel.city_planning_area = !random.one_in(3);
    parcel.exempt = random.one_in(30);
    return parcel;
}

ParcelInput ordinary_parcel(Random& random) {
    ParcelInput parcel;
    parcel.area = hundredths(1'000 + random.below(60'000));
    parcel.price = Yen(parcel.area.hundredths() * (500 + random.below(200'000)) / 100);
    parcel.city_planning_area = random.below(10) < 8;
    const std::int64_t kind = random.below(10);
    if (kind < 6) {
        parcel.site.dwellings = kind < 5 ? 1 : static_cast<std::int32_t>(2 + random.below(6));
        parcel.site.house_floor_area = Area::from_hundredths(4'000 + random.below(20'000));
        parcel.site.residential_floor_area = parcel.site.house_floor_area;
    }
    if (kind == 8) parcel.use = LandUse::urban_farmland;
    if (kind == 9) parcel.use = LandUse::farmland;
    for (PreviousBase& previous : parcel.previous) {
        previous = {Yen(parcel.price.amount() * random.below(120) / 600),
                    Yen(parcel.price.amount() * random.below(120) / 300), Area(), true, true};
    }
    return parcel;
}

}  // namespace daicho::oracle
