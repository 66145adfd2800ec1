// Map colour: from the values of a column to a few classes with their words.
//
// Codes and yes or no are classes by themselves, the rarest together when there are more than
// twelve; numbers, amounts and dates are cut into five stretches of about as many shapes
// (quantiles), because few of a city's prices lie where an even scale has its steps.
// Threading: pure.
#pragma once

#include "server/map/map_state.hpp"

namespace daicho::server {

struct MapValue {
    std::int64_t integer = 0;
    std::string text;
};

inline constexpr std::size_t kMostClasses = 12;
inline constexpr std::size_t kStretches = 5;

MapColour classify(const registers::Field& field, std::span<const std::optional<MapValue>> values);

}  // namespace daicho::server
