// Verify: is everything as it was written? Journal (tree, checkpoints, witness), every row against
// its entry, no row without an entry, heads against versions.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "register/kernel.hpp"

namespace daicho::registers {

struct VerifyOptions {
    std::string witness;  // notes of a witness, concatenated; empty = none
    bool heads = true;
    unsigned threads = 2;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

struct VerifyReport {
    std::uint64_t entries = 0;
    std::uint64_t rows = 0;
    std::uint64_t checkpoints = 0;
    std::uint64_t protected_size = 0;  // entries that a signed checkpoint covers
    std::optional<Error> fault;        // the first in order of entries
};

Result<VerifyReport> verify(Kernel& kernel, const VerifyOptions& options);

// Rows [first, first + count) of a register against digests and Merkle root. The fault names
// register, version and what is wrong: register.fault.row / .missing / .root / .commit.
Status verify_rows(store::Connection& connection, const Definition& definition,
                   const journal::EntryHeader& header);

}  // namespace daicho::registers
