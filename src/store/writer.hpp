// Writer: the one thread that writes (decisions 16).
//
// Commands are functions over the write connection and share a transaction, each but the first in
// a savepoint of its own; the transaction commits when the queue is empty, after 64 commands or
// 2 ms (but four), and only then do the callers get their answer: what was acknowledged is durable.
// A command that fails is undone alone.
//
// Work that nobody watches waits behind interactive commands. `background` has a transaction of its
// own; one that takes long asks with `give_way` between two parts of it. A `slice` is one of many
// of a job: it is answered when it is done, before it is durable, and the transaction stays open
// for the next one – at most 400 ms, and not when somebody waits for a commit. Pages that many
// slices touch are so written once. When such a transaction is lost, slices that were answered are
// lost with it: a job therefore compares its cursor in every slice.
//
// When the connection is lost, what was under way fails with store.lost and the next transaction
// begins on a new connection, after `on_rollback` was told. When the answer to a COMMIT is lost,
// the database is asked whether it happened; only where it does not answer within ten seconds are
// the callers told that this is not known (store.outcome_unknown).
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "store/database.hpp"

namespace daicho::store {

enum class Priority : std::uint8_t { interactive, background, slice };

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

    // Blocks until the command is durable (a slice: done), or failed.
    Status submit(Command command, Priority priority = Priority::interactive);
    // The same without blocking, for an interactive command: `then` is called once with its
    // outcome, on the writer's thread, and must neither block nor submit and wait.
    using Then = std::function<void(Status)>;
    void submit_later(Command command, Then then);

    // For a background command, from inside it, between two parts of its work. When somebody waits,
    // the part before is committed or undone, whoever waits goes first, and the next part begins in
    // a transaction of its own: true. Statements stay good. Error: store.lost where the connection
    // was made anew meanwhile, and they did not.
    enum class Part : std::uint8_t { keep, undo };
    [[nodiscard]] bool somebody_waits();
    Result<bool> give_way(Part part);
    // Undoes the part and begins it anew, whether somebody waits or not.
    Status start_over();

    // Commits made since the start (a measure of group commit).
    [[nodiscard]] std::uint64_t commits() const noexcept { return commits_; }

private:
    struct Task {
        Command command;
        Priority priority = Priority::interactive;
        Status status;
        // Each caller is woken alone; a semaphore of the library would spin meanwhile.
        std::mutex mutex;
        std::condition_variable woken;
        bool done = false;
        Then then;  // in place of a caller who waits; the task is then its own owner
        void wait();
        void answer();
    };
    void loop();
    void queue(Task* task);
    Task* next_locked();
    Task* take_locked(std::deque<Task*>& queue);
    Task* run_slices(Task* first, Status& begun);
    bool run_slice(Task& task);
    Task* next_after_slice(std::int64_t started);
    void run_batch(Task* first);
    Status run_alone(Task& task);
    void run_undoable(Task& task);
    Status save();
    void undo();
    void finish_batch(std::vector<Task*>& batch);
    void answer(const std::vector<Task*>& tasks);
    Status begin();
    Status commit();

    Database& database_;
    BeforeCommit before_commit_;
    AfterRollback after_rollback_;
    AfterRollback after_commit_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task*> interactive_;
    std::deque<Task*> background_;  // and slices, in order
    bool stopping_ = false;
    std::uint64_t commits_ = 0;
    std::uint64_t reconnects_ = 0;
    std::thread thread_;
};

}  // namespace daicho::store
