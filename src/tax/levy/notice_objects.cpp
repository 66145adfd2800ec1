// Parcels, houses and assets as a notice lists them.
#include <algorithm>
#include <map>

#include "base/era.hpp"
#include "tax/levy/detail/notice_rows.hpp"

namespace daicho::tax::levy::detail {
namespace {

// Column prefixes of levy_parcel, by ComponentKind.
constexpr std::array<std::string_view, rules::kKinds> kPrefixes{"small_", "general_", "nonres_",
                                                                "farm_"};
constexpr std::array<std::string_view, rules::kTaxes> kTaxes{"fixed", "city"};

std::string join(std::string_view prefix, std::string_view middle, std::string_view suffix) {
    return std::string(prefix) + std::string(middle) + std::string(suffix);
}

void add_remark(std::string& remarks, const std::string& remark) {
    if (!remarks.empty()) remarks += "、";
    remarks += remark;
}

// A ratio that changes something, as it is written in the register.
void add_ratio(std::string& remarks, const Row& row, std::string_view field,
               std::string_view unchanged, const char* name) {
    const std::string ratio = row.text(field);
    if (ratio.empty() || ratio == unchanged) return;
    add_remark(remarks, std::string(name) + " " + ratio);
}

std::vector<forms::ComponentLine> components_of(const Row& result) {
    std::vector<forms::ComponentLine> lines;
    for (std::size_t kind = 0; kind < rules::kKinds; ++kind) {
        const std::string_view prefix = kPrefixes[kind];
        if (!result.has(join(prefix, "area", ""))) continue;
        forms::ComponentLine line;
        line.kind = static_cast<rules::ComponentKind>(kind);
        line.area = result.area(join(prefix, "area", ""));
        line.value = result.yen(join(prefix, "value_yen", ""));
        for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
            line.full_base[tax] = result.yen(join(prefix, "full_", kTaxes[tax]) + "_yen");
            const std::string previous = join(prefix, "previous_", kTaxes[tax]) + "_yen";
            if (result.has(previous)) line.previous[tax] = result.yen(previous);
            line.base[tax] = result.yen(join(prefix, kTaxes[tax], "_base_yen"));
        }
        lines.push_back(line);
    }
    return lines;
}

std::string parcel_remarks(const Row& parcel) {
    std::string remarks;
    if (parcel.text("exempt_reason") != "none" && parcel.has("exempt_reason")) {
        add_remark(remarks, "非課税（" + parcel.label("exempt_reason") + "）");
    }
    add_ratio(remarks, parcel, "special_base_ratio", "1", "課税標準の特例");
    add_ratio(remarks, parcel, "waiver_ratio", "0", "減免");
    if (parcel.integer("vacant_house_advice") != 0) {
        add_remark(remarks, "空家法の勧告により住宅用地の特例なし");
    }
    return remarks;
}

Result<forms::ParcelLine> parcel_line(const NoticeSource& source, const Row& result) {
    const std::uint64_t record = result.ref("parcel");
    DAICHO_TRY(parcel, read_row(source, "parcel", record));
    DAICHO_TRY(registration, read_detail(source, "parcel_registration", record));
    forms::ParcelLine line;
    line.parcel_no = parcel.text("parcel_no");
    line.location = parcel.text("location");
    line.ledger_category = registration.label("category");
    line.category = parcel.label("land_category");
    line.ledger_area = parcel.area("ledger_area");
    line.taxed_area = result.area("taxed_area");
    line.value = result.yen("value_yen");
    line.base = {result.yen("fixed_base_yen"), result.yen("city_base_yen")};
    line.components = components_of(result);
    line.city_planning = parcel.integer("city_planning_area") != 0;
    line.remarks = parcel_remarks(parcel);
    return line;
}

std::string house_remarks(const Row& house) {
    std::string remarks;
    if (house.text("exempt_reason") != "none" && house.has("exempt_reason")) {
        add_remark(remarks, "非課税（" + house.label("exempt_reason") + "）");
    }
    for (const std::string relief : {"relief_1_", "relief_2_", "relief_3_"}) {
        const std::string kind = house.text(relief + "kind");
        if (!kind.empty() && kind != "none") add_remark(remarks, house.label(relief + "kind"));
    }
    add_ratio(remarks, house, "waiver_ratio", "0", "減免");
    return remarks;
}

Result<forms::HouseLine> house_line(const NoticeSource& source, const Row& result) {
    const std::uint64_t record = result.ref("house");
    DAICHO_TRY(house, read_row(source, "house", record));
    DAICHO_TRY(registration, read_detail(source, "house_registration", record));
    forms::HouseLine line;
    line.house_no = house.text("house_no");
    line.location = house.text("location");
    line.house_number = registration.text("house_number");
    line.use = house.label("use");
    line.structure = house.label("structure");
    line.storeys = static_cast<std::int32_t>(house.integer("storeys"));
    if (house.has("built")) {
        line.built = Date::from_days(static_cast<std::int32_t>(house.integer("built")));
    }
    line.ledger_area = registration.area("floor_area");
    line.taxed_area = house.area("floor_area");
    line.value = result.yen("value_yen");
    line.base = {result.yen("fixed_base_yen"), result.yen("city_base_yen")};
    line.relief = {result.yen("relief_fixed_yen"), result.yen("relief_city_yen")};
    line.city_planning = house.integer("city_planning_area") != 0;
    line.remarks = house_remarks(house);
    return line;
}

Result<std::vector<forms::AssetLine>> asset_lines(const NoticeSource& source,
                                                  std::uint64_t taxpayer) {
    DAICHO_TRY(results, result_rows(source, "levy_asset", taxpayer));
    std::map<std::string, forms::AssetLine> classes;
    for (const Row& result : results) {
        DAICHO_TRY(asset, read_row(source, "depreciable_asset", result.ref("asset")));
        forms::AssetLine& line = classes[asset.text("class")];
        line.class_no = asset.text("class");
        line.class_name = asset.label("class");
        ++line.assets;
        line.cost += asset.yen("cost_yen");
        line.assessed_value += result.yen("assessed_value_yen");
        line.base += result.yen("base_yen");
    }
    std::vector<forms::AssetLine> lines;
    for (auto& [key, line] : classes) lines.push_back(std::move(line));
    return lines;
}

}  // namespace

Result<forms::Objects> gather_objects(const NoticeSource& source, std::uint64_t taxpayer) {
    forms::Objects objects;
    DAICHO_TRY(parcels, result_rows(source, "levy_parcel", taxpayer));
    for (const Row& result : parcels) {
        DAICHO_TRY(line, parcel_line(source, result));
        objects.parcels.push_back(std::move(line));
    }
    DAICHO_TRY(houses, result_rows(source, "levy_house", taxpayer));
    for (const Row& result : houses) {
        DAICHO_TRY(line, house_line(source, result));
        objects.houses.push_back(std::move(line));
    }
    std::ranges::stable_sort(objects.parcels, {}, &forms::ParcelLine::parcel_no);
    std::ranges::stable_sort(objects.houses, {}, &forms::HouseLine::house_no);
    DAICHO_TRY(assets, asset_lines(source, taxpayer));
    objects.assets = std::move(assets);
    return objects;
}

}  // namespace daicho::tax::levy::detail
