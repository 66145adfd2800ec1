// WriterLease: at most one process writes a municipality's data (decisions 16).
//
// Counters and the journal's frontier live in the writer's memory, so a second writer would be
// refused by the journal's triggers at best. The lease is a lock of the operating system on a file
// beside the database, `<database>.lock`: it ends with the process that holds it, however that
// ends, and nothing is ever left to clean up. The file's text is the holder's process id, for
// people. Reading needs no lease. Threading: a lease may be moved between threads, not shared.
#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace daicho::store {

class WriterLease {
public:
    WriterLease() noexcept = default;  // holds nothing
    WriterLease(WriterLease&& other) noexcept;
    WriterLease& operator=(WriterLease&& other) noexcept;
    ~WriterLease();

    // Does not wait. Errors: store.in_use (names the holder), store.failed.
    static Result<WriterLease> take(const std::filesystem::path& database);

private:
    explicit WriterLease(int file) noexcept : file_(file) {}
    void give_back() noexcept;
    int file_ = -1;
};

// True while somebody holds the lease, this process included. Only looks: takes no lock.
bool is_leased(const std::filesystem::path& database);

}  // namespace daicho::store
