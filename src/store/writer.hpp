// Writer: the one thread that writes (decisions 16).
//
// Commands are functions over the write connection and share a transaction, each but the first in
// a savepoint of its own; the transaction commits when the queue is empty, after 64 commands or
// 2 ms, and only then do the callers get their answer: what was acknowledged is durable. A command
// that fails is undone alone. Jobs use `background`: their slices wait behind interactive commands.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "store/database.hpp"

namespace daicho::store {

enum class Priority : std::uint8_t { interactive, background };

class Writer {
public:
    using Command = std::function<Status(Connection&)>;
    // Runs in the writer's transaction just before each commit (the journal's frontier, heads).
    using BeforeCommit = std::function<Status(Connection&)>;
    // Told when a transaction was rolled back as a whole, so that memory can follow.
    using AfterRollback = std::function<void()>;

    explicit Writer(Database& database);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();  // finishes what is queued

    void on_commit(BeforeCommit hook) { before_commit_ = std::move(hook); }
    // Told after each commit: what may leave the machine only when it is durable (the witness).
    void on_committed(AfterRollback hook) { after_commit_ = std::move(hook); }
    void on_rollback(AfterRollback hook) { after_rollback_ = std::move(hook); }

    // Blocks until the command is durable (or failed).
    Status submit(Command command, Priority priority = Priority::interactive);

    // Commits made since the start (a measure of group commit).
    [[nodiscard]] std::uint64_t commits() const noexcept { return commits_; }

private:
    struct Task {
        Command command;
        Status status;
        bool done = false;
    };
    void loop();
    Task* next_locked();
    void run_batch(Task* first);
    Status run_alone(Task& task);
    void run_undoable(Task& task);
    bool finish_batch(std::vector<Task*>& batch);

    Database& database_;
    BeforeCommit before_commit_;
    AfterRollback after_rollback_;
    AfterRollback after_commit_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable done_;
    std::deque<Task*> interactive_;
    std::deque<Task*> background_;
    bool stopping_ = false;
    std::uint64_t commits_ = 0;
    std::thread thread_;
};

}  // namespace daicho::store
