#include "geometry/zone.hpp"

#include <proj.h>

#include <array>
#include <cmath>
#include <string>

namespace daicho::geometry {
namespace {

// Origins of the zones in minutes of arc: latitude, longitude.
struct Origin {
    int latitude;
    int longitude;
};
constexpr int of(int degrees, int minutes) { return degrees * 60 + minutes; }
constexpr std::array<Origin, kZones> kOrigins = {{
    {of(33, 0), of(129, 30)}, {of(33, 0), of(131, 0)},  {of(36, 0), of(132, 10)},
    {of(33, 0), of(133, 30)}, {of(36, 0), of(134, 20)}, {of(36, 0), of(136, 0)},
    {of(36, 0), of(137, 10)}, {of(36, 0), of(138, 30)}, {of(36, 0), of(139, 50)},
    {of(40, 0), of(140, 50)}, {of(44, 0), of(140, 15)}, {of(44, 0), of(142, 15)},
    {of(44, 0), of(144, 15)}, {of(26, 0), of(142, 0)},  {of(26, 0), of(127, 30)},
    {of(26, 0), of(124, 0)},  {of(26, 0), of(131, 0)},  {of(20, 0), of(136, 0)},
    {of(26, 0), of(154, 0)},
}};

// Degrees and minutes, as PROJ reads them without loss.
std::string angle(int minutes) {
    return std::to_string(minutes / 60) + "d" + std::to_string(minutes % 60) + "'";
}

}  // namespace

struct Zone::Library {
    PJ_CONTEXT* context = proj_context_create();
    PJ* way = nullptr;

    Library() = default;
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() {
        proj_destroy(way);
        proj_context_destroy(context);
    }
};

Zone::Zone(std::unique_ptr<Library> library, int number) noexcept
    : library_(std::move(library)), number_(number) {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

Result<Zone> Zone::open(int number) {
    if (number < 1 || number > kZones) {
        return input_error("geometry.zone").with("value", std::to_string(number));
    }
    const Origin origin = kOrigins[static_cast<std::size_t>(number - 1)];
    const std::string text = "+proj=tmerc +lat_0=" + angle(origin.latitude) +
                             " +lon_0=" + angle(origin.longitude) +
                             " +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80 +units=m";
    auto library = std::make_unique<Library>();
    library->way = proj_create(library->context, text.c_str());
    if (library->way == nullptr) return system_error("geometry.library");
    return Zone(std::move(library), number);
}

Degrees Zone::to_degrees(Position at) const {
    const PJ_COORD plane = proj_coord(static_cast<double>(at.east) / 1000.0,
                                      static_cast<double>(at.north) / 1000.0, 0, 0);
    const PJ_COORD angles = proj_trans(library_->way, PJ_INV, plane);
    return {proj_todeg(angles.lp.lam), proj_todeg(angles.lp.phi)};
}

Position Zone::to_plane(Degrees at) const {
    const PJ_COORD angles = proj_coord(proj_torad(at.longitude), proj_torad(at.latitude), 0, 0);
    const PJ_COORD plane = proj_trans(library_->way, PJ_FWD, angles);
    if (!std::isfinite(plane.xy.x) || !std::isfinite(plane.xy.y)) return {};
    return {std::llround(plane.xy.x * 1000.0), std::llround(plane.xy.y * 1000.0)};
}

}  // namespace daicho::geometry
