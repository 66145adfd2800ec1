// SeenCheck: w_seen against the disclosure entries. Whoever takes a row away hides that somebody
// looked; whoever adds one invents it.
//
// Not compared: rows of exports (their entries hold a root and a count, not every record) and of
// entries whose body was erased; rows of a record without a personal part may be gone with it.
#pragma once

#include "register/kernel.hpp"

namespace daicho::registers::detail {

// Entries whose rows are not what their bodies name, ascending, at most `limit`. One sum for each
// entry, of some million entries at a time; a look at single rows where sums differ.
Result<std::vector<std::uint64_t>> seen_differences(Kernel& kernel, store::Connection& connection,
                                                    std::size_t limit);

}  // namespace daicho::registers::detail
