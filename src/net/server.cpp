#include "net/server.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <optional>
#include <thread>

#include "net/detail/connection.hpp"
#include "net/detail/secure.hpp"

namespace daicho::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

class Server::Impl {
public:
    Impl(const ServerOptions& options, LaterHandler handler)
        : options_(options), handler_(std::move(handler)),
          pool_(std::in_place, std::max(1U, options.handler_threads)), acceptor_(io_) {}

    Status listen() {
        if (options_.tls) {
            DAICHO_TRY(tls, detail::TlsSide::open(*options_.tls));
            tls_ = std::move(tls);
        }
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
        pool_->join();
        shared_.unanswered.wait();
        io_.stop();
        if (thread_.joinable()) thread_.join();
        pool_.reset();  // requests that were never begun hold connections, which need `io_`
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
            socket.set_option(tcp::no_delay(true), code);
            const std::string peer = socket.remote_endpoint(code).address().to_string();
            if (code || !has_room(peer)) continue;  // closed by its destructor
            asio::co_spawn(io_, serve(std::move(socket), peer), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket, std::string from) {
        const detail::Counted counted(shared_, std::move(from));
        if (tls_) {
            co_await tls_->serve(shared_, std::move(socket), counted.peer());
            co_return;
        }
        beast::tcp_stream stream(std::move(socket));
        co_await detail::serve(shared_, stream, counted.peer(), false);
        boost::system::error_code code;
        stream.socket().shutdown(tcp::socket::shutdown_send, code);
    }

    [[nodiscard]] bool has_room(const std::string& peer) const {
        const auto found = shared_.by_peer.find(peer);
        return shared_.connections < options_.max_connections &&
               (found == shared_.by_peer.end() || found->second < options_.max_of_one_peer);
    }

    // Connections that are still open end with `io_`: what they use stands before it.
    ServerOptions options_;
    LaterHandler handler_;
    std::optional<asio::thread_pool> pool_;
    std::unique_ptr<detail::TlsSide> tls_;
    detail::Shared shared_{options_, handler_, *pool_, 0, {}, {}};
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    std::thread thread_;
    std::atomic<bool> stopped_{false};
};

Server::Server(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Server::~Server() { impl_->stop(); }

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler) {
    return start(options, LaterHandler([handler = std::move(handler)](const Request& request,
                                                                      const Reply& reply) {
                     reply(handler(request));
                 }));
}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options,
                                              LaterHandler handler) {
    auto impl = std::make_unique<Impl>(options, std::move(handler));
    DAICHO_CHECK(impl->listen());
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const noexcept { return impl_->port(); }
void Server::run_until_signal() { impl_->run_until_signal(); }
void Server::stop() { impl_->stop(); }

}  // namespace daicho::net
