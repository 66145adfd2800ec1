// Map cut: paths that reach beyond a tile, cut a little outside its edge: a screen keeps places in
// 16 bits. Threading: pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace daicho::server {

struct TilePoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    bool operator==(const TilePoint&) const noexcept = default;
};
using TilePath = std::vector<TilePoint>;

inline constexpr std::int64_t kAround = 64;  // units outside the tile, of 4,096 in it

// What of an area lies in the tile, closed; it runs along the edge where it left (Sutherland and
// Hodgman). Empty when nothing does.
TilePath cut_ring(const TilePath& ring);
// The pieces of a line that lie in the tile.
std::vector<TilePath> cut_line(const TilePath& line);

}  // namespace daicho::server
