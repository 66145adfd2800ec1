// Router: from a request to its handler; security headers, sessions and CSRF on the way.
#pragma once

#include "net/server.hpp"
#include "server/app.hpp"

namespace daicho::server {

// Never throws; every answer carries the security headers. `reply` gets it when what it must leave
// behind is durable, on this thread or the writer's; the request must live until then.
void handle(App& app, const net::Request& request, net::Reply reply);
// Waits for the answer.
net::Response handle(App& app, const net::Request& request);

// First parts of the addresses below /api/, for whoever describes them.
std::vector<std::string_view> first_parts();
void add_security_headers(net::Response& response, bool secure);

// Embedded file of the web front end, or index.html for the addresses of screens.
net::Response web_file(const net::Request& request);

inline constexpr std::string_view kSessionCookie = "daicho_session";
inline constexpr std::string_view kPendingCookie = "daicho_sign_in";  // of a half-done sign-in

}  // namespace daicho::server
