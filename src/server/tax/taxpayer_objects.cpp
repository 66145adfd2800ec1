// Parcels, houses and assets of one taxpayer: stored results beside what the run saw of each.
#include "server/tax/taxpayer_sheet.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;
using tax::rules::ComponentKind;

// Column prefixes of levy_parcel, by ComponentKind.
constexpr std::array<std::string_view, tax::rules::kKinds> kPrefixes{"small_", "general_",
                                                                     "nonres_", "farm_"};

// The rows of a result register together with the object each speaks of.
struct Levied {
    const Definition* results = nullptr;
    const Definition* objects = nullptr;
    std::vector<RecordVersion> rows;
};

Result<Levied> levied(const Call& call, AnswerView& view, const Taxpayer& taxpayer,
                      std::string_view results, std::string_view objects) {
    Levied out;
    DAICHO_TRY(result_definition, call.app.kernel.definition(results));
    DAICHO_TRY(object_definition, call.app.kernel.definition(objects));
    out.results = result_definition;
    out.objects = object_definition;
    if (taxpayer.run.record == 0 || !may_view(call, results)) return out;
    DAICHO_CHECK(viewable(call, results));
    DAICHO_TRY(rows, result_rows(call.app, view.connection(), results, taxpayer.run.record,
                                 taxpayer.record));
    out.rows = std::move(rows);
    return out;
}

json::Value component_json(const Row& row, ComponentKind kind, bool city_planning,
                           const BilingualText& label) {
    const auto index = static_cast<std::size_t>(kind);
    const auto field = [&](std::string_view name) {
        return std::string(kPrefixes[index]) + std::string(name);
    };
    return json::Object{
        {"kind", tax::rules::kKindNames[index]},
        {"label", texts(label)},
        {"area_m2", row.area_text(field("area"))},
        {"value_yen", row.integer(field("value_yen"))},
        {"fixed_base_yen", row.integer_or_null(field("fixed_base_yen"))},
        {"city_planning_base_yen",
         city_planning ? row.integer_or_null(field("city_base_yen")) : json::Value(nullptr)}};
}

// A component without a name of its own is called as the land is classed.
BilingualText label_of(ComponentKind kind, const Row& parcel) {
    const std::string& use = parcel.text("land_use");
    const bool own_name = kind == ComponentKind::small_residential ||
                          kind == ComponentKind::general_residential || use == "building_land";
    if (own_name || use.empty()) return component_label(kind);
    return parcel.code("land_use");
}

json::Value parcel_json(const Row& result, const Row& parcel, bool hide) {
    // Exempt land has no base under a tax that it does not bear.
    const bool city_planning =
        parcel.flag("city_planning_area") && parcel.text("exempt_reason") == "none";
    json::Array components;
    for (std::size_t kind = 0; kind < tax::rules::kKinds; ++kind) {
        if (!result.has(std::string(kPrefixes[kind]) + "area")) continue;
        const auto as_kind = static_cast<ComponentKind>(kind);
        components.push_back(
            component_json(result, as_kind, city_planning, label_of(as_kind, parcel)));
    }
    return json::Object{
        {"id", id_text(result.ref("parcel"))},
        {"parcel_no", parcel.text("parcel_no")},
        {"title", hide ? json::Value(nullptr) : parcel.text_or_null("location")},
        {"land_use", texts(parcel.code("land_use"))},
        {"area_m2", result.area_text("taxed_area")},
        {"value_yen", result.integer("value_yen")},
        {"components", std::move(components)},
        {"fixed_base_yen", result.integer_or_null("fixed_base_yen")},
        {"city_planning_base_yen",
         city_planning ? result.integer_or_null("city_base_yen") : json::Value(nullptr)}};
}

json::Value house_json(const Row& result, const Row& house, bool hide) {
    const bool city_planning =
        house.flag("city_planning_area") && house.text("exempt_reason") == "none";
    return json::Object{
        {"id", id_text(result.ref("house"))},
        {"house_no", house.text("house_no")},
        {"title", hide ? json::Value(nullptr) : house.text_or_null("location")},
        {"use", texts(house.code("use"))},
        {"area_m2", house.area_text("floor_area")},
        {"value_yen", result.integer("value_yen")},
        {"fixed_base_yen", result.integer_or_null("fixed_base_yen")},
        {"city_planning_base_yen",
         city_planning ? result.integer_or_null("city_base_yen") : json::Value(nullptr)},
        {"relief_yen", result.integer("relief_fixed_yen") + result.integer("relief_city_yen")}};
}

json::Value asset_json(const Row& result, const Row& asset, bool hide) {
    return json::Object{{"id", id_text(result.ref("asset"))},
                        {"asset_no", asset.text("asset_no")},
                        {"title", hide ? json::Value(nullptr) : asset.text_or_null("name")},
                        {"class", texts(asset.code("class"))},
                        {"value_yen", result.integer_or_null("assessed_value_yen")},
                        {"base_yen", result.integer_or_null("base_yen")}};
}

using ObjectJson = json::Value (*)(const Row& result, const Row& object, bool hide);

Result<json::Array> objects_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer,
                                 std::string_view results, std::string_view objects,
                                 std::string_view ref, ObjectJson write) {
    DAICHO_TRY(levied_rows, levied(call, view, taxpayer, results, objects));
    json::Array list;
    for (const RecordVersion& version : levied_rows.rows) {
        const Row result(*levied_rows.results, version);
        DAICHO_TRY(object, levied_object(view.connection(), *levied_rows.objects, result.ref(ref),
                                         taxpayer.run));
        if (!object) continue;
        // The object may lead to another protected person than whoever pays for it.
        const bool hide = taxpayer.is_protected || view.is_protected(*levied_rows.objects, *object);
        list.push_back(write(result, Row(*levied_rows.objects, *object), hide));
    }
    return list;
}

}  // namespace

BilingualText component_label(ComponentKind kind) {
    switch (kind) {
        case ComponentKind::small_residential: return {"小規模住宅用地", "Small residential land"};
        case ComponentKind::general_residential:
            return {"一般住宅用地", "General residential land"};
        case ComponentKind::non_residential: return {"非住宅用地", "Non-residential land"};
        case ComponentKind::farmland: return {"農地", "Farmland"};
    }
    return {};
}

Result<std::optional<RecordVersion>> levied_object(store::Connection& connection,
                                                   const Definition& of, std::uint64_t record,
                                                   const tax::levy::RunFacts& run) {
    return registers::read_record(connection, of, record,
                                  {run.year.assessment_date(), run.as_known});
}

Result<json::Array> land_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    return objects_json(call, view, taxpayer, "levy_parcel", "parcel", "parcel", parcel_json);
}

Result<json::Array> houses_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    return objects_json(call, view, taxpayer, "levy_house", "house", "house", house_json);
}

Result<json::Array> depreciable_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    return objects_json(call, view, taxpayer, "levy_asset", "depreciable_asset", "asset",
                        asset_json);
}

}  // namespace daicho::server
