// The demonstration's logs: a planted month, analysed as `daicho logs run` does.
#pragma once

#include "cli/city.hpp"

namespace daicho::cli {

Status analyse_demo_logs(City& city, const Places& places);

}  // namespace daicho::cli
