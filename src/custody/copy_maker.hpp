// Copy maker: writes a masked copy as a municipality of its own (docs/copies.md).
//
// Own keys, own journal: its first entry behind the definitions says of what it is a copy, up to
// which entry and checkpoint. The rows come in the order in which the city's entries sealed them,
// so that "as known at" still means something; recorded times are those of the making. Provisional
// rows, journal bodies, credentials, sessions and jobs are not taken. The copy stands under its
// name only when no original was found in any byte of it and the city's journal and ledger of media
// say that it was made. Threading: one command.
#pragma once

#include <filesystem>
#include <functional>

#include "custody/leak_search.hpp"
#include "custody/masked_copy.hpp"

namespace daicho::custody {

struct CopyOptions {
    std::filesystem::path to;           // a folder that does not exist yet
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

// Errors: register.denied, copy.no_copy, copy.wrong_state, copy.past_end, copy.folder_exists,
// copy.leak (what was made is deleted again), copy.cannot_write.
Result<CopyReport> make_copy(registers::Kernel& kernel, const identity::Principal& principal,
                             const std::string& number, const CopyOptions& options);

// What may not stand in a copy: names, kana, addresses and numbers of every version of every
// register that a copy takes.
Result<LeakSearch> originals_of(const registers::Definitions& definitions,
                                store::Connection& connection, const std::string& own_city);

struct LeakReport {
    std::uint64_t files = 0, bytes = 0, bodies = 0;
    std::string where;  // empty: nothing found
    std::string entry;  // of the journal, when it stood in a body
};
// Every byte of every file below the folder, then the journal's bodies in the clear.
Result<LeakReport> search_copy(const LeakSearch& originals, const std::filesystem::path& folder,
                               registers::Kernel* copy);

}  // namespace daicho::custody
