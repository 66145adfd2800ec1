// The last entry of the journal from before a day (Japanese time).
#pragma once

#include "base/date.hpp"
#include "store/connection.hpp"

namespace daicho::custody {

// 0: there is none. Times ascend with the numbers, so it is found by halves.
Result<std::uint64_t> last_entry_before(store::Connection& connection, Date day);

}  // namespace daicho::custody
