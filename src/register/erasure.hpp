// Erasure: the personal part of versions is emptied for good, and an entry says of which (decisions
// 5, docs/formats.md 2.1). The only change that the triggers of v_ tables let through.
//
// j_erasure names every erased version and the entry that did it; rows are only added, together
// with that entry. The entry's row root is over them, so that an altered list is found. What
// is empty and not named is a fault of `verify`, and so is what is named and not empty: a restored
// copy brings nobody back unnoticed. Threading: as a command.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::registers {

// The register in which two people decide what is erased: the entry must be one they approved.
inline constexpr std::string_view kProposalRegister = "erasure_proposal";

struct ErasureAuthor {
    journal::EntryKind kind = journal::EntryKind::erasure;  // or erasure_replayed
    std::uint64_t principal = 0;
    std::uint16_t capacity = 0;
    std::string body;
};

struct Erased {
    CommitNumber entry;
    Digest root{};
    std::uint64_t versions = 0;
    std::uint64_t records = 0;  // of which nothing personal is left
};

// The triggers of j_erasure, made where they are missing.
Status guard_erasures(store::Connection& connection);

// Root over versions in ascending order: what a proposal, its approval and the entry name. Bodies
// of a period of the journal are named as its number in register 0.
Digest erasure_root(std::uint16_t register_number, std::span<const std::uint64_t> versions);

// Empties the personal columns and the salt of these versions (ascending, none erased already) and
// what is derived from them: heads, blind indexes, keys, who saw them; destroys the sealed keys of
// records of which nothing is left. One entry. Error: register.erasure.not_personal.
Result<Erased> erase_versions(Context& context, const Definition& definition,
                              std::span<const std::uint64_t> versions,
                              const ErasureAuthor& author);

// Has any version of the record its personal part?
Result<bool> has_personal_left(store::Connection& connection, const Definition& definition,
                               std::uint64_t record);

// Versions that an entry named as erased, ascending; those of one entry alone when it is given.
Result<std::vector<std::uint64_t>> erased_versions(store::Connection& connection,
                                                   std::uint16_t register_number,
                                                   std::uint64_t entry = 0);

// For verify: entries of erasure against the list they name, and against a proposal that a second
// person approved. Faults register.fault.erasure_list and .not_approved.
Status check_erasures(const Kernel& kernel, store::Connection& connection,
                      const std::vector<journal::EntryHeader>& erasures,
                      std::vector<Error>& faults);

}  // namespace daicho::registers
