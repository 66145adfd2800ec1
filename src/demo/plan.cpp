#include "demo/plan.hpp"

#include <numeric>
#include <utility>

#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo {
namespace {

// A stride near the golden section that shares no factor with the number of addressees, and its
// inverse by the extended Euclidean algorithm.
void deal_numbers(CityPlan& plan) {
    const std::uint64_t count = plan.options.size.addressees;
    plan.stride = count * 618 / 1000 | 1;
    while (std::gcd(plan.stride, count) != 1) plan.stride += 2;
    std::int64_t t = 0, next_t = 1;
    auto r = static_cast<std::int64_t>(count), next_r = static_cast<std::int64_t>(plan.stride);
    while (next_r != 0) {
        const std::int64_t quotient = r / next_r;
        t = std::exchange(next_t, t - quotient * next_t);
        r = std::exchange(next_r, r - quotient * next_r);
    }
    if (t < 0) t += static_cast<std::int64_t>(count);
    plan.inverse_stride = static_cast<std::uint64_t>(t);
}

}  // namespace

Result<CityPlan> build_plan(const CityOptions& options) {
    CityPlan plan;
    plan.options = options;
    plan.lots.assign(towns().size(), 0);
    DAICHO_CHECK(detail::plan_bundles(plan));
    deal_numbers(plan);
    detail::plan_objects(plan);
    detail::plan_condominiums(plan);
    detail::plan_featured(plan);
    detail::plan_people(plan);
    detail::plan_history(plan);
    detail::plan_places(plan);
    detail::plan_assets(plan);
    detail::plan_errors(plan);
    return plan;
}

const char* plant_kind_name(PlantKind kind) noexcept {
    static constexpr const char* kNames[kPlantKinds] = {
        "share_sum",         "house_without_dwelling", "unit_price_year",
        "structure_storeys", "taxed_over_registered",  "relief_past_period",
        "age_ratio_missing", "condominium_share_sum"};
    return kNames[static_cast<int>(kind)];
}

}  // namespace daicho::demo
