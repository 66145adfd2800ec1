#include "store/writer.hpp"

#include "base/clock.hpp"

namespace daicho::store {
namespace {

constexpr std::size_t kCommandsPerCommit = 64;
constexpr std::int64_t kBatchMs = 2;
constexpr std::size_t kLeastPerCommit = 4;  // where each command takes long, waiting together pays
constexpr std::int64_t kSlicesMs = 400;                // a transaction of slices
constexpr std::chrono::milliseconds kNextSlice{20};    // how long it stays open for the next one
constexpr std::int64_t kOutcomeMs = 10'000;            // how long a lost COMMIT is asked after
constexpr std::chrono::milliseconds kAskAgain{50};

Error reconnected() { return system_error("store.lost").with("reason", "reconnected"); }

}  // namespace

Writer::Writer(Database& database) : database_(database), thread_([this] { loop(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Writer::Task::wait() {
    std::unique_lock lock(mutex);
    woken.wait(lock, [this] { return done; });
}

// Told under the lock: the caller may be gone as soon as it is free.
void Writer::Task::answer() {
    if (then) {
        const std::unique_ptr<Task> own(this);
        return then(std::move(status));
    }
    const std::lock_guard lock(mutex);
    done = true;
    woken.notify_one();
}

Status Writer::submit(Command command, Priority priority) {
    Task task;
    task.command = std::move(command);
    task.priority = priority;
    queue(&task);
    task.wait();
    return std::move(task.status);
}

void Writer::submit_later(Command command, Then then) {
    auto task = std::make_unique<Task>();
    task->command = std::move(command);
    task->then = std::move(then);
    queue(task.release());
}

void Writer::queue(Task* task) {
    {
        const std::lock_guard lock(mutex_);
        (task->priority == Priority::interactive ? interactive_ : background_).push_back(task);
    }
    wake_.notify_one();
}

Writer::Task* Writer::take_locked(std::deque<Task*>& queue) {
    if (queue.empty()) return nullptr;
    Task* task = queue.front();
    queue.pop_front();
    return task;
}

Writer::Task* Writer::next_locked() {
    return take_locked(!interactive_.empty() ? interactive_ : background_);
}

void Writer::answer(const std::vector<Task*>& tasks) {
    for (Task* task : tasks) task->answer();
}

void Writer::loop() {
    while (true) {
        Task* task = nullptr;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] {
                return stopping_ || !interactive_.empty() || !background_.empty();
            });
            task = next_locked();
            if (task == nullptr) return;  // stopping and empty
        }
        run_batch(task);
    }
}

// On a new connection where the old one has ended; others may have written in between, so memory
// follows.
Status Writer::begin() {
    Connection& connection = database_.writer();
    Status begun;
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (connection.is_lost()) {
            DAICHO_CHECK(connection.reconnect());
            ++reconnects_;
            if (after_rollback_) after_rollback_();
        }
        begun = connection.begin();
        if (begun || !connection.is_lost()) break;
    }
    return begun;
}

Status Writer::commit() {
    Connection& connection = database_.writer();
    Status done = connection.commit();
    if (done) database_.note_commit();
    if (done || !connection.is_lost()) return done;
    for (const std::int64_t started = monotonic_ms(); monotonic_ms() - started < kOutcomeMs;) {
        const auto saved = connection.was_saved();
        if (!saved) {
            std::this_thread::sleep_for(kAskAgain);
            continue;
        }
        if (!*saved) return done;
        database_.note_commit();
        return {};
    }
    return system_error("store.outcome_unknown");
}

// One transaction: slices first, then what somebody waits for.
void Writer::run_batch(Task* first) {
    std::vector<Task*> batch;
    Status begun = begin();
    const bool after_slices = first->priority == Priority::slice;
    Task* task = after_slices ? run_slices(first, begun) : first;
    const std::int64_t started = monotonic_ms();
    while (task != nullptr) {
        batch.push_back(task);
        if (!begun) {
            task->status = Error(begun.error());
        } else if (batch.size() == 1 && !after_slices) {
            begun = run_alone(*task);
        } else {
            run_undoable(*task);
        }
        const bool late = batch.size() >= kLeastPerCommit && monotonic_ms() - started >= kBatchMs;
        const bool full = batch.size() >= kCommandsPerCommit || late || !begun;
        const std::lock_guard lock(mutex_);
        task = full ? nullptr : take_locked(interactive_);
    }
    if (begun) finish_batch(batch);
    answer(batch);
}

// Runs slices for as long as they come. Returns an interactive command that came between them;
// `begun` fails when the transaction is gone.
Writer::Task* Writer::run_slices(Task* first, Status& begun) {
    const std::int64_t started = monotonic_ms();
    for (Task* task = first; task != nullptr; task = next_after_slice(started)) {
        if (task->priority != Priority::slice) return task;
        if (!begun) {
            task->status = Error(begun.error());
        } else if (!run_slice(*task)) {
            begun = Error(task->status.error());
        }
        answer({task});
        if (!begun) return nullptr;
    }
    return nullptr;
}

// A failing slice takes the whole transaction with it.
bool Writer::run_slice(Task& task) {
    task.status = task.command(database_.writer());
    if (task.status) return true;
    undo();
    return false;
}

Writer::Task* Writer::next_after_slice(std::int64_t started) {
    std::unique_lock lock(mutex_);
    if (monotonic_ms() - started >= kSlicesMs) return take_locked(interactive_);
    wake_.wait_for(lock, kNextSlice, [this] {
        return stopping_ || !interactive_.empty() || !background_.empty();
    });
    if (!interactive_.empty()) return take_locked(interactive_);
    const bool slice = !background_.empty() && background_.front()->priority == Priority::slice;
    return slice ? take_locked(background_) : nullptr;
}

// The first command needs no savepoint: undoing it is undoing the transaction. A large import comes
// first, and a savepoint would copy every page it touches. Returns whether a transaction is open
// for what follows.
Status Writer::run_alone(Task& task) {
    Connection& connection = database_.writer();
    task.status = task.command(connection);
    if (task.status) return {};
    (void)connection.rollback().has_value();
    return begin();
}

void Writer::run_undoable(Task& task) {
    Connection& connection = database_.writer();
    auto point = Savepoint::open(connection);
    if (!point) {
        task.status = std::move(point.error());
        return;
    }
    task.status = task.command(connection);
    if (task.status) task.status = point->keep();
}

Status Writer::save() {
    if (before_commit_) DAICHO_CHECK(before_commit_(database_.writer()));
    DAICHO_CHECK(commit());
    ++commits_;
    if (after_commit_) after_commit_();
    return {};
}

void Writer::undo() {
    (void)database_.writer().rollback().has_value();
    if (after_rollback_) after_rollback_();
}

void Writer::finish_batch(std::vector<Task*>& batch) {
    const Status status = save();
    if (status) return;
    undo();
    for (Task* task : batch) {
        if (task->status) task->status = Error(status.error());
    }
}

bool Writer::somebody_waits() {
    const std::lock_guard lock(mutex_);
    return !interactive_.empty();
}

Result<bool> Writer::give_way(Part part) {
    if (!somebody_waits()) return false;
    const std::uint64_t connected = reconnects_;
    // A commit that fails is the failure of the command, and whoever waits goes on waiting.
    if (part == Part::keep) {
        DAICHO_CHECK(save());
    } else {
        undo();
    }
    Task* waiting = nullptr;
    {
        const std::lock_guard lock(mutex_);
        waiting = take_locked(interactive_);
    }
    run_batch(waiting);
    DAICHO_CHECK(begin());
    if (reconnects_ != connected) return reconnected();
    return true;
}

Status Writer::start_over() {
    const std::uint64_t connected = reconnects_;
    undo();
    DAICHO_CHECK(begin());
    if (reconnects_ != connected) return reconnected();
    return {};
}

}  // namespace daicho::store
