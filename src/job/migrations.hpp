// The tables of `job`, step by step (store/migrations.hpp).
#pragma once

#include "store/migrations.hpp"

namespace daicho::job {

store::Migrations migrations() noexcept;

}  // namespace daicho::job
