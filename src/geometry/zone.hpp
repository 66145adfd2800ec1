// Zone: one of the nineteen plane-rectangular systems (平面直角座標系, 平成14年国土交通省告示第9号),
// on GRS80 as JGD2011 has it, to longitude and latitude for display.
//
// Nothing is counted from what comes out: it is floating point by PROJ, and about a micrometre
// right. Invariants: the definition needs no data files of PROJ. Threading: one thread a zone.
#pragma once

#include <memory>
#include <vector>

#include "base/result.hpp"
#include "geometry/shape.hpp"

namespace daicho::geometry {

inline constexpr int kZones = 19;

struct Degrees {
    double longitude = 0;
    double latitude = 0;
};

class Zone {
public:
    // geometry.zone for a number outside 1 … 19.
    static Result<Zone> open(int number);
    Zone(Zone&&) noexcept;
    Zone& operator=(Zone&&) noexcept;
    ~Zone();

    [[nodiscard]] int number() const noexcept { return number_; }
    [[nodiscard]] Degrees to_degrees(Position at) const;
    // To the nearest millimetre.
    [[nodiscard]] Position to_plane(Degrees at) const;

private:
    struct Library;
    explicit Zone(std::unique_ptr<Library> library, int number) noexcept;
    std::unique_ptr<Library> library_;
    int number_ = 0;
};

}  // namespace daicho::geometry
