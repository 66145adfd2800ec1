// Bundle: a piece of the journal that a stranger can check without the database.
//
// Text (docs/formats.md, section 9): a head, the tree from its first leaf to a checkpoint's size as
// roots of perfect subtrees, with the wanted entries as themselves in between, then the signed
// notes. Walking it rebuilds the root at every checkpoint named: one form for entries (from … to),
// for one entry's inclusion and for the consistency of two checkpoints.
// This file and what it includes need no store: `daicho-verify` is made from them alone.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/entry.hpp"
#include "journal/merkle.hpp"

namespace daicho::journal {

inline constexpr std::size_t kMaxBundle = 256U << 20;

struct BundleFindings {
    std::uint64_t first = 0;               // entries shown, 0 = none
    std::uint64_t last = 0;
    std::vector<std::uint64_t> sizes;      // checkpoints that fit, ascending
    std::uint64_t newest = 0;              // size of the last of them
    std::string newest_time;
};

// `notes`: further signed notes, such as a witness's; those of a size that the bundle passes must
// fit. `visit` receives each entry shown and its leaf; may be empty.
// Errors: bundle.malformed (with line), bundle.wrong_origin, bundle.entry (an entry that is not the
// one of its place), bundle.root (a checkpoint that does not fit), bundle.no_note, and those of
// open_note.
using VisitEntry = std::function<void(const EntryHeader&, const Digest& leaf)>;
Result<BundleFindings> check_bundle(std::string_view bundle, std::string_view notes,
                                    std::string_view key_name, ByteView public_key,
                                    const VisitEntry& visit = {});

// Size and root of the tree that a bundle describes, nothing compared: what check_bundle compares
// with notes. Error: bundle.malformed, bundle.entry.
struct BundleTree {
    std::uint64_t size = 0;
    Digest root{};
};
Result<BundleTree> walk_bundle(std::string_view bundle);

}  // namespace daicho::journal
