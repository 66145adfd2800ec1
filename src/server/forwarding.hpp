// Forwarding: a server that does not write hands /api on to the one that does.
//
// The address of the person's machine goes along in a header with a proof by the city's key over
// moment, address and path: whoever else sends such a header is counted by its own address, and
// what was overheard counts for a minute and for the same path. Threads: any.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "net/peer.hpp"
#include "vault/peer_secret.hpp"

namespace daicho::server {

// The address that a proven header names; nothing without one.
std::optional<std::string> forwarded_peer(const vault::PeerSecret& secret, Instant now,
                                          const net::Request& request);
// The same request, as if `peer` had asked here itself.
net::Request from_peer(const net::Request& request, std::string peer);

// The writer's answer, or a problem with status 503: nobody writes just now (api.no_writer), or the
// writer went away with a change in its hands (api.writer_silent).
net::Response forward(const std::optional<net::PeerAddress>& writer,
                      const vault::PeerSecret& secret, Instant now, const net::Request& request);

}  // namespace daicho::server
