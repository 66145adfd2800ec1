// Care of the city's data, by screen: keys, erasure, masked copies, settings. Each handler calls
// what the command of that name calls; rights and journal are the library's.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer keys_api(const Call& call);
Answer retention_api(const Call& call);
Answer copies_api(const Call& call);
Answer settings_api(const Call& call);
// Numbers of the city as charts show them: /api/figures.
Answer figures_api(const Call& call);

}  // namespace daicho::server
