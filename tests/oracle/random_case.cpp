#include "random_case.hpp"

#include <algorithm>

#include "random_house.hpp"
#include "random_land.hpp"

namespace daicho::oracle {

using namespace tax::rules;

Random::Random(std::uint64_t seed, std::uint64_t number) noexcept
    : state_(seed * 0x9E3779B97F4A7C15ULL + number * 0xD1B54A32D192ED03ULL + 1) {
    for (int i = 0; i < 3; ++i) static_cast<void>(next());
}

std::uint64_t Random::next() noexcept {  // splitmix64
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::int64_t Random::below(std::int64_t bound) noexcept {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) noexcept {
    return low + below(high - low + 1);
}

std::int64_t Random::magnitude(std::int64_t low, std::int64_t high) noexcept {
    std::int64_t top = low;
    while (top < high && !one_in(6)) top = std::min(high, top * 3 + 1);
    return between(low, std::max(low, top));
}

const std::vector<City>& cities() {
    const auto on_city_tax = [](std::initializer_list<ReliefKind> kinds) {
        std::uint32_t set = 0;
        for (const ReliefKind kind : kinds) set |= 1U << static_cast<unsigned>(kind);
        return set;
    };
    static const std::vector<City> all{
        {{{Ratio(14, 1000), Ratio(3, 1000)}, false, 4}, {}},
        {{{Ratio(14, 1000), Ratio(3, 1000)}, true, 4}, {}},
        {{{Ratio(15, 1000), Ratio(25, 10000)}, false, 4},
         {std::nullopt, std::nullopt, on_city_tax({ReliefKind::long_life})}},
        {{{Ratio(16, 1000), Ratio(225, 100000)}, true, 10}, {Ratio(1, 2), Ratio(1, 2), 0}},
        {{{Ratio(14, 1000), Ratio(0, 1)}, false, 1}, {Ratio(5, 6), Ratio(1, 6), 0}},
        {{{Ratio(1475, 100000), Ratio(1, 1000)}, false, 3},
         {Ratio(7, 12), std::nullopt,
          on_city_tax({ReliefKind::new_house, ReliefKind::long_life, ReliefKind::barrier_free,
                       ReliefKind::energy_saving, ReliefKind::condominium_longevity,
                       ReliefKind::service_housing_for_elderly, ReliefKind::seismic})}},
        {{{Ratio(17, 1000), Ratio(13, 10000)}, true, 12}, {}},
        {{{Ratio(14, 1000), Ratio(2, 1000)}, false, 2}, {std::nullopt, Ratio(1, 4), 0}},
    };
    return all;
}

namespace {

// Assets: every life, dates around a first of January, fractions, revised lives.
AssetInput random_asset(Random& random, FiscalYear year, Case& out) {
    static constexpr Ratio kFractions[] = {kOne,        kOne,         kOne,        Ratio(1, 2),
                                           Ratio(1, 3), Ratio(7, 10), Ratio(3, 4), Ratio(0, 1)};
    AssetInput input;
    DepreciableAsset& asset = input.asset;
    asset.cost = Yen(random.one_in(50) ? random.magnitude(1, kMaxInputYen.amount() / 4)
                                       : random.magnitude(1, 1'000'000'000));
    asset.life_years = static_cast<std::int32_t>(random.between(kMinLifeYears, kMaxLifeYears));
    const auto age = static_cast<std::int32_t>(
        random.one_in(10) ? random.between(0, 60) : random.between(-1, 12));
    asset.acquired.year = year.year() - 1 - age;
    asset.acquired.month = static_cast<std::uint8_t>(random.one_in(3) ? 1 : random.between(1, 12));
    asset.acquired.day = static_cast<std::uint8_t>(random.between(0, 2));
    if (random.one_in(4)) asset.base_fraction = random.pick(kFractions);
    asset.exempt = random.one_in(20);
    if (random.one_in(10)) {
        auto& revisions = out.revisions.emplace_back();
        std::int32_t from = asset.acquired.year + static_cast<std::int32_t>(random.between(0, 3));
        for (std::int64_t i = random.between(1, 3); i > 0; --i) {
            revisions.push_back({FiscalYear(from), static_cast<std::int32_t>(random.between(
                                                       kMinLifeYears, kMaxLifeYears))});
            from += static_cast<std::int32_t>(random.between(1, 4));
        }
        asset.revisions = revisions;
    }
    if (random.one_in(10)) input.waiver_ratio = random_waiver(random);
    return input;
}

// One object of each class whose bases are at a threshold, a truncation or a yen beside.
void add_threshold_objects(Random& random, FiscalYear year, Case& out) {
    const std::int64_t beside = random.between(-1, 1);
    if (random.one_in(2)) {
        // その他の宅地等 without a previous base: the base is the price.
        ParcelInput parcel;
        parcel.use = LandUse::other_land;
        parcel.area = Area::from_hundredths(random.between(1, 50'000));
        parcel.price = Yen(300'000 + beside + (random.one_in(4) ? 700 : 0));
        parcel.city_planning_area = random.one_in(2);
        out.parcels.push_back(parcel);
        if (random.one_in(2)) {  // the sum of two reaches it
            out.parcels.back().price = Yen(150'000 + beside);
            parcel.price = Yen(150'000);
            out.parcels.push_back(parcel);
        }
    }
    if (random.one_in(2)) {
        HouseInput house;
        house.house.value = Yen(200'000 + random.between(-1, 1));
        house.house.built = Date::of(1990, 5, 5);
        house.house.floor_area = Area::from_square_metres(80);
        house.house.residential_area = house.house.floor_area;
        house.house.city_planning_area = random.one_in(2);
        out.houses.push_back(house);
    }
    if (random.one_in(2)) {
        // First year: cost × A; A of life 10 is 0.897.
        AssetInput asset;
        asset.asset.cost = Yen(1'500'000LL * 1000 / 897 + random.between(-1, 2));
        asset.asset.life_years = 10;
        asset.asset.acquired = {year.year() - 1, 6, 0};
        out.assets.push_back(asset);
    }
}

}  // namespace

Ratio random_waiver(Random& random) {
    static constexpr Ratio kWaivers[] = {kOne,         Ratio(1, 2),  Ratio(1, 3),
                                         Ratio(7, 10), Ratio(1, 5), Ratio(333, 1000)};
    return random.pick(kWaivers);
}

Case edge_case(Random& random, const YearLaw& law, std::size_t city) {
    Case out;
    out.year = law.year;
    out.city = city;
    if (random.one_in(8)) {
        add_threshold_objects(random, law.year, out);
        if (out.objects() > 0) return out;
    }
    const std::int64_t most = random.one_in(300) ? 60 : 3;  // now and then a large owner
    const std::int64_t parcels = random.between(0, most + 1);
    for (std::int64_t i = 0; i < parcels; ++i) {
        out.parcels.push_back(random_parcel(random, law, out));
    }
    const std::int64_t houses = random.between(0, most);
    for (std::int64_t i = 0; i < houses; ++i) out.houses.push_back(random_house(random, law, out));
    const std::int64_t assets = random.between(0, most);
    for (std::int64_t i = 0; i < assets; ++i) {
        out.assets.push_back(random_asset(random, law.year, out));
    }
    return out;
}

Case ordinary_case(Random& random, FiscalYear year) {
    Case out;
    out.year = year;
    // Of 139,000 objects of a city about 74 % are parcels, 25 % houses and 1.5 % assets.
    const std::int64_t parcels = random.between(1, 6);
    for (std::int64_t i = 0; i < parcels; ++i) out.parcels.push_back(ordinary_parcel(random));
    const std::int64_t houses = random.below(10) < 7 ? random.between(1, 2) : 0;
    for (std::int64_t i = 0; i < houses; ++i) out.houses.push_back(ordinary_house(random, year));
    if (random.one_in(40)) {
        for (std::int64_t i = random.between(1, 5); i > 0; --i) {
            AssetInput asset;
            asset.asset.cost = Yen(random.between(100'000, 5'000'000));
            asset.asset.life_years = static_cast<std::int32_t>(random.between(3, 20));
            asset.asset.acquired = {
                year.year() - static_cast<std::int32_t>(random.between(1, 15)), 5, 0};
            out.assets.push_back(asset);
        }
    }
    return out;
}

}  // namespace daicho::oracle
