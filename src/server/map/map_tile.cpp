#include "server/map/map_tile.hpp"

#include <protozero/pbf_writer.hpp>

#include <algorithm>

#include "server/map/map_cut.hpp"

namespace daicho::server {
namespace {

constexpr std::int64_t kExtent = 4'096;
constexpr std::int64_t kSmall = 12;   // units: a pixel and a half of 512
constexpr std::int64_t kSquare = 16;  // two pixels

enum Kind : std::uint32_t { kPoint = 1, kLine = 2, kArea = 3 };

// Commands and zigzag differences of one feature (section 4.3 of the specification).
class Drawing {
public:
    void path(std::span<const TilePoint> points, Kind kind) {
        const std::size_t count = kind == kArea ? points.size() - 1 : points.size();
        to(1, 1, points.subspan(0, 1));
        if (count > 1) to(2, count - 1, points.subspan(1, count - 1));
        if (kind == kArea) words_.push_back(15);
    }
    [[nodiscard]] const std::vector<std::uint32_t>& words() const noexcept { return words_; }

private:
    void to(std::uint32_t command, std::size_t count, std::span<const TilePoint> points) {
        words_.push_back(command | static_cast<std::uint32_t>(count) << 3);
        for (const TilePoint at : points) {
            words_.push_back(protozero::encode_zigzag32(static_cast<std::int32_t>(at.x - x_)));
            words_.push_back(protozero::encode_zigzag32(static_cast<std::int32_t>(at.y - y_)));
            x_ = at.x;
            y_ = at.y;
        }
    }
    std::vector<std::uint32_t> words_;
    std::int64_t x_ = 0, y_ = 0;
};

class TileMaker {
public:
    TileMaker(const MapState& state, const MapColour& colour, const TileName& name)
        : state_(state), colour_(colour), name_(name) {}

    std::string make() {
        const std::int64_t side = std::int64_t{1} << (kWorldBits - name_.zoom);
        left_ = name_.x * side;
        top_ = name_.y * side;
        const std::int64_t around = side / 64;
        const auto edge = [](std::int64_t at) {
            return static_cast<std::int32_t>(std::clamp<std::int64_t>(at, INT32_MIN, INT32_MAX));
        };
        WorldBox box;
        box.west = edge(left_ - around);
        box.north = edge(top_ - around);
        box.east = edge(left_ + side + around);
        box.south = edge(top_ + side + around);
        const auto shapes = state_.shapes();
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            if (shapes[i].box.meets(box)) add(shapes[i], colour_.of[i]);
        }
        add_squares();
        return written();
    }

private:
    [[nodiscard]] TilePoint scaled(WorldPoint at) const noexcept {
        const int shift = kWorldBits - name_.zoom - 12;
        const auto one = [shift](std::int64_t far) {
            return shift >= 0 ? far >> shift : far << -shift;
        };
        return {one(at.x - left_), one(at.y - top_)};
    }

    void add(const MapShape& shape, std::uint8_t colour) {
        const TilePoint least = scaled({shape.box.west, shape.box.north});
        const TilePoint most = scaled({shape.box.east, shape.box.south});
        const std::int64_t width = most.x - least.x;
        const std::int64_t height = most.y - least.y;
        const bool point = shape.kind == geometry::ShapeKind::point;
        if (!point && width < kSmall && height < kSmall) {
            const std::int64_t x = (least.x + width / 2) / kSquare;
            const std::int64_t y = (least.y + height / 2) / kSquare;
            const std::int64_t size = (width + 1) * (height + 1);
            Square& square = squares_[{y, x}];
            if (size > square.size) square = {size, colour};
            return;
        }
        const bool inside = least.x >= -kAround && least.y >= -kAround &&
                            most.x <= kExtent + kAround && most.y <= kExtent + kAround;
        const bool line = shape.kind == geometry::ShapeKind::line ||
                          shape.kind == geometry::ShapeKind::multi_line;
        const Kind kind = point ? kPoint : line ? kLine : kArea;
        bool outer_gone = false;
        for (const MapPath& path : state_.paths_of(shape)) {
            if (!path.opens_part && outer_gone) continue;
            TilePath points;
            for (const WorldPoint at : state_.points_of(path)) {
                const TilePoint next = scaled(at);
                if (points.empty() || points.back() != next) points.push_back(next);
            }
            if (kind == kArea) {
                const bool drawn = add_ring(points, path.opens_part, inside, colour);
                if (path.opens_part) outer_gone = !drawn;
            } else if (kind == kPoint || inside) {
                if (kind == kPoint || points.size() > 1) draw(points, kind, colour);
            } else {
                for (const TilePath& part : cut_line(points)) draw(part, kind, colour);
            }
        }
    }

    // Outer rings run clockwise as seen on the screen, holes the other way round.
    bool add_ring(TilePath points, bool outer, bool inside, std::uint8_t colour) {
        if (!inside) points = cut_ring(points);
        std::int64_t doubled = 0;
        for (std::size_t i = 1; i < points.size(); ++i) {
            doubled += points[i - 1].x * points[i].y - points[i].x * points[i - 1].y;
        }
        if (points.size() < 4 || doubled == 0) return false;
        if ((doubled > 0) != outer) std::ranges::reverse(points);
        draw(points, kArea, colour);
        return true;
    }

    void draw(std::span<const TilePoint> points, Kind kind, std::uint8_t colour) {
        drawings_[{colour, kind}].path(points, kind);
    }

    void add_squares() {
        for (auto at = squares_.begin(); at != squares_.end();) {
            const auto [y, west] = at->first;
            const std::uint8_t colour = at->second.colour;
            std::int64_t east = west;
            for (; at != squares_.end() && at->first == std::pair(y, east) &&
                   at->second.colour == colour;
                 ++at) {
                ++east;
            }
            const TilePoint low{west * kSquare, y * kSquare};
            const TilePoint high{east * kSquare, (y + 1) * kSquare};
            const TilePath ring{low, {high.x, low.y}, high, {low.x, high.y}, low};
            draw(ring, kArea, colour);
        }
    }

    [[nodiscard]] std::string written() const {
        std::string bytes;
        if (drawings_.empty()) return bytes;
        protozero::pbf_writer tile(bytes);
        {
            protozero::pbf_writer layer(tile, 3);
            layer.add_uint32(15, 2);
            layer.add_string(1, "shapes");
            for (const auto& [of, drawing] : drawings_) {
                protozero::pbf_writer feature(layer, 2);
                const std::uint32_t tags[] = {0, of.first};
                feature.add_packed_uint32(2, std::begin(tags), std::end(tags));
                feature.add_enum(3, static_cast<std::int32_t>(of.second));
                feature.add_packed_uint32(4, drawing.words().begin(), drawing.words().end());
            }
            layer.add_string(3, "c");
            for (std::size_t i = 0; i < colour_.classes.size(); ++i) {
                protozero::pbf_writer value(layer, 4);
                value.add_uint64(5, i);
            }
            layer.add_uint32(5, static_cast<std::uint32_t>(kExtent));
        }
        return bytes;
    }

    struct Square {
        std::int64_t size = 0;
        std::uint8_t colour = 0;
    };
    const MapState& state_;
    const MapColour& colour_;
    const TileName& name_;
    std::int64_t left_ = 0, top_ = 0;
    std::map<std::pair<std::int64_t, std::int64_t>, Square> squares_;  // by row, then column
    std::map<std::pair<std::uint8_t, Kind>, Drawing> drawings_;
};

}  // namespace

std::string map_tile(const MapState& state, const MapColour& colour, const TileName& name) {
    return TileMaker(state, colour, name).make();
}

}  // namespace daicho::server
