// Shapes of the invented city: near the area of the land register, in nobody else's place.
#include <gtest/gtest.h>

#include <map>

#include "demo/city_source.hpp"
#include "demo/detail/lot_places.hpp"

namespace daicho::demo {
namespace {

CitySource small_city() {
    auto city = CitySource::make({.seed = 7, .size = kSmallCity});
    EXPECT_TRUE(city);
    return std::move(*city);
}

// Hundredths of m², by the shoelace formula on whole millimetres.
std::int64_t drawn_area(const LotPlace& place) {
    const auto corners = detail::corners_of(place);
    __int128 doubled = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const detail::Corner& a = corners[i];
        const detail::Corner& b = corners[(i + 1) % corners.size()];
        doubled += static_cast<__int128>(a.east) * b.north;
        doubled -= static_cast<__int128>(b.east) * a.north;
    }
    return static_cast<std::int64_t>(doubled / 20'000);
}

TEST(ParcelShape, ItsAreaIsNearThatOfTheRegister) {
    const CitySource city = small_city();
    const CityPlan& plan = city.plan();
    std::size_t off = 0;
    for (std::size_t i = 0; i < plan.parcels.size(); ++i) {
        const Parcel& parcel = plan.parcels[i];
        const std::int64_t registered =
            parcel.condominium ? plan.buildings[plan.houses[parcel.house].building].site_area
                               : parcel.area;
        const std::int64_t drawn = drawn_area(plan.places[i]);
        ASSERT_GT(drawn, 0) << i;
        off += std::abs(drawn - registered) > registered / 100 + 100 ? 1 : 0;
    }
    EXPECT_EQ(off, 0U) << "more than a hundredth and 1 m² off";
}

TEST(ParcelShape, NoTwoLieOnEachOther) {
    const CitySource city = small_city();
    const CityPlan& plan = city.plan();
    std::multimap<std::int32_t, std::size_t> by_south;  // of what stands in 2026, before bending
    std::int32_t tallest = 0;
    for (std::size_t i = 0; i < plan.parcels.size(); ++i) {
        if (plan.parcels[i].ended != Stage::never || plan.parcels[i].condominium) continue;
        by_south.emplace(plan.places[i].south, i);
        tallest = std::max(tallest, plan.places[i].north - plan.places[i].south);
    }
    for (const auto& [south, i] : by_south) {
        const LotPlace& one = plan.places[i];
        for (auto at = by_south.lower_bound(south - tallest);
             at != by_south.end() && at->first < one.north; ++at) {
            const LotPlace& other = plan.places[at->second];
            const bool apart = at->second == i || other.east <= one.west ||
                               one.east <= other.west || other.north <= one.south;
            ASSERT_TRUE(apart) << i << " and " << at->second;
        }
    }
}

TEST(ParcelShape, WhatIsGoneLayWhereItsSuccessorsLie) {
    const CitySource city = small_city();
    const CityPlan& plan = city.plan();
    std::size_t seen = 0;
    for (std::size_t i = 0; i < plan.parcels.size(); ++i) {
        const Parcel& parcel = plan.parcels[i];
        if (parcel.predecessor == kNobody || parcel.predecessor_2 != kNobody) continue;
        const LotPlace& before = plan.places[parcel.predecessor];
        const LotPlace& after = plan.places[i];
        EXPECT_LE(before.west, after.west);
        EXPECT_GE(before.east, after.east);
        ++seen;
    }
    EXPECT_GT(seen, 0U);
}

}  // namespace
}  // namespace daicho::demo
