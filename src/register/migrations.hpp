// The kernel's own tables (w_…, j_erasure), step by step (store/migrations.hpp).
//
// Data from before there were numbers may have any of the first four: those make what is absent.
#pragma once

#include "store/migrations.hpp"

namespace daicho::registers {

store::Migrations migrations() noexcept;

}  // namespace daicho::registers
