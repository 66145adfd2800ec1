// The demonstration's accounts of other systems: lists brought as `daicho accounts import` does, a
// round opened over them, the first decisions.
#pragma once

#include "cli/city.hpp"

namespace daicho::cli {

Status bring_demo_accounts(City& city, const Places& places);

}  // namespace daicho::cli
