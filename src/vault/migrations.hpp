// The tables of `vault`, step by step (store/migrations.hpp).
#pragma once

#include "store/migrations.hpp"

namespace daicho::vault {

store::Migrations migrations() noexcept;

}  // namespace daicho::vault
