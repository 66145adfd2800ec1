#include "server/routes.hpp"

#include <algorithm>

namespace daicho::server {
namespace {

constexpr std::string_view kGetRoutes[] = {
    "place",
    "sign-in",
    "session",
    "session/factors",
    "home",
    "search",
    "inbox",
    "accounts",
    "emergencies",
    "jobs",
    "checks",
    "checks/{check}",
    "journal/status",
    "levy/runs",
    "levy/totals",
    "systems/{system}",
    "protections",
    "registers",
    "registers/{register}",
    "registers/{register}/records",
    "registers/{register}/records/{record}",
    "registers/{register}/records/{record}/compare",
    "registers/{register}/records/{record}/waiting",
    "registers/{register}/records/{record}/viewings.pdf",
    "taxpayers/{taxpayer}",
    "taxpayers/{taxpayer}/explanation",
    "taxpayers/{taxpayer}/notice.pdf",
    "taxpayers/{taxpayer}/owner-list.pdf",
};

bool matches(std::string_view route, std::span<const std::string> path) noexcept {
    std::size_t at = 0;
    while (!route.empty()) {
        if (at == path.size()) return false;
        const std::size_t end = std::min(route.find('/'), route.size());
        const std::string_view part = route.substr(0, end);
        if (!part.starts_with('{') && part != path[at]) return false;
        route.remove_prefix(std::min(end + 1, route.size()));
        ++at;
    }
    return at == path.size();
}

}  // namespace

std::span<const std::string_view> get_routes() noexcept { return kGetRoutes; }

bool is_get_route(std::span<const std::string> path) noexcept {
    return std::ranges::any_of(kGetRoutes,
                               [&](std::string_view route) { return matches(route, path); });
}

}  // namespace daicho::server
