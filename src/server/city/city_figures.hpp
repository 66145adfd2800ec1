// City figures: the answers of the registers to the figures of `catalogs/city-state.yaml`.
#pragma once

#include "govern/city/city_state.hpp"
#include "register/query.hpp"
#include "server/app.hpp"

namespace daicho::server {

// What a figure says on a day. Of a share `value` is in tenths of a percent.
struct Counted {
    Date as_of;
    std::uint64_t rows = 0;
    std::int64_t value = 0;
    bool known = false;  // false: the register had nothing at all then, or the share is of nothing
};
struct CityFigure {
    const govern::FigureSpec* spec = nullptr;
    BilingualText label;
    std::string cite;   // of the watch
    std::string route;  // the list of exactly these rows, or the screen that shows the fact
    Counted now;
    std::optional<Counted> before;
    BilingualText fact;  // of a fact instead of a number
    govern::Tone tone = govern::Tone::none;
};
struct CityBlock {
    const govern::BlockSpec* spec = nullptr;
    std::vector<CityFigure> figures;
};
struct CityState {
    std::vector<CityBlock> blocks;
    std::size_t left_out = 0;  // figures that this person may not see
};

// Facts of the installation are of today: at another moment they are left away. Errors:
// change.no_field, query.no_watch (the catalog names what is not there), register.….
Result<CityState> city_state(const Call& call, store::Connection& connection,
                             const govern::StateCatalog& catalog, const registers::Moment& moment);

}  // namespace daicho::server
