// Map state: the shapes of one register on one day, in memory, with what a map asks of them.
//
// Read once from both registers (a second for a hundred thousand parcels), shared, and immutable
// but for the colours, each of which is read when somebody first chooses it. Shapes are in the
// world of map tiles: whole numbers of 1/2^30 of the equator, some 3 cm in Japan. Records that
// lead to protected persons are not in it, for nobody: on the map they are land without a shape,
// as a road is or a parcel whose borders are not settled.
// Threading: what is const is read by any thread; colours are made under a lock.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>

#include "geometry/zone.hpp"
#include "server/map/map_source.hpp"

namespace daicho::server {

inline constexpr int kWorldBits = 30;

struct WorldPoint {
    std::int32_t x = 0;
    std::int32_t y = 0;  // to the south
    bool operator==(const WorldPoint&) const noexcept = default;
};
struct WorldBox {
    std::int32_t west = INT32_MAX, north = INT32_MAX, east = INT32_MIN, south = INT32_MIN;
    void add(WorldPoint at) noexcept;
    [[nodiscard]] bool meets(const WorldBox& other) const noexcept {
        return west <= other.east && other.west <= east && north <= other.south &&
               other.north <= south;
    }
};
WorldPoint to_world(geometry::Degrees at) noexcept;
geometry::Degrees to_degrees(WorldPoint at) noexcept;

// One shape; its paths stand in a row in the state's points.
struct MapShape {
    std::uint64_t record = 0;  // of the register drawn
    WorldBox box;
    geometry::ShapeKind kind = geometry::ShapeKind::point;
    std::uint32_t first_path = 0;
    std::uint32_t paths = 0;
};
struct MapPath {
    std::uint32_t first = 0;  // point
    std::uint32_t points = 0;
    bool opens_part = false;  // an outer ring; else a hole of the one before
};

// A class of a colour: one code, or one stretch of numbers.
struct MapClass {
    BilingualText label;
    std::string from, to;  // of numbers, in text form
    std::uint64_t shapes = 0;
    bool empty = false;  // those without a value
};
struct MapColour {
    bool ordered = false;  // stretches from least to most, else categories
    std::vector<MapClass> classes;
    std::vector<std::uint8_t> of;  // class of each shape
};

class MapState {
public:
    // Reads both registers. `hidden`: records to leave out. Errors: those of reading, of the zone.
    static Result<std::shared_ptr<MapState>> read(store::Connection& connection,
                                                  const MapSource& source, int zone, Date as_of,
                                                  std::shared_ptr<const registers::Hidden> hidden);

    [[nodiscard]] std::span<const MapShape> shapes() const noexcept { return shapes_; }
    [[nodiscard]] std::span<const MapPath> paths_of(const MapShape& shape) const noexcept {
        return std::span(paths_).subspan(shape.first_path, shape.paths);
    }
    [[nodiscard]] std::span<const WorldPoint> points_of(const MapPath& path) const noexcept {
        return std::span(points_).subspan(path.first, path.points);
    }
    [[nodiscard]] const WorldBox& box() const noexcept { return box_; }
    [[nodiscard]] const registers::Hidden* hidden() const noexcept { return hidden_.get(); }
    [[nodiscard]] const MapSource& source() const noexcept { return source_; }
    [[nodiscard]] Date as_of() const noexcept { return as_of_; }
    // Key and, where there is one, address of the record of a shape.
    struct Words {
        std::string key, place;
    };
    [[nodiscard]] const Words& words(std::size_t shape) const { return words_[shape]; }
    // As a shape of whole numbers, for questions of what lies where.
    [[nodiscard]] geometry::Shape shape_of(const MapShape& shape) const;

    // Made at the first question. Errors: those of reading.
    Result<std::shared_ptr<const MapColour>> colour(store::Connection& connection,
                                                    const MapColumn& column) const;
    // A tile that was made before, or what `make` makes. At most some hundred are kept.
    template <class Make>
    std::shared_ptr<const std::string> tile(const std::string& name, const Make& make) const {
        {
            const std::lock_guard lock(mutex_);
            if (const auto found = tiles_.find(name); found != tiles_.end()) return found->second;
        }
        auto made = std::make_shared<const std::string>(make());
        const std::lock_guard lock(mutex_);
        if (tiles_.size() >= kMostTiles) tiles_.clear();
        tiles_.emplace(name, made);
        return made;
    }

private:
    static constexpr std::size_t kMostTiles = 400;
    MapState() = default;
    void add(std::uint64_t record, const geometry::Shape& shape, const geometry::Zone& zone);
    Status read_shapes(store::Connection& connection, const geometry::Zone& zone);
    Status read_words(store::Connection& connection);

    MapSource source_;
    Date as_of_;
    std::shared_ptr<const registers::Hidden> hidden_;
    std::vector<MapShape> shapes_;
    std::vector<MapPath> paths_;
    std::vector<WorldPoint> points_;
    std::vector<Words> words_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> by_record_;
    WorldBox box_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::shared_ptr<const MapColour>> colours_;
    mutable std::map<std::string, std::shared_ptr<const std::string>> tiles_;
};

}  // namespace daicho::server
