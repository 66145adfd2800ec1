#include "tax/questions/tax_case_input.hpp"

#include <algorithm>
#include <set>

#include "tax/questions/residential_area.hpp"

namespace daicho::tax::questions {
namespace {

using rules::ComponentKind;
using rules::GivenComponents;
using rules::ParcelInput;
using rules::PriceForm;

const std::vector<std::string_view> kLandUses(rules::kLandUseNames.begin(),
                                              rules::kLandUseNames.end());
const std::vector<std::string_view> kKinds(rules::kKindNames.begin(), rules::kKindNames.end());

std::size_t index_in(const std::vector<std::string_view>& names, std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return i;
    }
    return 0;
}

std::string read_id(json::ObjectReader& in, std::set<std::string>& seen) {
    std::string id = in.text("id", 200);
    if (in.has("id") && !seen.insert(id).second) {
        in.fault("id", input_error("tax.id_twice").with("value", id));
    }
    return id;
}

// A share of something: 0 … 1.
Ratio read_share(json::ObjectReader& in, std::string_view key, Ratio otherwise) {
    const Ratio ratio = in.optional_ratio(key).value_or(otherwise);
    if (ratio > kOne) {
        in.fault(key, input_error("tax.share_above_one").with("value", format_ratio(ratio)));
        return otherwise;
    }
    return ratio;
}

Ratio read_rate(json::ObjectReader& in, std::string_view key) {
    const Ratio rate = in.ratio(key);
    if (rules::rate_is_usable(rate)) return rate;
    in.fault(key, input_error("tax.rate_unusable").with("value", format_ratio(rate)));
    return {};
}

rules::Municipality read_city(json::ObjectReader& in, const rules::LevyLaw& law) {
    rules::Municipality city;
    city.instalments = static_cast<std::int32_t>(law.standard_instalments.value);
    auto part = in.optional_object("municipality");
    if (!part) {
        // A value of the wrong kind is a fault already.
        if (!in.has("municipality")) {
            in.fault("municipality", input_error("json.missing_key").with("key", "municipality"));
        }
        return city;
    }
    city.rates.fixed = read_rate(*part, "fixed_asset_tax_rate");
    city.rates.city_planning = read_rate(*part, "city_planning_tax_rate");
    if (city.rates.city_planning > law.city_planning_ceiling.value) {
        part->fault("city_planning_tax_rate",
                    input_error("tax.rate_above_ceiling")
                        .with("value", format_ratio(city.rates.city_planning))
                        .with("limit", format_ratio(law.city_planning_ceiling.value)));
    }
    city.truncate_per_class = part->boolean_or("truncate_per_class", false);
    const auto most = static_cast<std::int64_t>(rules::kMaxInstalments);
    if (const auto count = part->optional_integer("instalments", {1, most})) {
        city.instalments = static_cast<std::int32_t>(*count);
    }
    return city;
}

rules::PreviousBases read_previous(json::ObjectReader& in) {
    rules::PreviousBases previous;
    auto part = in.optional_object("previous");
    if (!part) return previous;
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        auto use = part->optional_object(kKinds[i]);
        if (!use) continue;
        const auto fixed = use->optional_yen("fixed");
        const auto city = use->optional_yen("city_planning");
        previous[i] = {fixed.value_or(0_yen), city.value_or(0_yen),
                       use->optional_area("area_m2").value_or(Area()), fixed.has_value(),
                       city.has_value()};
    }
    return previous;
}

// Uses that cannot be in one parcel are a fault of the component.
void check_kind(json::ObjectReader& in, const ParcelInput& parcel, std::size_t kind) {
    const bool farm = static_cast<ComponentKind>(kind) == ComponentKind::farmland;
    if (farm == rules::is_farmland(parcel.use)) return;
    in.fault("kind", input_error("tax.kind_not_of_land_use")
                         .with("kind", std::string(kKinds[kind]))
                         .with("land_use",
                               rules::kLandUseNames[static_cast<std::size_t>(parcel.use)]));
}

// Components given instead of computed: their values, or shares of the parcel's by area.
// `price_known`: the parcel states a price of its own.
void read_components(json::ObjectReader& in, ParcelInput& parcel, bool price_known,
                     std::deque<GivenComponents>& store) {
    const std::vector<json::ObjectReader> parts = in.objects("components", rules::kKinds);
    if (parts.empty()) return;
    GivenComponents& given = store.emplace_back();
    const Yen whole = price_known && rules::value_in_bounds(parcel) ? rules::value_of(parcel)
                                                                   : kMaxInputYen;
    Area area;
    Yen value;
    for (json::ObjectReader part : parts) {
        const std::size_t kind = index_in(kKinds, part.one_of("kind", kKinds));
        check_kind(part, parcel, kind);
        if (given[kind].present) {
            part.fault("kind",
                       input_error("tax.kind_twice").with("kind", std::string(kKinds[kind])));
        }
        given[kind].present = true;
        given[kind].area = part.area("area_m2");
        const auto stated = part.optional_yen("value_yen");
        if (!stated && (!price_known || parcel.area == Area())) {
            part.fault("value_yen", input_error("json.missing_key").with("key", "value_yen"));
        }
        const bool share = !stated && price_known && parcel.area != Area() &&
                           given[kind].area <= parcel.area;
        given[kind].value = stated  ? *stated
                            : share ? Yen(rules::cut_div(whole.amount(),
                                                         given[kind].area.hundredths(),
                                                         parcel.area.hundredths()))
                                    : 0_yen;
        area = area + given[kind].area;
        value += given[kind].value;
    }
    if (area > parcel.area) {
        in.fault("components", input_error("tax.parts_exceed_area")
                                   .with("value", format_area(area))
                                   .with("limit", format_area(parcel.area)));
    }
    if (value > whole) {
        in.fault("components", input_error("tax.parts_exceed_value")
                                   .with("value", std::to_string(value.amount()))
                                   .with("limit", std::to_string(whole.amount())));
    }
    if (!price_known) {
        parcel.price = std::min(value, kMaxInputYen);
        parcel.price_form = PriceForm::registered;
    }
    parcel.given = &given;
}

// The price in one of its forms; true if there is one.
bool read_price(json::ObjectReader& in, ParcelInput& parcel) {
    const auto value = in.optional_yen("value_yen");
    const auto unit = in.optional_yen("unit_price_yen");
    parcel.price_revision = read_share(in, "price_revision", kOne);
    static_cast<void>(in.raw("frontage"));
    if (in.has("frontage")) in.fault("frontage", input_error("tax.frontage_later"));
    if (value) {
        // A price of the year stands as it is; given alone with a revision it is the base year's.
        parcel.price = *value;
        parcel.price_form = !unit && in.has("price_revision") ? PriceForm::base_year_price
                                                              : PriceForm::registered;
        return true;
    }
    if (!unit) return false;
    parcel.price = *unit;
    parcel.price_form = PriceForm::unit_price;
    return true;
}

void read_parcel_site(json::ObjectReader& in, ParcelInput& parcel) {
    auto part = in.optional_object("site");
    if (!part) return;
    parcel.site = read_site(*part);
    if (rules::is_farmland(parcel.use) && parcel.site.dwellings > 0) {
        in.fault("site", input_error("tax.site_on_farmland"));
    }
    if (parcel.site.whole_site != Area() && parcel.site.whole_site < parcel.area) {
        part->fault("whole_site_area_m2", input_error("tax.site_smaller_than_parcel")
                                              .with("value", format_area(parcel.site.whole_site))
                                              .with("limit", format_area(parcel.area)));
    }
}

ParcelInput read_parcel(json::ObjectReader& in, FiscalYear year,
                        std::deque<GivenComponents>& given) {
    ParcelInput parcel;
    parcel.area = in.area("area_m2");
    parcel.use = static_cast<rules::LandUse>(index_in(
        kLandUses, in.optional_one_of("land_use", kLandUses).value_or(std::string(kLandUses[0]))));
    parcel.city_planning_area = in.boolean_or("city_planning_area", false);
    parcel.exempt = in.boolean_or("exempt", false);
    parcel.special_base_ratio = read_share(in, "special_base_ratio", kOne);
    parcel.waiver_ratio = read_share(in, "waiver_ratio", Ratio(0, 1));
    if (const auto since = in.optional_integer("urban_farmland_since", {1900, year.year()})) {
        parcel.urban_farmland_since = static_cast<std::int32_t>(*since);
    }
    parcel.previous = read_previous(in);
    read_parcel_site(in, parcel);
    const bool price_known = read_price(in, parcel);
    read_components(in, parcel, price_known, given);
    // A price that is there but wrong is a fault already.
    const bool stated = in.has("value_yen") || in.has("unit_price_yen") || in.has("frontage");
    if (!stated && parcel.given == nullptr) {
        in.fault("value_yen", input_error("tax.no_price"));
    }
    return parcel;
}

rules::HouseRelief read_relief(json::ObjectReader& in) {
    rules::HouseRelief relief;
    std::vector<std::string_view> kinds;
    for (std::size_t i = 0; i < rules::kReliefKinds; ++i) {
        kinds.push_back(rules::relief_key(static_cast<rules::ReliefKind>(i)));
    }
    relief.kind = static_cast<rules::ReliefKind>(index_in(kinds, in.one_of("kind", kinds)));
    if (const auto completed = in.optional_date("completed")) {
        relief.completed = *completed;
        relief.has_completed = true;
    } else if (!rules::counts_from_built(relief.kind) && !in.has("completed")) {
        in.fault("completed", input_error("json.missing_key").with("key", "completed"));
    }
    return relief;
}

void read_reliefs(json::ObjectReader& in, rules::House& house) {
    const std::vector<json::ObjectReader> reliefs =
        in.objects("reliefs", rules::House::kMaxReliefs);
    std::set<rules::ReliefKind> seen;
    for (json::ObjectReader part : reliefs) {
        const rules::HouseRelief relief = read_relief(part);
        if (!seen.insert(relief.kind).second) {
            part.fault("kind", input_error("tax.relief_twice")
                                   .with("kind", std::string(rules::relief_key(relief.kind))));
            continue;
        }
        house.reliefs[house.relief_count++] = relief;
    }
    if (house.relief_count == 0) return;
    for (const char* key : {"built", "floor_area_m2", "residential_floor_area_m2"}) {
        if (!in.has(key)) in.fault(key, input_error("json.missing_key").with("key", key));
    }
    if (in.has("floor_area_m2") && house.floor_area < Area::from_square_metres(1)) {
        in.fault("floor_area_m2", input_error("tax.house_without_area"));
    }
}

rules::HouseInput read_house(json::ObjectReader& in, FiscalYear year, bool& not_yet) {
    rules::HouseInput input;
    rules::House& house = input.house;
    const std::string structure = in.optional_text("structure", 100).value_or("wood");
    static_cast<void>(in.optional_text("use", 100));  // says what it is; no rule asks
    house.value = in.yen("value_yen");
    const auto built = in.optional_date("built");
    house.built = built.value_or(Date());
    house.floor_area = in.optional_area("floor_area_m2").value_or(Area());
    house.residential_area = in.optional_area("residential_floor_area_m2").value_or(Area());
    house.storeys = static_cast<std::int32_t>(in.optional_integer("storeys", {1, 300}).value_or(1));
    house.dwellings =
        static_cast<std::int32_t>(in.optional_integer("dwellings", {0, 100'000}).value_or(1));
    house.fireproof = in.boolean_or("fireproof", structure != "wood");
    house.let_out = in.boolean_or("let_out", house.dwellings >= 2);
    house.city_planning_area = in.boolean_or("city_planning_area", false);
    // What does not stand on the assessment date is not taxed that year.
    not_yet = built && *built > year.assessment_date();
    house.exempt = in.boolean_or("exempt", false) || not_yet;
    input.waiver_ratio = read_share(in, "waiver_ratio", Ratio(0, 1));
    if (house.residential_area > house.floor_area) {
        in.fault("residential_floor_area_m2",
                 input_error("tax.residential_exceeds_house")
                     .with("value", format_area(house.residential_area))
                     .with("limit", format_area(house.floor_area)));
    }
    read_reliefs(in, house);
    return input;
}

rules::AcquisitionDate read_acquired(json::ObjectReader& in) {
    constexpr std::size_t kFullDate = 10;
    constexpr int kEarliest = 1901;
    const std::string text = in.text("acquired", 20);
    if (!in.has("acquired")) return {};
    if (text.size() == kFullDate) {
        if (const auto date = parse_iso_date(text); date && date->year() >= kEarliest) {
            return rules::acquired_on(*date);
        }
    } else if (const auto month = parse_year_month(text); month && month->year >= kEarliest) {
        return rules::acquired_on(*month);
    }
    in.fault("acquired", input_error("tax.depreciable.acquired_unreadable").with("value", text));
    return {};
}

rules::AssetInput read_asset(json::ObjectReader& in) {
    rules::AssetInput input;
    rules::DepreciableAsset& asset = input.asset;
    static_cast<void>(in.optional_integer("class", {1, 6}));  // 種類; no rule asks
    asset.acquired = read_acquired(in);
    asset.cost = in.yen("cost_yen");
    asset.life_years = static_cast<std::int32_t>(
        in.integer("life_years", {rules::kMinLifeYears, rules::kMaxLifeYears}));
    asset.base_fraction = read_share(in, "base_fraction", kOne);
    asset.exempt = in.boolean_or("exempt", false);
    input.waiver_ratio = read_share(in, "waiver_ratio", Ratio(0, 1));
    return input;
}

}  // namespace

void read_case(json::ObjectReader& in, const rules::LevyLaw& law, CaseInput& out) {
    out.city = read_city(in, law);
    bool each_fits = true;
    std::set<std::string> parcels;
    for (json::ObjectReader part : in.objects("parcels")) {
        out.parcel_ids.push_back(read_id(part, parcels));
        out.parcels.push_back(read_parcel(part, out.year, out.given));
        if (!rules::value_in_bounds(out.parcels.back())) {
            part.fault("area_m2", input_error("tax.value_too_large"));
            each_fits = false;
        }
    }
    std::set<std::string> houses;
    for (json::ObjectReader part : in.objects("houses")) {
        out.house_ids.push_back(read_id(part, houses));
        bool not_yet = false;
        out.houses.push_back(read_house(part, out.year, not_yet));
        out.houses_not_yet_built.push_back(not_yet);
    }
    std::set<std::string> assets;
    for (json::ObjectReader part : in.objects("depreciable")) {
        out.asset_ids.push_back(read_id(part, assets));
        out.assets.push_back(read_asset(part));
    }
    if (each_fits && !rules::group_in_bounds(out.group())) {
        in.fault("", input_error("tax.group_too_large"));
    }
}

}  // namespace daicho::tax::questions
