#include "demo/detail/land_relief.hpp"

#include "demo/random.hpp"

namespace daicho::demo::detail {

LandRelief land_relief(const CityPlan& plan, std::uint32_t index) {
    const Parcel& parcel = plan.parcels[index];
    LandRelief relief;
    if (parcel.exempt == 1 || parcel.condominium || parcel.taxpayer == kFeatured) return relief;
    Dice dice(plan.seed(), Topic::relief, 4'000'000'000ULL + index);
    const std::uint32_t throw_ = dice.below(2000);
    relief.since = static_cast<int>(dice.between(2012, 2024));
    if (throw_ < 4) {
        relief.special_kind = throw_ < 2 ? "supp_15" : "rainwater";
        relief.special_ratio = throw_ < 2 ? "1/2" : "1/3";
    } else if (throw_ < 6) {
        relief.reduction_kind = "ordinance";
        relief.reduction_ratio = "1/10";
    } else if (throw_ < 16 && parcel.house == kNobody) {
        relief.waiver_kind = throw_ < 9 ? "park" : throw_ < 13 ? "meeting_place" : "public_use";
        relief.waiver_ratio = "1";
    } else if (throw_ < 19 && plan.people[parcel.taxpayer].kind == PersonKind::individual) {
        relief.waiver_kind = "welfare";
        relief.waiver_ratio = throw_ < 18 ? "1" : "1/2";
    }
    return relief;
}

}  // namespace daicho::demo::detail
