#include "tax/levy/batches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <future>

#include "job/job.hpp"
#include "register/row_writer.hpp"

namespace daicho::tax::levy {

namespace detail {

std::string Progress::text() const {
    return fmt::format("{} {} {}", as_known, run, next_batch);
}

Progress Progress::parse(std::string_view text) {
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

}  // namespace detail

namespace {

using detail::Progress;
using detail::Run;

constexpr std::uint32_t kObjectsPerBatch = 1'500;  // about 10 ms of writing: people wait for one

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

}  // namespace

Status write_batches(registers::Kernel& kernel, Run& run, const Snapshot& snapshot) {
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
        if (run.options->stop && run.options->stop()) return conflict_error("job.cancelled");
        if (run.options->progress) run.options->progress(done, snapshot.objects());
    }
    return {};
}

}  // namespace daicho::tax::levy
