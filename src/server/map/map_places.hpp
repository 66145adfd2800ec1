// Map places: the records a map is asked for – by words, by a place, by a stretch of the map, by
// their number – and where each lies. Threading: pure.
#pragma once

#include "server/map/map_state.hpp"

namespace daicho::server {

struct FoundPlaces {
    std::uint64_t total = 0;  // without the limit
    std::vector<std::size_t> shapes;
};

// Parameters, one of: `q` (key or address contains it), `at=LON,LAT` with `within=METRES` for
// points and lines, `box=W,S,E,N`, `record=ID`. `limit` at most 100. Of a box with more places
// than the limit only the number is answered: what nobody can read is not shown, and no entry.
// Errors: map.bad_place, api.bad_id.
Result<FoundPlaces> find_places(const Call& call, const MapState& state);

// Number, key, address, place, box and outline (GeoJSON, as text) of one.
json::Object place_json(const MapState& state, std::size_t shape);
// [west, south, east, north] in degrees; null when there is nothing.
json::Value box_json(const WorldBox& box);

}  // namespace daicho::server
