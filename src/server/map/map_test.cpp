// Maps: what is drawn, what is found, by right, with nothing of a protected person.
#include <protozero/pbf_reader.hpp>

#include "register/change.hpp"
#include "register/disclosure.hpp"
#include "server/map/map_colour.hpp"
#include "server/map/map_cut.hpp"
#include "server/map/map_tile.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

constexpr const char* kMap = "/api/registers/parcel/map";

// What a tile says: classes of its features, and the corners of their rings one after the other.
struct Seen {
    std::vector<std::uint64_t> classes;
    std::size_t rings = 0;
    std::int64_t doubled_area = 0;  // clockwise on the screen is positive
};

void read_geometry(protozero::pbf_reader& feature, Seen& seen) {
    std::int64_t x = 0, y = 0, first_x = 0, first_y = 0;
    const auto words = feature.get_packed_uint32();
    auto at = words.begin();
    while (at != words.end()) {
        const std::uint32_t command = *at++;
        if ((command & 7) == 7) {
            seen.doubled_area += x * first_y - first_x * y;
            ++seen.rings;
            continue;
        }
        for (std::uint32_t i = 0; i < command >> 3; ++i) {
            const std::int64_t old_x = x, old_y = y;
            x += protozero::decode_zigzag32(*at++);
            y += protozero::decode_zigzag32(*at++);
            if ((command & 7) == 2) seen.doubled_area += old_x * y - x * old_y;
            if ((command & 7) == 1) first_x = x, first_y = y;
        }
    }
}

Seen read_tile(const std::string& bytes) {
    Seen seen;
    protozero::pbf_reader tile(bytes);
    while (tile.next(3)) {
        protozero::pbf_reader layer = tile.get_message();
        while (layer.next(2)) {
            protozero::pbf_reader feature = layer.get_message();
            while (feature.next()) {
                if (feature.tag() == 2) {
                    seen.classes.push_back(*std::next(feature.get_packed_uint32().begin()));
                } else if (feature.tag() == 4) {
                    read_geometry(feature, seen);
                } else {
                    feature.skip();
                }
            }
        }
    }
    return seen;
}

class MapTest : public CityTest {
protected:
    // The tile of a zoom in which the first parcel lies.
    static std::string tile_of(int zoom, const char* colour) {
        Client client = signed_in(kClerk);
        const Value box = client.json(kMap).at("box");
        const WorldPoint at =
            to_world({box.at(0).to_number<double>(), box.at(3).to_number<double>()});
        return std::string(kMap) + "/tiles/" + std::to_string(zoom) + "/" +
               std::to_string(at.x >> (kWorldBits - zoom)) + "/" +
               std::to_string(at.y >> (kWorldBits - zoom)) + "?colour=" + colour;
    }
};

TEST_F(MapTest, ASiblingDrawsItsRegister) {
    Client client = signed_in(kClerk);
    const Value map = client.json(kMap);
    EXPECT_EQ(map.at("shapes").at("register"), Value("parcel_shape"));
    EXPECT_EQ(map.at("zone").at("number"), Value(6));
    EXPECT_EQ(map.at("records"), Value(3));
    EXPECT_EQ(map.at("drawn"), Value(1)) << "two of three lead to a protected person";
    std::set<std::string> colours;
    for (const Value& one : map.at("colours").as_array()) {
        colours.insert(std::string(one.at("name").as_string()));
    }
    EXPECT_TRUE(colours.contains("land_use"));
    EXPECT_TRUE(colours.contains("value_yen"));
    EXPECT_TRUE(colours.contains("parcel_shape.accuracy"));
    for (const char* never : {"taxpayer", "owner", "location", "parcel_no"}) {
        EXPECT_FALSE(colours.contains(never)) << never;
    }
    EXPECT_EQ(client.json("/api/registers/parcel").at("map"), Value(true));
    EXPECT_EQ(client.json("/api/registers/addressee").at("map"), Value(false));
    EXPECT_EQ(error_id(client.get("/api/registers/addressee/map")), "map.none");
}

TEST_F(MapTest, ATileIsThatPartOfTheMap) {
    Client client = signed_in(kClerk);
    const net::Response tile = client.get(tile_of(17, "land_use"));
    ASSERT_EQ(tile.status, 200U);
    const Seen seen = read_tile(tile.body);
    EXPECT_EQ(seen.rings, 1U);
    EXPECT_EQ(seen.classes, std::vector<std::uint64_t>{0});
    // 200 m² at 36° north, in units of the equator's length over 2^29.
    EXPECT_NEAR(static_cast<double>(seen.doubled_area) / 2, 200 / 0.6545 / 0.00557, 1'500);
    for (const auto& [name, value] : tile.headers) {
        if (name != "ETag") continue;
        client.headers.emplace_back("if-none-match", value);
    }
    EXPECT_EQ(client.get(tile_of(17, "land_use")).status, 304U);
    // Far out, what is small is a square of the grid.
    client.headers.clear();
    const Seen far = read_tile(client.get(tile_of(8, "land_use")).body);
    EXPECT_EQ(far.rings, 1U);
    EXPECT_EQ(far.doubled_area, 2 * 16 * 16);
    EXPECT_TRUE(client.get(std::string(kMap) + "/tiles/17/0/0?colour=land_use").body.empty());
    EXPECT_EQ(error_id(client.get(std::string(kMap) + "/tiles/18/0/0?colour=land_use")),
              "map.bad_place");
    EXPECT_EQ(error_id(client.get(std::string(kMap) + "/tiles/1/2/0?colour=land_use")),
              "map.bad_place");
    EXPECT_EQ(error_id(client.get(std::string(kMap) + "/tiles/1/0/0?colour=taxpayer")),
              "map.no_colour");
}

TEST_F(MapTest, PlacesAreFoundByWordsPlaceAndBox) {
    Client client = signed_in(kClerk);
    const std::string places = std::string(kMap) + "/places";
    const Value by_key = client.json(places + "?q=10000101");
    ASSERT_EQ(by_key.at("total"), Value(1));
    const Value& one = by_key.at("places").at(0);
    EXPECT_EQ(one.at("address"), Value("汐見市緑浜三丁目214番3"));
    const auto degrees = [](const Value& value) { return value.to_number<double>(); };
    const std::string at = std::to_string(degrees(one.at("place").at(0))) + "," +
                           std::to_string(degrees(one.at("place").at(1)));
    EXPECT_EQ(client.json(places + "?at=" + at).at("total"), Value(1));
    EXPECT_EQ(client.json(places + "?at=136.01,36.01").at("total"), Value(0));
    EXPECT_EQ(client.json(places + "?box=135,35,137,37").at("total"), Value(1));
    EXPECT_EQ(client.json(places + "?box=135,35,135.9,37").at("total"), Value(0));
    EXPECT_EQ(client.json(places + "?box=135,35,137,37&limit=0").at("places").as_array().size(),
              0U);
    for (const char* bad : {"?at=136", "?at=nan,1", "?box=1,2,3", "?box=1,2,3,4,5", "?at=1,2x"}) {
        EXPECT_EQ(error_id(client.get(places + bad)), "map.bad_place") << bad;
    }
}

TEST_F(MapTest, NothingLeadsToAProtectedPerson) {
    Client client = signed_in(kClerk);
    const std::string places = std::string(kMap) + "/places";
    for (const char* asked : {"?q=10000102", "?q=%E9%9A%A0%E7%94%BA", "?record=2", "?record=3"}) {
        EXPECT_EQ(client.json(places + asked).at("total"), Value(0)) << asked;
    }
    // Where her land lies there is nothing, as where there is none.
    const Value box = client.json(places + "?record=1").at("places").at(0).at("box");
    const double width = box.at(2).to_number<double>() - box.at(0).to_number<double>();
    const double middle = (box.at(1).to_number<double>() + box.at(3).to_number<double>()) / 2;
    const std::string beside =
        std::to_string(box.at(2).to_number<double>() + width / 2) + "," + std::to_string(middle);
    EXPECT_EQ(client.json(places + "?at=" + beside).at("total"), Value(0));
    const Value legend = client.json(std::string(kMap) + "/legend?colour=land_use");
    EXPECT_EQ(legend.at("classes").at(0).at("shapes"), Value(1));
}

TEST_F(MapTest, WhoMayNotSeeTheRegisterSeesNoMap) {
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.get(kMap).status, 403U);
    EXPECT_EQ(governor.get(tile_of(17, "land_use")).status, 403U);
}

TEST_F(MapTest, OpeningAMapIsAnEntryOnceAndWhatIsFoundIsOneEachTime) {
    const std::string address = tile_of(16, "value_yen");
    Client client = signed_in(kClerk);
    const std::uint64_t before = entries();
    ASSERT_EQ(client.get(address).status, 200U);
    EXPECT_EQ(entries(), before + 1);
    ASSERT_EQ(client.get(address).status, 200U);
    EXPECT_EQ(entries(), before + 1) << "the same map, the same session";
    ASSERT_EQ(client.get(tile_of(16, "land_use")).status, 200U);
    const std::uint64_t other = entries();
    ASSERT_EQ(client.json(std::string(kMap) + "/places?q=10000101").at("total"), Value(1));
    EXPECT_EQ(entries(), other + 1);
    (void)client.json(std::string(kMap) + "/places?q=nowhere");
    EXPECT_EQ(entries(), other + 1) << "nothing was shown";
}

TEST_F(MapTest, AChangeIsOnTheMapAtOnceAndTheDayBeforeIsNot) {
    Client client = signed_in(kClerk);
    const Value before = client.json(std::string(kMap) + "?as_of=2026-04-10").at("box");
    registers::ChangeRequest request;
    request.register_name = "parcel_shape";
    request.record = 1;
    request.values = {{"shape", "POLYGON ((0 0, 100 0, 100 20, 0 20, 0 0))"}};
    request.valid = {Date::of(2026, 4, 9), kForever};
    request.reason = "test";
    request.base_version = 1;
    const auto done = registers::change(kernel(), identity::system_principal(), request);
    ASSERT_TRUE(done) << told(done.error());
    EXPECT_NE(client.json(std::string(kMap) + "?as_of=2026-04-10").at("box"), before);
    EXPECT_EQ(client.json(std::string(kMap) + "?as_of=2026-04-08").at("box"), before);
    EXPECT_EQ(client.json(std::string(kMap) + "?as_of=2023-12-31").at("drawn"), Value(0));
}

// --- classes and cutting, without a city

registers::Field field_of(registers::FieldType type) {
    registers::Field field;
    field.name = "x";
    field.type = type;
    return field;
}

TEST(MapColour, AmountsAreCutIntoStretchesOfLikeSize) {
    std::vector<std::optional<MapValue>> values;
    for (std::int64_t i = 0; i < 1'000; ++i) values.push_back(MapValue{i * i, ""});
    values.push_back(std::nullopt);
    const MapColour colour = classify(field_of(registers::FieldType::yen), values);
    ASSERT_EQ(colour.classes.size(), 6U);
    EXPECT_TRUE(colour.ordered);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(colour.classes[i].shapes, 200U);
    EXPECT_EQ(colour.classes[0].from, "0");
    EXPECT_EQ(colour.classes[0].to, "39601");
    EXPECT_EQ(colour.classes[1].from, "40000");
    EXPECT_TRUE(colour.classes[5].empty);
    EXPECT_EQ(colour.of.back(), 5);
    const MapColour one = classify(field_of(registers::FieldType::yen),
                                   std::vector<std::optional<MapValue>>(7, MapValue{3, ""}));
    ASSERT_EQ(one.classes.size(), 1U);
    EXPECT_EQ(one.classes[0].to, "3");
}

TEST(MapColour, RareCodesShareAClass) {
    registers::Field field = field_of(registers::FieldType::code);
    std::vector<std::optional<MapValue>> values;
    for (int i = 0; i < 20; ++i) {
        field.codes.push_back({std::to_string(i), {std::to_string(i), std::to_string(i)}});
        for (int n = 0; n <= i; ++n) values.push_back(MapValue{0, std::to_string(i)});
    }
    const MapColour colour = classify(field, values);
    ASSERT_EQ(colour.classes.size(), kMostClasses);
    EXPECT_EQ(colour.classes[0].label.ja, "9");
    EXPECT_EQ(colour.classes[kMostClasses - 1].shapes, 45U) << "0 to 8";
}

TEST(MapCut, AnAreaIsCutAtTheEdgeAndALineIntoItsPieces) {
    const TilePath ring{{-1'000, 100}, {1'000, 100}, {1'000, 200}, {-1'000, 200}, {-1'000, 100}};
    const TilePath cut = cut_ring(ring);
    ASSERT_EQ(cut.size(), 5U);
    EXPECT_EQ(cut.front(), cut.back());
    for (const TilePoint at : cut) EXPECT_GE(at.x, -kAround);
    EXPECT_TRUE(cut_ring({{-900, 0}, {-800, 0}, {-800, 90}, {-900, 0}}).empty());
    const auto pieces =
        cut_line({{-1'000, 50}, {100, 50}, {100, 6'000}, {200, 6'000}, {200, 50}, {300, 50}});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].front(), (TilePoint{-kAround, 50}));
    EXPECT_EQ(pieces[1].back(), (TilePoint{300, 50}));
}

}  // namespace
}  // namespace daicho::server::testing
