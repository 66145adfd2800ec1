// LeaseWatch: whether somebody writes to a PostgreSQL database, and where that process answers.
//
// The writer notes its address behind its name in w_lease, under its epoch: whoever takes the lease
// next writes a line of its own, so the note and the lease never belong to two processes.
// Threading: a watch belongs to one thread.
#pragma once

#include <string>

#include "store/database.hpp"

namespace daicho::store {

struct LeaseHolder {
    bool held = false;
    std::int64_t epoch = 0;
    std::string note;  // as the holder gave it; empty: none
};

class LeaseWatch {
public:
    explicit LeaseWatch(Options options) : options_(std::move(options)) {}
    // Connects when it must. Errors: store.failed, store.lost, store.unknown.
    Result<LeaseHolder> look();

private:
    Options options_;
    ConnectionPointer connection_;
};

// By the writer, on its own connection; holds for the leases it takes later too. SQLite: nothing,
// its lease has no room for more than a process.
Status note_in_lease(Connection& writer, const std::string& note);

}  // namespace daicho::store
