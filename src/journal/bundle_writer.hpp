// Bundles from the stored journal (bundle.hpp says what they are).
#pragma once

#include "journal/bundle.hpp"
#include "store/connection.hpp"

namespace daicho::journal {

struct BundleRequest {
    std::uint64_t from = 0;  // entries shown, inclusive; 0 = none
    std::uint64_t to = 0;
    // Sizes of checkpoints whose notes come along; 0 = the first signed one that covers everything.
    std::uint64_t old_size = 0;  // 0 = none
    std::uint64_t size = 0;
    // Entries before `from` that stand as their leaf alone, ascending: that they are in the tree is
    // proven, what their header says (such as whose they are) is not shown.
    std::vector<std::uint64_t> leaves{};
};

// Errors: journal.no_entry (range beyond the journal or turned round), journal.no_checkpoint (no
// signed checkpoint of that size, or none that covers the entries yet), journal.tree.incomplete.
Result<std::string> write_bundle(store::Connection& connection, std::string_view key_name,
                                 const BundleRequest& request);

}  // namespace daicho::journal
