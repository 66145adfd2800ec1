// Parcels per second on one core with the real rules: assess_parcel, with and without next year's
// chain, and whole owner groups. Prints the median and the best of five runs after a warm-up.
//     bench_land_bench [folder of law] [parcels]
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "law/binder.hpp"
#include "tax/rules/rules_bench.hpp"
#include "tax/rules/owner_group.hpp"
#include "tax/statute/land_statute.hpp"

namespace {

using namespace daicho;
using namespace daicho::tax::rules;
using bench::measure;
using bench::must;
using bench::Random;

// Six of ten parcels are sites of houses, one of several dwellings; every tenth is farmland.
ParcelInput make_parcel(Random& random) {
    ParcelInput parcel;
    parcel.area = Area::from_hundredths(1'000 + random.below(60'000));
    parcel.price = Yen(parcel.area.hundredths() * (500 + random.below(400'000)) / 100);
    parcel.city_planning_area = random.below(10) < 8;
    const std::int64_t kind = random.below(10);
    if (kind < 7) {
        parcel.site.dwellings = kind < 6 ? 1 : static_cast<std::int32_t>(2 + random.below(6));
        parcel.site.house_floor_area = Area::from_hundredths(4'000 + random.below(20'000));
        parcel.site.residential_floor_area = parcel.site.house_floor_area;
    }
    if (kind == 9) parcel.use = LandUse::farmland;
    for (PreviousBase& previous : parcel.previous) {
        previous = {Yen(parcel.price.amount() * random.below(120) / 600),
                    Yen(parcel.price.amount() * random.below(120) / 300), Area(), true, true};
    }
    return parcel;
}

}  // namespace

int main(int argc, char** argv) {
    const law::Statute statute = must(law::load(argc > 1 ? argv[1] : "law"));
    law::Binder bind(*must(statute.year(FiscalYear(2026))));
    YearLaw law;
    law.year = FiscalYear(2026);
    law.land = tax::statute::bind_land(bind);
    law.levy = tax::statute::bind_levy(bind);
    if (const Status bound = bind.finish(); !bound) return 3;

    const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 200'000;
    Random random;
    std::vector<ParcelInput> parcels;
    for (std::size_t i = 0; i < count; ++i) parcels.push_back(make_parcel(random));

    NoTrace off;
    ParcelResult result;
    measure("assess_parcel", count, [&] {
        std::int64_t sum = 0;
        for (const ParcelInput& parcel : parcels) {
            assess_parcel(law.land, parcel, result, off);
            sum += result.base[0].amount() + result.base[1].amount();
        }
        return sum;
    });
    measure("assess_parcel + next_previous", count, [&] {
        std::int64_t sum = 0;
        PreviousBases chain;
        for (const ParcelInput& parcel : parcels) {
            assess_parcel(law.land, parcel, result, off);
            next_previous(law.land, parcel, result, chain);
            sum += result.base[0].amount() + chain[0].fixed.amount();
        }
        return sum;
    });
    const Municipality city{{Ratio(14, 1000), Ratio(3, 1000)}, false, 4};
    OwnerGroupResult group;
    measure("levy_owner_group, 3 parcels each", count, [&] {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < parcels.size(); i += 3) {
            const std::size_t size = std::min<std::size_t>(3, parcels.size() - i);
            levy_owner_group(law, city, {{&parcels[i], size}, {}, {}}, group, off);
            sum += group.totals.annual.amount();
        }
        return sum;
    });
    return 0;
}
