#include "server/forwarding.hpp"

#include <charconv>

#include "server/app.hpp"
#include "server/router.hpp"

namespace daicho::server {
namespace {

constexpr std::string_view kFor = "x-daicho-forwarded-for";
constexpr std::string_view kProof = "x-daicho-forwarded-proof";
constexpr std::int64_t kGoodFor = 60LL * 1'000'000;  // clocks of two servers may differ as much

std::string proven(std::string_view given, const net::Request& request) {
    return std::string(given) + " " + request.path;
}

void drop_forwarding(net::Request& request) {
    std::erase_if(request.headers,
                  [](const auto& field) { return field.first == kFor || field.first == kProof; });
}

net::Response refused(std::string id, bool secure) {
    net::Response response = error_answer(system_error(std::move(id)).with("seconds", "2"));
    add_security_headers(response, secure);
    return response;
}

// The writer may be reached without TLS, on the same machine; the browser is not.
void say_secure(net::Response& response) {
    bool strict = false;
    for (auto& [name, value] : response.headers) {
        strict = strict || name == "Strict-Transport-Security";
        const bool open = value.find("; Secure") == std::string::npos;
        if (name == "Set-Cookie" && open) value += "; Secure";
    }
    if (!strict) response.header("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace

std::optional<std::string> forwarded_peer(const vault::PeerSecret& secret, Instant now,
                                          const net::Request& request) {
    const auto given = request.header(kFor);
    const auto proof = request.header(kProof);
    if (!given || !proof || !secret.proves(proven(*given, request), *proof)) return std::nullopt;
    std::int64_t at = 0;
    const auto [end, fault] = std::from_chars(given->data(), given->data() + given->size(), at);
    const std::size_t digits = static_cast<std::size_t>(end - given->data());
    if (fault != std::errc() || digits >= given->size()) return std::nullopt;
    if (at < now.micros - kGoodFor || at > now.micros + kGoodFor) return std::nullopt;
    return std::string(given->substr(digits + 1));
}

net::Request from_peer(const net::Request& request, std::string peer) {
    net::Request same = request;
    drop_forwarding(same);
    same.peer = std::move(peer);
    return same;
}

net::Response forward(const std::optional<net::PeerAddress>& writer,
                      const vault::PeerSecret& secret, Instant now, const net::Request& request) {
    const bool asks = request.method == net::Method::get || request.method == net::Method::head;
    // Never twice: two servers that each take the other for the writer would ask in a circle.
    if (!writer || request.method == net::Method::other || forwarded_peer(secret, now, request)) {
        return refused("api.no_writer", request.secure);
    }
    net::Request handed = request;
    drop_forwarding(handed);
    const std::string who = std::to_string(now.micros) + " " + request.peer;
    handed.headers.emplace_back(kFor, who);
    handed.headers.emplace_back(kProof, secret.proof(proven(who, request)));
    auto answer = net::hand_on(*writer, handed);
    if (!answer) {
        const bool open = !asks && answer.error().id == "net.peer_silent";
        return refused(open ? "api.writer_silent" : "api.no_writer", request.secure);
    }
    if (request.secure) say_secure(*answer);
    return std::move(*answer);
}

}  // namespace daicho::server
