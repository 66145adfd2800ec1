// Houses and depreciable assets per second on one core with the real rules and no trace.
// Prints the median and the best of five runs after a warm-up.
//     bench_house_bench [folder of law] [objects]
#include <cstdlib>
#include <vector>

#include "law/binder.hpp"
#include "tax/rules/rules_bench.hpp"
#include "tax/rules/depreciable_rules.hpp"
#include "tax/rules/house_rules.hpp"
#include "tax/statute/depreciable_statute.hpp"
#include "tax/statute/house_statute.hpp"

namespace {

using namespace daicho;
using namespace daicho::tax::rules;
using bench::measure;
using bench::must;
using bench::Random;

// One house in eight is new enough for a relief; one in twenty once had another.
House make_house(Random& random) {
    House house;
    house.value = Yen(500'000 + random.below(20'000'000));
    house.built = Date::of(1960, 6, 1) + static_cast<int>(random.below(23'000));
    house.floor_area = Area::from_hundredths(4'000 + random.below(20'000));
    house.residential_area = house.floor_area;
    house.city_planning_area = random.below(10) < 8;
    if (random.below(8) == 0) {
        house.built = Date::of(2024, 6, 1);
        house.reliefs[house.relief_count++] = {ReliefKind::new_house, Date(), false};
    }
    if (random.below(20) == 0) {
        house.reliefs[house.relief_count++] = {ReliefKind::energy_saving, Date::of(2023, 6, 1),
                                               true};
    }
    return house;
}

DepreciableAsset make_asset(Random& random) {
    DepreciableAsset asset;
    asset.cost = Yen(100'000 + random.below(5'000'000));
    asset.life_years = static_cast<std::int32_t>(3 + random.below(20));
    asset.acquired = {static_cast<std::int32_t>(2005 + random.below(21)), 5, 0};
    return asset;
}

void run(const HouseLaw& houses, const DepreciableLaw& assets, std::size_t objects) {
    Random random;
    std::vector<House> some_houses;
    std::vector<DepreciableAsset> some_assets;
    for (std::size_t i = 0; i < objects; ++i) {
        some_houses.push_back(make_house(random));
        some_assets.push_back(make_asset(random));
    }
    NoTrace trace;
    const TaxRates rates{Ratio(14, 1000), Ratio(3, 1000)};
    measure("houses", objects, [&] {
        std::int64_t sum = 0;
        for (const House& house : some_houses) {
            const auto result = assess_house(houses, rates, FiscalYear(2026), house, trace);
            sum += result.fixed_base.amount() - result.fixed_relief.amount();
        }
        return sum;
    });
    measure("depreciable", objects, [&] {
        std::int64_t sum = 0;
        for (const DepreciableAsset& asset : some_assets) {
            sum += assess_depreciable(assets, FiscalYear(2026), asset, trace).base.amount();
        }
        return sum;
    });
}

}  // namespace

int main(int argc, char** argv) {
    const law::Statute statute = must(law::load(argc > 1 ? argv[1] : "law"));
    law::Binder bind(*must(statute.year(FiscalYear(2026))));
    const HouseLaw houses = tax::statute::bind_house(bind);
    const DepreciableLaw assets = tax::statute::bind_depreciable(bind);
    if (const Status bound = bind.finish(); !bound) return 3;
    run(houses, assets, argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 200'000);
    return 0;
}
