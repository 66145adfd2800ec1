#include <algorithm>
#include <tuple>

#include "demo/detail/lot_places.hpp"
#include "demo/detail/plan_steps.hpp"

namespace daicho::demo::detail {
namespace {

constexpr std::int64_t kStreet = 6'000;       // mm
constexpr std::int64_t kMainStreet = 16'000;  // between towns
constexpr std::size_t kShelves = 6;           // rows of towns
constexpr Corner kOrigin{52'300'000, -171'200'000};

// Parcels of like size lie in rows of one depth.
struct Depth {
    std::uint32_t below;  // hundredths of m²
    std::int64_t depth;   // mm
};
constexpr std::array<Depth, 4> kDepths = {
    {{6'000, 7'000}, {50'000, 16'000}, {250'000, 36'000}, {UINT32_MAX, 80'000}}};

// What is laid as one piece: a parcel, the two of a split, the shares of a condominium's site.
struct Piece {
    std::uint8_t town = 0;
    std::uint8_t depth = 0;
    std::uint32_t lot = 0;
    std::uint32_t parcel = 0;  // the first
    std::uint32_t area = 0;    // hundredths of m²
};

std::int64_t root_of(std::int64_t square) noexcept {
    std::int64_t root = 1;
    while (root * root < square) root *= 2;
    for (std::int64_t step = root / 2; step > 0; step /= 2) {
        if ((root - step) * (root - step) >= square) root -= step;
    }
    return root;
}

bool is_first_of_split(const CityPlan& plan, std::uint32_t i) noexcept {
    const Parcel& parcel = plan.parcels[i];
    return parcel.event == LandEvent::split && i + 1 < plan.parcels.size() &&
           plan.parcels[i + 1].predecessor == parcel.predecessor;
}

std::vector<Piece> pieces_of(const CityPlan& plan, std::vector<std::uint32_t>& site) {
    std::vector<Piece> pieces;
    for (std::uint32_t i = 0; i < plan.parcels.size(); ++i) {
        const Parcel& parcel = plan.parcels[i];
        if (parcel.ended != Stage::never) continue;
        Piece piece{parcel.town, 0, parcel.lot, i, parcel.area};
        if (parcel.condominium) {
            const std::uint32_t building = plan.houses[parcel.house].building;
            if (site[building] != kNobody) continue;
            site[building] = i;
            piece.area = plan.buildings[building].site_area;
        } else if (is_first_of_split(plan, i)) {
            piece.area += plan.parcels[++i].area;
        }
        while (piece.area >= kDepths[piece.depth].below) ++piece.depth;
        pieces.push_back(piece);
    }
    std::ranges::sort(pieces, {}, [](const Piece& piece) {
        return std::tuple(piece.town, piece.depth, piece.lot, piece.parcel);
    });
    return pieces;
}

// Lays the pieces of one town in rows, two between one street and the next.
class Rows {
public:
    Rows(CityPlan& plan, std::int64_t west, std::int64_t south, std::int64_t width)
        : plan_(plan), west_(west), south_(south), width_(width) {}

    void lay(const Piece& piece) {
        const std::int64_t depth = kDepths[piece.depth].depth;
        if (depth != depth_) begin(depth);
        const std::int64_t width = (std::int64_t{piece.area} * 10'000 + depth / 2) / depth;
        if (at_ > 0 && at_ + width > width_) next_row();
        put(piece, width);
        at_ += width;
        block_ += width;
        if (block_ > 6 * depth_) {  // a street across
            at_ += kStreet;
            block_ = 0;
        }
    }

    [[nodiscard]] std::int64_t top() const noexcept { return south_ + depth_; }

private:
    void begin(std::int64_t depth) {
        if (depth_ > 0) south_ += depth_ + kStreet;
        depth_ = depth;
        row_ = at_ = block_ = 0;
    }
    void next_row() {
        south_ += depth_ + (row_ % 2 == 1 ? kStreet : 0);
        ++row_;
        at_ = block_ = 0;
    }
    void put(const Piece& piece, std::int64_t width) {
        const std::int64_t east = west_ + at_;
        LotPlace& place = plan_.places[piece.parcel];
        place = {static_cast<std::int32_t>(east), static_cast<std::int32_t>(east + width),
                 static_cast<std::int32_t>(south_), static_cast<std::int32_t>(south_ + depth_)};
        if (!is_first_of_split(plan_, piece.parcel)) return;
        LotPlace& second = plan_.places[piece.parcel + 1];
        second = place;
        const std::int64_t first = std::int64_t{plan_.parcels[piece.parcel].area} * 10'000 / depth_;
        place.east = second.west = static_cast<std::int32_t>(east + first);
    }

    CityPlan& plan_;
    std::int64_t west_, south_, width_;
    std::int64_t depth_ = 0, at_ = 0, block_ = 0, row_ = 0;
};

// Land and its streets, mm².
std::vector<std::int64_t> town_areas(const std::vector<Piece>& pieces) {
    std::vector<std::int64_t> areas(towns().size(), 0);
    for (const Piece& piece : pieces) {
        areas[piece.town] += std::int64_t{piece.area} * 10'000 * 6 / 5;
    }
    return areas;
}

// Towns stand on shelves as wide as the city; the width of each follows from its land.
void lay_towns(CityPlan& plan, const std::vector<Piece>& pieces) {
    const std::vector<std::int64_t> areas = town_areas(pieces);
    std::int64_t all = 0;
    for (const std::int64_t area : areas) all += area;
    const std::int64_t width = root_of(all * 3 / 2);
    const std::size_t on_shelf = (areas.size() + kShelves - 1) / kShelves;
    std::int64_t south = 0;
    auto piece = pieces.begin();
    for (std::size_t first = 0; first < areas.size(); first += on_shelf) {
        const std::size_t end = std::min(first + on_shelf, areas.size());
        std::int64_t land = 0;
        for (std::size_t town = first; town < end; ++town) land += areas[town];
        const std::int64_t height = std::max<std::int64_t>(land / width, 40'000);
        std::int64_t west = 0;
        std::int64_t top = south;  // rows are whole: a shelf is as high as its highest town
        for (std::size_t town = first; town < end; ++town) {
            const std::int64_t wide = std::max<std::int64_t>(areas[town] / height, 40'000);
            Rows rows(plan, west, south, wide);
            for (; piece != pieces.end() && piece->town == town; ++piece) rows.lay(*piece);
            top = std::max(top, rows.top());
            west += wide + kMainStreet;
        }
        south = top + kMainStreet;
    }
}

// What is gone lay where its successors lie.
void place_what_is_gone(CityPlan& plan) {
    for (std::uint32_t i = 0; i < plan.parcels.size(); ++i) {
        const Parcel& parcel = plan.parcels[i];
        if (parcel.predecessor == kNobody) continue;
        LotPlace& before = plan.places[parcel.predecessor];
        if (parcel.predecessor_2 == kNobody) {  // of a split: both parts, the eastern one later
            const LotPlace& part = plan.places[i];
            const std::int32_t west = parcel.branch == 1 ? part.west : before.west;
            before = part;
            before.west = west;
            continue;
        }
        LotPlace& other = plan.places[parcel.predecessor_2];
        before = other = plan.places[i];
        const std::int64_t width = before.east - before.west;
        const std::int64_t share = plan.parcels[parcel.predecessor].area;
        before.east = other.west = static_cast<std::int32_t>(
            before.west + width * share / std::max<std::int64_t>(parcel.area, 1));
    }
}

// Smooth, from parabolas: 0 at each half period, ± height between.
std::int64_t wave(std::int64_t at, std::int64_t period, std::int64_t height) noexcept {
    const std::int64_t half = period / 2;
    const std::int64_t in = ((at % period) + period) % period;
    const std::int64_t part = in < half ? in : in - half;
    const std::int64_t rise = 4 * height * (part / 10) * ((half - part) / 10) /
                              ((half / 10) * (half / 10));
    return in < half ? rise : -rise;
}

}  // namespace

void plan_places(CityPlan& plan) {
    plan.places.assign(plan.parcels.size(), {});
    std::vector<std::uint32_t> site(plan.buildings.size(), kNobody);
    lay_towns(plan, pieces_of(plan, site));
    for (std::uint32_t i = 0; i < plan.parcels.size(); ++i) {
        if (!plan.parcels[i].condominium) continue;
        plan.places[i] = plan.places[site[plan.houses[plan.parcels[i].house].building]];
    }
    place_what_is_gone(plan);
}

Corner place_in_zone(std::int64_t east, std::int64_t north) noexcept {
    const std::int64_t bent = north + wave(east, 3'700'000, 90'000);
    const std::int64_t leant = east + wave(bent, 2'900'000, 60'000);
    // cos = 35/37, sin = 12/37
    return {kOrigin.east + (35 * leant - 12 * bent) / 37,
            kOrigin.north + (12 * leant + 35 * bent) / 37};
}

std::array<Corner, 4> corners_of(const LotPlace& place) noexcept {
    return {place_in_zone(place.west, place.south), place_in_zone(place.east, place.south),
            place_in_zone(place.east, place.north), place_in_zone(place.west, place.north)};
}

}  // namespace daicho::demo::detail
