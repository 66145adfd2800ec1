#include "store/writer.hpp"

#include "base/clock.hpp"

namespace daicho::store {
namespace {

constexpr std::size_t kCommandsPerCommit = 64;
constexpr std::int64_t kBatchMs = 2;

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

Status Writer::submit(Command command, Priority priority) {
    Task task{std::move(command), {}, false};
    std::unique_lock lock(mutex_);
    (priority == Priority::interactive ? interactive_ : background_).push_back(&task);
    wake_.notify_one();
    done_.wait(lock, [&task] { return task.done; });
    return std::move(task.status);
}

Writer::Task* Writer::next_locked() {
    auto& queue = !interactive_.empty() ? interactive_ : background_;
    if (queue.empty()) return nullptr;
    Task* task = queue.front();
    queue.pop_front();
    return task;
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

// One transaction: `first` and whatever else is waiting.
void Writer::run_batch(Task* first) {
    std::vector<Task*> batch;
    const std::int64_t started = monotonic_ms();
    Status begun = database_.writer().begin();
    for (Task* task = first; task != nullptr;) {
        batch.push_back(task);
        if (!begun) {
            task->status = Error(begun.error());
        } else if (task == first) {
            begun = run_alone(*task);
        } else {
            run_undoable(*task);
        }
        const bool full = batch.size() >= kCommandsPerCommit ||
                          monotonic_ms() - started >= kBatchMs || !begun;
        const std::lock_guard lock(mutex_);
        task = full ? nullptr : next_locked();
    }
    if (begun) finish_batch(batch);
    const std::lock_guard lock(mutex_);
    for (Task* task : batch) task->done = true;
    done_.notify_all();
}

// The first command needs no savepoint: undoing it is undoing the transaction. Large imports and
// slices of jobs come first nearly always, and a savepoint would copy every page they touch.
// Returns whether a transaction is open for what follows.
Status Writer::run_alone(Task& task) {
    Connection& connection = database_.writer();
    task.status = task.command(connection);
    if (task.status) return {};
    (void)connection.rollback().has_value();
    return connection.begin();
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

bool Writer::finish_batch(std::vector<Task*>& batch) {
    Connection& connection = database_.writer();
    Status status = before_commit_ ? before_commit_(connection) : Status();
    if (status) status = connection.commit();
    if (status) {
        ++commits_;
        if (after_commit_) after_commit_();
        return true;
    }
    (void)connection.rollback().has_value();
    if (after_rollback_) after_rollback_();
    for (Task* task : batch) {
        if (task->status) task->status = Error(status.error());
    }
    return false;
}

}  // namespace daicho::store
