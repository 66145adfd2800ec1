#include <algorithm>

#include "demo/city_text.hpp"
#include "demo/detail/plan_steps.hpp"
#include "demo/detail/writers.hpp"
#include "demo/land_view.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

constexpr std::initializer_list<Stage> kYears = {Stage::start, Stage::during_2024,
                                                 Stage::during_2025};
constexpr std::initializer_list<Stage> kOwners = {Stage::start, Stage::during_2024,
                                                  Stage::during_2025, Stage::early_2026};
constexpr const char* kStructures[] = {"wood", "steel", "light_steel", "reinforced_concrete",
                                       "steel_reinforced_concrete"};
constexpr const char* kKinds[] = {"residence", "residence", "apartment", "shop", "office",
                                  "factory",   "warehouse", "farm",      "barn", "temple"};
constexpr const char* kRoofs[] = {"tile", "slate", "metal"};

const char* begin_or_end(Stage stage, bool ended) {
    return ended ? "滅失" : stage == Stage::start ? "移行" : "新築";
}

bool begins(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return begins_or_ends(plan.houses[i].born, plan.houses[i].ended, stage);
}
bool follows_owner(const CityPlan& plan, std::uint32_t i, Stage stage) {
    const House& house = plan.houses[i];
    return begins(plan, i, stage) || (house.born < stage && stage < house.ended &&
                                      passes_at(plan, house.taxpayer, stage));
}

const char* roof_of(const House& house, Dice& dice) {
    return is_fireproof(house.structure) ? "flat" : kRoofs[dice.below(3)];
}
std::uint32_t first_floor(const House& house) {
    if (house.storeys == 1) return house.floor_area;
    return house.storeys == 2 ? house.floor_area / 100 * 56 : house.floor_area / house.storeys;
}

// Sheds are seldom registered.
bool is_registered(const CityPlan& plan, std::uint32_t i) {
    const House& house = plan.houses[i];
    if (house.use != HouseUse::annex && house.use != HouseUse::farm_building) return true;
    return Dice(plan.seed(), Topic::registration, 3'000'000'000ULL + i).chance(220);
}
bool has_registration(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return follows_owner(plan, i, stage) && is_registered(plan, i);
}

void write_registration(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const House& house = plan.houses[i];
    const Bundle& bundle = plan.bundles[house.taxpayer];
    Dice dice(plan.seed(), Topic::registration, 2'000'000'000ULL + i);
    const bool ended = house.ended == stage;
    const bool transfer = passes_at(plan, house.taxpayer, stage);
    const Date day = day_of(plan, house, stage);
    CsvRow row(out);
    append_house_no(row.cell(), i);
    std::string& number = row.cell();
    number += "9998";
    append_padded(number, i, 9);
    row.date(transfer || ended ? day : house.built + 24);
    row.text(ended      ? "demolished"
             : transfer ? (bundle.inherited ? "inheritance" : "transfer_sale")
                        : "preservation");
    std::string& house_number = row.cell();
    append_number(house_number, house.lot);
    house_number += "番";
    if (house.branch > 0) append_number(house_number, house.branch);
    if (house.building != kNobody) {
        house_number += "の";
        append_number(house_number, house.unit + 1);
    }
    const std::uint32_t owner = owner_at(plan, house.taxpayer, stage);
    append_name(row.cell(), plan, owner);
    append_address(row.cell(), plan, owner, Stage::start);
    row.date(house.built);
    if (ended) {
        row.number(day.year());
    } else {
        row.none();
    }
    row.text(kKinds[static_cast<int>(house.use)]);
    row.text(kStructures[static_cast<int>(house.structure)]).text(roof_of(house, dice));
    row.number(house.storeys).number(0).area(house.floor_area).area(first_floor(house));
    row.area(house.floor_area - first_floor(house));
    tail(row, day, ended, transfer ? "所有権移転" : begin_or_end(stage, ended));
}

void points(CsvRow& row, const House& house) {
    const bool error = house.error == static_cast<int>(PlantKind::age_ratio_missing) + 1;
    const std::int64_t total = std::int64_t{house.points} * house.floor_area / 10'000;
    const std::int64_t price = house.structure == Structure::wood ? 99 : 110;
    row.area(house.points);
    if (error) {
        row.none();
    } else {
        row.permille(age_ratio(house) * 10);
    }
    row.permille(price * 10).area(total * 100);
    row.number(std::max(1, 2024 - house.built.year())).boolean(false);
    row.text(house.structure == Structure::wood ? "9" : "13");
    append_number(row.cell(), static_cast<int>(house.structure) + 1);
    row.none();
    const bool cold = house.structure == Structure::wood && towns()[house.town].district ==
                                                                District::hills;
    if (cold) {
        row.permille(950);
    } else {
        row.none();
    }
    row.none(2);
    const std::int64_t theoretical = total * age_ratio(house) / 100 * price / 100;
    row.number(theoretical);
    if (theoretical > house.value) {
        row.number(house.value);
    } else {
        row.none();
    }
}

void write_valuation(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const House& house = plan.houses[i];
    Dice dice(plan.seed(), Topic::valuation, 2'000'000'000ULL + i);
    const bool ended = house.ended == stage;
    const bool fresh = house.born == stage && stage != Stage::start;
    const Date day = day_of(plan, house, stage);
    const Town& town = towns()[house.town];
    CsvRow row(out);
    append_house_no(row.cell(), i);
    row.date(fresh ? day + 60 : Date::of(2024, 3, 29)).text(fresh ? "new_built" : "base_year");
    append_padded(row.cell(), dice.below(60) + 1, 3);
    row.number(fresh ? day.year() + 1 : 2024).text(fresh ? "new" : "existing");
    if (ended) {
        row.number(day.year());
    } else {
        row.none();
    }
    row.number(2024).text(kKinds[static_cast<int>(house.use)]);
    row.text(house.structure == Structure::steel         ? "over_4mm"
             : house.structure == Structure::light_steel ? "3_to_4mm"
                                                         : "none");
    const char* frame = dice.chance(820) ? "conventional" : "two_by_four";
    row.text(house.structure == Structure::wood ? frame
             : is_fireproof(house.structure)    ? "rigid_frame"
                                                : "prefab");
    row.text(roof_of(house, dice)).number(0);
    row.area(first_floor(house)).area(house.floor_area - first_floor(house));
    row.text(town.city_planning                   ? "urbanisation"
             : town.district == District::village ? "control"
                                                  : "outside");
    points(row, house);
    tail(row, day, ended, begin_or_end(stage, ended));
}

bool has_relief(const CityPlan& plan, std::uint32_t i, Stage stage) {
    const House& house = plan.houses[i];
    const bool waived = !house.exempt && i % 4999 == 77 && stage == Stage::start &&
                        house.born == Stage::start;
    return waived || (house.relief != Relief::none && house.relief_stage == stage);
}

void write_relief(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const House& house = plan.houses[i];
    const bool relieved = house.relief != Relief::none && house.relief_stage <= stage;
    const bool repair = house.relief >= Relief::seismic;
    const Date start = repair ? house.relief_completed : house.built;
    CsvRow row(out);
    append_house_no(row.cell(), i);
    row.text("none").none(3);
    const std::uint32_t each = house.dwellings > 0 ? house.residential_area / house.dwellings : 0;
    const std::uint32_t area = std::min(each, 12'000U) * house.dwellings;
    if (relieved) {
        row.number(start.year() + 1).area(area).boolean(false);
    } else {
        row.none(3);
    }
    if (relieved && house.relief_2 != Relief::none) {
        row.number(start.year() + 1).area(std::min(house.residential_area, 10'000U));
        row.text("before_other");
    } else {
        row.none(3);
    }
    row.none(3);
    const bool waived = !house.exempt && i % 4999 == 77;
    row.text(waived ? "disaster" : "none");
    if (waived) {
        row.number(2024).area(house.floor_area);
    } else {
        row.none(2);
    }
    tail(row, day_of(plan, house, stage), false, stage == Stage::start ? "移行" : "軽減");
}

void write_statistics(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    static constexpr const char* kRemarks[] = {"現地調査済", "未登記", "図面は固定資産台帳室",
                                               "外観調査のみ", "増築の疑い"};
    const House& house = plan.houses[i];
    Dice dice(plan.seed(), Topic::statistics, i);
    const bool ended = house.ended == stage;
    CsvRow row(out);
    append_house_no(row.cell(), i);
    row.none(2).text(house.main == kNobody ? "counted" : "not_counted");
    if (house.main == kNobody && house.built.year() < 1990 && dice.chance(20)) {
        row.number(dice.between(1996, 2022)).number(dice.between(40, 900) * 1000).number(2024);
        row.text("increase");
    } else {
        row.none(3).text("none");
    }
    append_number(row.cell(), house.main == kNobody ? 1 : 2);
    std::string& drawing = row.cell();
    if (dice.chance(620)) {
        drawing += "D-";
        append_padded(drawing, dice.below(90'000) + 10'000ULL, 5);
    }
    std::string& survey = row.cell();
    append_number(survey, house.built.year() + 1);
    survey.push_back('-');
    append_padded(survey, i % 100'000, 5);
    row.text(dice.chance(140) ? kRemarks[dice.below(5)] : "");
    row.text(dice.chance(18) ? "家屋番号を照会中" : "");
    tail(row, day_of(plan, house, stage), ended, begin_or_end(stage, ended));
}

void write_holding(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const House& house = plan.houses[i];
    const Bundle& bundle = plan.bundles[house.taxpayer];
    const bool ended = house.ended == stage;
    const bool transfer = passes_at(plan, house.taxpayer, stage);
    const bool group = plan.people[house.taxpayer].kind == PersonKind::group;
    const Date day = day_of(plan, house, stage);
    const Date since = transfer ? day : house.built;
    const char* reason = transfer ? (bundle.inherited ? "inheritance" : "sale") : "new_built";
    CsvRow row(out);
    append_house_no(row.cell(), i);
    row.date(since).text(reason).date(bundle.estate ? Date::of(2023, 6, 30) : since);
    row.text(bundle.estate ? "actual_owner" : reason);
    row.text(bundle.estate                ? "estate"
             : house.building != kNobody ? "condominium"
             : group                     ? "co_owned"
                                         : "sole");
    row.text(group ? "representative" : "none").text(group ? "group" : "sole");
    tail(row, day, ended, transfer ? "所有権移転" : begin_or_end(stage, ended));
}

}  // namespace

void add_house_detail_files(Files& files) {
    add_at(files,
           {"house_registration", Stage::start,
            "house,property_no,changed,change_reason,house_number,holder_name,holder_address,"
            "built,lost_year,kind,structure,roof,storeys,basements,floor_area,first_floor_area,"
            "upper_floor_area,valid_from,ended,reason",
            house_count, has_registration, write_registration},
           kOwners);
    add_at(files,
           {"house_valuation", Stage::start,
            "house,decided,change_reason,pattern_no,valuation_year,building_class,lost_year,"
            "base_year,kind,steel_thickness,method,roof,basements,first_floor_area,"
            "upper_floor_area,urbanisation,points_per_m2,age_ratio,point_price,"
            "replacement_points,age_years,age_changed,age_table,age_column,changed_age_years,"
            "snow_cold_ratio,wear_ratio,demand_ratio,theoretical_value_yen,former_value_yen,"
            "valid_from,ended,reason",
            house_count, begins, write_valuation},
           kYears);
    add_at(files,
           {"house_relief", Stage::start,
            "house,special_kind,special_year,special_area,special_ratio,relief_1_year,"
            "relief_1_area,relief_1_excluded,relief_2_year,relief_2_area,relief_2_computation,"
            "relief_3_year,relief_3_area,relief_3_computation,waiver_kind,waiver_year,"
            "waiver_area,valid_from,ended,reason",
            house_count, has_relief, write_relief},
           kYears);
    add_at(files,
           {"house_statistics", Stage::start,
            "house,partial_loss_area,partial_loss_value_yen,count_kind,rebuilt_year,"
            "rebuilt_change_yen,change_counted_year,change_correction,building_no,drawing_no,"
            "survey_no,remarks,sticky,valid_from,ended,reason",
            house_count, begins, write_statistics},
           kYears);
    add_at(files,
           {"house_holding", Stage::start,
            "house,owner_changed,owner_change_reason,taxpayer_changed,taxpayer_change_reason,"
            "ownership_kind,co_owner_choice,taxpayer_co_owned,valid_from,ended,reason",
            house_count, follows_owner, write_holding},
           kOwners);
}

}  // namespace daicho::demo::detail
