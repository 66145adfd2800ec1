#include "server/jobs/job_runner.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

#include "office/directory.hpp"
#include "server/jobs/job_files.hpp"

namespace daicho::server {
namespace {

constexpr std::chrono::milliseconds kLook{1'000};
constexpr std::chrono::milliseconds kAgain{500};
constexpr std::int64_t kSweepMicros = 60LL * 60 * 1'000'000;

Status journal_turn(registers::Context& context, journal::EntryKind kind, const job::Order& order,
                    std::string_view state) {
    journal::EntryDraft entry;
    entry.kind = kind;
    entry.principal = order.order.account;
    entry.body = json::write(json::Value(
        json::Object{{"job", order.job.id}, {"kind", order.order.kind}, {"state", state}}));
    DAICHO_CHECK(context.journal.append(context.connection, entry));
    return {};
}

json::Object parameters_of(const job::Order& order) {
    const auto parsed = json::parse(order.order.parameters);
    return parsed && parsed->is_object() ? parsed->get_object() : json::Object();
}

}  // namespace

struct JobRunner::Running {
    job::Order order;
    identity::Principal principal;
    std::atomic<std::uint64_t> done{0}, total{0};
    std::uint64_t written = 0;  // of `done`, as the database has it
    std::atomic<bool> cancel{false};
    std::atomic<bool> over{false};
    bool ended = false;  // by the body, in a command of its own
    std::thread thread;
};

JobRunner::JobRunner(App& app, std::vector<JobKind> kinds, unsigned at_once)
    : app_(app), kinds_(std::move(kinds)), at_once_(at_once) {}

JobRunner::~JobRunner() { stop(); }

Status JobRunner::prepare() {
    return app_.kernel.command([](registers::Context& context) -> Status {
        const std::string error =
            json::write(json::errors_document(conflict_error("job.too_many_attempts")));
        DAICHO_TRY(again, job::requeue_stopped(context.connection, context.now, error));
        for (const std::uint64_t job : again) {
            DAICHO_CHECK(log_line(context, job, "job.log.again", {}));
        }
        return {};
    });
}

Status JobRunner::start() {
    DAICHO_CHECK(prepare());
    dispatcher_ = std::thread([this] { loop(); });
    return {};
}

void JobRunner::stop() {
    stopping_ = true;
    {
        const std::lock_guard lock(mutex_);
        wake_.notify_all();
    }
    if (dispatcher_.joinable()) dispatcher_.join();
    for (Running& one : running_) {
        if (one.thread.joinable()) one.thread.join();
    }
    running_.clear();
}

void JobRunner::loop() {
    // Before the first order is looked at: nobody waits for this thread yet.
    [[maybe_unused]] const Status warmed = warm_search(app_);
    while (!stopping_) {
        tick();
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, kLook, [this] { return told_ || stopping_; });
        told_ = false;
    }
}

void JobRunner::run_all_due() {
    do {
        tick();
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, kAgain, [this] { return told_; });
        told_ = false;
    } while (running() > 0);
}

void JobRunner::tick() {
    reap();
    flush();
    if (on_tick) on_tick();
    begin_due();
}

std::size_t JobRunner::running() {
    const std::lock_guard lock(mutex_);
    return running_.size();
}

// A database that is away is asked again at the next turn.
void JobRunner::begin_due() {
    while (!stopping_ && running() < at_once_) {
        {
            auto reader = app_.kernel.reader();
            if (!reader) return;
            const auto due = job::has_due(**reader, app_.kernel.clock().now());
            if (!due || !*due) return;
        }
        std::optional<job::Order> order;
        if (!claim_next(order) || !order) return;
        begin(std::move(*order));
    }
}

Status JobRunner::claim_next(std::optional<job::Order>& order) {
    return app_.kernel.command(
        [&](registers::Context& context) -> Status {
            DAICHO_TRY(planned, job::order_planned(context.connection, context.now));
            for (const std::uint64_t job : planned) {
                DAICHO_CHECK(log_line(context, job, "job.log.planned", {}));
            }
            DAICHO_TRY(next, job::claim(context.connection, context.now));
            if (!next) return {};
            DAICHO_CHECK(log_line(context, next->job.id, "job.log.started",
                                  {{"attempt", std::to_string(next->attempts)}}));
            DAICHO_CHECK(journal_turn(context, journal::EntryKind::job_started, *next, "running"));
            order = std::move(*next);
            return {};
        },
        store::Priority::background);
}

void JobRunner::begin(job::Order order) {
    const std::lock_guard lock(mutex_);
    Running& one = running_.emplace_back();
    one.order = std::move(order);
    one.thread = std::thread([this, &one] {
        work(one);
        one.over = true;
        const std::lock_guard told(mutex_);
        told_ = true;
        wake_.notify_all();
    });
}

// The account as it stands now, not as it stood when it ordered.
Result<identity::Principal> JobRunner::person(const job::Order& order) {
    if (order.order.account == 0) return identity::system_principal();
    DAICHO_TRY(reader, app_.kernel.reader());
    const Date day = today(app_);
    auto found = office::find_person(app_.kernel, *reader, order.order.account, day);
    if (found && found->active) return std::move(found->principal);
    if (!found && found.error().kind == ErrorKind::system) return std::move(found.error());
    DAICHO_CHECK(app_.kernel.command([&](registers::Context& context) {
        return journal_turn(context, journal::EntryKind::refusal, order, "person_gone");
    }));
    return denied_error("job.person_gone");
}

Result<json::Object> JobRunner::body(Running& running) {
    const JobKind* kind = find_kind(kinds_, running.order.order.kind);
    if (kind == nullptr) {
        return input_error("job.unknown_kind").with("kind", running.order.order.kind);
    }
    DAICHO_TRY(principal, person(running.order));
    running.principal = std::move(principal);
    const json::Object parameters = parameters_of(running.order);
    DAICHO_CHECK(kind->check(app_, running.principal, parameters));
    JobWork work{app_, running.order, running.principal, parameters, {}, {}, {}, {}, {}};
    work.cancelled = [&running] { return running.cancel.load(); };
    work.progress = [&running](std::uint64_t done, std::uint64_t total) {
        running.total = total;
        running.done = done;
    };
    work.stop = [this, &running] { return running.cancel.load() || stopping_.load(); };
    work.log = [this, &running](std::string id, json::Object arguments) {
        (void)app_.kernel
            .command(
                [&](registers::Context& context) {
                    return log_line(context, running.order.job.id, id, arguments);
                },
                store::Priority::background)
            .has_value();  // a line that is lost ends no work
    };
    work.end = [this, &running](registers::Context& context, const json::Object& result) {
        running.ended = true;
        return end_in(context, running, job::State::done, json::write(json::Value(result)));
    };
    return kind->run(work);
}

void JobRunner::work(Running& running) {
    auto result = [&]() -> Result<json::Object> {
        try {
            return body(running);
        } catch (const std::exception&) {  // memory, the standard library
            return system_error("api.failed");
        }
    }();
    if (!result) running.ended = false;  // its command was undone
    write_end(running, result);
}

Status JobRunner::end_in(registers::Context& context, Running& running, job::State state,
                         const std::string& text) {
    const std::uint64_t job = running.order.job.id;
    // Progress is told in steps: what is done is done to its end.
    if (state == job::State::done) running.done = running.total.load();
    DAICHO_CHECK(job::set_progress(context.connection, job, running.done, running.total));
    const char* line = "job.log.done";
    std::string_view said = "done";
    if (state == job::State::cancelled) {
        DAICHO_CHECK(job::end_cancelled(context.connection, job, context.now));
        line = "job.log.cancelled";
        said = "cancelled";
    } else {
        DAICHO_CHECK(job::finish(context.connection, job, state, text, context.now));
        if (state == job::State::failed) line = "job.log.failed", said = "failed";
        if (state == job::State::stopped) line = "job.log.stopped", said = "stopped";
    }
    DAICHO_CHECK(log_line(context, job, line, {}));
    return journal_turn(context, journal::EntryKind::job_ended, running.order, said);
}

void JobRunner::write_end(Running& running, const Result<json::Object>& result) {
    if (running.ended) return;
    job::State state = result ? job::State::done : job::State::failed;
    const bool broken_off = !result && result.error().id == "job.cancelled";
    if (broken_off) state = running.cancel ? job::State::cancelled : job::State::stopped;
    const std::string text =
        json::write(result ? json::Value(*result) : json::errors_document(result.error()));
    while (true) {
        const Status written = app_.kernel.command(
            [&](registers::Context& context) { return end_in(context, running, state, text); });
        // Left as it is when the server ends: its next start finds it running and goes on.
        if (written || stopping_) return;
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, kLook, [this] { return stopping_.load(); });
    }
}

// Once a second, what has moved since.
void JobRunner::flush() {
    std::vector<std::array<std::uint64_t, 3>> moved;
    {
        const std::lock_guard lock(mutex_);
        for (Running& one : running_) {
            const std::uint64_t done = one.done;
            if (one.over || done == one.written) continue;
            one.written = done;
            moved.push_back({one.order.job.id, done, one.total.load()});
        }
    }
    const Instant now = app_.kernel.clock().now();
    const bool sweep = now.micros - swept_.micros > kSweepMicros;
    if (sweep) swept_ = now;
    if (moved.empty() && !sweep) return;
    const Status written = app_.kernel.command(
        [&](registers::Context& context) -> Status {
            for (const auto& [job, done, total] : moved) {
                DAICHO_CHECK(job::set_progress(context.connection, job, done, total));
            }
            return sweep ? drop_old_files(context) : Status();
        },
        store::Priority::background);
    (void)written.has_value();  // said again at the next turn
}

void JobRunner::reap() {
    std::list<Running> over;
    {
        const std::lock_guard lock(mutex_);
        for (auto at = running_.begin(); at != running_.end();) {
            const auto here = at++;
            if (here->over) over.splice(over.end(), running_, here);
        }
    }
    for (Running& one : over) one.thread.join();
}

Result<Ordered> JobRunner::order(const identity::Principal& principal, const JobRequest& request) {
    auto made = order_job(app_, kinds_, principal, request);
    const std::lock_guard lock(mutex_);
    told_ = true;
    wake_.notify_all();
    return made;
}

Result<bool> JobRunner::cancel(const identity::Principal& principal, std::uint64_t job) {
    DAICHO_TRY(may, may_cancel(app_, principal, job));
    if (may) {
        // Before the command: an import holds the writer until it sees the flag.
        const std::lock_guard lock(mutex_);
        for (Running& one : running_) {
            if (one.order.job.id == job) one.cancel = true;
        }
    }
    return cancel_job(app_, principal, job);
}

Status start_jobs(App& app, std::vector<JobKind> more) {
    std::vector<JobKind> kinds = job_kinds();
    std::ranges::move(more, std::back_inserter(kinds));
    app.jobs = std::make_shared<JobRunner>(app, std::move(kinds));
    return app.jobs->start();
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> JobRunner::progress(std::uint64_t job) {
    const std::lock_guard lock(mutex_);
    for (const Running& one : running_) {
        if (one.order.job.id != job || one.over) continue;
        return std::pair{one.done.load(), one.total.load()};
    }
    return std::nullopt;
}

}  // namespace daicho::server
