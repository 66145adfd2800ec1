// The levy of one taxpayer in one run: taxes, bases, instalments – from the stored row alone.
#include "server/tax/taxpayer_sheet.hpp"

namespace daicho::server {
namespace {

constexpr std::array<std::string_view, 4> kInstalmentFields{"instalment_1_yen", "instalment_2_yen",
                                                            "instalment_3_yen", "instalment_4_yen"};

json::Array instalments_json(const Call& call, FiscalYear year, const Row& row) {
    json::Array list;
    const auto due = call.app.settings.due(year);
    if (!due) return list;
    for (std::size_t i = 0; i < due->size() && i < kInstalmentFields.size(); ++i) {
        list.push_back(json::Object{{"no", i + 1},
                                    {"due", format_iso((*due)[i])},
                                    {"yen", row.integer(kInstalmentFields[i])}});
    }
    return list;
}

// Annual tax of the year before, as its run stored it; null when there is none.
Result<json::Value> previous_annual(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, view.connection(),
                                        taxpayer.year.previous(), view.moment().as_known));
    if (run.record == 0) return json::Value(nullptr);
    DAICHO_TRY(definition, call.app.kernel.definition("levy_taxpayer"));
    DAICHO_TRY(rows, result_rows(call.app, view.connection(), "levy_taxpayer", run.record,
                                 taxpayer.record));
    if (rows.empty()) return json::Value(nullptr);
    return json::Value(Row(*definition, rows.front()).integer("annual_tax_yen"));
}

}  // namespace

Result<json::Value> levy_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    if (taxpayer.run.record == 0) return json::Value(nullptr);
    DAICHO_TRY(definition, call.app.kernel.definition("levy_taxpayer"));
    DAICHO_TRY(rows, result_rows(call.app, view.connection(), "levy_taxpayer", taxpayer.run.record,
                                 taxpayer.record));
    if (rows.empty()) return json::Value(nullptr);
    const Row row(*definition, rows.front());
    DAICHO_TRY(previous, previous_annual(call, view, taxpayer));
    const std::int64_t depreciable = row.integer("fixed_depreciable_base_yen");
    return json::Value(json::Object{
        {"annual_tax_yen", row.integer("annual_tax_yen")},
        {"fixed_tax_yen", row.integer("fixed_tax_yen")},
        {"city_planning_tax_yen", row.integer("city_tax_yen")},
        {"previous_annual_tax_yen", std::move(previous)},
        {"instalments", instalments_json(call, taxpayer.year, row)},
        {"below_threshold", json::Object{{"land", row.flag("below_threshold_land")},
                                         {"house", row.flag("below_threshold_house")},
                                         {"depreciable", row.flag("below_threshold_depreciable")}}},
        {"fixed", json::Object{{"base_yen", row.integer("fixed_base_yen")},
                               {"tax_yen", row.integer("fixed_tax_yen")},
                               {"relief_yen", row.integer("fixed_relief_yen")},
                               {"land_base_yen", row.integer("fixed_land_base_yen")},
                               {"house_base_yen", row.integer("fixed_house_base_yen")},
                               {"depreciable_base_yen", depreciable}}},
        {"city_planning", json::Object{{"base_yen", row.integer("city_base_yen")},
                                       {"tax_yen", row.integer("city_tax_yen")},
                                       {"land_base_yen", row.integer("city_land_base_yen")},
                                       {"house_base_yen", row.integer("city_house_base_yen")}}}});
}

}  // namespace daicho::server
