// The tables of `office`, step by step (store/migrations.hpp).
#pragma once

#include "store/migrations.hpp"

namespace daicho::office {

store::Migrations migrations() noexcept;

}  // namespace daicho::office
