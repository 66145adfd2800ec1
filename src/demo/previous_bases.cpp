#include "demo/detail/previous_bases.hpp"

#include "demo/detail/plan_steps.hpp"
#include "demo/land_view.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

struct Band {
    std::uint32_t permille;  // share of the lots
    int low, high;           // level in per mille
};

int level(Dice& dice, const std::array<Band, 4>& bands) {
    std::uint32_t throw_ = dice.below(1000);
    for (const Band& band : bands) {
        if (throw_ < band.permille) return static_cast<int>(dice.between(band.low, band.high));
        throw_ -= band.permille;
    }
    return bands.back().high;
}

constexpr std::array<Band, 4> kHousing{{{640, 1000, 1110}, {250, 860, 999}, {90, 600, 859},
                                        {20, 240, 599}}};
constexpr std::array<Band, 4> kCommercial{{{130, 701, 790}, {540, 600, 700}, {240, 470, 599},
                                           {90, 210, 469}}};
constexpr std::array<Band, 4> kOther{{{660, 1000, 1080}, {200, 880, 999}, {110, 600, 879},
                                      {30, 240, 599}}};
constexpr std::array<Band, 4> kFarm{{{300, 1000, 1040}, {400, 900, 999}, {210, 800, 899},
                                     {90, 640, 799}}};

constexpr std::int64_t kNone = -1;

std::int64_t of(std::int64_t value, int permille, std::int64_t numerator,
                std::int64_t denominator) {
    return value * permille * numerator / (denominator * 1000);
}

void as_building(PreviousBases& bases, std::int64_t value, bool city, bool commercial, Dice& dice) {
    const int housing = level(dice, kHousing);
    const int housing_city = level(dice, kHousing);
    const int rest = level(dice, commercial ? kCommercial : kOther);
    bases[0] = of(value, housing, 1, 6);
    bases[2] = of(value, housing, 1, 3);
    bases[4] = of(value, rest, 1, 1);
    if (!city) return;
    bases[1] = of(value, housing_city, 1, 3);
    bases[3] = of(value, housing_city, 2, 3);
    bases[5] = of(value, rest, 1, 1);
}

void as_farmland(PreviousBases& bases, LandUse use, std::int64_t value, bool city, Dice& dice) {
    const bool urban = use == LandUse::urban_farmland || use == LandUse::specified_urban_farmland;
    const int farm = level(dice, use == LandUse::specified_urban_farmland ? kHousing : kFarm);
    bases[6] = urban ? of(value, farm, 1, 3) : of(value, farm, 1, 1);
    if (city) bases[7] = urban ? of(value, farm, 2, 3) : of(value, farm, 1, 1);
}

// The parcels of the screens: fiscal 2023 amounts from which the rules lead to those shown for
// fiscal 2026 (small 2,200,471; general 1,476,222; parking 1,683,144; field 64,302).
bool featured(const CityPlan& plan, std::uint32_t parcel, PreviousBases& bases) {
    if (plan.parcels[parcel].taxpayer != kFeatured) return false;
    bases.fill(kNone);
    if (parcel == 0) {
        bases = {2'468'510, 6'061'312, 5'062'193, 12'122'624, 11'819'558, 11'819'558, kNone, kNone};
    } else if (plan.parcels[parcel].use == LandUse::comparable) {
        bases = {467'540, 935'080, 935'080, 1'870'160, 1'683'144, 1'683'144, kNone, kNone};
    } else {
        bases[6] = 54'255;
    }
    return true;
}

}  // namespace

PreviousBases previous_bases(const CityPlan& plan, std::uint32_t index) {
    PreviousBases bases;
    if (featured(plan, index, bases)) return bases;
    bases.fill(kNone);
    const Parcel& parcel = plan.parcels[index];
    const bool city = towns()[parcel.town].city_planning;
    const LandView first = land_at(plan, parcel, Stage::start);
    const LandView last = land_at(plan, parcel, Stage::during_2024);
    const std::uint64_t lot = std::uint64_t{parcel.town} << 40 | parcel.lot;
    Dice dice(plan.seed(), Topic::previous, lot);
    const bool farm = first.use >= LandUse::farmland;
    if (farm) as_farmland(bases, first.use, first.value, city, dice);
    if (!farm || parcel.event == LandEvent::category_change) {
        const std::int64_t value = farm ? std::int64_t{parcel.unit_price} * parcel.area / 100
                                        : last.value;
        as_building(bases, value, city, parcel.use != LandUse::other_land, dice);
    }
    return bases;
}

}  // namespace daicho::demo::detail
