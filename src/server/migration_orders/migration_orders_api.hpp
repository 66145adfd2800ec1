// Migration orders: /api/migration-orders…
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer migration_orders_api(const Call& call);

}  // namespace daicho::server
