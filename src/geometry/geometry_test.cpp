#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "geometry/shape_area.hpp"
#include "geometry/validity.hpp"
#include "geometry/wkt.hpp"
#include "geometry/zone.hpp"

namespace daicho::geometry {
namespace {

std::string fault_of(std::string_view text) {
    const auto shape = read_shape(text);
    return shape ? "" : shape.error().id;
}

TEST(Wkt, EveryKindComesBackAsItWas) {
    for (const char* text :
         {"POINT (1.5 -2)", "LINESTRING (0 0, 10 0.001)",
          "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))", "POLYGON ((0 0, 10 0, 10 10, 0 0))",
          "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 3, 3 3, 2 2))",
          "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"}) {
        const auto shape = read_shape(text);
        ASSERT_TRUE(shape) << text << " " << shape.error().id;
        EXPECT_EQ(format_shape(*shape), text);
    }
}

TEST(Wkt, OtherSpellingsMeanTheSame) {
    const auto shape = read_shape(" polygon((0.000 0,10.50 0,\t10 10.0000 , -0 0 ) ) ");
    ASSERT_TRUE(shape);
    EXPECT_EQ(format_shape(*shape), "POLYGON ((0 0, 10.5 0, 10 10, 0 0))");
}

TEST(Wkt, FaultsAreNamed) {
    EXPECT_EQ(fault_of(""), "geometry.kind");
    EXPECT_EQ(fault_of("CIRCLE (0 0)"), "geometry.kind");
    EXPECT_EQ(fault_of("POINT EMPTY"), "geometry.not_read");
    EXPECT_EQ(fault_of("POINT (NaN 1)"), "geometry.not_read");
    EXPECT_EQ(fault_of("POINT (1e3 1)"), "geometry.not_read");
    EXPECT_EQ(fault_of("POINT (1 1) x"), "geometry.not_read");
    EXPECT_EQ(fault_of("POINT Z (1 1 1)"), "geometry.not_read");
    EXPECT_EQ(fault_of("POINT (1.0005 1)"), "geometry.decimals");
    EXPECT_EQ(fault_of("POINT (2000000.001 1)"), "geometry.too_far");
    EXPECT_EQ(fault_of("POINT (99999999999999999999 1)"), "geometry.too_far");
    EXPECT_EQ(fault_of("LINESTRING (1 1)"), "geometry.too_few");
    EXPECT_EQ(fault_of("LINESTRING (1 1, 1 1)"), "geometry.too_few");
    EXPECT_EQ(fault_of("POLYGON ((0 0, 1 0, 1 1))"), "geometry.open_ring");
    EXPECT_EQ(fault_of("POLYGON ((0 0, 1 0, 2 0, 0 0))"), "geometry.too_few");
    EXPECT_EQ(fault_of("POLYGON ((0 0, 2 2, 2 0, 0 3, 0 0))"), "geometry.not_simple");
    // A hole outside, and parts that overlap.
    EXPECT_EQ(fault_of("POLYGON ((0 0, 9 0, 9 9, 0 0), (20 20, 21 20, 21 21, 20 20))"),
              "geometry.not_simple");
    EXPECT_EQ(fault_of("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((1 0, 9 0, 9 9, 1 0)))"),
              "geometry.not_simple");
}

TEST(Wkt, TheFaultSaysWhere) {
    const auto crossing = read_shape("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))");
    ASSERT_FALSE(crossing);
    const auto& given = crossing.error().arguments;
    EXPECT_NE(std::ranges::find(given, std::pair<std::string, std::string>{"east", "1"}),
              given.end());
    EXPECT_NE(std::ranges::find(given, std::pair<std::string, std::string>{"north", "1"}),
              given.end());
}

TEST(Wkt, TooManyPositionsAreRefused) {
    std::string text = "LINESTRING (0 0";
    for (std::size_t i = 1; i <= kMostPositions; ++i) text += ", 1 " + std::to_string(i % 7);
    EXPECT_EQ(fault_of(text + ")"), "geometry.too_many");
}

TEST(ShapeArea, IsExact) {
    const auto shape =
        read_shape("POLYGON ((0 0, 20.5 0, 20.5 10, 0 10, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))");
    EXPECT_EQ(area_of(*shape).hundredths(), 20'400);
    // A long way off nothing is lost.
    const auto far = read_shape(
        "POLYGON ((1999999.999 1999999.999, 1999989.999 1999999.999, 1999989.999 1999989.999, "
        "1999999.999 1999989.999, 1999999.999 1999999.999))");
    EXPECT_EQ(area_of(*far).hundredths(), 10'000);
    EXPECT_EQ(area_of(*read_shape("POINT (1 1)")).hundredths(), 0);
}

TEST(ShapeArea, InsideEdgeAndHole) {
    const auto shape =
        read_shape("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))");
    EXPECT_TRUE(holds(*shape, {1'000, 1'000}));
    EXPECT_TRUE(holds(*shape, {0, 0}));
    EXPECT_TRUE(holds(*shape, {4'000, 5'000}));
    EXPECT_FALSE(holds(*shape, {5'000, 5'000}));
    EXPECT_FALSE(holds(*shape, {10'001, 5'000}));
    EXPECT_TRUE(holds(*shape, inner_position(*shape)));
    EXPECT_EQ(squared_distance(*shape, {13'000, 14'000}), 25'000'000);
}

RC_GTEST_PROP(ShapeArea, DoesNotDependOnPlaceAndDirection, ()) {
    const auto width = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    const auto height = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    const auto east = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
    const auto north = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
    const auto lean = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000);
    Path ring = {{east, north},
                 {east + width, north},
                 {east + width + lean, north + height},
                 {east + lean, north + height},
                 {east, north}};
    if (*rc::gen::arbitrary<bool>()) std::ranges::reverse(ring);
    const Shape shape{ShapeKind::area, {{ring}}};
    RC_ASSERT(area_of(shape).hundredths() == width * height / 10'000);
    RC_ASSERT(check_valid(shape).has_value());
    RC_ASSERT(parse_shape(format_shape(shape)).value() == shape);
}

// The worked example that goes with the Geospatial Information Authority's formulae (zone 9):
// 36°06'13.58925" N, 140°05'16.27815" E is X = 11,543.6883 m, Y = 22,916.2436 m.
TEST(Zone, ThePublishedExampleOfZoneNine) {
    const auto zone = Zone::open(9);
    ASSERT_TRUE(zone);
    const Degrees angles{140 + 5 / 60.0 + 16.27815 / 3600, 36 + 6 / 60.0 + 13.58925 / 3600};
    const Position at = zone->to_plane(angles);
    EXPECT_EQ(at.north, 11'543'688);
    EXPECT_EQ(at.east, 22'916'244);
    EXPECT_NEAR(zone->to_degrees(at).longitude, angles.longitude, 1e-8);
    EXPECT_NEAR(zone->to_degrees(at).latitude, angles.latitude, 1e-8);
}

TEST(Zone, EveryZoneHasItsOrigin) {
    for (int number = 1; number <= kZones; ++number) {
        const auto zone = Zone::open(number);
        ASSERT_TRUE(zone) << number;
        const Degrees origin = zone->to_degrees({0, 0});
        EXPECT_EQ(zone->to_plane(origin), (Position{0, 0})) << number;
        // On the central meridian the scale is 0.9999: a kilometre north is a bit more there.
        const Degrees north = zone->to_degrees({0, 1'000'000});
        EXPECT_GT(north.latitude, origin.latitude);
        EXPECT_NEAR(north.longitude, origin.longitude, 1e-9);
    }
    EXPECT_FALSE(Zone::open(0));
    EXPECT_FALSE(Zone::open(20));
    EXPECT_NEAR(Zone::open(6)->to_degrees({0, 0}).longitude, 136.0, 1e-9);
}

}  // namespace
}  // namespace daicho::geometry
