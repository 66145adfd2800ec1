#include "net/peer.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/ssl.hpp>
#include <chrono>

#include "net/detail/connection.hpp"
#include "net/detail/digest_text.hpp"

namespace daicho::net {
namespace {

using namespace daicho::net::detail;  // asio, beast, http, tcp
namespace ssl = asio::ssl;

// Headers of one connection, and those that are made anew.
constexpr std::array<std::string_view, 9> kOfTheConnection = {
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
    "trailer", "transfer-encoding", "upgrade", "content-length"};

bool of_the_connection(std::string_view name) {
    return std::ranges::find(kOfTheConnection, name) != kOfTheConnection.end();
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

// Everything but the plainest signs, so that what was decoded here is decoded to the same there.
void append_encoded(std::string& out, std::string_view text, std::string_view kept) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || kept.find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        if (plain) out += c;
        else (out += '%', out += kHex[byte >> 4], out += kHex[byte & 0x0f]);
    }
}

std::string target_of(const Request& request) {
    std::string target;
    append_encoded(target, request.path, "/-._~");
    char mark = '?';
    for (const auto& [name, value] : request.query) {
        target += std::exchange(mark, '&');
        append_encoded(target, name, "-._~");
        target += '=';
        append_encoded(target, value, "-._~");
    }
    return target;
}

http::verb verb_of(Method method) {
    switch (method) {
        case Method::head: return http::verb::head;
        case Method::post: return http::verb::post;
        case Method::put: return http::verb::put;
        case Method::del: return http::verb::delete_;
        default: return http::verb::get;
    }
}

WireRequest wire_of(const Request& request) {
    WireRequest wire{verb_of(request.method), target_of(request), 11};
    for (const auto& [name, value] : request.headers) {
        if (!of_the_connection(name)) wire.insert(name, value);
    }
    wire.set(http::field::connection, "close");
    wire.body() = request.body;
    wire.prepare_payload();
    return wire;
}

Response answer_of(const WireResponse& wire) {
    Response response;
    response.status = wire.result_int();
    for (const auto& field : wire) {
        std::string name(field.name_string().data(), field.name_string().size());
        if (!of_the_connection(lower(name))) {
            response.header(std::move(name), std::string(field.value()));
        }
    }
    response.body = wire.body();
    return response;
}

// One request on its way. Each step ends the coroutine when it fails; `run` tells what came of it.
class Errand {
public:
    Errand(const PeerAddress& peer, const Request& request, const PeerLimits& limits)
        : peer_(peer), limits_(limits), wire_(wire_of(request)), resolver_(context_) {
        parser_.body_limit(limits.body);
        parser_.skip(request.method == Method::head);
    }

    Result<Response> run() {
        asio::co_spawn(context_, go(), asio::detached);
        // The stream's own time limits end every step; resolving a name has none.
        context_.run_for(std::chrono::milliseconds(limits_.connect_ms + limits_.answer_ms));
        if (done_) return answer_of(parser_.get());
        Error error = system_error(sent_ ? "net.peer_silent" : "net.peer_away");
        return std::move(error).with("peer", peer_.host + ":" + peer_.port).with("reason", why_);
    }

private:
    asio::awaitable<void> go() {
        auto [code, found] = co_await resolver_.async_resolve(
            peer_.host, peer_.port, asio::as_tuple(asio::use_awaitable));
        if (failed(code)) co_return;
        beast::tcp_stream stream(context_);
        stream.expires_after(std::chrono::milliseconds(limits_.connect_ms));
        auto [refused, at] =
            co_await stream.async_connect(found, asio::as_tuple(asio::use_awaitable));
        (void)at;
        if (failed(refused)) co_return;
        if (!peer_.tls) {
            co_await ask(stream);
            co_return;
        }
        ssl::context context(ssl::context::tls_client);
        // Not by an authority: by the one certificate that was named to us.
        context.set_verify_mode(ssl::verify_none);
        beast::ssl_stream<beast::tcp_stream> secure(std::move(stream), context);
        auto [no] = co_await secure.async_handshake(ssl::stream_base::client,
                                                    asio::as_tuple(asio::use_awaitable));
        if (failed(no) || !is_pinned(secure.native_handle())) co_return;
        co_await ask(secure);
    }

    template <class Stream>
    asio::awaitable<void> ask(Stream& stream) {
        beast::get_lowest_layer(stream).expires_after(
            std::chrono::milliseconds(limits_.answer_ms));
        sent_ = true;
        auto [broken, size] =
            co_await http::async_write(stream, wire_, asio::as_tuple(asio::use_awaitable));
        (void)size;
        if (failed(broken)) co_return;
        beast::flat_buffer buffer;
        auto [code, read] = co_await http::async_read(stream, buffer, parser_,
                                                      asio::as_tuple(asio::use_awaitable));
        (void)read;
        done_ = !failed(code);
    }

    bool failed(const boost::system::error_code& code) {
        if (code) why_ = code.message();
        return static_cast<bool>(code);
    }

    bool is_pinned(SSL* handle) {
        X509* certificate = SSL_get1_peer_certificate(handle);
        const std::string shown = certificate == nullptr ? "" : digest_text(certificate);
        X509_free(certificate);
        if (shown == peer_.fingerprint) return true;
        why_ = "another certificate: " + shown;
        return false;
    }

    const PeerAddress& peer_;
    const PeerLimits& limits_;
    WireRequest wire_;
    http::response_parser<http::string_body> parser_;
    asio::io_context context_{1};
    tcp::resolver resolver_;
    bool sent_ = false;
    bool done_ = false;
    std::string why_ = "no answer in time";
};

bool is_here(std::string_view host) {
    return host == "127.0.0.1" || host == "::1" || host == "localhost";
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_host(std::string_view text) {
    constexpr std::string_view kSigns =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
    return !text.empty() && text.size() <= 253 &&
           text.find_first_not_of(kSigns) == std::string_view::npos;
}

bool is_fingerprint(std::string_view text) {
    return text.size() == 95 &&
           text.find_first_not_of("0123456789ABCDEF:") == std::string_view::npos;
}

}  // namespace

Result<PeerAddress> parse_peer(std::string_view text, PlainHttp plain) {
    const Error bad = input_error("net.bad_peer").with("address", std::string(text.substr(0, 200)));
    PeerAddress peer;
    peer.tls = text.starts_with("https://");
    if (!peer.tls && !text.starts_with("http://")) return bad;
    text.remove_prefix(peer.tls ? 8 : 7);
    const std::size_t blank = std::min(text.find(' '), text.size());
    peer.fingerprint = std::string(text.substr(std::min(blank + 1, text.size())));
    std::string_view host = text.substr(0, blank);
    if (host.ends_with('/')) host.remove_suffix(1);
    const std::size_t colon = host.rfind(':');
    const bool has_port = colon != std::string_view::npos && !host.ends_with(']');
    peer.port = has_port ? std::string(host.substr(colon + 1)) : peer.tls ? "443" : "80";
    if (has_port) host = host.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    peer.host = std::string(host);
    if (!is_host(host) || !is_port(peer.port)) return bad;
    const bool fit = peer.tls ? is_fingerprint(peer.fingerprint)
                              : peer.fingerprint.empty() &&
                                    (plain == PlainHttp::anywhere || is_here(host));
    if (!fit) return bad;
    return peer;
}

std::string write_peer(const PeerAddress& peer) {
    const bool number = peer.host.find(':') != std::string::npos;
    std::string text = peer.tls ? "https://" : "http://";
    text += (number ? "[" + peer.host + "]" : peer.host) + ":" + peer.port;
    return text + (peer.tls ? " " + peer.fingerprint : "");
}

Result<Response> hand_on(const PeerAddress& peer, const Request& request,
                         const PeerLimits& limits) {
    try {
        return Errand(peer, request, limits).run();
    } catch (const std::exception& failure) {  // memory, a header that Beast refuses
        return system_error("net.peer_away")
            .with("peer", peer.host + ":" + peer.port)
            .with("reason", failure.what());
    }
}

}  // namespace daicho::net
