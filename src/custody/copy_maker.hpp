// Copy maker: writes a masked copy as a municipality of its own (docs/copies.md).
//
// Own keys, own journal: its first entry behind the definitions says of what it is a copy, up to
// which entry and checkpoint. The rows come in the order in which the city's entries sealed them,
// so that "as known at" still means something; recorded times are those of the making. Provisional
// rows, journal bodies, credentials, sessions and jobs are not taken. The copy stands under its
// name only when no original was found in any byte of it and the city's journal and ledger of media
// say that it was made.
// The city may be written meanwhile, by this process or by another: rows are read from one
// snapshot, and only the process that writes says at the end that the copy was made.
// Threading: one command.
#pragma once

#include <filesystem>
#include <functional>

#include "custody/leak_search.hpp"
#include "custody/masked_copy.hpp"

namespace daicho::custody {

struct CopyOptions {
    std::filesystem::path to;           // a folder that does not exist yet
    std::string store = "sqlite";       // where its rows go (store/database.hpp); nothing there yet
    std::filesystem::path definitions;  // folder registers/
    std::string own_city;               // its name stays in front of addresses
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // entries
};

struct CopyReport {
    MaskedCopy copy;
    std::uint64_t owners_there = 0, too_large = 0, records = 0;
    std::uint64_t originals = 0;  // texts that were searched for
    std::uint64_t bytes = 0;      // … in so many bytes
};

// What only the process that writes can do; empty: this one does. Beside it (a kernel opened read
// only) both go there.
struct CopyHands {
    std::function<Status()> begin;  // may_make_copy
    std::function<Result<MaskedCopy>(const MaskedCopy& made, const std::filesystem::path& to)>
        enter;
};

// Errors: register.denied, copy.no_copy, copy.wrong_state, copy.past_end.
Status may_make_copy(registers::Kernel& kernel, const identity::Principal& principal,
                     const std::string& number);
// The city's entry, the record and the ledger of media. Asks everything once more: meanwhile
// another may have made this copy. Errors: those of may_make_copy.
Result<MaskedCopy> enter_copy(registers::Kernel& kernel, const identity::Principal& principal,
                              const MaskedCopy& made, const std::filesystem::path& to);

// Errors: register.denied, copy.no_copy, copy.wrong_state, copy.past_end, copy.folder_exists,
// copy.store_not_empty,
// copy.leak (what was made is deleted again), copy.cannot_write.
Result<CopyReport> make_copy(registers::Kernel& kernel, const identity::Principal& principal,
                             const std::string& number, const CopyOptions& options,
                             const CopyHands& hands = {});

// What may not stand in a copy: names, kana, addresses and numbers of every version of every
// register that a copy takes.
Result<LeakSearch> originals_of(const registers::Definitions& definitions,
                                store::Connection& connection, const std::string& own_city);

struct LeakReport {
    std::uint64_t files = 0, bytes = 0, bodies = 0;
    std::string where;  // empty: nothing found
    std::string entry;  // of the journal, when it stood in a body
};
// Every byte of every file below the folder, or of every row where those lie in a server's files
// (PostgreSQL); then the journal's bodies in the clear.
Result<LeakReport> search_copy(const LeakSearch& originals, const std::filesystem::path& folder,
                               registers::Kernel* copy);

}  // namespace daicho::custody
