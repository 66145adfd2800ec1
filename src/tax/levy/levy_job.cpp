#include "tax/levy/levy_job.hpp"

#include <fmt/format.h>

#include <optional>

#include "job/job.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/query.hpp"
#include "register/schema.hpp"
#include "tax/levy/batches.hpp"
#include "tax/levy/runs.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::levy {
namespace {

using detail::Progress;
using detail::Run;

job::Identity identity_of(registers::Kernel& kernel, const LevyOptions& options,
                          const law::Year& year, std::uint64_t as_known) {
    const auto& city = options.city;
    return {"levy",
            {{"municipality", kernel.municipality()},
             {"fiscal_year", std::to_string(options.year.year())},
             {"as_of", format_iso(options.year.assessment_date())},
             {"as_known", std::to_string(as_known)},
             {"law", to_hex(view(year.digest()))},
             {"definitions", to_hex(view(kernel.definitions().digest()))},
             {"engine", std::string(kEngineVersion)},
             {"fixed_rate", format_ratio(city.rates.fixed)},
             {"city_rate", format_ratio(city.rates.city_planning)},
             {"truncate_per_class", city.truncate_per_class ? "true" : "false"},
             {"instalments", std::to_string(city.instalments)}}};
}

// A run of this year that was interrupted and still stands on the same law and definitions.
Result<std::optional<job::Job>> find_interrupted(registers::Kernel& kernel,
                                                 const LevyOptions& options,
                                                 const law::Year& year) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(jobs, job::list_stopped(*reader, "levy"));
    for (job::Job& job : jobs) {
        const Progress progress = Progress::parse(job.cursor);
        if (identity_of(kernel, options, year, progress.as_known).digest() == job.identity) {
            return std::optional<job::Job>(std::move(job));
        }
    }
    return std::optional<job::Job>();
}

Status start_run(registers::Context& context, const identity::Principal& principal, Run& run,
                 const law::Year& year) {
    DAICHO_TRY(definition, context.kernel.definition("levy_run"));
    const std::string table = registers::head_table(*definition);
    DAICHO_TRY(count, context.connection.integer(fmt::format(
                          "SELECT count(*) FROM {} WHERE fiscal_year = {}", table,
                          run.options->year.year())));
    run.run_no = fmt::format("{}-{}", run.options->year.year(), count + 1);
    run.progress.as_known = context.journal.size();
    registers::ChangeRequest request;
    request.register_name = "levy_run";
    request.valid = {run.options->year.assessment_date(), kForever};
    request.reason = "levy";
    request.values = {
        {"run_no", run.run_no},
        {"fiscal_year", std::to_string(run.options->year.year())},
        {"kind", "initial"},
        {"as_of", format_iso(run.options->year.assessment_date())},
        {"as_known", std::to_string(run.progress.as_known)},
        {"state", "provisional"},
        {"started_by", principal.number.empty() ? "system" : principal.number},
        {"law_status", law::name_of(run.law->status)},
        {"law_digest", to_hex(view(year.digest()))},
        {"definitions_digest", to_hex(view(context.kernel.definitions().digest()))},
        {"engine_version", std::string(kEngineVersion)},
    };
    DAICHO_TRY(result, registers::apply_change(context, principal, run.capacity, *definition,
                                               request));
    run.progress.run = result.record;
    const job::Identity identity =
        identity_of(context.kernel, *run.options, year, run.progress.as_known);
    DAICHO_TRY(job, job::start(context.connection, identity, 0, context.now));
    run.job = job.id;
    return job::advance(context.connection, run.job, 0, run.progress.text());
}

Status finish_run(registers::Context& context, const identity::Principal& principal, const Run& run,
                  LevyReport& report) {
    DAICHO_TRY(totals, totals_of(context.connection, run.layouts, run.progress.run));
    DAICHO_TRY(digest, result_digest(context.connection, run.layouts, run.progress.run));
    report.totals = totals;
    report.result_digest = digest;
    DAICHO_TRY(definition, context.kernel.definition("levy_run"));
    registers::ChangeRequest request;
    request.register_name = "levy_run";
    request.record = run.progress.run;
    request.valid = {run.options->year.assessment_date(), kForever};
    request.reason = "levy finished";
    request.values = {
        {"result_digest", to_hex(view(digest))},
        {"parcels", std::to_string(totals.parcels)},
        {"houses", std::to_string(totals.houses)},
        {"assets", std::to_string(totals.assets)},
        {"taxpayers", std::to_string(totals.taxpayers)},
        {"fixed_base_yen", std::to_string(totals.fixed_base.amount())},
        {"fixed_tax_yen", std::to_string(totals.fixed_tax.amount())},
        {"city_base_yen", std::to_string(totals.city_base.amount())},
        {"city_tax_yen", std::to_string(totals.city_tax.amount())},
        {"annual_tax_yen", std::to_string(totals.annual_tax.amount())},
    };
    DAICHO_CHECK(registers::apply_change(context, principal, run.capacity, *definition, request));
    DAICHO_CHECK(job::finish(context.connection, run.job, job::State::done,
                             fmt::format(R"({{"run_no":"{}","result_digest":"{}"}})", run.run_no,
                                         to_hex(view(digest))),
                             context.now));
    return {};
}

// Says how much there is to do, as soon as that is known: only then percent and time left have a
// meaning. A resumed run keeps what it has done.
Status announce_total(registers::Kernel& kernel, const Run& run, const law::Year& year,
                      std::uint64_t objects) {
    return kernel.command([&](registers::Context& context) -> Status {
        const auto identity = identity_of(kernel, *run.options, year, run.progress.as_known);
        DAICHO_CHECK(job::start(context.connection, identity, objects, context.now));
        return {};
    });
}

Status open_run(registers::Kernel& kernel, const identity::Principal& principal,
                const law::Year& year, Run& run, LevyReport& report) {
    DAICHO_TRY(interrupted, find_interrupted(kernel, *run.options, year));
    if (interrupted) {
        run.progress = Progress::parse(interrupted->cursor);
        run.job = interrupted->id;
        report.resumed = true;
        DAICHO_TRY(number, run_number(kernel, run.progress.run));
        run.run_no = number;
        return announce_total(kernel, run, year, 0);  // the old total stands until counted anew
    }
    return kernel.command([&](registers::Context& context) {
        return start_run(context, principal, run, year);
    });
}

// Everything after the run was opened.
Status levy_opened(registers::Kernel& kernel, const identity::Principal& principal,
                   const law::Year& year, Run& run, LevyReport& report) {
    Snapshot snapshot;
    {
        DAICHO_TRY(reader, kernel.reader());
        DAICHO_TRY(previous, confirmed_run(kernel, *reader, run.options->year.previous(),
                                           CommitNumber{run.progress.as_known}));
        const CommitNumber known{run.progress.as_known};
        const SnapshotOptions what{run.options->year, known, previous};
        DAICHO_TRY(taken, read_snapshot(kernel, *reader, what));
        snapshot = std::move(taken);
    }
    for (const Group& group : snapshot.groups) {
        if (rules::group_in_bounds(snapshot.input(group))) continue;
        return input_error("levy.group_too_large")
            .with("taxpayer", std::to_string(group.taxpayer));
    }
    DAICHO_CHECK(announce_total(kernel, run, year, snapshot.objects()));
    DAICHO_CHECK(write_batches(kernel, run, snapshot));
    return kernel.command([&](registers::Context& context) {
        return finish_run(context, principal, run, report);
    });
}

// A levy that failed without dying can go on as well as one that was killed.
void mark_stopped(registers::Kernel& kernel, const Run& run, const Error& why) {
    const Status marked = kernel.command([&](registers::Context& context) {
        return job::finish(context.connection, run.job, job::State::stopped,
                           describe(why, Language::japanese), context.now);
    });
    (void)marked.has_value();  // the failure to report is the one before
}

}  // namespace

Result<LevyReport> run_levy(registers::Kernel& kernel, const identity::Principal& principal,
                            const law::Statute& statute, const LevyOptions& options) {
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    const auto capacity =
        registers::authorise(principal, *definition, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, registers::Action::change));
        return Error(capacity.error());
    }
    DAICHO_TRY(bound, statute::bind_year(statute, options.year));
    if (!options.provisional) DAICHO_CHECK(statute::require_enacted(bound));
    Run run;
    run.options = &options;
    run.law = &bound;
    run.capacity = *capacity;
    run.principal = principal.account;
    DAICHO_TRY(layouts, bind_results(kernel));
    run.layouts = std::move(layouts);
    LevyReport report;
    report.law_status = bound.status;
    DAICHO_CHECK(open_run(kernel, principal, *bound.year, run, report));
    report.run = run.progress.run;
    report.run_no = run.run_no;
    Status levied = options.opened ? options.opened(run.job, run.run_no) : Status();
    if (levied) levied = levy_opened(kernel, principal, *bound.year, run, report);
    if (!levied) {
        mark_stopped(kernel, run, levied.error());
        return Error(levied.error());
    }
    DAICHO_CHECK(kernel.checkpoint());
    return report;
}

}  // namespace daicho::tax::levy
