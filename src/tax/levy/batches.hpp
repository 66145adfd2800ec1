// Batches of a levy: fixed ranges of owner groups, computed ahead on other threads and written in
// order. Rows, seal and cursor of a batch are one slice (store/writer.hpp).
#pragma once

#include "tax/levy/detail/run.hpp"

namespace daicho::tax::levy {

// Writes what is left of the run, from run.progress on; calls the progress of its options.
// Errors: levy.lost_batches (a commit failed), those of writing.
Status write_batches(registers::Kernel& kernel, detail::Run& run, const Snapshot& snapshot);

}  // namespace daicho::tax::levy
