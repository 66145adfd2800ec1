// Routes: every address under /api/ that answers GET. A GET of any other is not found before a
// handler sees it, so whoever walks this list (the leak search) has walked everything there is.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace daicho::server {

// Parts behind /api/, joined by slashes; "{name}" stands for one part.
std::span<const std::string_view> get_routes() noexcept;

// True when one of them has this form. `path`: decoded parts behind /api/.
bool is_get_route(std::span<const std::string> path) noexcept;

}  // namespace daicho::server
