// The tables of `journal`, step by step (store/migrations.hpp).
#pragma once

#include "store/migrations.hpp"

namespace daicho::journal {

store::Migrations migrations() noexcept;

}  // namespace daicho::journal
