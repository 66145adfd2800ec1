// Random owner groups for the comparison with the SQL model.
//
// edge_case aims at the edges of the rules: bases at exactly 60 and 70 % and a yen beside, floor
// areas at and beside every limit, dates around every first of January and window, totals at and
// beside every threshold. ordinary_case is a plain municipality, for timing. A case depends on its
// seed and number alone, so one group can be made again without the others.
// Threads: any; a Case may be moved, not copied (spans point into it).
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "tax/rules/owner_group.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::oracle {

class Random {
public:
    Random(std::uint64_t seed, std::uint64_t number) noexcept;
    std::uint64_t next() noexcept;
    std::int64_t below(std::int64_t bound) noexcept;  // 0 … bound − 1, bound > 0
    std::int64_t between(std::int64_t low, std::int64_t high) noexcept;  // both included
    bool one_in(std::int64_t n) noexcept { return below(n) == 0; }
    std::int64_t magnitude(std::int64_t low, std::int64_t high) noexcept;  // every size alike
    template <class T, std::size_t N>
    const T& pick(const T (&of)[N]) noexcept {
        return of[below(static_cast<std::int64_t>(N))];
    }

private:
    std::uint64_t state_;
};

// A municipality of the oracle: its rates and its ordinance.
struct City {
    tax::rules::Municipality municipality;
    tax::statute::HouseOrdinance ordinance;
};
const std::vector<City>& cities();

struct Case {
    Case() = default;
    Case(Case&&) noexcept = default;
    Case& operator=(Case&&) noexcept = default;
    Case(const Case&) = delete;

    FiscalYear year;
    std::size_t city = 0;
    std::vector<tax::rules::ParcelInput> parcels;
    std::vector<tax::rules::HouseInput> houses;
    std::vector<tax::rules::AssetInput> assets;
    std::deque<tax::rules::GivenComponents> given;
    std::deque<std::vector<Area>> units;
    std::deque<std::vector<tax::rules::LifeRevision>> revisions;

    [[nodiscard]] tax::rules::OwnerGroupInput group() const noexcept {
        return {parcels, houses, assets};
    }
    [[nodiscard]] std::size_t objects() const noexcept {
        return parcels.size() + houses.size() + assets.size();
    }
};

// `law` serves to aim: previous bases are put beside the limits of this year's values.
Case edge_case(Random& random, const tax::rules::YearLaw& law, std::size_t city);
Case ordinary_case(Random& random, FiscalYear year);

}  // namespace daicho::oracle
