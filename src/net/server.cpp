#include "net/server.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <thread>

namespace daicho::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr std::chrono::seconds kTimeLimit{30};
constexpr std::uint32_t kHeaderLimit = 16 * 1024;

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

Response plain(unsigned status) {
    Response response;
    response.status = status;
    response.header("Content-Type", "text/plain; charset=utf-8");
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.header("Referrer-Policy", "no-referrer");
    return response;
}

using WireResponse = http::response<http::string_body>;

WireResponse to_wire(Response response, unsigned version, bool keep_alive, bool head) {
    WireResponse wire{static_cast<http::status>(response.status), version};
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

}  // namespace

class Server::Impl {
public:
    Impl(const ServerOptions& options, Handler handler)
        : options_(options), handler_(std::move(handler)), acceptor_(io_),
          pool_(std::max(1U, options.handler_threads)) {}

    Status listen() {
        boost::system::error_code code;
        const auto address = asio::ip::make_address(options_.address, code);
        const tcp::endpoint endpoint(address, options_.port);
        if (!code) acceptor_.open(endpoint.protocol(), code);
        if (!code) acceptor_.set_option(tcp::acceptor::reuse_address(true), code);
        if (!code) acceptor_.bind(endpoint, code);
        if (!code) acceptor_.listen(asio::socket_base::max_listen_connections, code);
        if (code) {
            return system_error("net.cannot_listen")
                .with("address", options_.address + ":" + std::to_string(options_.port))
                .with("reason", code.message());
        }
        asio::co_spawn(io_, accept_all(), asio::detached);
        thread_ = std::thread([this] { io_.run(); });
        return {};
    }

    [[nodiscard]] std::uint16_t port() const {
        boost::system::error_code code;
        return acceptor_.local_endpoint(code).port();
    }

    void stop() {
        if (stopped_.exchange(true)) return;
        asio::post(io_, [this] {
            boost::system::error_code code;
            acceptor_.close(code);
        });
        pool_.join();
        io_.stop();
        if (thread_.joinable()) thread_.join();
    }

    void run_until_signal() {
        asio::io_context waiting;
        asio::signal_set signals(waiting, SIGINT, SIGTERM);
        signals.async_wait([](boost::system::error_code, int) {});
        waiting.run();
        stop();
    }

private:
    asio::awaitable<void> accept_all() {
        while (acceptor_.is_open()) {
            auto [code, socket] =
                co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
            if (code) continue;
            if (connections_ >= options_.max_connections) continue;  // closed by its destructor
            asio::co_spawn(io_, serve(beast::tcp_stream(std::move(socket))), asio::detached);
        }
    }

    asio::awaitable<void> serve(beast::tcp_stream stream) {
        ++connections_;
        beast::flat_buffer buffer;
        bool more = true;
        while (more) more = co_await serve_one(stream, buffer);
        boost::system::error_code code;
        stream.socket().shutdown(tcp::socket::shutdown_send, code);
        --connections_;
    }

    // One request and its answer; false when the connection ends.
    asio::awaitable<bool> serve_one(beast::tcp_stream& stream, beast::flat_buffer& buffer) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(kHeaderLimit);
        parser.body_limit(options_.body_limit);
        stream.expires_after(kTimeLimit);
        auto [code, size] = co_await http::async_read(stream, buffer, parser,
                                                      asio::as_tuple(asio::use_awaitable));
        (void)size;
        if (code == http::error::end_of_stream || code == beast::error::timeout) co_return false;
        const auto& message = parser.get();
        const bool head = message.method() == http::verb::head;
        Response response;
        bool keep_alive = !code && message.keep_alive();
        if (code) {
            response = plain(code == http::error::body_limit     ? 413
                             : code == http::error::header_limit ? 431
                                                                 : 400);
        } else {
            response = co_await handle(message, stream);
        }
        WireResponse wire = to_wire(std::move(response), 11, keep_alive, head);
        http::response_serializer<http::string_body> serializer(wire);
        serializer.split(head);
        stream.expires_after(kTimeLimit);
        auto [failed, sent] =
            head ? co_await http::async_write_header(stream, serializer,
                                                     asio::as_tuple(asio::use_awaitable))
                 : co_await http::async_write(stream, serializer,
                                              asio::as_tuple(asio::use_awaitable));
        (void)sent;
        co_return !failed && keep_alive;
    }

    asio::awaitable<Response> handle(const http::request<http::string_body>& message,
                                     beast::tcp_stream& stream) {
        Request request;
        request.method = method_of(message.method());
        boost::system::error_code code;
        request.peer = stream.socket().remote_endpoint(code).address().to_string();
        if (!parse_target({message.target().data(), message.target().size()}, request)) {
            co_return plain(400);
        }
        for (const auto& field : message) {
            request.headers.emplace_back(
                lower({field.name_string().data(), field.name_string().size()}),
                std::string(field.value()));
        }
        request.body = message.body();
        stream.expires_never();  // the handler's own time does not count against the client
        // The database work runs on the pool; the I/O thread goes on with other connections.
        Response response = co_await asio::co_spawn(
            pool_,
            [this, &request]() -> asio::awaitable<Response> { co_return handler_(request); },
            asio::use_awaitable);
        co_return response;
    }

    ServerOptions options_;
    Handler handler_;
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::thread_pool pool_;
    std::thread thread_;
    std::atomic<std::size_t> connections_{0};
    std::atomic<bool> stopped_{false};
};

Server::Server(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Server::~Server() { impl_->stop(); }

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler) {
    auto impl = std::make_unique<Impl>(options, std::move(handler));
    DAICHO_CHECK(impl->listen());
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const noexcept { return impl_->port(); }
void Server::run_until_signal() { impl_->run_until_signal(); }
void Server::stop() { impl_->stop(); }

}  // namespace daicho::net
