// Map book: the map states that are kept, and who opened which map.
//
// A state holds while neither of its registers was written and the same records are hidden
// (generations); the three asked for last are kept. Whoever first asks makes one while others wait.
// A map that shows rows about persons is opened once for each session, day and colour: the entry
// of the journal stands before its first tile leaves. Threading: thread-safe.
#pragma once

#include <list>
#include <set>

#include "server/map/map_state.hpp"

namespace daicho::server {

class MapBook {
public:
    // Errors: map.no_zone, those of reading.
    Result<std::shared_ptr<const MapState>> state(App& app, store::Connection& connection,
                                                  const MapSource& source, Date as_of);
    // True for the first one who names it.
    bool opens(const std::string& opening);
    // It was not recorded after all.
    void forget(const std::string& opening);

private:
    struct Kept {
        std::uint64_t drawn = 0, shapes = 0;  // generations
        std::shared_ptr<const MapState> state;
    };
    std::mutex reading_;  // one makes a state at a time
    std::mutex mutex_;
    std::list<Kept> kept_;  // the one asked for last first
    std::set<std::string> openings_;
};

MapBook& maps_of(App& app);

}  // namespace daicho::server
