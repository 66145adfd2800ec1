#include <algorithm>

#include "demo/city_text.hpp"
#include "demo/detail/land_relief.hpp"
#include "demo/detail/previous_bases.hpp"
#include "demo/detail/writers.hpp"
#include "demo/land_view.hpp"

namespace daicho::demo::detail {
namespace {

constexpr const char* kUses[] = {"building_land", "comparable_to_building_land", "other_land",
                                 "farmland", "urban_farmland", "specified_urban_farmland",
                                 "productive_green"};
constexpr const char* kCategories[] = {"rice_field", "field", "building_land", "forest",
                                       "wasteland", "pond", "miscellaneous"};

struct Reason {
    const char* code;
    const char* text;
};

Reason reason_of(const CityPlan& plan, const Parcel& parcel, Stage stage) {
    if (parcel.ended == stage) {
        // What was split loses its branch number, what is merged keeps it.
        return parcel.branch != 0 ? Reason{"merge", "合筆により閉鎖"}
                                  : Reason{"split", "分筆により閉鎖"};
    }
    if (stage == Stage::start) return {"initial", "移行"};
    if (parcel.event_stage == stage) {
        switch (parcel.event) {
            case LandEvent::house_built: return {"house_built", "住宅の新築"};
            case LandEvent::house_demolished: return {"house_demolished", "住宅の滅失"};
            case LandEvent::category_change: return {"category_change", "農地転用"};
            case LandEvent::advice: return {"use_change", "空家法の勧告"};
            case LandEvent::split: return {"split", "分筆"};
            case LandEvent::merge: return {"merge", "合筆"};
            case LandEvent::none: break;
        }
    }
    if (passes_at(plan, parcel.taxpayer, stage)) {
        return plan.bundles[parcel.taxpayer].inherited ? Reason{"inheritance", "相続"}
                                                       : Reason{"transfer", "売買"};
    }
    return {"price_revision", "時点修正"};
}

const char* exempt_reason(const CityPlan& plan, const Parcel& parcel) {
    if (parcel.exempt != 1) return "none";
    if (!plan.people[parcel.taxpayer].temple) return "public_road";
    return parcel.house == kNobody && parcel.lot % 2 == 0 ? "cemetery" : "religious";
}

void site(CsvRow& row, const Parcel& parcel, const LandView& view) {
    const House* house = view.house;
    if (house == nullptr || parcel.exempt == 1) {
        row.number(0).none(5).text(view.advice ? "true" : "");
        return;
    }
    const bool missing = parcel.error == static_cast<int>(PlantKind::house_without_dwelling) + 1;
    row.number(missing ? 0 : house->dwellings);
    if (parcel.site_area > 0) {
        row.area(parcel.site_area);
    } else {
        row.none();
    }
    row.area(house->floor_area).area(house->residential_area).number(house->storeys);
    row.boolean(is_fireproof(house->structure)).boolean(view.advice);
}

void areas_and_price(CsvRow& row, const Parcel& parcel, const LandView& view) {
    const std::uint32_t exempt = parcel.exempt == 1   ? parcel.area
                                 : parcel.exempt == 2 ? parcel.area / 16
                                                      : 0;
    row.area(parcel.area).area(parcel.area - exempt).area(exempt);
    if (parcel.exempt == 1) {
        row.none(2).number(0);
        return;
    }
    row.number(view.unit_price);
    if (view.revision == 1000) {
        row.none();
    } else {
        row.permille(view.revision);
    }
    row.number(view.value);
}

void write_parcel(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    const LandView view = land_at(plan, parcel, stage);
    const Reason reason = reason_of(plan, parcel, stage);
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    append_location(row.cell(), parcel);
    append_town_code(row.cell(), parcel.town);
    row.text(office_of(parcel.town)).text(reason.code);
    std::string& site_no = row.cell();
    if (parcel.condominium) {
        append_building_no(site_no, plan.houses[parcel.house].building);
    } else if (parcel.site_area > 0) {
        site_no.push_back('S');
        append_padded(site_no, parcel.house, 7);
    }
    append_addressee(row.cell(), plan, owner_at(plan, parcel.taxpayer, stage));
    append_addressee(row.cell(), plan, holder_at(plan, parcel.taxpayer, stage));
    row.text(kCategories[static_cast<int>(view.category)]);
    row.text(kUses[static_cast<int>(view.use)]);
    row.text(exempt_reason(plan, parcel)).boolean(towns()[parcel.town].city_planning);
    areas_and_price(row, parcel, view);
    site(row, parcel, view);
    if (view.use == LandUse::specified_urban_farmland) {
        row.number(1995 + parcel.lot % 32);
    } else {
        row.none();
    }
    const LandRelief relief = land_relief(plan, i);
    row.text(relief.special_ratio).text(relief.waiver_ratio);
    tail(row, day_of(plan, parcel, stage), parcel.ended == stage, reason.text);
}

bool has_parcel(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return parcel_changes(plan, plan.parcels[i], stage);
}

// Fiscal 2023 for what was carried over; the year before the first levy for what came later.
bool has_previous(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return plan.parcels[i].born == stage && plan.parcels[i].exempt != 1;
}

void write_previous(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    const PreviousBases bases = previous_bases(plan, i);
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    row.number(stage == Stage::start ? 2023 : stage == Stage::during_2024 ? 2024 : 2025);
    for (const std::int64_t base : bases) {
        if (base < 0) {
            row.none();
        } else {
            row.number(base);
        }
    }
    row.area(parcel.exempt == 2 ? parcel.area - parcel.area / 16 : parcel.area);
    row.text(stage == Stage::start ? "migrated" : "deemed");
}

bool has_lineage(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return plan.parcels[i].born == stage && plan.parcels[i].predecessor != kNobody;
}
bool has_second_lineage(const CityPlan& plan, std::uint32_t i, Stage stage) {
    return plan.parcels[i].born == stage && plan.parcels[i].predecessor_2 != kNobody;
}

void lineage(const CityPlan& plan, std::uint32_t i, Stage stage, std::uint32_t before,
             std::string& out) {
    const Parcel& parcel = plan.parcels[i];
    CsvRow row(out);
    append_parcel_no(row.cell(), i);
    append_parcel_no(row.cell(), before);
    row.text(parcel.event == LandEvent::merge ? "merge" : "split");
    row.date(day_of(plan, parcel, stage));
    row.area(std::min(parcel.area, plan.parcels[before].area));
}
void write_lineage(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    lineage(plan, i, stage, plan.parcels[i].predecessor, out);
}
void write_second_lineage(const CityPlan& plan, std::uint32_t i, Stage stage, std::string& out) {
    lineage(plan, i, stage, plan.parcels[i].predecessor_2, out);
}

}  // namespace

void add_parcel_files(Files& files) {
    add_at(files,
           {"parcel", Stage::start,
            "parcel_no,location,town_code,office,change_reason,site_no,owner,taxpayer,"
            "land_category,land_use,exempt_reason,city_planning_area,ledger_area,taxed_area,"
            "exempt_area,unit_price_yen,price_revision,value_yen,dwellings,site_area,"
            "house_floor_area,residential_floor_area,storeys,fireproof,vacant_house_advice,"
            "urban_farmland_since,special_base_ratio,waiver_ratio,valid_from,ended,reason",
            parcel_count, has_parcel, write_parcel},
           {Stage::start, Stage::during_2024, Stage::new_2025, Stage::during_2025, Stage::new_2026,
            Stage::early_2026});
    add_at(files,
           {"parcel_previous", Stage::start,
            "parcel,fiscal_year,small_fixed,small_city,general_fixed,general_city,nonres_fixed,"
            "nonres_city,farm_fixed,farm_city,area,source",
            parcel_count, has_previous, write_previous},
           {Stage::start, Stage::during_2024, Stage::during_2025});
    constexpr const char* kLineage = "parcel,predecessor,kind,changed,area";
    for (const Stage stage : {Stage::during_2024, Stage::during_2025}) {
        files.push_back({"parcel_lineage", stage, kLineage, parcel_count, has_lineage,
                         write_lineage});
        files.push_back({"parcel_lineage", stage, kLineage, parcel_count, has_second_lineage,
                         write_second_lineage});
    }
}

}  // namespace daicho::demo::detail
