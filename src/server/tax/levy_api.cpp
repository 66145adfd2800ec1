// Levy runs: list, totals by class, confirmation by a second person.
#include <fmt/format.h>

#include "register/schema.hpp"
#include "server/access.hpp"
#include "server/tax/levy_comparison_api.hpp"
#include "server/tax/levy_lookup.hpp"
#include "server/tax/levy_totals.hpp"
#include "server/tax/levy_years.hpp"
#include "tax/levy/levy_job.hpp"
#include "tax/levy/runs.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;

constexpr std::size_t kMaxReason = 1'000;

Result<std::int64_t> count_taxed(const Call& call, store::Connection& connection,
                                 std::uint64_t run) {
    DAICHO_TRY(definition, call.app.kernel.definition("levy_taxpayer"));
    return connection.integer(
        fmt::format("SELECT count(*) FROM {} WHERE run = {} AND annual_tax_yen > 0",
                    registers::version_table(*definition), run));
}

// Time of the version that first had this state; nothing when none has.
Result<std::optional<Instant>> reached(store::Connection& connection, const Definition& definition,
                                       const std::vector<RecordVersion>& history,
                                       std::string_view state) {
    for (const RecordVersion& version : history) {
        if (Row(definition, version).text("state") != state) continue;
        DAICHO_TRY(time, time_of(connection, version.commit));
        return std::optional<Instant>(time);
    }
    return std::optional<Instant>();
}

Result<json::Object> run_json(const Call& call, store::Connection& connection,
                              const Definition& definition, const RecordVersion& version) {
    const Row row(definition, version);
    DAICHO_TRY(history, registers::read_history(connection, definition, version.record));
    DAICHO_TRY(started, reached(connection, definition, history, "provisional"));
    DAICHO_TRY(confirmed, reached(connection, definition, history, "confirmed"));
    DAICHO_TRY(taxed, count_taxed(call, connection, version.record));
    return json::Object{
        {"run_no", row.text("run_no")},
        {"fiscal_year", row.integer("fiscal_year")},
        {"state", row.text("state")},
        {"law_status", row.text("law_status")},
        {"as_of", row.date_or_null("as_of")},
        {"as_known", row.integer("as_known")},
        {"counts", json::Object{{"parcels", row.integer("parcels")},
                                {"houses", row.integer("houses")},
                                {"depreciable", row.integer("assets")},
                                {"below_threshold", row.integer("taxpayers") - taxed}}},
        {"totals", json::Object{{"fixed_tax_yen", row.integer("fixed_tax_yen")},
                                {"city_planning_tax_yen", row.integer("city_tax_yen")},
                                {"annual_tax_yen", row.integer("annual_tax_yen")},
                                {"taxpayers", row.integer("taxpayers")},
                                {"taxed", taxed}}},
        {"started_by", row.text("started_by")},
        {"started_at", instant_text(started)},
        {"confirmed_by", row.text_or_null("confirmed_by")},
        {"confirmed_at", instant_text(confirmed)},
        {"result_digest", row.text("result_digest")}};
}

Answer list(const Call& call, const Allowed& allowed) {
    DAICHO_TRY(known, as_known(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(runs, all_runs(call.app, *reader, known));
    json::Array out;
    std::vector<std::uint64_t> shown;
    for (const RecordVersion& run : runs) {
        DAICHO_TRY(document, run_json(call, *reader, *allowed.definition, run));
        out.push_back(std::move(document));
        shown.push_back(run.record);
    }
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_search,
                                         shown, R"("list":true)"));
    return json_answer(json::Object{{"runs", std::move(out)}});
}

// One class of the totals: its columns in a result register.
struct ClassTotal {
    const char* id;
    BilingualText label;
    const char* results;
    const char* objects;  // SQL: what counts as one object
    const char* value;
    const char* fixed;
    const char* city;  // null: the class bears no city planning tax
};
const std::vector<ClassTotal>& class_totals() {
    static const std::vector<ClassTotal> kTotals = {
        {"small_residential",
         {"小規模住宅用地", "Small residential land"},
         "levy_parcel",
         "count(small_area)",
         "small_value_yen",
         "small_fixed_base_yen",
         "small_city_base_yen"},
        {"general_residential",
         {"一般住宅用地", "General residential land"},
         "levy_parcel",
         "count(general_area)",
         "general_value_yen",
         "general_fixed_base_yen",
         "general_city_base_yen"},
        {"non_residential",
         {"非住宅用地", "Non-residential land"},
         "levy_parcel",
         "count(nonres_area)",
         "nonres_value_yen",
         "nonres_fixed_base_yen",
         "nonres_city_base_yen"},
        {"farmland",
         {"農地", "Farmland"},
         "levy_parcel",
         "count(farm_area)",
         "farm_value_yen",
         "farm_fixed_base_yen",
         "farm_city_base_yen"},
        {"house",
         {"家屋", "Houses"},
         "levy_house",
         "count(*)",
         "value_yen",
         "fixed_base_yen",
         "city_base_yen"},
        {"depreciable",
         {"償却資産", "Depreciable assets"},
         "levy_asset",
         "count(*)",
         "assessed_value_yen",
         "base_yen",
         nullptr},
    };
    return kTotals;
}

struct Sums {
    std::int64_t objects = 0, value = 0, fixed = 0, city = 0;
};

json::Value total_json(std::string_view id, const BilingualText& label, const Sums& sums,
                       bool has_city) {
    return json::Object{
        {"class", id},
        {"label", texts(label)},
        {"objects", sums.objects},
        {"value_yen", sums.value},
        {"fixed_base_yen", sums.fixed},
        {"city_planning_base_yen", has_city ? json::Value(sums.city) : json::Value(nullptr)}};
}

Result<json::Value> compute_totals(App& app, store::Connection& connection, std::uint64_t run) {
    json::Array rows;
    Sums all;
    for (const ClassTotal& total : class_totals()) {
        DAICHO_TRY(definition, app.kernel.definition(total.results));
        DAICHO_TRY(select,
                   connection.prepare(fmt::format(
                       "SELECT {}, coalesce(sum({}), 0), coalesce(sum({}), 0), {} FROM {} "
                       "WHERE run = {}",
                       total.objects, total.value, total.fixed,
                       total.city == nullptr ? std::string("0")
                                             : fmt::format("coalesce(sum({}), 0)", total.city),
                       registers::version_table(*definition), run)));
        DAICHO_TRY(row, select->step());
        if (!row) continue;
        const Sums sums{select->integer(0), select->integer(1), select->integer(2),
                        select->integer(3)};
        rows.push_back(total_json(total.id, total.label, sums, total.city != nullptr));
        all.value += sums.value;
        all.fixed += sums.fixed;
        all.city += sums.city;
    }
    // A parcel of two uses is one object of each class and one of all.
    for (const char* results : {"levy_parcel", "levy_house", "levy_asset"}) {
        DAICHO_TRY(definition, app.kernel.definition(results));
        DAICHO_TRY(count,
                   connection.integer(fmt::format("SELECT count(*) FROM {} WHERE run = {}",
                                                  registers::version_table(*definition), run)));
        all.objects += count;
    }
    rows.push_back(total_json("total", {"合計", "Total"}, all, true));
    return json::Value(json::Object{{"rows", std::move(rows)}});
}

Error no_run(std::string_view run_no) {
    return not_found_error("levy.no_run").with("run", std::string(run_no.substr(0, 40)));
}

Answer totals(const Call& call) {
    DAICHO_CHECK(viewable(call, "levy_parcel"));
    const std::string run_no(call.request.parameter("run_no").value_or(""));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(document, totals_of_run(call.app, *reader, run_no));
    return json_answer(document);
}

Answer confirm(const Call& call, const Allowed& allowed, std::string_view run_no) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string reason = in.text("reason", kMaxReason);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(
        tax::levy::confirm_run(call.app.kernel, call.session.person.principal, run_no, reason));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(record, registers::find_record(*reader, *allowed.definition, run_no));
    if (!record) return no_run(run_no);
    DAICHO_TRY(history, registers::read_history(*reader, *allowed.definition, *record));
    DAICHO_TRY(document, run_json(call, *reader, *allowed.definition, history.back()));
    const std::uint64_t shown[] = {*record};
    DAICHO_CHECK(
        disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_view, shown, ""));
    return json_answer(document);
}

}  // namespace

Result<json::Value> totals_of_run(App& app, store::Connection& connection,
                                  const std::string& run_no) {
    DAICHO_TRY(runs, app.kernel.definition("levy_run"));
    DAICHO_TRY(record, registers::find_record(connection, *runs, run_no));
    if (!record) return no_run(run_no);
    DAICHO_TRY(history, registers::read_history(connection, *runs, *record));
    const bool finished = !history.empty() && Row(*runs, history.back()).has("result_digest");
    if (finished) {
        const std::lock_guard lock(app.mutex);
        const auto found = app.caches.totals.find(run_no);
        if (found != app.caches.totals.end()) return found->second;
    }
    DAICHO_TRY(document, compute_totals(app, connection, *record));
    if (finished) {  // results of a finished run never change
        const std::lock_guard lock(app.mutex);
        app.caches.totals.emplace(run_no, document);
    }
    return document;
}

Answer levy_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    if (path.size() < 2) return no_such_address(call);
    DAICHO_TRY(allowed, viewable(call, "levy_run"));
    if (get && path.size() == 2 && path[1] == "runs") return list(call, allowed);
    if (get && path.size() == 2 && path[1] == "totals") return totals(call);
    if (get && path.size() == 2 && path[1] == "years") return levy_years(call, allowed);
    const bool compares = get && path.size() <= 3 && path[1] == "comparison";
    if (compares) return levy_comparison_api(call, allowed);
    const bool confirms = call.request.method == net::Method::post && path.size() == 4 &&
                          path[1] == "runs" && path[3] == "confirm";
    if (confirms) return confirm(call, allowed, path[2]);
    return no_such_address(call);
}

}  // namespace daicho::server
