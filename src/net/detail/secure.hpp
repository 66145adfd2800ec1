// Connections with TLS, apart: Beast and OpenSSL together are slow to compile.
#pragma once

#include <memory>

#include "net/detail/connection.hpp"

namespace daicho::net::detail {

// Certificate and key, read once. TLS 1.2 and 1.3 only.
class TlsSide {
public:
    // Error: net.tls_unusable (file missing, unreadable, key of another certificate).
    static Result<std::unique_ptr<TlsSide>> open(const TlsFiles& files);
    ~TlsSide();
    // Shakes hands within the time limit, then serves.
    asio::awaitable<void> serve(Shared& shared, tcp::socket socket, const std::string& peer);

private:
    class Impl;
    explicit TlsSide(std::unique_ptr<Impl> impl) noexcept;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daicho::net::detail
