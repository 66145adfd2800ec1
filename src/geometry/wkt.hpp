// The text form of a shape: well-known text in metres, "POLYGON ((-1200.5 800, …))", east first.
//
// Bounded: at most kMostPositions positions, three decimals, 2,000 km from the origin. NaN, powers
// of ten, Z and M, empty shapes and collections are refused. Errors (geometry.…) say at which
// character the reading stopped. Threading: pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "geometry/shape.hpp"

namespace daicho::geometry {

inline constexpr std::size_t kMostPositions = 20'000;
inline constexpr std::int64_t kFarthest = 2'000'000'000;  // mm
inline constexpr std::size_t kLongestText = 1'000'000;    // bytes

// Rings are closed and have an extent; whether they cross is asked of geometry/validity.
Result<Shape> parse_shape(std::string_view text);

// Read and found valid: what a field takes.
Result<Shape> read_shape(std::string_view text);

// One spelling for each shape: no decimals that are zero, one space after the word.
std::string format_shape(const Shape& shape);

// Millimetres as metres: -1200500 → "-1200.5".
std::string format_metres(std::int64_t millimetres);

}  // namespace daicho::geometry
