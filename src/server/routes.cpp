#include "server/routes.hpp"

#include <algorithm>

#include "server/openapi.hpp"

namespace daicho::server {
namespace {

constexpr std::string_view kApi = "/api/";

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

const std::vector<std::string_view>& get_routes() {
    static const std::vector<std::string_view> kRoutes = [] {
        std::vector<std::string_view> routes;
        for (const RouteDoc& route : route_docs()) {
            if (route.method != net::Method::get || !route.path.starts_with(kApi)) continue;
            routes.push_back(route.path.substr(kApi.size()));
        }
        return routes;
    }();
    return kRoutes;
}

bool is_route(net::Method method, std::span<const std::string> path) noexcept {
    return std::ranges::any_of(route_docs(), [&](const RouteDoc& route) {
        return route.method == method && route.path.starts_with(kApi) &&
               matches(route.path.substr(kApi.size()), path);
    });
}

}  // namespace daicho::server
