// Tree: roots of perfect subtrees of the journal, kept in w_tree (decisions 1: a projection).
//
// w_tree(level, position, hash): the root over leaves position · 256^level … + 256^level − 1, for
// level 1 and up, written with the entry that completes it. With it the frontier of millions of
// entries is read back in a few hundred rows, and a proof needs a few hundred more. Nothing trusts
// it: opening compares with the last signed checkpoint, `verify` compares every row, and
// `rebuild_tree` makes it anew from the leaves.
#pragma once

#include "journal/merkle.hpp"
#include "store/connection.hpp"

namespace daicho::journal {

inline constexpr int kTreeStep = 8;  // heights kept are multiples of this

// Stores the subtree when its height is one that is kept.
Status keep_subtree(store::Connection& connection, int height, std::uint64_t position,
                    const Digest& root);
// The frontier over the first `size` entries. Error: journal.tree.incomplete.
Result<Frontier> read_frontier(store::Connection& connection, std::uint64_t size);
// Reads all leaves in order, however many there are.
Result<Frontier> rebuild_tree(store::Connection& connection);
// Root over the leaves from … to − 1. Error: journal.tree.incomplete.
Result<Digest> range_root(store::Connection& connection, std::uint64_t from, std::uint64_t to);

}  // namespace daicho::journal
