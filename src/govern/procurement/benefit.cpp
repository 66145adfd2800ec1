#include "govern/procurement/benefit.hpp"

namespace daicho::govern {

Benefit benefit_of(const BenefitFacts& facts) noexcept {
    constexpr std::int64_t kMonths = 12;
    Benefit benefit;
    if (facts.cost_before && facts.cost_after) {
        benefit.yen = *facts.cost_before - *facts.cost_after;
    }
    if (facts.hours_before && facts.hours_after) {
        benefit.hours = *facts.hours_before - *facts.hours_after;
    }
    if (benefit.yen && *benefit.yen > 0 && facts.once) {
        const std::int64_t saved = *benefit.yen;
        benefit.months = *facts.once / saved * kMonths +
                         (*facts.once % saved * kMonths + saved - 1) / saved;
    }
    return benefit;
}

}  // namespace daicho::govern
