#include "net/detail/connection.hpp"

#include <algorithm>

namespace daicho::net::detail {
namespace {

Method method_of(http::verb verb) noexcept {
    switch (verb) {
        case http::verb::get: return Method::get;
        case http::verb::head: return Method::head;
        case http::verb::post: return Method::post;
        case http::verb::put: return Method::put;
        case http::verb::delete_: return Method::del;
        default: return Method::other;
    }
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

}  // namespace

Response plain(unsigned status) {
    Response response;
    response.status = status;
    response.header("Content-Type", "text/plain; charset=utf-8");
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.header("Referrer-Policy", "no-referrer");
    return response;
}

unsigned status_of(const beast::error_code& code) noexcept {
    if (code == http::error::body_limit) return 413;
    if (code == http::error::header_limit) return 431;
    return 400;
}

Result<Request> from_wire(const WireRequest& message, const std::string& peer, bool secure) {
    Request request;
    request.method = method_of(message.method());
    request.peer = peer;
    request.secure = secure;
    DAICHO_CHECK(parse_target({message.target().data(), message.target().size()}, request));
    for (const auto& field : message) {
        request.headers.emplace_back(
            lower({field.name_string().data(), field.name_string().size()}),
            std::string(field.value()));
    }
    request.body = message.body();
    return request;
}

WireResponse to_wire(Response response, bool keep_alive, bool head) {
    constexpr unsigned kHttp11 = 11;
    WireResponse wire{static_cast<http::status>(response.status), kHttp11};
    for (auto& [name, value] : response.headers) {
        // A header value never carries a line break, whatever it was made from.
        std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
        wire.insert(name, value);
    }
    wire.keep_alive(keep_alive);
    const std::size_t size =
        response.fixed_body.empty() ? response.body.size() : response.fixed_body.size();
    if (!head) {
        wire.body() = response.fixed_body.empty() ? std::move(response.body)
                                                  : std::string(response.fixed_body);
    }
    wire.content_length(size);
    return wire;
}

}  // namespace daicho::net::detail
