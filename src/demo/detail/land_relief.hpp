// Special bases, reductions and waivers of a parcel: few have any.
#pragma once

#include <cstdint>

#include "demo/plan.hpp"

namespace daicho::demo::detail {

struct LandRelief {
    const char* special_kind = "none";
    const char* special_ratio = "";
    const char* reduction_kind = "none";
    const char* reduction_ratio = "";
    const char* waiver_kind = "none";
    const char* waiver_ratio = "";
    int since = 2020;  // fiscal year

    [[nodiscard]] bool any() const noexcept {
        return special_kind[0] != 'n' || reduction_kind[0] != 'n' || waiver_kind[0] != 'n' ||
               special_ratio[0] != '\0';
    }
};

LandRelief land_relief(const CityPlan& plan, std::uint32_t parcel);

}  // namespace daicho::demo::detail
