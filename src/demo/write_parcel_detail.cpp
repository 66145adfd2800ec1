#include "demo/city_text.hpp"
#include "demo/detail/land_relief.hpp"
#include "demo/detail/writers.hpp"
#include "demo/land_view.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

constexpr std::initializer_list<Stage> kYears = {Stage::start, Stage::during_2024,
                                                 Stage::during_2025};
constexpr std::initializer_list<Stage> kOwners = {Stage::start, Stage::during_2024,
                                                  Stage::during_2025, Stage::early_2026};

const char* begin_or_end(Stage stage, bool ended) {
    return ended ? "閉鎖" : stage == Stage::start ? "移行" : "分合筆";
}

// Registration and holding follow the owner.
bool follows_owner(const CityPlan& plan, std::uint32_t i, Stage stage) {
    const Parcel& parcel = plan.parcels[i];
    if (begins_or_ends(parcel.born, parcel.ended, stage)) return true;
    return parcel.born < stage && stage < parcel.ended &&
           passes_at(plan, parcel.taxpayer, stage);
}
bool begins(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return begins_or_ends(plan.parcels[i].born, plan.parcels[i].ended, stage);
}

const char* registered_category(const CityPlan& plan, const Parcel& parcel, Dice& dice) {
    static constexpr const char* kCategories[] = {"rice_field", "field", "building_land", "forest",
                                                  "wasteland", "pond", "miscellaneous"};
    if (parcel.exempt == 1) {
        return plan.people[parcel.taxpayer].temple ? "precinct" : "public_road";
    }
    if (parcel.event == LandEvent::category_change) return "field";
    if (parcel.use == LandUse::comparable && dice.chance(400)) return "building_land";
    const bool outdated = parcel.use == LandUse::building_land && dice.chance(25);
    if (outdated && parcel.taxpayer != kFeatured) return "field";
    return kCategories[static_cast<int>(parcel.category)];
}

std::int64_t registered_area(const CityPlan& plan, const Parcel& parcel, Dice& dice) {
    if (parcel.condominium) {
        return plan.buildings[plan.houses[parcel.house].building].site_area;
    }
    const bool error = parcel.error == static_cast<int>(PlantKind::taxed_over_registered) + 1;
    if (error) return std::int64_t{parcel.area} * 100 / 172;
    if (!dice.chance(50) || parcel.taxpayer == kFeatured) return parcel.area;
    return std::int64_t{parcel.area} * dice.between(965, 1035) / 1000;
}

void write_registration(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    Dice dice(plan.seed(), Topic::registration, i);
    const bool ended = parcel.ended == stage;
    const Bundle& bundle = plan.bundles[parcel.taxpayer];
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    std::string& number = row.cell();
    number += "9999";
    append_padded(number, i, 9);
    const Date old = Date::of(1968, 3, 1) + static_cast<int>(dice.below(20'000));
    const Date day = day_of(plan, parcel, stage);
    const bool transfer = passes_at(plan, parcel.taxpayer, stage);
    row.date(stage == Stage::start ? old : day);
    const char* long_ago = dice.chance(500)   ? "transfer_sale"
                           : dice.chance(500) ? "inheritance"
                                              : "registered";
    row.text(stage == Stage::start ? long_ago
             : transfer ? (bundle.inherited ? "inheritance" : "transfer_sale")
                        : (parcel.event == LandEvent::merge ? "merge" : "split"));
    const std::uint32_t owner = owner_at(plan, parcel.taxpayer, stage);
    append_name(row.cell(), plan, owner);
    append_address(row.cell(), plan, owner, Stage::start);
    row.text(registered_category(plan, parcel, dice));
    row.area(registered_area(plan, parcel, dice));
    tail(row, day, ended, transfer ? "所有権移転" : begin_or_end(stage, ended));
}

struct Method {
    const char* method;
    const char* district;
};

Method method_of(const Parcel& parcel, LandUse use) {
    static constexpr const char* kDistricts[] = {"ordinary_residential", "ordinary_commercial",
                                                 "mixed_residential",    "large_factory",
                                                 "village",              "village"};
    const Town& town = towns()[parcel.town];
    const char* district = kDistricts[static_cast<int>(town.district)];
    switch (use) {
        case LandUse::building_land:
            return {town.city_planning ? "street_value" : "standard_lot", district};
        case LandUse::comparable: return {"miscellaneous", district};
        case LandUse::urban_farmland:
        case LandUse::specified_urban_farmland: return {"urban_farmland", district};
        case LandUse::farmland:
        case LandUse::productive_green: return {"farmland", "village"};
        case LandUse::other_land: break;
    }
    return {parcel.category == Category::miscellaneous ? "miscellaneous" : "forest", "village"};
}

// Street, its price and how the lot's own price follows from it.
void prices(CsvRow& row, const CityPlan& plan, const Parcel& parcel, const LandView& view,
            Dice& dice) {
    const Method method = method_of(parcel, view.use);
    std::string& street = row.cell();
    append_number(street, (parcel.town + 1) * 100 + static_cast<int>(parcel.lot / 24 % 90));
    row.text(method.district);
    const bool error = parcel.error == static_cast<int>(PlantKind::unit_price_year) + 1;
    const std::int64_t ratio = dice.between(94, 100);
    const std::int64_t correction = dice.between(90, 100);
    const std::int64_t price = std::int64_t{view.unit_price} * 10'000 / (ratio * correction);
    row.number(error ? price * 143 / 100 : price).number(error ? 2023 : 2024);
    const bool developed = view.use == LandUse::urban_farmland ||
                           view.use == LandUse::specified_urban_farmland;
    if (developed) {
        row.number(dice.between(6'000, 14'000));
    } else {
        row.none();
    }
    row.number(2024).text(developed ? (dice.chance(800) ? "level" : "slope_3") : "none");
    row.permille(ratio * 10).permille(correction * 10);
    if (!towns()[parcel.town].city_planning && view.use == LandUse::comparable) {
        row.permille(700);
    } else {
        row.none();
    }
    const std::int64_t frontage = dice.between(600, 2400);
    row.area(frontage).area(std::int64_t{parcel.area} * 100 / frontage);
    const bool converted = parcel.event == LandEvent::category_change;
    if (converted) {
        row.number(view.value / 3);
    } else {
        row.none();
    }
    (void)plan;
}

void write_valuation(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    const LandView view = land_at(plan, parcel, stage);
    Dice dice(plan.seed(), Topic::valuation, i);
    const bool ended = parcel.ended == stage;
    const bool start = stage == Stage::start;
    const Town& town = towns()[parcel.town];
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    row.date(start ? Date::of(2024, 3, 29) : day_of(plan, parcel, stage));
    row.text(start ? "base_year" : "split_merge");
    append_padded(row.cell(), dice.below(40) + 1, 3);
    row.number(2024).text(method_of(parcel, view.use).method);
    row.text(town.city_planning                   ? "urbanisation"
             : town.district == District::village ? "control"
                                                  : "outside");
    const bool farmer = plan.bundles[parcel.taxpayer].kind == BundleKind::farmer;
    row.text(farmer && parcel.house != kNobody ? "farm_house" : "none");
    row.text(view.use != LandUse::productive_green ? "none"
             : dice.chance(820)                    ? "specified"
                                                   : "designated");
    append_padded(row.cell(), parcel.lot, 6);
    std::string& similar = row.cell();
    const bool deemed = parcel.event != LandEvent::none && parcel.event != LandEvent::advice;
    if (deemed && i > 0) append_parcel_no(similar, i - 1);
    row.boolean(deemed && parcel.event != LandEvent::split && parcel.event != LandEvent::merge);
    prices(row, plan, parcel, view, dice);
    tail(row, day_of(plan, parcel, stage), ended, begin_or_end(stage, ended));
}

bool has_relief(const CityPlan& plan, std::uint32_t i, Stage) {
    const Parcel& parcel = plan.parcels[i];
    const bool stands = parcel.born == Stage::start && parcel.ended == Stage::never;
    return stands && land_relief(plan, i).any();
}

void write_relief(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    const LandRelief relief = land_relief(plan, i);
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    const auto part = [&row, &relief, &parcel](const char* kind) {
        row.text(kind);
        if (kind[0] == 'n') {
            row.none(2);
        } else {
            row.number(relief.since).area(parcel.area);
        }
    };
    part(relief.special_kind);
    part(relief.reduction_kind);
    row.text(relief.reduction_ratio);
    part(relief.waiver_kind);
    tail(row, first_day(stage), false, "移行");
}

// About a third of the parcels have been surveyed or carry a remark.
bool has_survey(const CityPlan& plan, std::uint32_t i, Stage) {
    const Parcel& parcel = plan.parcels[i];
    if (parcel.born != Stage::start || parcel.ended != Stage::never) return false;
    return Dice(plan.seed(), Topic::survey, i).chance(340);
}

void erosion_and_holding(CsvRow& row, const Parcel& parcel, Dice& dice) {
    if (towns()[parcel.town].district == District::hills && dice.chance(180)) {
        const std::int64_t share = dice.between(200, 900);
        std::string& file = row.cell();
        file += "SB-";
        append_padded(file, dice.below(9000) + 1000, 4);
        row.number(dice.between(1978, 2015)).area(parcel.area * share / 1000).permille(share);
    } else {
        row.none(4);
    }
    if (dice.chance(6)) {
        const Date acquired = Date::of(1988, 1, 10) + static_cast<int>(dice.below(5000));
        row.text("holding").text(dice.chance(300) ? "deferred" : "none").date(acquired);
    } else {
        row.text("none").text("none").none();
    }
}

void write_survey(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    static constexpr const char* kRemarks[] = {"現地調査済", "境界未確定", "私道負担あり",
                                               "地積測量図あり", "無道路地", "高圧線下"};
    static constexpr const char* kStickies[] = {"課税地目を要確認", "土地改良区へ照会中",
                                                "次回現地調査"};
    const Parcel& parcel = plan.parcels[i];
    const Town& town = towns()[parcel.town];
    Dice dice(plan.seed(), Topic::survey, 1'000'000'000ULL + i);
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    erosion_and_holding(row, parcel, dice);
    if (dice.chance(700)) {
        row.area(std::int64_t{parcel.area} * dice.between(992, 1012) / 1000);
        row.text(dice.chance(850) ? "registered" : "certified");
        row.date(Date::of(1974, 4, 1) + static_cast<int>(dice.below(16'000)));
    } else {
        row.none().text("none").none();
    }
    row.text(town.city_planning ? "served" : dice.chance(300) ? "planned" : "none");
    row.text(town.city_planning ? "none" : dice.chance(550) ? "farm_zone" : "area");
    row.text(dice.chance(30) ? "汐見線" : "");
    row.text(dice.chance(240) ? kRemarks[dice.below(6)] : "");
    row.text(dice.chance(30) ? kStickies[dice.below(3)] : "");
    tail(row, first_day(stage), false, "移行");
}

void write_holding(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    const Bundle& bundle = plan.bundles[parcel.taxpayer];
    Dice dice(plan.seed(), Topic::holding, i);
    const bool ended = parcel.ended == stage;
    const Date day = day_of(plan, parcel, stage);
    const bool transfer = passes_at(plan, parcel.taxpayer, stage);
    const bool group = plan.people[parcel.taxpayer].kind == PersonKind::group;
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    if (towns()[parcel.town].numbered && dice.chance(60)) {
        row.date(Date::of(1992, 4, 1) + static_cast<int>(dice.below(9'000)));
    } else {
        row.none();
    }
    const char* reason = transfer ? (bundle.inherited ? "inheritance" : "sale")
                         : dice.chance(500) ? "sale" : dice.chance(600) ? "inheritance" : "initial";
    const Date since = Date::of(1975, 6, 1) + static_cast<int>(dice.below(17'500));
    row.date(transfer ? day : since).text(reason);
    row.date(transfer ? day : bundle.estate ? Date::of(2023, 6, 30) : since);
    row.text(bundle.estate ? "actual_owner" : reason);
    row.text(bundle.estate ? "estate" : parcel.condominium ? "right_of_site"
             : group       ? "co_owned" : "sole");
    row.text(group ? "representative" : "none").text(group ? "group" : "sole");
    tail(row, day, ended, transfer ? "所有権移転" : begin_or_end(stage, ended));
}

}  // namespace

void add_parcel_detail_files(Files& files) {
    add_at(files,
           {"parcel_registration", Stage::start,
            "parcel,property_no,changed,change_reason,holder_name,holder_address,category,area,"
            "valid_from,ended,reason",
            parcel_count, follows_owner, write_registration},
           kOwners);
    add_at(files,
           {"parcel_valuation", Stage::start,
            "parcel,decided,change_reason,pattern_no,base_year,method,urbanisation,"
            "farmhouse_class,productive_green,lot_no,similar_land,use_changed,street_no,district,"
            "street_price_yen,street_price_year,development_cost_yen,computation_year,"
            "development_class,comparison_ratio,unit_price_correction,control_area_correction,"
            "frontage_m,depth_m,final_farm_base_yen,valid_from,ended,reason",
            parcel_count, begins, write_valuation},
           kYears);
    files.push_back({"parcel_relief", Stage::start,
                     "parcel,special_kind,special_year,special_area,reduction_kind,"
                     "reduction_year,reduction_area,reduction_ratio,waiver_kind,waiver_year,"
                     "waiver_area,valid_from,ended,reason",
                     parcel_count, has_relief, write_relief});
    files.push_back({"parcel_survey", Stage::start,
                     "parcel,erosion_file_no,erosion_since,erosion_area,erosion_share,"
                     "holding_tax_kind,holding_tax_deferral,holding_tax_acquired,survey_area,"
                     "survey_state,surveyed,survey_sewer,farm_promotion,railway_line,remarks,"
                     "sticky,valid_from,ended,reason",
                     parcel_count, has_survey, write_survey});
    add_at(files,
           {"parcel_holding", Stage::start,
            "parcel,usable_from,owner_changed,owner_change_reason,taxpayer_changed,"
            "taxpayer_change_reason,ownership_kind,co_owner_choice,taxpayer_co_owned,"
            "valid_from,ended,reason",
            parcel_count, follows_owner, write_holding},
           kOwners);
}

}  // namespace daicho::demo::detail
