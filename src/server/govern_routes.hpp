// The addresses of governance, for the description of the API (openapi.hpp).
#pragma once

#include <span>

#include "server/openapi.hpp"

namespace daicho::server {

std::span<const RouteDoc> govern_routes();

}  // namespace daicho::server
