#include "demo/city_text.hpp"
#include "demo/detail/plan_steps.hpp"
#include "demo/detail/writers.hpp"
#include "demo/land_view.hpp"

namespace daicho::demo::detail {
namespace {

constexpr const char* kStructures[] = {"wood", "steel", "light_steel", "reinforced_concrete",
                                       "steel_reinforced_concrete"};
constexpr const char* kUses[] = {"dwelling", "mixed_dwelling", "apartment", "shop",
                                 "office",   "factory",        "warehouse", "farm_building",
                                 "annex",    "religious"};
constexpr const char* kReliefs[] = {"none", "new_house", "long_life", "seismic", "barrier_free",
                                    "energy_saving"};

struct Reason {
    const char* code;
    const char* text;
};

Reason reason_of(const CityPlan& plan, const House& house, Stage stage) {
    if (house.ended == stage) return {"demolished", "滅失"};
    if (stage == Stage::start) return {"initial", "移行"};
    if (house.born == stage) return {"new_built", "新築"};
    if (house.relief != Relief::none && house.relief_stage == stage) {
        return {"relief", "改修による軽減"};
    }
    return plan.bundles[house.taxpayer].inherited ? Reason{"inheritance", "相続"}
                                                  : Reason{"transfer", "売買"};
}

void relief(CsvRow& row, const House& house, Relief kind) {
    row.text(kReliefs[static_cast<int>(kind)]);
    const bool repair = kind >= Relief::seismic;
    if (repair) {
        row.date(house.relief_completed);
    } else {
        row.none();
    }
}

void reliefs(CsvRow& row, const House& house, Stage stage) {
    const bool error = house.error == static_cast<int>(PlantKind::relief_past_period) + 1;
    const bool entered = stage >= house.relief_stage;
    relief(row, house, error ? Relief::new_house : entered ? house.relief : Relief::none);
    if (entered && house.relief_2 != Relief::none) {
        relief(row, house, house.relief_2);
    } else {
        row.none(2);
    }
    row.none(2);
}

void body(CsvRow& row, const House& house) {
    const bool error = house.error == static_cast<int>(PlantKind::structure_storeys) + 1;
    row.text(kStructures[static_cast<int>(house.structure)]);
    row.text(kUses[static_cast<int>(house.use)]).date(house.built);
    row.number(error ? 9 : house.storeys).boolean(is_fireproof(house.structure));
    row.area(house.floor_area);
    if (house.residential_area > 0) {
        row.area(house.residential_area).number(house.dwellings);
    } else {
        row.none().number(0);
    }
    row.boolean(house.use == HouseUse::apartment && house.building == kNobody);
}

void write_house(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const House& house = plan.houses[i];
    const Reason reason = reason_of(plan, house, stage);
    CsvRow row(out);
    append_house_no(row.cell(), i);
    append_location(row.cell(), house);
    append_town_code(row.cell(), house.town);
    row.text(office_of(house.town)).text(reason.code).boolean(false);
    std::string& main = row.cell();
    if (house.main != kNobody) append_house_no(main, house.main);
    append_addressee(row.cell(), plan, owner_at(plan, house.taxpayer, stage));
    append_addressee(row.cell(), plan, holder_at(plan, house.taxpayer, stage));
    body(row, house);
    row.number(house.value).text(house.exempt ? "religious" : "none");
    row.boolean(towns()[house.town].city_planning);
    reliefs(row, house, stage);
    // A few houses were hit by a storm; their tax is waived in part.
    row.text(!house.exempt && i % 4999 == 77 ? "2/5" : "");
    tail(row, day_of(plan, house, stage), house.ended == stage, reason.text);
}

bool has_house(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return house_changes(plan, plan.houses[i], stage);
}

bool has_share(const CityPlan& plan, std::uint32_t i, Stage) {
    return plan.houses[i].building != kNobody;
}

void write_share(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const House& house = plan.houses[i];
    const Building& building = plan.buildings[house.building];
    const std::uint32_t common = house.floor_area / 6;
    const std::uint32_t exclusive = house.floor_area - common;
    const bool error = house.error == static_cast<int>(PlantKind::condominium_share_sum) + 1;
    CsvRow row(out);
    append_house_no(row.cell(), i);
    append_building_no(row.cell(), house.building);
    row.area(building.exclusive_area + building.common_area);
    row.area(building.exclusive_area).area(building.common_area);
    append_number(row.cell(), (house.unit / 6 + 1) * 100 + house.unit % 6 + 1);
    if (house.relief == Relief::new_house) {
        row.area(house.floor_area);
    } else {
        row.none();
    }
    row.area(error ? exclusive / 3 : exclusive).area(common).none();
    tail(row, first_day(stage), false, "移行");
}

}  // namespace

void add_house_files(Files& files) {
    add_at(files,
           {"house", Stage::start,
            "house_no,location,town_code,office,change_reason,extension,main_house_no,owner,"
            "taxpayer,structure,use,built,storeys,fireproof,floor_area,residential_floor_area,"
            "dwellings,let_out,value_yen,exempt_reason,city_planning_area,relief_1_kind,"
            "relief_1_completed,relief_2_kind,relief_2_completed,relief_3_kind,"
            "relief_3_completed,waiver_ratio,valid_from,ended,reason",
            house_count, has_house, write_house},
           {Stage::start, Stage::during_2024, Stage::during_2025, Stage::early_2026});
    files.push_back({"house_share", Stage::start,
                     "house,building_no,building_floor_area,building_exclusive_area,"
                     "building_common_area,room_no,new_house_area,exclusive_area,common_area,"
                     "remarks,valid_from,ended,reason",
                     house_count, has_share, write_share});
}

}  // namespace daicho::demo::detail
