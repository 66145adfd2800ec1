// The tables of `server`, step by step (store/migrations.hpp).
#pragma once

#include "store/migrations.hpp"

namespace daicho::server {

store::Migrations migrations() noexcept;

}  // namespace daicho::server
