// Area and places of a shape, exact where something is counted.
// Threading: pure.
#pragma once

#include "base/area.hpp"
#include "geometry/shape.hpp"

namespace daicho::geometry {

// Twice the signed area of a ring in mm², by the shoelace formula; counter-clockwise is positive.
__int128 doubled_area(const Path& ring) noexcept;

// Outer rings less holes, whichever way they run; cut below 0.01 m² (不動産登記規則 第100条).
// Of points and lines zero.
Area area_of(const Shape& shape) noexcept;

// Whether a position lies in an area, its edge included.
bool holds(const Shape& shape, Position at) noexcept;

// A position inside an area, in the middle of a line, or the point: where a label stands.
Position inner_position(const Shape& shape) noexcept;

// Square of the distance to the nearest segment or point of the shape, in mm².
__int128 squared_distance(const Shape& shape, Position at) noexcept;

}  // namespace daicho::geometry
