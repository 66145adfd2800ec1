#include "demo/city_text.hpp"
#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

std::uint8_t mark(PlantKind kind) { return static_cast<std::uint8_t>(static_cast<int>(kind) + 1); }

// Of `count` records those that fit, at even distances, `wanted` of them.
template <class Fits, class Plant>
void spread(std::size_t count, std::uint32_t wanted, Fits fits, Plant plant) {
    std::size_t candidates = 0;
    for (std::size_t i = 0; i < count; ++i) candidates += fits(i) ? 1 : 0;
    if (candidates == 0) return;
    const std::size_t step = candidates / wanted == 0 ? 1 : candidates / wanted;
    std::size_t seen = 0;
    std::uint32_t planted = 0;
    for (std::size_t i = 0; i < count && planted < wanted; ++i) {
        if (!fits(i)) continue;
        if (seen++ % step == step / 2) {
            plant(i);
            ++planted;
        }
    }
}

bool plain(const Parcel& parcel) {
    return parcel.error == 0 && parcel.event == LandEvent::none && parcel.exempt == 0 &&
           parcel.born == Stage::start && parcel.ended == Stage::never && !parcel.condominium &&
           parcel.taxpayer != kFeatured;
}
bool plain(const House& house) {
    return house.error == 0 && house.born == Stage::start && house.ended == Stage::never &&
           house.building == kNobody && house.relief == Relief::none && !house.exempt &&
           house.taxpayer != kFeatured;
}

std::string parcel_key(std::size_t index) {
    std::string key;
    append_parcel_no(key, static_cast<std::uint32_t>(index));
    return key;
}
std::string house_key(std::size_t index) {
    std::string key;
    append_house_no(key, static_cast<std::uint32_t>(index));
    return key;
}

void plant_parcels(CityPlan& plan, std::uint32_t each) {
    const auto plant = [&plan](PlantKind kind, const char* name) {
        return [&plan, kind, name](std::size_t i) {
            plan.parcels[i].error = mark(kind);
            plan.errors.push_back({kind, name, parcel_key(i)});
        };
    };
    const std::size_t count = plan.parcels.size();
    spread(count, each,
           [&plan](std::size_t i) {
               const Parcel& parcel = plan.parcels[i];
               return plain(parcel) && parcel.house != kNobody && parcel.site_area == 0 &&
                      plan.houses[parcel.house].use == HouseUse::dwelling;
           },
           plant(PlantKind::house_without_dwelling, "parcel"));
    spread(count, each,
           [&plan](std::size_t i) {
               const Parcel& parcel = plan.parcels[i];
               return plain(parcel) && parcel.use == LandUse::building_land &&
                      towns()[parcel.town].city_planning;
           },
           plant(PlantKind::unit_price_year, "parcel_valuation"));
    spread(count, each,
           [&plan](std::size_t i) {
               const Parcel& parcel = plan.parcels[i];
               return plain(parcel) && parcel.house == kNobody;
           },
           plant(PlantKind::taxed_over_registered, "parcel"));
}

void plant_houses(CityPlan& plan, std::uint32_t each) {
    const auto plant = [&plan](PlantKind kind, const char* name) {
        return [&plan, kind, name](std::size_t i) {
            plan.houses[i].error = mark(kind);
            plan.errors.push_back({kind, name, house_key(i)});
        };
    };
    const std::size_t count = plan.houses.size();
    const auto dwelling = [&plan](std::size_t i) {
        const House& house = plan.houses[i];
        return plain(house) && house.use == HouseUse::dwelling &&
               house.structure == Structure::wood;
    };
    spread(count, each, dwelling, plant(PlantKind::structure_storeys, "house"));
    spread(count, each,
           [&](std::size_t i) {
               const int year = plan.houses[i].built.year();
               return dwelling(i) && year >= 1990 && year < 2015 &&
                      plan.houses[i].residential_area >= 5000;
           },
           plant(PlantKind::relief_past_period, "house"));
    spread(count, each, dwelling, plant(PlantKind::age_ratio_missing, "house_valuation"));
    spread(count, each,
           [&plan](std::size_t i) {
               const House& house = plan.houses[i];
               return house.building != kNobody && house.unit == 0 && house.error == 0;
           },
           plant(PlantKind::condominium_share_sum, "house_share"));
}

void plant_shares(CityPlan& plan, std::uint32_t each) {
    spread(plan.co_owners.size(), each,
           [&plan](std::size_t i) {
               const CoOwner& owner = plan.co_owners[i];
               return owner.number == 1 && owner.group != plan.first_group() &&
                      owner.numerator + 1 < owner.denominator;
           },
           [&plan](std::size_t i) {
               plan.co_owners[i].numerator++;
               std::string key;
               append_addressee(key, plan, plan.co_owners[i].group);
               plan.errors.push_back({PlantKind::share_sum, "addressee", key});
           });
}

}  // namespace

void plan_errors(CityPlan& plan) {
    const std::uint32_t each = plan.options.size.parcels >= 50'000 ? 5 : 1;
    plant_shares(plan, each);
    plant_parcels(plan, each);
    plant_houses(plan, each);
}

}  // namespace daicho::demo::detail
