// Whether areas are areas: rings that cross themselves or each other, holes outside, parts that
// overlap. GEOS decides; the error names its reason and the place in metres.
// Threading: any; each thread keeps a handle of the library.
#pragma once

#include "base/result.hpp"
#include "geometry/shape.hpp"

namespace daicho::geometry {

// geometry.not_simple. Points and lines are always valid.
Status check_valid(const Shape& shape);

}  // namespace daicho::geometry
