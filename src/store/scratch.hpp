// Scratch: a second, empty place for data beside the ones there are, gone when it is let go. For
// whoever tries something out with a whole copy: a backup that is brought back (custody/trial).
//
// PostgreSQL: a database of the same server, under a name of the caller's. The role must be allowed
// to make one; whether it is can be asked before. SQLite needs none of this: a file does.
// A scratch that a killed process left is dropped by the next of that name. Threading: one thread.
#pragma once

#include <memory>
#include <string>

#include "store/connection.hpp"

namespace daicho::store {

class Scratch {
public:
    // `store`: the setting of the data there are. `name`: lower-case letters, digits and _ alone.
    // Errors: store.no_scratch (the role may not), store.failed.
    static Result<Scratch> make(const std::string& store, const std::string& name);
    // Drops what a killed one left under that name, if anything.
    static Status sweep(const std::string& store, const std::string& name);
    Scratch(Scratch&&) noexcept = default;
    Scratch& operator=(Scratch&&) = delete;
    ~Scratch();

    // The setting that chooses it.
    [[nodiscard]] const std::string& setting() const noexcept { return setting_; }

private:
    Scratch(ConnectionPointer server, std::string name, std::string setting)
        : server_(std::move(server)), name_(std::move(name)), setting_(std::move(setting)) {}

    ConnectionPointer server_;
    std::string name_, setting_;
};

// Error: store.no_scratch; nothing else is asked of the server.
Status may_make_scratch(const std::string& store);

}  // namespace daicho::store
