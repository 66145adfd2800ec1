// Routes: the addresses under /api/, as the table in route_docs.cpp describes them. A request for
// any other is not found before a handler sees it: the description has no holes, and whoever walks
// its addresses (the leak search) has walked everything there is.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace daicho::server {

// Those that answer GET: parts behind /api/, joined by slashes; "{name}" stands for one part.
const std::vector<std::string_view>& get_routes();

// True when one of them has this form. `path`: decoded parts behind /api/.
bool is_route(net::Method method, std::span<const std::string> path) noexcept;

}  // namespace daicho::server
