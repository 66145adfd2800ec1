#include "tax/levy/levy_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <future>
#include <optional>

#include "job/job.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/query.hpp"
#include "register/row_writer.hpp"
#include "register/schema.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::levy {
namespace {

constexpr std::uint32_t kObjectsPerBatch = 3'000;  // about 20 ms of writing: a slice (decisions 16)

// What a run works on and where it stands; kept as the job's cursor.
struct Progress {
    std::uint64_t as_known = 0;
    std::uint64_t run = 0;
    std::uint64_t next_batch = 0;

    [[nodiscard]] std::string text() const {
        return fmt::format("{} {} {}", as_known, run, next_batch);
    }
    static Progress parse(std::string_view text) {
        Progress progress;
        const char* at = text.data();
        const char* end = at + text.size();
        for (std::uint64_t* value : {&progress.as_known, &progress.run, &progress.next_batch}) {
            const auto [next, code] = std::from_chars(at, end, *value);
            if (code != std::errc()) break;
            at = next < end ? next + 1 : next;
        }
        return progress;
    }
};

struct Run {
    const LevyOptions* options = nullptr;
    const statute::BoundYear* law = nullptr;
    ResultLayouts layouts;
    std::uint16_t capacity = 0;
    std::uint64_t principal = 0;
    std::uint64_t job = 0;
    Progress progress;
    std::string run_no;
};

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

std::vector<std::uint32_t> batch_bounds(const Snapshot& snapshot) {
    std::vector<std::uint32_t> bounds{0};
    std::uint32_t objects = 0;
    for (std::uint32_t i = 0; i < snapshot.groups.size(); ++i) {
        objects += snapshot.groups[i].objects();
        if (objects < kObjectsPerBatch) continue;
        bounds.push_back(i + 1);
        objects = 0;
    }
    if (bounds.back() != snapshot.groups.size()) {
        bounds.push_back(static_cast<std::uint32_t>(snapshot.groups.size()));
    }
    return bounds;
}

struct ComputedBatch {
    ResultBatch rows;
    RunTotals totals;
    std::uint64_t objects = 0;
};

// `batch`: one that was written already, for its memory.
ComputedBatch compute(const Run& run, const Snapshot& snapshot, std::uint32_t from,
                      std::uint32_t to, ComputedBatch batch) {
    for (ResultRows& rows : batch.rows) rows.clear();
    batch.totals = {};
    batch.objects = 0;
    ResultEncoder encoder(run.layouts, run.progress.run, run.law->law.land);
    rules::OwnerGroupResult result;
    rules::NoTrace trace;
    for (std::uint32_t i = from; i < to; ++i) {
        const Group& group = snapshot.groups[i];
        rules::levy_owner_group(run.law->law, run.options->city, snapshot.input(group), result,
                                trace);
        encoder.add(snapshot, group, result, batch.rows);
        batch.totals.add(result.totals);
        batch.objects += group.objects();
    }
    return batch;
}

// Slices are answered before they are durable: when a commit failed, those before are gone, and
// going on would leave a hole.
Status stands_at(store::Connection& connection, const Run& run) {
    DAICHO_TRY(cursor, job::cursor(connection, run.job));
    if (cursor == run.progress.text()) return {};
    return system_error("levy.lost_batches").with("run", run.run_no);
}

Status write_batch(registers::Context& context, const Run& run, const ComputedBatch& batch,
                   const Progress& after, std::uint64_t done) {
    DAICHO_CHECK(stands_at(context.connection, run));
    for (std::size_t which = 0; which < kResultRegisters; ++which) {
        const ResultRows& rows = batch.rows[which];
        if (rows.count == 0) continue;
        const registers::Definition& definition = *run.layouts[which].definition;
        registers::Authorship authorship{journal::EntryKind::job, run.principal, run.capacity, 0,
                                         fmt::format(R"({{"run":"{}"}})", run.run_no)};
        DAICHO_TRY(writer,
                   registers::RowWriter::open(context, definition, std::move(authorship)));
        const std::size_t width = definition.fields.size();
        for (std::size_t i = 0; i < rows.count; ++i) {
            registers::NewRow row;
            row.valid = {Date::from_days(0), kForever};
            row.cells = {rows.cells.data() + i * width, width};
            row.digest = &rows.digests[i];
            DAICHO_CHECK(writer.add(row));
        }
        DAICHO_CHECK(writer.seal());
    }
    return job::advance(context.connection, run.job, done, after.text());
}

// Batches being computed on other threads, in order; with one thread, when asked for.
class Ahead {
public:
    Ahead(const Run& run, const Snapshot& snapshot, std::vector<std::uint32_t> bounds)
        : run_(run), snapshot_(snapshot), bounds_(std::move(bounds)),
          next_(run.progress.next_batch) {}

    [[nodiscard]] std::size_t batches() const noexcept { return bounds_.size() - 1; }

    ComputedBatch take() {
        const std::size_t depth = std::max(1U, run_.options->threads);
        while (next_ < batches() && coming_.size() < depth) start();
        ComputedBatch batch = coming_.front().get();
        coming_.pop_front();
        return batch;
    }
    void give_back(ComputedBatch batch) { spare_.push_back(std::move(batch)); }

private:
    void start() {
        ComputedBatch memory;
        if (!spare_.empty()) {
            memory = std::move(spare_.back());
            spare_.pop_back();
        }
        const auto policy = run_.options->threads > 1 ? std::launch::async : std::launch::deferred;
        coming_.push_back(std::async(
            policy,
            [this, from = bounds_[next_], to = bounds_[next_ + 1]](ComputedBatch batch) {
                return compute(run_, snapshot_, from, to, std::move(batch));
            },
            std::move(memory)));
        ++next_;
    }

    const Run& run_;
    const Snapshot& snapshot_;
    std::vector<std::uint32_t> bounds_;
    std::size_t next_;
    std::deque<std::future<ComputedBatch>> coming_;
    std::vector<ComputedBatch> spare_;
};

// Objects of the groups that an interrupted run has written.
std::uint64_t written_before(const Snapshot& snapshot, std::uint32_t groups) {
    std::uint64_t done = 0;
    for (std::uint32_t i = 0; i < groups; ++i) done += snapshot.groups[i].objects();
    return done;
}

// Computes ahead while the writer writes, in order.
Status write_all(registers::Kernel& kernel, Run& run, const Snapshot& snapshot) {
    const std::vector<std::uint32_t> bounds = batch_bounds(snapshot);
    std::uint64_t done = written_before(snapshot, bounds[run.progress.next_batch]);
    Ahead ahead(run, snapshot, bounds);
    for (std::size_t at = run.progress.next_batch; at < ahead.batches(); ++at) {
        ComputedBatch batch = ahead.take();
        done += batch.objects;
        Progress after = run.progress;
        after.next_batch = at + 1;
        DAICHO_CHECK(kernel.command(
            [&](registers::Context& context) {
                return write_batch(context, run, batch, after, done);
            },
            store::Priority::slice));
        ahead.give_back(std::move(batch));
        run.progress = after;
        if (run.options->progress) run.options->progress(done, snapshot.objects());
    }
    return {};
}

// A run of this year that was interrupted and still stands on the same law and definitions.
Result<std::optional<job::Job>> find_interrupted(registers::Kernel& kernel,
                                                 const LevyOptions& options,
                                                 const law::Year& year) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(jobs, job::list(*reader, 100));
    for (job::Job& job : jobs) {
        if (job.kind != "levy" || job.state != job::State::stopped) continue;
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

Result<RunTotals> totals_of(store::Connection& connection, const ResultLayouts& layouts,
                            std::uint64_t run) {
    RunTotals totals;
    const auto count = [&](ResultRegister which, std::uint64_t& into) -> Status {
        const auto& definition = *layouts[static_cast<std::size_t>(which)].definition;
        DAICHO_TRY(number, connection.integer(fmt::format("SELECT count(*) FROM {} WHERE run = {}",
                                                          registers::version_table(definition),
                                                          run)));
        into = static_cast<std::uint64_t>(number);
        return {};
    };
    DAICHO_CHECK(count(ResultRegister::parcel, totals.parcels));
    DAICHO_CHECK(count(ResultRegister::house, totals.houses));
    DAICHO_CHECK(count(ResultRegister::asset, totals.assets));
    DAICHO_TRY(sums, connection.prepare(fmt::format(
                         "SELECT count(*), sum(fixed_base_yen), sum(fixed_tax_yen), "
                         "sum(city_base_yen), sum(city_tax_yen), sum(annual_tax_yen) FROM {} "
                         "WHERE run = {}",
                         registers::version_table(*layouts[3].definition), run)));
    DAICHO_TRY(row, sums->step());
    if (!row) return totals;
    totals.taxpayers = static_cast<std::uint64_t>(sums->integer(0));
    totals.fixed_base = Yen(sums->integer(1));
    totals.fixed_tax = Yen(sums->integer(2));
    totals.city_base = Yen(sums->integer(3));
    totals.city_tax = Yen(sums->integer(4));
    totals.annual_tax = Yen(sums->integer(5));
    return totals;
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

Result<std::string> run_number(registers::Kernel& kernel, std::uint64_t record) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    DAICHO_TRY(history, registers::read_history(*reader, *definition, record));
    if (history.empty()) return not_found_error("levy.no_run").with("run", std::to_string(record));
    return registers::key_of(*definition, history.back());
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
    Snapshot snapshot;
    {
        DAICHO_TRY(reader, kernel.reader());
        DAICHO_TRY(previous, confirmed_run(kernel, *reader, options.year.previous(),
                                           {run.progress.as_known}));
        const SnapshotOptions what{options.year, {run.progress.as_known}, previous};
        DAICHO_TRY(taken, read_snapshot(kernel, *reader, what));
        snapshot = std::move(taken);
    }
    for (const Group& group : snapshot.groups) {
        if (rules::group_in_bounds(snapshot.input(group))) continue;
        return input_error("levy.group_too_large")
            .with("taxpayer", std::to_string(group.taxpayer));
    }
    DAICHO_CHECK(announce_total(kernel, run, *bound.year, snapshot.objects()));
    DAICHO_CHECK(write_all(kernel, run, snapshot));
    DAICHO_CHECK(kernel.command([&](registers::Context& context) {
        return finish_run(context, principal, run, report);
    }));
    DAICHO_CHECK(kernel.checkpoint());
    return report;
}

Status confirm_run(registers::Kernel& kernel, const identity::Principal& principal,
                   std::string_view run_no, std::string_view reason) {
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    const auto capacity =
        registers::authorise(principal, *definition, registers::Action::approve);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, registers::Action::approve));
        return Error(capacity.error());
    }
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(record, registers::find_record(context.connection, *definition, run_no));
        if (!record) return not_found_error("levy.no_run").with("run", std::string(run_no));
        DAICHO_TRY(history, registers::read_history(context.connection, *definition, *record));
        const registers::RecordVersion& now = history.back();
        const auto text = [&](std::string_view field) {
            return now.values[definition->index_of(field)].bytes;
        };
        if (text("state") != "provisional" || text("result_digest").empty()) {
            return conflict_error("levy.not_provisional").with("run", std::string(run_no));
        }
        if (text("started_by") == principal.number) return denied_error("levy.same_person");
        registers::ChangeRequest request;
        request.register_name = "levy_run";
        request.record = *record;
        request.valid = now.valid;
        request.reason = std::string(reason);
        request.values = {{"state", "confirmed"},
                          {"confirmed_by", principal.number.empty() ? "system" : principal.number}};
        DAICHO_CHECK(registers::apply_change(context, principal, *capacity, *definition, request));
        journal::EntryDraft entry;
        entry.kind = journal::EntryKind::run_confirmed;
        entry.principal = principal.account;
        entry.capacity = *capacity;
        entry.register_number = definition->number;
        entry.body = fmt::format(R"({{"run":"{}"}})", run_no);
        DAICHO_CHECK(context.journal.append(context.connection, entry));
        return {};
    });
}

Result<std::uint64_t> confirmed_run(registers::Kernel& kernel, store::Connection& connection,
                                    FiscalYear year, CommitNumber as_known) {
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    registers::ListQuery query;
    query.moment = {year.assessment_date(), as_known};
    query.limit = 1'000;
    query.filters = {{definition->index_of("fiscal_year"), registers::FilterKind::equals,
                      std::to_string(year.year())},
                     {definition->index_of("state"), registers::FilterKind::equals, "confirmed"}};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    std::uint64_t newest = 0;  // by record: numbers do not sort as texts
    for (const registers::RecordVersion& row : page.rows) newest = std::max(newest, row.record);
    return newest;
}

Result<Digest> result_digest(store::Connection& connection, const ResultLayouts& layouts,
                             std::uint64_t run) {
    Sha256 hash;
    for (const ResultLayout& layout : layouts) {
        DAICHO_TRY(range, versions_of_run(connection, *layout.definition, run));
        DAICHO_TRY(select,
                   connection.prepare(fmt::format("SELECT row_digest FROM {} WHERE version_id "
                                                  "BETWEEN {} AND {} AND +run = {} "
                                                  "ORDER BY version_id",
                                                  registers::version_table(*layout.definition),
                                                  range.first, range.last, run)));
        while (true) {
            DAICHO_TRY(row, select->step());
            if (!row) break;
            hash.add(select->blob(0));
        }
    }
    return hash.finish();
}

}  // namespace daicho::tax::levy
