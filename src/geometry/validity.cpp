#include "geometry/validity.hpp"

#include <geos_c.h>

#include <cmath>
#include <memory>

#include "geometry/wkt.hpp"

namespace daicho::geometry {
namespace {

struct Handle {
    Handle() : context(GEOS_init_r()) {}
    ~Handle() { GEOS_finish_r(context); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    GEOSContextHandle_t context;
};

GEOSContextHandle_t handle() {
    thread_local const Handle own;
    return own.context;
}

struct Destroy {
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(handle(), geometry); }
};
using Owned = std::unique_ptr<GEOSGeometry, Destroy>;

// A ring of whole millimetres: below 2^53, so that a double holds each exactly.
GEOSGeometry* ring_of(const Path& ring) {
    GEOSCoordSequence* row =
        GEOSCoordSeq_create_r(handle(), static_cast<unsigned>(ring.size()), 2);
    if (row == nullptr) return nullptr;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        GEOSCoordSeq_setXY_r(handle(), row, static_cast<unsigned>(i),
                             static_cast<double>(ring[i].east),
                             static_cast<double>(ring[i].north));
    }
    return GEOSGeom_createLinearRing_r(handle(), row);
}

GEOSGeometry* polygon_of(const std::vector<Path>& part) {
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < part.size(); ++i) holes.push_back(ring_of(part[i]));
    return GEOSGeom_createPolygon_r(handle(), ring_of(part[0]), holes.data(),
                                    static_cast<unsigned>(holes.size()));
}

Owned geometry_of(const Shape& shape) {
    if (shape.parts.size() == 1) return Owned(polygon_of(shape.parts[0]));
    std::vector<GEOSGeometry*> parts;
    for (const auto& part : shape.parts) parts.push_back(polygon_of(part));
    return Owned(GEOSGeom_createCollection_r(handle(), GEOS_MULTIPOLYGON, parts.data(),
                                             static_cast<unsigned>(parts.size())));
}

Position place_of(const GEOSGeometry* point) {
    double east = 0;
    double north = 0;
    if (point != nullptr) {
        GEOSGeomGetX_r(handle(), point, &east);
        GEOSGeomGetY_r(handle(), point, &north);
    }
    return {std::llround(east), std::llround(north)};
}

}  // namespace

Status check_valid(const Shape& shape) {
    if (!shape.is_area()) return {};
    const Owned geometry = geometry_of(shape);
    if (geometry == nullptr) return system_error("geometry.library");
    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const char valid = GEOSisValidDetail_r(handle(), geometry.get(), 0, &reason, &where);
    const Owned place(where);
    const std::string said = reason == nullptr ? "" : reason;
    GEOSFree_r(handle(), reason);
    if (valid == 1) return {};
    if (valid != 0) return system_error("geometry.library");
    const Position at = place_of(place.get());
    return input_error("geometry.not_simple")
        .with("reason", said)
        .with("east", format_metres(at.east))
        .with("north", format_metres(at.north));
}

}  // namespace daicho::geometry
