#include "tax/levy/tax_case.hpp"

#include "base/assert.hpp"
#include "base/date.hpp"

namespace daicho::tax::levy {
namespace {

using rules::PriceForm;

json::Object city_part(const rules::Municipality& city) {
    return {{"fixed_asset_tax_rate", format_ratio(city.rates.fixed)},
            {"city_planning_tax_rate", format_ratio(city.rates.city_planning)},
            {"truncate_per_class", city.truncate_per_class},
            {"instalments", city.instalments}};
}

void add_price(const rules::ParcelInput& parcel, json::Object& out) {
    const char* key = parcel.price_form == PriceForm::unit_price ? "unit_price_yen" : "value_yen";
    out[key] = parcel.price.amount();
    if (parcel.price_form == PriceForm::registered) return;
    out["price_revision"] = format_ratio(parcel.price_revision);
}

json::Object site_part(const rules::Site& site) {
    json::Object out{{"dwellings", site.dwellings},
                     {"house_floor_area_m2", format_area(site.house_floor_area)},
                     {"residential_floor_area_m2", format_area(site.residential_floor_area)},
                     {"storeys", site.storeys},
                     {"fireproof", site.fireproof},
                     {"vacant_house_advice", site.vacant_house_advice}};
    if (site.whole_site != Area()) out["whole_site_area_m2"] = format_area(site.whole_site);
    return out;
}

json::Object previous_part(const rules::PreviousBases& previous) {
    json::Object out;
    for (std::size_t i = 0; i < previous.size(); ++i) {
        const rules::PreviousBase& base = previous[i];
        if (!base.fixed_known && !base.city_planning_known) continue;
        json::Object use;
        if (base.fixed_known) use["fixed"] = base.fixed.amount();
        if (base.city_planning_known) use["city_planning"] = base.city_planning.amount();
        if (base.area != Area()) use["area_m2"] = format_area(base.area);
        out[rules::kKindNames[i]] = std::move(use);
    }
    return out;
}

json::Object parcel_part(const rules::ParcelInput& parcel, std::string id) {
    DAICHO_ASSERT(parcel.given == nullptr);  // a snapshot has none
    json::Object out{
        {"id", std::move(id)},
        {"area_m2", format_area(parcel.area)},
        {"land_use", rules::kLandUseNames[static_cast<std::size_t>(parcel.use)]}};
    add_price(parcel, out);
    out["city_planning_area"] = parcel.city_planning_area;
    if (parcel.site.dwellings > 0) out["site"] = site_part(parcel.site);
    out["exempt"] = parcel.exempt;
    out["special_base_ratio"] = format_ratio(parcel.special_base_ratio);
    out["waiver_ratio"] = format_ratio(parcel.waiver_ratio);
    if (parcel.urban_farmland_since != 0) {
        out["urban_farmland_since"] = parcel.urban_farmland_since;
    }
    json::Object previous = previous_part(parcel.previous);
    if (!previous.empty()) out["previous"] = std::move(previous);
    return out;
}

json::Object house_part(const rules::HouseInput& input, std::string id) {
    const rules::House& house = input.house;
    DAICHO_ASSERT(house.unit_areas.empty());
    json::Array reliefs;
    for (std::size_t i = 0; i < house.relief_count; ++i) {
        const rules::HouseRelief& relief = house.reliefs[i];
        json::Object one{{"kind", std::string(rules::relief_key(relief.kind))}};
        if (relief.has_completed) one["completed"] = format_iso(relief.completed);
        reliefs.push_back(std::move(one));
    }
    json::Object out{{"id", std::move(id)},
                     {"value_yen", house.value.amount()},
                     {"built", format_iso(house.built)},
                     {"floor_area_m2", format_area(house.floor_area)},
                     {"residential_floor_area_m2",
                      format_area(std::min(house.residential_area, house.floor_area))},
                     {"storeys", house.storeys},
                     {"dwellings", house.dwellings},
                     {"fireproof", house.fireproof},
                     {"let_out", house.let_out},
                     {"city_planning_area", house.city_planning_area},
                     {"exempt", house.exempt},
                     {"waiver_ratio", format_ratio(input.waiver_ratio)}};
    if (!reliefs.empty()) out["reliefs"] = std::move(reliefs);
    return out;
}

std::string acquired_text(rules::AcquisitionDate acquired) {
    if (acquired.day != 0) {
        return format_iso(Date::of(acquired.year, acquired.month, acquired.day));
    }
    return format_year_month({acquired.year, acquired.month});
}

json::Object asset_part(const rules::AssetInput& input, std::string id) {
    const rules::DepreciableAsset& asset = input.asset;
    DAICHO_ASSERT(asset.revisions.empty());
    return {{"id", std::move(id)},
            {"cost_yen", asset.cost.amount()},
            {"acquired", acquired_text(asset.acquired)},
            {"life_years", asset.life_years},
            {"base_fraction", format_ratio(asset.base_fraction)},
            {"exempt", asset.exempt},
            {"waiver_ratio", format_ratio(input.waiver_ratio)}};
}

}  // namespace

json::Object case_of(const Snapshot& snapshot, const Group& group, FiscalYear year,
                     const rules::Municipality& city, const CaseNames& names) {
    json::Array parcels, houses, assets;
    for (std::size_t i = group.first_parcel; i < group.first_parcel + group.parcels; ++i) {
        parcels.push_back(
            parcel_part(snapshot.parcels[i], names.parcel(snapshot.parcel_ids[i].record)));
    }
    for (std::size_t i = group.first_house; i < group.first_house + group.houses; ++i) {
        houses.push_back(
            house_part(snapshot.houses[i], names.house(snapshot.house_ids[i].record)));
    }
    for (std::size_t i = group.first_asset; i < group.first_asset + group.assets; ++i) {
        assets.push_back(
            asset_part(snapshot.assets[i], names.asset(snapshot.asset_ids[i].record)));
    }
    return {{"fiscal_year", year.year()},
            {"municipality", city_part(city)},
            {"parcels", std::move(parcels)},
            {"houses", std::move(houses)},
            {"depreciable", std::move(assets)}};
}

}  // namespace daicho::tax::levy
