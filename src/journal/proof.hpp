// Proofs over the stored journal, for strangers: that an entry stands in the tree of a checkpoint,
// and that a later checkpoint continues an earlier one. A few hundred rows each (tree.hpp).
#pragma once

#include <vector>

#include "journal/merkle.hpp"
#include "store/connection.hpp"

namespace daicho::journal {

// `number` is the entry's (from 1), `size` that of the checkpoint.
// Errors: journal.no_entry (number 0, beyond size, or size beyond the journal),
// journal.tree.incomplete.
Result<std::vector<Digest>> prove_inclusion(store::Connection& connection, std::uint64_t number,
                                            std::uint64_t size);
Result<std::vector<Digest>> prove_consistency(store::Connection& connection,
                                              std::uint64_t old_size, std::uint64_t size);

}  // namespace daicho::journal
