// Server: HTTP/1.1 on one address, by Boost.Beast behind a Boost-free header.
//
// Connections live on one I/O thread; handlers, which block on the database, run on a pool of
// their own. Limits: header 16 KiB, body 16 MiB, 30 s for a request to arrive and for an answer
// to leave (slow clients are dropped), 1,024 connections.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "net/http.hpp"

namespace daicho::net {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free port, see Server::port()
    unsigned handler_threads = 4;
    std::size_t body_limit = 16 * 1024 * 1024;
    std::size_t max_connections = 1'024;
};

using Handler = std::function<Response(const Request&)>;

class Server {
public:
    // Listens at once. Error: net.cannot_listen (address in use, no permission).
    static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Handler handler);
    ~Server();  // stops
    [[nodiscard]] std::uint16_t port() const noexcept;
    // Blocks until SIGINT or SIGTERM, then stops taking connections and lets answers leave.
    void run_until_signal();
    void stop();

private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl) noexcept;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daicho::net
