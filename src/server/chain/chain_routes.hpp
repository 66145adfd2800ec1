// The addresses of the chains of contractors and of the contractor's room, for the description of
// the API (openapi.hpp).
#pragma once

#include <span>

#include "server/openapi.hpp"

namespace daicho::server {

std::span<const RouteDoc> chain_routes();

}  // namespace daicho::server
