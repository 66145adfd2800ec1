// Lot places: from the plain rows in which the plan lays parcels to where they lie in the zone.
//
// Rows of a town are bent by two waves, each of which moves whole lines and so keeps areas, and the
// city is turned by the angle of a Pythagorean triple: whole numbers all the way, hence the same
// bytes on every machine. Threads: pure.
#pragma once

#include <array>
#include <cstdint>

#include "demo/plan.hpp"

namespace daicho::demo::detail {

struct Corner {
    std::int64_t east = 0;  // mm in the plane-rectangular zone
    std::int64_t north = 0;
};

Corner place_in_zone(std::int64_t east, std::int64_t north) noexcept;

// Counter-clockwise from the south-west.
std::array<Corner, 4> corners_of(const LotPlace& place) noexcept;

}  // namespace daicho::demo::detail
