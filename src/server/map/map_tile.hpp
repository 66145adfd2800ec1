// Map tile: what of a map state lies in one square, as a Mapbox Vector Tile (version 2.1) with one
// layer "shapes" and one feature for each class and kind of shape, whose only property is "c", the
// number of its class. No record, key or word is in a tile.
//
// Zoomed out, shapes below a pixel and a half become squares of a grid of two pixels, coloured by
// the shape that takes most of it, and squares beside each other become one: a tile of the whole
// city stays small and still says what is there. Shapes that reach beyond the tile are cut a
// little outside its edge. Threading: pure.
#pragma once

#include "server/map/map_state.hpp"

namespace daicho::server {

inline constexpr int kMostZoom = 17;  // a screen enlarges these

struct TileName {
    int zoom = 0;
    std::int64_t x = 0, y = 0;
};

std::string map_tile(const MapState& state, const MapColour& colour, const TileName& name);

}  // namespace daicho::server
