// Home: how the city stands, what waits for this person, what is wrong.
#include <fmt/format.h>

#include "register/list.hpp"
#include "server/access.hpp"
#include "server/alarms.hpp"
#include "server/deadlines.hpp"
#include "server/jobs/job_view.hpp"
#include "server/tax/levy_lookup.hpp"

namespace daicho::server {
namespace {

using registers::RecordVersion;

constexpr std::size_t kJobsShown = 5;

Result<std::uint64_t> count_of(const Call& call, store::Connection& connection,
                               std::string_view name) {
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    return registers::count_records(connection, *definition, {today(call.app), std::nullopt});
}

Result<std::uint64_t> count_declarers(const Call& call, store::Connection& connection,
                                      FiscalYear year) {
    DAICHO_TRY(definition, call.app.kernel.definition("depreciable_declaration"));
    registers::ListQuery query;
    query.moment.as_of = today(call.app);
    query.limit = 0;
    query.filters = {{definition->index_of("fiscal_year"), registers::FilterKind::equals,
                      std::to_string(year.year())}};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    return page.total;
}

Result<json::Object> findings_json(const Call& call, store::Connection& connection) {
    DAICHO_TRY(definition, call.app.kernel.definition("finding"));
    std::int64_t counts[3] = {};
    const std::size_t columns[] = {definition->index_of("kind"), definition->index_of("state")};
    DAICHO_CHECK(registers::scan(
        connection, *definition, columns, {today(call.app), std::nullopt},
        [&counts](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
            ++counts[static_cast<std::size_t>(finding_state(cells[0].bytes, cells[1].bytes))];
            return {};
        }));
    return json::Object{{"fit", counts[0]}, {"caution", counts[1]}, {"unfit", counts[2]}};
}

Result<json::Object> counts_json(const Call& call, store::Connection& connection, FiscalYear year,
                                 const tax::levy::RunFacts& run) {
    DAICHO_TRY(parcels, count_of(call, connection, "parcel"));
    DAICHO_TRY(houses, count_of(call, connection, "house"));
    DAICHO_TRY(systems, count_of(call, connection, "information_system"));
    DAICHO_TRY(declarers, count_declarers(call, connection, year));
    DAICHO_TRY(findings, findings_json(call, connection));
    DAICHO_TRY(taxpayers, count_of(call, connection, "addressee"));
    if (run.record != 0) {  // those who were levied, not everybody with an address
        DAICHO_TRY(definition, call.app.kernel.definition("levy_run"));
        DAICHO_TRY(history, registers::read_history(connection, *definition, run.record));
        taxpayers =
            static_cast<std::uint64_t>(Row(*definition, history.back()).integer("taxpayers"));
    }
    return json::Object{{"taxpayers", taxpayers}, {"parcels", parcels},
                        {"houses", houses},       {"declarers", declarers},
                        {"systems", systems},     {"findings", std::move(findings)}};
}

Result<json::Value> tax_of(const Call& call, store::Connection& connection,
                           const tax::levy::RunFacts& run) {
    if (run.record == 0) return json::Value(nullptr);
    DAICHO_TRY(definition, call.app.kernel.definition("levy_run"));
    DAICHO_TRY(history, registers::read_history(connection, *definition, run.record));
    return Row(*definition, history.back()).integer_or_null("annual_tax_yen");
}

Result<json::Value> levy_json(const Call& call, store::Connection& connection, FiscalYear year,
                              const tax::levy::RunFacts& run) {
    if (run.record == 0 || !may_view(call, "levy_run")) return json::Value(nullptr);
    DAICHO_TRY(before, tax::levy::find_run(call.app.kernel, connection, year.previous()));
    DAICHO_TRY(tax, tax_of(call, connection, run));
    DAICHO_TRY(previous, tax_of(call, connection, before));
    return json::Value(json::Object{{"run_no", run.run_no},
                                    {"state", run.state},
                                    {"tax_yen", std::move(tax)},
                                    {"previous_tax_yen", std::move(previous)}});
}

// Provisional runs that somebody else started and this person may confirm.
Result<json::Array> waiting_json(const Call& call, store::Connection& connection) {
    json::Array list;
    DAICHO_TRY(definition, call.app.kernel.definition("levy_run"));
    if (!may(call, *definition, registers::Action::approve)) return list;
    DAICHO_TRY(runs, all_runs(call.app, connection));
    for (const RecordVersion& version : runs) {
        const Row run(*definition, version);
        // A levy ahead of its law waits for nobody: it is never confirmed.
        const bool waits = run.text("state") == "provisional" && run.has("result_digest") &&
                           run.text("law_status") == law::name_of(LawStatus::enacted);
        if (!waits || run.text("started_by") == call.session.person.principal.number) continue;
        DAICHO_TRY(at, time_of(connection, version.commit));
        list.push_back(json::Object{
            {"kind", "levy_run"},
            {"title", message_texts("api.waiting.levy",
                                    {{"year", std::to_string(run.integer("fiscal_year"))},
                                     {"run", run.text("run_no")}})},
            {"route", "/levy/" + run.text("run_no")},
            {"by", run.text("started_by")},
            {"at", format_utc(at)}});
    }
    return list;
}

Result<json::Array> deadlines_json(const Call& call, store::Connection& connection) {
    DAICHO_TRY(list, deadlines(call, connection));
    json::Array out;
    for (const Deadline& one : list) out.push_back(deadline_json(one, today(call.app)));
    return out;
}

}  // namespace

Answer home(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(year, year_to_show(call.app, *reader));
    DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, *reader, year));
    DAICHO_TRY(counts, counts_json(call, *reader, year, run));
    DAICHO_TRY(levy, levy_json(call, *reader, year, run));
    DAICHO_TRY(waiting, waiting_json(call, *reader));
    DAICHO_TRY(alarms, alarms_json(call, *reader));
    DAICHO_TRY(due, deadlines_json(call, *reader));
    DAICHO_TRY(changes, waiting_changes(call, *reader));
    DAICHO_TRY(jobs, jobs_json(call.app, call.session.person.principal.account, kJobsShown));
    return json_answer(json::Object{{"fiscal_year", year.year()},
                                    {"counts", std::move(counts)},
                                    {"levy", std::move(levy)},
                                    {"waiting", std::move(waiting)},
                                    {"alarms", std::move(alarms)},
                                    {"deadlines", std::move(due)},
                                    {"changes", changes},
                                    {"jobs", std::move(jobs)},
                                    {"journal", journal_glance(call.app)}});
}

}  // namespace daicho::server
