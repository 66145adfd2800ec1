// Entries of what is done to backups and copies of the key: nothing of it changes a row, all of it
// is a touch that the journal must account for. By the process that writes.
#pragma once

#include <span>
#include <string>

#include "custody/backup.hpp"
#include "identity/principal.hpp"

namespace daicho::custody {

// Before anything is deleted: what a killed one leaves is entered again by the next.
Status enter_pruning(registers::Kernel& kernel, const identity::Principal& principal,
                     std::span<const Pruned> what);
// `digest`: SHA-256 of the file, in hex; a copy that turns up later is known by it.
Status enter_key_copy(registers::Kernel& kernel, const identity::Principal& principal,
                      const std::string& digest);

// prune() with its entry: what is too old is entered, then deleted. Nothing too old, no entry.
Result<std::vector<Pruned>> prune_and_enter(registers::Kernel& kernel,
                                            const identity::Principal& principal,
                                            const std::filesystem::path& folder,
                                            const office::CustodyPolicy& policy,
                                            std::int64_t now);

}  // namespace daicho::custody
