#include "net/client.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <chrono>

namespace daicho::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr std::size_t kBodyLimit = 64 * 1024;

// The steps of one request; each begins when the one before is done, all within one deadline.
class Post {
public:
    Post(const Url& url, std::string_view body, std::string_view content_type)
        : resolver_(context_), stream_(context_), url_(url) {
        request_.method(http::verb::post);
        request_.target(url.path);
        request_.version(11);
        request_.set(http::field::host, url.host + ":" + url.port);
        request_.set(http::field::content_type, std::string(content_type));
        request_.set(http::field::connection, "close");
        request_.body() = std::string(body);
        request_.prepare_payload();
        parser_.body_limit(kBodyLimit);
    }
    // Nothing when it did not end in time.
    boost::system::error_code run(int timeout_ms) {
        code_ = asio::error::timed_out;
        resolver_.async_resolve(url_.host, url_.port, [this](auto code, auto found) {
            if (failed(code)) return;
            stream_.async_connect(found, [this](auto connected, const auto&) { send(connected); });
        });
        context_.run_for(std::chrono::milliseconds(timeout_ms));
        return code_;
    }
    [[nodiscard]] Response answer() const {
        Response answer;
        answer.status = parser_.get().result_int();
        answer.body = parser_.get().body();
        return answer;
    }

private:
    bool failed(boost::system::error_code code) {
        if (code) code_ = code;
        return static_cast<bool>(code);
    }
    void send(boost::system::error_code connected) {
        if (failed(connected)) return;
        http::async_write(stream_, request_, [this](auto sent, std::size_t) {
            if (failed(sent)) return;
            http::async_read(stream_, buffer_, parser_,
                             [this](auto code, std::size_t) { code_ = code; });
        });
    }

    asio::io_context context_{1};
    asio::ip::tcp::resolver resolver_;
    beast::tcp_stream stream_;
    const Url& url_;
    http::request<http::string_body> request_;
    beast::flat_buffer buffer_{kBodyLimit};
    http::response_parser<http::string_body> parser_;
    boost::system::error_code code_;
};

}  // namespace

Result<Url> parse_url(std::string_view text) {
    const Error bad = input_error("net.bad_url").with("url", std::string(text.substr(0, 200)));
    constexpr std::string_view kScheme = "http://";
    if (!text.starts_with(kScheme)) return bad;
    text.remove_prefix(kScheme.size());
    Url url;
    const std::size_t slash = std::min(text.find('/'), text.size());
    if (slash < text.size()) url.path = std::string(text.substr(slash));
    std::string_view host = text.substr(0, slash);
    const std::size_t colon = host.rfind(':');
    const bool address = host.ends_with(']');
    if (colon != std::string_view::npos && !address) {
        url.port = std::string(host.substr(colon + 1));
        host = host.substr(0, colon);
    }
    const auto printable = [](char c) { return c > ' ' && c < '\x7f' && c != '@'; };
    if (host.empty() || !std::ranges::all_of(host, printable) ||
        !std::ranges::all_of(url.path, printable)) {
        return bad;
    }
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (url.port.empty() || url.port.size() > 5 || !std::ranges::all_of(url.port, digit)) {
        return bad;
    }
    if (host.starts_with('[') && address) host = host.substr(1, host.size() - 2);
    url.host = std::string(host);
    return url;
}

Result<Response> post(const Url& url, std::string_view body, std::string_view content_type,
                      int timeout_ms) {
    try {
        Post request(url, body, content_type);
        const auto code = request.run(timeout_ms);
        if (!code) return request.answer();
        return system_error("net.unreachable")
            .with("host", url.host + ":" + url.port)
            .with("why", code.message());
    } catch (const std::exception& failure) {
        return system_error("net.unreachable")
            .with("host", url.host + ":" + url.port)
            .with("why", failure.what());
    }
}

}  // namespace daicho::net
