#include "tax/levy/explain.hpp"

#include "register/list.hpp"
#include "tax/levy/levy_job.hpp"
#include "tax/levy/runs.hpp"

namespace daicho::tax::levy {
namespace {

RunFacts facts_of(const registers::Definition& definition, const registers::RecordVersion& row) {
    const auto text = [&](std::string_view name) {
        return row.values[definition.index_of(name)].bytes;
    };
    const auto number = [&](std::string_view name) {
        return row.values[definition.index_of(name)].integer;
    };
    RunFacts facts;
    facts.record = row.record;
    facts.run_no = text("run_no");
    facts.state = text("state");
    facts.year = FiscalYear(static_cast<std::int32_t>(number("fiscal_year")));
    facts.as_known = {static_cast<std::uint64_t>(number("as_known"))};
    facts.commit = row.commit;
    return facts;
}

}  // namespace

Result<RunFacts> find_run(registers::Kernel& kernel, store::Connection& connection, FiscalYear year,
                          std::optional<CommitNumber> as_known) {
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    registers::ListQuery query;
    query.moment = {year.assessment_date(), as_known};
    query.limit = 1'000;
    query.filters = {{definition->index_of("fiscal_year"), registers::FilterKind::equals,
                      std::to_string(year.year())}};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    RunFacts best;
    for (const registers::RecordVersion& row : page.rows) {
        RunFacts facts = facts_of(*definition, row);
        const bool finished =
            row.values[definition->index_of("result_digest")].kind != registers::Cell::Kind::null;
        if (!finished || facts.state == "withdrawn") continue;
        // By record, not by number: "2026-10" comes after "2026-9".
        const bool firmer = best.state != "confirmed" && facts.state == "confirmed";
        const bool newer = best.state == facts.state && facts.record > best.record;
        if (best.record == 0 || firmer || newer) best = std::move(facts);
    }
    return best;
}

rules::Municipality municipality_of(const office::Settings& settings, FiscalYear year) {
    rules::Municipality city;
    city.rates = {settings.fixed_rate, settings.city_rate};
    city.truncate_per_class = settings.truncate_per_class;
    const auto due = settings.due_dates.find(year.year());
    if (due != settings.due_dates.end()) {
        city.instalments = static_cast<std::int32_t>(due->second.size());
    }
    return city;
}

Result<Recomputed> recompute(registers::Kernel& kernel, store::Connection& connection,
                             const statute::BoundYear& law, const office::Settings& settings,
                             const RunFacts& run, std::uint64_t taxpayer, bool with_steps) {
    Recomputed answer;
    answer.run = run;
    DAICHO_TRY(previous, confirmed_run(kernel, connection, run.year.previous(), run.as_known));
    const SnapshotOptions options{run.year, run.as_known, previous};
    DAICHO_TRY(snapshot,
               read_taxpayer_snapshot(kernel, connection, options, run.record, taxpayer));
    answer.snapshot = std::move(snapshot);
    if (answer.snapshot.groups.empty()) return answer;
    const rules::OwnerGroupInput input = answer.snapshot.input(answer.snapshot.groups.front());
    const rules::Municipality city = municipality_of(settings, run.year);
    if (with_steps) {
        rules::Recording trace;
        rules::levy_owner_group(law.law, city, input, answer.result, trace);
        answer.steps = trace.take();
    } else {
        rules::NoTrace trace;
        rules::levy_owner_group(law.law, city, input, answer.result, trace);
    }
    return answer;
}

}  // namespace daicho::tax::levy
