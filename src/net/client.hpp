// Client: one small request to another server of ours, by Boost.Beast behind a Boost-free header.
//
// Plain HTTP only: what is sent this way is signed and secret to nobody (checkpoints). Blocks for
// at most the time given; meant for a thread of its own. Threads: any.
#pragma once

#include "net/http.hpp"

namespace daicho::net {

struct Url {
    std::string host;
    std::string port = "80";
    std::string path = "/";
};
// "http://host[:port][/path]". Error: net.bad_url.
Result<Url> parse_url(std::string_view text);

// Errors: net.unreachable (host, why). An answer of whatever status is one.
Result<Response> post(const Url& url, std::string_view body, std::string_view content_type,
                      int timeout_ms);

}  // namespace daicho::net
