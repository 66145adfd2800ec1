// KeyCheck: w_key_ against the versions. A record has the key that its first confirmed version says
// (a key never changes), also after it ended; where the key itself was erased it has none.
#pragma once

#include "register/kernel.hpp"

namespace daicho::registers::detail {

// Records whose key is not theirs, missing or of nobody, ascending, at most `limit`; 0 stands for
// rows that the order of keys does not reach. Reads keys in their order, some thousand at a time.
Result<std::vector<std::uint64_t>> key_differences(Kernel& kernel, store::Connection& connection,
                                                   const Definition& definition,
                                                   std::size_t limit);

}  // namespace daicho::registers::detail
