// Database: one municipality's data. One writer connection, any number of readers.
//
// One setting chooses the store: "sqlite" (a file on this machine) or "postgres:" and an address
// that libpq reads. Opened for writing it holds the lease of the writer (lease.hpp, for PostgreSQL
// a lock of the writing session); opened read only it locks and changes nothing, and may stand
// beside a process that writes.
// Commits are durable, always: what was acknowledged survives a power cut.
// Threading: `writer()` belongs to the thread of store::Writer alone; `reader()` leases a
// connection to the calling thread until the lease ends.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/connection.hpp"
#include "store/lease.hpp"

namespace daicho::store {

struct Options {
    std::string store = "sqlite";
    std::filesystem::path file;  // SQLite's
    bool create = true;
    bool read_only = false;
};

// Of such a setting. Error: store.unknown.
Result<StoreKind> kind_of(const std::string& store);
// False: there is no database yet (SQLite), or none with tables (PostgreSQL).
Result<bool> has_data(const Options& options);

// The setting for people: never a password.
std::string describe(const std::string& store);
// Removes tables and rows, not the city's key. Errors: store.in_use, store.failed.
Status discard_data(const Options& options);

class Database;

// A reader sees the state of one moment from its first query until it ends (begin_snapshot).
class Reader {
public:
    Reader(Database* home, ConnectionPointer connection) noexcept
        : home_(home), connection_(std::move(connection)) {}
    Reader(Reader&&) noexcept = default;
    Reader& operator=(Reader&&) = delete;
    ~Reader();
    Connection& operator*() const noexcept { return *connection_; }
    Connection* operator->() const noexcept { return connection_.get(); }

private:
    Database* home_;
    ConnectionPointer connection_;
};

class Database {
public:
    // Errors: store.in_use (another process writes), store.failed.
    static Result<std::unique_ptr<Database>> open(const Options& options);
    ~Database();

    Connection& writer() noexcept { return *writer_; }
    Result<Reader> reader();
    // True while a process, this one included, has the database open for writing.
    [[nodiscard]] bool has_writer();
    [[nodiscard]] const Options& options() const noexcept { return options_; }

private:
    friend class Reader;
    Database() = default;
    void take_back(ConnectionPointer connection);

    Options options_;
    WriterLease lease_;
    ConnectionPointer writer_;
    std::mutex mutex_;
    std::vector<ConnectionPointer> idle_;
};

}  // namespace daicho::store
