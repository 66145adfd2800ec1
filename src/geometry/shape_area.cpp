#include "geometry/shape_area.hpp"

namespace daicho::geometry {
namespace {

using Wide = __int128;

Wide magnitude(Wide value) noexcept { return value < 0 ? -value : value; }

// Twice the area of the triangle a, b, c: positive when c lies to the left of a → b.
Wide turn(Position a, Position b, Position c) noexcept {
    return Wide{b.east - a.east} * (c.north - a.north) -
           Wide{b.north - a.north} * (c.east - a.east);
}

bool on_segment(Position a, Position b, Position at) noexcept {
    return turn(a, b, at) == 0 && at.east >= std::min(a.east, b.east) &&
           at.east <= std::max(a.east, b.east) && at.north >= std::min(a.north, b.north) &&
           at.north <= std::max(a.north, b.north);
}

enum class Side : std::uint8_t { outside, inside, edge };

Side side_of(const Path& ring, Position at) noexcept {
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Position a = ring[i - 1];
        const Position b = ring[i];
        if (on_segment(a, b, at)) return Side::edge;
        if ((a.north > at.north) == (b.north > at.north)) continue;
        const bool up = b.north > a.north;
        if ((turn(a, b, at) > 0) == up) inside = !inside;
    }
    return inside ? Side::inside : Side::outside;
}

Wide squared(Position a, Position b) noexcept {
    const Wide east = a.east - b.east;
    const Wide north = a.north - b.north;
    return east * east + north * north;
}

// The foot of the perpendicular is rounded to a millimetre: near enough to say which is nearest.
Wide to_segment(Position a, Position b, Position at) noexcept {
    const Wide length = squared(a, b);
    if (length == 0) return squared(a, at);
    Wide along = Wide{at.east - a.east} * (b.east - a.east) +
                 Wide{at.north - a.north} * (b.north - a.north);
    along = std::clamp(along, Wide{0}, length);
    const Position foot{a.east + static_cast<std::int64_t>(along * (b.east - a.east) / length),
                        a.north + static_cast<std::int64_t>(along * (b.north - a.north) / length)};
    return squared(foot, at);
}

const std::vector<Path>& largest_part(const Shape& shape) noexcept {
    std::size_t best = 0;
    for (std::size_t i = 1; i < shape.parts.size(); ++i) {
        if (magnitude(doubled_area(shape.parts[i][0])) >
            magnitude(doubled_area(shape.parts[best][0]))) {
            best = i;
        }
    }
    return shape.parts[best];
}

// In the widest stretch inside the area on the line through the middle of its height.
Position on_scan_line(const std::vector<Path>& part) noexcept {
    Box box;
    for (const Position at : part[0]) box.add(at);
    const std::int64_t north = box.least.north + (box.most.north - box.least.north) / 2;
    std::vector<std::int64_t> crossings;
    for (const Path& ring : part) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Position a = ring[i - 1];
            const Position b = ring[i];
            if ((a.north > north) == (b.north > north)) continue;
            const Wide east = Wide{b.east - a.east} * (north - a.north) / (b.north - a.north);
            crossings.push_back(a.east + static_cast<std::int64_t>(east));
        }
    }
    std::ranges::sort(crossings);
    Position found = part[0][0];
    std::int64_t widest = -1;
    for (std::size_t i = 1; i < crossings.size(); i += 2) {
        const std::int64_t width = crossings[i] - crossings[i - 1];
        if (width <= widest) continue;
        widest = width;
        found = {crossings[i - 1] + width / 2, north};
    }
    return found;
}

}  // namespace

__int128 doubled_area(const Path& ring) noexcept {
    Wide sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += Wide{ring[i - 1].east} * ring[i].north - Wide{ring[i].east} * ring[i - 1].north;
    }
    return sum;
}

Area area_of(const Shape& shape) noexcept {
    if (!shape.is_area()) return {};
    Wide doubled = 0;
    for (const auto& part : shape.parts) {
        for (std::size_t i = 0; i < part.size(); ++i) {
            const Wide ring = magnitude(doubled_area(part[i]));
            doubled += i == 0 ? ring : -ring;
        }
    }
    if (doubled < 0) doubled = 0;  // holes outside their ring: not valid, and no area
    return Area::from_hundredths(static_cast<std::int64_t>(doubled / 20'000));
}

bool holds(const Shape& shape, Position at) noexcept {
    if (!shape.is_area()) return false;
    for (const auto& part : shape.parts) {
        const Side outer = side_of(part[0], at);
        if (outer == Side::edge) return true;
        if (outer == Side::outside) continue;
        bool in_hole = false;
        for (std::size_t i = 1; i < part.size() && !in_hole; ++i) {
            in_hole = side_of(part[i], at) == Side::inside;
        }
        if (!in_hole) return true;
    }
    return false;
}

Position inner_position(const Shape& shape) noexcept {
    if (shape.is_area()) return on_scan_line(largest_part(shape));
    const Path& path = shape.parts[0][0];
    const std::size_t middle = path.size() / 2;
    if (path.size() % 2 == 1) return path[middle];
    const Position a = path[middle - 1];
    const Position b = path[middle];
    return {a.east + (b.east - a.east) / 2, a.north + (b.north - a.north) / 2};
}

__int128 squared_distance(const Shape& shape, Position at) noexcept {
    if (holds(shape, at)) return 0;
    Wide nearest = -1;
    for (const auto& part : shape.parts) {
        for (const Path& path : part) {
            for (std::size_t i = 0; i < path.size(); ++i) {
                const Wide far = to_segment(path[i == 0 ? 0 : i - 1], path[i], at);
                if (nearest < 0 || far < nearest) nearest = far;
            }
        }
    }
    return nearest;
}

}  // namespace daicho::geometry
