// Shape: a point, lines or areas in whole millimetres of a plane-rectangular zone.
//
// Why integers: neighbours share corners exactly, an area is the same on every machine, and what
// was exported comes back as it was. Invariants of a shape that was read (geometry/wkt): see
// README.md. Threading: values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace daicho::geometry {

struct Position {
    std::int64_t east = 0;   // mm; the official Y
    std::int64_t north = 0;  // mm; the official X
    bool operator==(const Position&) const noexcept = default;
};

using Path = std::vector<Position>;  // a ring repeats its first position at the end

enum class ShapeKind : std::uint8_t { point, line, multi_line, area, multi_area };

struct Box {
    Position least{INT64_MAX, INT64_MAX};
    Position most{INT64_MIN, INT64_MIN};
    bool operator==(const Box&) const noexcept = default;

    [[nodiscard]] bool is_empty() const noexcept { return least.east > most.east; }
    void add(Position at) noexcept {
        least = {std::min(least.east, at.east), std::min(least.north, at.north)};
        most = {std::max(most.east, at.east), std::max(most.north, at.north)};
    }
    [[nodiscard]] bool meets(const Box& other) const noexcept {
        return least.east <= other.most.east && other.least.east <= most.east &&
               least.north <= other.most.north && other.least.north <= most.north;
    }
};

struct Shape {
    ShapeKind kind = ShapeKind::point;
    // One element for each point, line or area; of an area its outer ring, then its holes.
    std::vector<std::vector<Path>> parts;
    bool operator==(const Shape&) const noexcept = default;

    [[nodiscard]] bool is_area() const noexcept {
        return kind == ShapeKind::area || kind == ShapeKind::multi_area;
    }
    [[nodiscard]] bool is_line() const noexcept {
        return kind == ShapeKind::line || kind == ShapeKind::multi_line;
    }
    [[nodiscard]] Box box() const noexcept {
        Box box;
        for (const auto& part : parts) {
            for (const Path& path : part) {
                for (const Position at : path) box.add(at);
            }
        }
        return box;
    }
};

}  // namespace daicho::geometry
