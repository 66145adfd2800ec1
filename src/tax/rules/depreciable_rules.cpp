#include "tax/rules/depreciable_rules.hpp"

namespace daicho::tax::rules {

ResidualFactor residual_factor(std::int32_t rate_thousandths) noexcept {
    DAICHO_ASSERT(rate_thousandths > 0 && rate_thousandths < kResidualScale);
    const auto scale = static_cast<std::int32_t>(kResidualScale);
    const auto half =
        static_cast<std::int32_t>(mul_div(rate_thousandths, 1, 2, Rounding::half_up));
    return {rate_thousandths, scale - half, scale - rate_thousandths};
}

}  // namespace daicho::tax::rules
