// Server: HTTP/1.1 on one address, by Boost.Beast behind a Boost-free header.
//
// Connections live on one I/O thread; handlers, which block on the database, run on a pool of
// their own. Limits: header 16 KiB, body 16 MiB, 30 s for a request to arrive and for an answer
// to leave (slow clients are dropped), 1,024 connections, 256 of one address: whoever opens many
// and says nothing keeps nobody else out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "net/http.hpp"

namespace daicho::net {

struct TlsFiles {
    std::filesystem::path certificate;  // PEM, with its chain
    std::filesystem::path key;          // PEM
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free port, see Server::port()
    unsigned handler_threads = 32;  // some of them wait for a disk
    std::size_t body_limit = 16 * 1024 * 1024;
    std::size_t max_connections = 1'024;
    std::size_t max_of_one_peer = 256;
    std::optional<TlsFiles> tls;  // absent: plain HTTP
};

using Handler = std::function<Response(const Request&)>;
// Takes the answer, once, on any thread.
using Reply = std::function<void(Response)>;
// Need not have answered when it returns; the request lives until it has.
using LaterHandler = std::function<void(const Request&, Reply)>;

class Server {
public:
    // Listens at once. Errors: net.cannot_listen (address in use, no permission), net.tls_unusable.
    static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Handler handler);
    static Result<std::unique_ptr<Server>> start(const ServerOptions& options,
                                                 LaterHandler handler);
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
