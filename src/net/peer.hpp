// Peer: a request to another server – one of the same municipality, to which it is handed on, or a
// witness – and its answer. The one HTTP client of the house.
//
// Plain HTTP to this machine alone (to a witness anywhere: what it is sent is signed and secret to
// nobody); to others by TLS with a certificate known by its SHA-256, so
// that no authority stands between two servers of one city. A connection for each request: one kept
// open may die just as a change is on it, and nobody could tell whether it arrived. Blocks for a
// bounded time. Threads: any.
#pragma once

#include "net/http.hpp"

namespace daicho::net {

struct PeerAddress {
    bool tls = false;
    std::string host;
    std::string port;
    std::string fingerprint;  // "AB:CD:…" (certificate.hpp); empty without TLS
    bool operator==(const PeerAddress&) const = default;
};

// "http://host[:port]" or "https://host[:port] FINGERPRINT"; the port of a scheme is the usual one.
// Error: net.bad_peer (not such an address, no TLS to another machine, no fingerprint).
enum class PlainHttp : std::uint8_t { here, anywhere };
Result<PeerAddress> parse_peer(std::string_view text, PlainHttp plain = PlainHttp::here);
std::string write_peer(const PeerAddress& peer);

struct PeerLimits {
    int connect_ms = 2'000;
    int answer_ms = 60'000;
    std::size_t body = 64 * 1024 * 1024;
};

// Method, path, query, headers and body as they are; what belongs to one connection alone is left
// out, both ways. Errors: net.peer_away (nothing was sent), net.peer_silent (it was sent, or part
// of it, and no whole answer came: what was done is not known).
Result<Response> hand_on(const PeerAddress& peer, const Request& request,
                         const PeerLimits& limits = {});

}  // namespace daicho::net
