// Database: one municipality's data. One writer connection, any number of readers.
//
// One setting chooses the store: "sqlite" (a file on this machine) or "postgres:" and an address
// that libpq reads. Opened for writing it holds the lease of the writer (lease.hpp, for PostgreSQL
// a lock of the writing session); opened read only it locks and changes nothing, and may stand
// beside a process that writes.
// Commits are durable, always: what was acknowledged survives a power cut.
// " replica:" and a second address behind PostgreSQL's name a streaming replica: readers go there,
// but never to a state older than the last commit made here, and to the first server where the
// replica lags by more than a second or is away. Commits then wait for what
// `synchronous_standby_names` says, until it can be read there.
// Threading: `writer()` belongs to the thread of store::Writer alone; `reader()` leases a
// connection to the calling thread until the lease ends.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/checkpointer.hpp"
#include "store/connection.hpp"
#include "store/lease.hpp"

namespace daicho::store {

struct Options {
    std::string store = "sqlite";
    std::filesystem::path file;  // SQLite's
    bool create = true;
    bool read_only = false;
    // SQLite: a thread folds the log (checkpointer.hpp). For processes that people wait for; else
    // what is written when follows from the commands alone.
    bool checkpoint_apart = false;
};

// Of such a setting. Error: store.unknown.
Result<StoreKind> kind_of(const std::string& store);
// False: there is no database yet (SQLite), or none with tables (PostgreSQL).
Result<bool> has_data(const Options& options);

// The setting for people: never a password.
std::string describe(const std::string& store);
// A connection that only reads, of the store itself and never of a replica.
Result<ConnectionPointer> open_for_reading(const Options& options);

// Removes tables and rows, not the city's key. Errors: store.in_use, store.failed.
Status discard_data(const Options& options);

// How the copies of a PostgreSQL stand.
struct Standbys {
    bool waits = false;          // a commit waits for a standby
    std::int64_t connected = 0;  // streaming at present
};
// Nothing for SQLite.
Result<std::optional<Standbys>> standbys(const Options& options);

class Database;

// A connection to read on: each query sees the newest state, those of one transaction one state.
class Reader {
public:
    Reader(Database* home, ConnectionPointer connection, bool replica = false) noexcept
        : home_(home), connection_(std::move(connection)), replica_(replica) {}
    Reader(Reader&&) noexcept = default;
    Reader& operator=(Reader&&) = delete;
    ~Reader();
    Connection& operator*() const noexcept { return *connection_; }
    Connection* operator->() const noexcept { return connection_.get(); }

private:
    Database* home_;
    ConnectionPointer connection_;
    bool replica_;
};

class Database {
public:
    // Errors: store.in_use (another process writes), store.failed.
    static Result<std::unique_ptr<Database>> open(const Options& options);
    ~Database();

    Connection& writer() noexcept { return *writer_; }
    // By the writer's thread, after a commit: readers of a replica wait for it.
    void note_commit();
    Result<Reader> reader();
    // True while a process, this one included, has the database open for writing.
    [[nodiscard]] bool has_writer();
    // From any thread: the epoch of PostgreSQL's lease under which this process wrote last (the
    // lease may be in other hands since: lease_watch.hpp). SQLite: 0.
    [[nodiscard]] std::int64_t lease_epoch() const noexcept;
    [[nodiscard]] const Options& options() const noexcept { return options_; }

private:
    friend class Reader;
    Database() = default;
    Status checkpoint_apart();
    using Idle = std::vector<ConnectionPointer>;
    void take_back(ConnectionPointer connection, bool replica);
    ConnectionPointer take_idle(Idle& idle);  // null: none
    Result<ConnectionPointer> reach_replica();
    Result<bool> has_caught_up(Connection& replica);

    Options options_;
    WriterLease lease_;
    ConnectionPointer writer_;
    std::unique_ptr<Checkpointer> checkpointer_;
    std::mutex mutex_;
    Idle idle_;
    Idle idle_replica_;
    std::string committed_;  // with a replica: place in the first server's log, awaited by readers
    std::int64_t replica_away_until_ms_ = 0;
};

}  // namespace daicho::store
