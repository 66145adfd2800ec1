// Verify: is everything as it was written? Journal (tree, checkpoints, witness), every row against
// its entry, no row without an entry; what is made from them (definitions, keys, blind indexes,
// heads) against them; and that two people took part where four eyes are asked.
//
// Each stage that finds a fault ends the verification; within it every fault is named, up to
// kMaxFaults: of tampered rows one wants to see all. What is empty must be named by an entry of
// erasure that two people decided (erasure.hpp), and what such an entry names must be empty.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::registers {

inline constexpr std::size_t kMaxFaults = 100;

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
    bool heads = true;    // … and the other tables that are made from versions and entries
    unsigned threads = 2;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    std::function<bool()> stop;  // asked by several threads; true: ends with job.cancelled
};

struct VerifyReport {
    std::uint64_t entries = 0;
    std::uint64_t rows = 0;
    std::uint64_t checkpoints = 0;
    std::uint64_t protected_size = 0;  // entries that a signed checkpoint covers
    std::uint64_t rows_erased = 0;     // personal part emptied
    std::uint64_t bodies_erased = 0;   // of entries: their key was destroyed
    std::optional<Error> fault;        // the first in order of entries
    std::vector<Error> faults;         // it and those behind it, at most kMaxFaults
};

Result<VerifyReport> verify(Kernel& kernel, const VerifyOptions& options);

struct RowFindings {
    std::vector<Error> faults;  // in order of versions, at most kMaxFaults
    std::vector<std::uint64_t> erased;  // versions whose personal part is empty
};

// Rows [first, first + count) of a register against digests and Merkle root. Each fault names
// register, version and what is wrong: register.fault.row / .missing / .root / .commit. Errors:
// those of the store alone.
Result<RowFindings> verify_rows(store::Connection& connection, const Definition& definition,
                                const journal::EntryHeader& header);

}  // namespace daicho::registers
