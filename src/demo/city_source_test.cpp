#include "demo/city_source.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/digest.hpp"
#include "demo/city_text.hpp"
#include "demo/detail/previous_bases.hpp"
#include "demo/land_view.hpp"

namespace daicho::demo {
namespace {

std::string digest_of(CitySource& city) {
    Sha256 hash;
    std::string chunk;
    for (std::size_t i = 0; i < city.files().size(); ++i) {
        city.open(i);
        while (city.next_chunk(chunk)) hash.add(as_bytes(chunk));
    }
    return to_hex(view(hash.finish()));
}

CitySource make(std::uint64_t seed, const CitySize& size = kSmallCity) {
    auto city = CitySource::make({.seed = seed, .size = size});
    EXPECT_TRUE(city);
    return std::move(*city);
}

TEST(CitySource, SameSeedSameBytes) {
    CitySource first = make(1);
    CitySource again = make(1);
    CitySource other = make(2);
    const std::string digest = digest_of(first);
    EXPECT_EQ(digest, digest_of(again));
    EXPECT_EQ(digest, digest_of(first)) << "reading twice";
    EXPECT_NE(digest, digest_of(other));
}

// What stands on the assessment date of fiscal 2026.
struct Standing {
    std::uint32_t parcels = 0, houses = 0;
    std::set<std::uint32_t> taxpayers, declarers;
};
Standing standing(const CityPlan& plan) {
    Standing count;
    for (const Parcel& parcel : plan.parcels) {
        if (parcel.ended != Stage::never) continue;
        ++count.parcels;
        count.taxpayers.insert(holder_at(plan, parcel.taxpayer, Stage::new_2026));
    }
    for (const House& house : plan.houses) {
        if (!stands_at(house, Stage::new_2026)) continue;
        ++count.houses;
        count.taxpayers.insert(holder_at(plan, house.taxpayer, Stage::new_2026));
    }
    for (const Declarer& declarer : plan.declarers) {
        count.declarers.insert(declarer.taxpayer);
        count.taxpayers.insert(declarer.taxpayer);
    }
    return count;
}

void expect_size(const CityPlan& plan) {
    const Standing count = standing(plan);
    const CitySize& size = plan.options.size;
    EXPECT_EQ(count.parcels, size.parcels);
    EXPECT_EQ(count.houses, size.houses);
    EXPECT_EQ(count.declarers.size(), size.declarers);
    EXPECT_EQ(count.taxpayers.size(), size.taxpayers);
    EXPECT_EQ(plan.people.size(), size.addressees);
}

TEST(CitySource, ProportionsHoldExactly) {
    const CitySource city = make(1, kCity);
    const CitySource small = make(1);
    const CitySource twice = make(3, kCity.times(2));
    expect_size(city.plan());
    expect_size(small.plan());
    expect_size(twice.plan());
}

RC_GTEST_PROP(CitySourceProperty, AnySeedGivesTheSameSizes, (std::uint64_t seed)) {
    const CitySource city = make(seed);
    const Standing count = standing(city.plan());
    RC_ASSERT(count.parcels == kSmallCity.parcels);
    RC_ASSERT(count.houses == kSmallCity.houses);
    RC_ASSERT(count.taxpayers.size() == kSmallCity.taxpayers);
}

TEST(CitySource, ImpossibleSizesAreRefused) {
    EXPECT_FALSE(CitySource::make({.size = {100, 34'387, 2'041, 29'200, 45'000}}));
    EXPECT_FALSE(CitySource::make({.size = {10, 10, 1, 10, 20}}));
    EXPECT_FALSE(CitySource::make({.size = {102'553, 34'387, 2'041, 29'200, 29'200}}));
}

TEST(CitySource, FilesComeByStageAndCountTheirRows) {
    CitySource city = make(5);
    Stage last = Stage::start;
    std::set<std::string> names;
    for (std::size_t i = 0; i < city.files().size(); ++i) {
        const DataFile& file = city.files()[i];
        EXPECT_LE(last, file.stage);
        last = file.stage;
        EXPECT_TRUE(names.insert(file.name).second) << file.name;
        const std::string text = city.read_all(i);
        EXPECT_EQ(static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')),
                  file.rows + 1);
    }
}

TEST(CitySource, ChunksAreWholeLinesOfBoundedSize) {
    CitySource city = make(5, kCity);
    std::string chunk;
    city.open(8);
    EXPECT_EQ(city.files()[8].register_name, "parcel");
    std::size_t chunks = 0;
    while (city.next_chunk(chunk)) {
        ++chunks;
        EXPECT_EQ(chunk.back(), '\n');
        EXPECT_LT(chunk.size(), CitySource::kChunkBytes + 4096);
    }
    EXPECT_GT(chunks, 10U);
}

TEST(CitySource, PartsAddUp) {
    const CitySource city = make(4, kCity);
    const CityPlan& plan = city.plan();
    std::map<std::uint32_t, std::uint64_t> exclusive, sites;
    for (const House& house : plan.houses) {
        if (house.building == kNobody) continue;
        exclusive[house.building] += house.floor_area - house.floor_area / 6;
        sites[house.building] += plan.parcels[house.parcel].area;
    }
    for (std::uint32_t i = 0; i < plan.buildings.size(); ++i) {
        EXPECT_EQ(exclusive[i], plan.buildings[i].exclusive_area);
        EXPECT_LE(sites[i], plan.buildings[i].site_area);
        EXPECT_GE(sites[i] + plan.buildings[i].units, plan.buildings[i].site_area);
    }
    std::map<std::uint32_t, std::uint64_t> children;
    for (const Parcel& parcel : plan.parcels) {
        if (parcel.event == LandEvent::split && parcel.predecessor != kNobody) {
            children[parcel.predecessor] += parcel.area;
        }
        if (parcel.event == LandEvent::merge) {
            EXPECT_EQ(plan.parcels[parcel.predecessor].area +
                          plan.parcels[parcel.predecessor_2].area,
                      parcel.area);
        }
    }
    EXPECT_GT(children.size(), 50U);
    for (const auto& [before, area] : children) EXPECT_EQ(plan.parcels[before].area, area);
}

TEST(CitySource, SharesOfUnmarkedGroupsAddUpToOne) {
    const CitySource city = make(4, kCity);
    const CityPlan& plan = city.plan();
    std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> sums;
    for (const CoOwner& owner : plan.co_owners) {
        sums[owner.group].first += owner.numerator;
        sums[owner.group].second = owner.denominator;
    }
    EXPECT_EQ(sums.size(), plan.groups());
    std::uint32_t wrong = 0;
    for (const auto& [group, sum] : sums) wrong += sum.first != sum.second ? 1 : 0;
    EXPECT_EQ(wrong, 5U);
}

TEST(CitySource, ErrorsArePlantedAndNamed) {
    const CitySource city = make(1, kCity);
    std::map<PlantKind, std::set<std::string>> planted;
    for (const PlantedError& error : city.planted_errors()) {
        EXPECT_FALSE(error.register_name.empty());
        EXPECT_TRUE(planted[error.kind].insert(error.key).second) << error.key;
    }
    EXPECT_EQ(planted.size(), static_cast<std::size_t>(kPlantKinds));
    for (const auto& [kind, keys] : planted) EXPECT_EQ(keys.size(), 5U) << plant_kind_name(kind);
    const CitySource small = make(1);
    EXPECT_EQ(small.planted_errors().size(), static_cast<std::size_t>(kPlantKinds));
}

TEST(CitySource, BurdenLevelsAreMixed) {
    const CitySource city = make(1, kCity);
    const CityPlan& plan = city.plan();
    std::uint32_t full = 0, rising = 0, lowered = 0, held = 0, below = 0;
    for (std::uint32_t i = 3; i < plan.parcels.size(); ++i) {
        const Parcel& parcel = plan.parcels[i];
        if (parcel.use != LandUse::building_land || parcel.exempt != 0) continue;
        const detail::PreviousBases bases = detail::previous_bases(plan, i);
        const std::int64_t value = land_at(plan, parcel, Stage::start).value;
        (bases[0] * 6 >= value ? full : rising) += 1;
        const std::int64_t share = bases[4] * 1000 / std::max<std::int64_t>(value, 1);
        (share > 700 ? lowered : share >= 600 ? held : below) += 1;
    }
    EXPECT_GT(full, rising);
    EXPECT_GT(rising, full / 4);
    EXPECT_GT(held, lowered + below);
    EXPECT_GT(lowered, held / 8);
    EXPECT_GT(below, held / 4);
}

TEST(CitySource, FarmlandOfEachKindAndEveryEventOccur) {
    const CitySource city = make(1, kCity);
    const CityPlan& plan = city.plan();
    std::map<LandUse, std::uint32_t> uses;
    std::map<LandEvent, std::uint32_t> events;
    std::uint32_t several_lots = 0;
    for (const Parcel& parcel : plan.parcels) {
        ++uses[parcel.use];
        ++events[parcel.event];
        several_lots += parcel.site_area > 0 ? 1 : 0;
    }
    EXPECT_EQ(uses.size(), 7U);
    for (const auto& [use, count] : uses) EXPECT_GT(count, 500U) << static_cast<int>(use);
    EXPECT_EQ(events.size(), 7U);
    for (const auto& [event, count] : events) EXPECT_GT(count, 10U) << static_cast<int>(event);
    EXPECT_GT(several_lots, 1000U);
    EXPECT_GT(plan.buildings.size(), 20U);
    EXPECT_EQ(plan.protections.size(), 12U);
    EXPECT_EQ(plan.protections[0].state, 3) << "expired, not extended";
    EXPECT_EQ(plan.groups() * 100 / plan.options.size.taxpayers, 8U);
}

TEST(CitySource, TheTaxpayerOfTheScreensIsThere) {
    const CitySource city = make(20'260'101, kCity);
    const CityPlan& plan = city.plan();
    std::string name, group, place, address;
    append_name(name, plan, kFeatured);
    append_name(group, plan, plan.first_group());
    append_location(place, plan.parcels[0]);
    append_address(address, plan, kFeatured, Stage::start);
    EXPECT_EQ(name, "柏原 千鶴子");
    EXPECT_EQ(group, "柏原 千鶴子 外1名");
    EXPECT_EQ(place, "緑浜三丁目 214番3");
    EXPECT_EQ(address, "汐見市緑浜三丁目14番8号");
    EXPECT_EQ(land_at(plan, plan.parcels[0], Stage::new_2026).value, 18'183'936);
    std::string field;
    append_location(field, plan.parcels[2]);
    EXPECT_EQ(field, "南汐見字大畑 1083番");
    // 緑浜三丁目 214番3: +5 % of the full base a year, as the screens show for fiscal 2026.
    const detail::PreviousBases bases = detail::previous_bases(plan, 0);
    std::int64_t small = bases[0] * 20'000 / 26'568;
    const std::int64_t value = 18'183'936LL * 20'000 / 26'568;
    for (int year = 2024; year <= 2026; ++year) small += value / 6 * 5 / 100;
    EXPECT_NEAR(static_cast<double>(small), 2'200'471.0, 3.0);
}

TEST(CitySource, MunicipalityCodeHasAValidCheckDigit) {
    int sum = 0;
    for (std::size_t i = 0; i < 5; ++i) {
        sum += (kMunicipalityCode[i] - '0') * static_cast<int>(6 - i);
    }
    EXPECT_EQ(kMunicipalityCode[5] - '0', (11 - sum % 11) % 10);
}

}  // namespace
}  // namespace daicho::demo
