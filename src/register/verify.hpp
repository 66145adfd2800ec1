// Verify: is everything as it was written? Journal (tree, checkpoints, witness), every row against
// its entry, no row without an entry, heads against versions.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::registers {

// Versions of one register: an entry is checked when it seals any of them.
struct VersionRange {
    std::uint16_t register_number = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // inclusive
};
using VerifyOnly = std::vector<VersionRange>;

struct VerifyOptions {
    VerifyOnly only;      // empty: every row; otherwise the rows of these entries alone
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
