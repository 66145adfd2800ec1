#include "net/detail/secure.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/beast/ssl.hpp>

namespace daicho::net::detail {

namespace ssl = asio::ssl;

class TlsSide::Impl {
public:
    ssl::context context{ssl::context::tls_server};
};

TlsSide::TlsSide(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
TlsSide::~TlsSide() = default;

Result<std::unique_ptr<TlsSide>> TlsSide::open(const TlsFiles& files) {
    auto impl = std::make_unique<Impl>();
    ssl::context& context = impl->context;
    boost::system::error_code code;
    context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                            ssl::context::no_sslv3 | ssl::context::no_tlsv1 |
                            ssl::context::no_tlsv1_1 | ssl::context::no_compression,
                        code);
    std::string at = files.certificate.string();
    if (!code) context.use_certificate_chain_file(at, code);
    if (!code) {
        at = files.key.string();
        context.use_private_key_file(at, ssl::context::pem, code);
    }
    if (code) {
        return input_error("net.tls_unusable").with("file", at).with("reason", code.message());
    }
    return std::unique_ptr<TlsSide>(new TlsSide(std::move(impl)));
}

asio::awaitable<void> TlsSide::serve(Shared& shared, tcp::socket socket, const std::string& peer) {
    beast::ssl_stream<beast::tcp_stream> stream(beast::tcp_stream(std::move(socket)),
                                                impl_->context);
    beast::get_lowest_layer(stream).expires_after(kTimeLimit);
    auto [refused] = co_await stream.async_handshake(ssl::stream_base::server,
                                                     asio::as_tuple(asio::use_awaitable));
    if (refused) co_return;
    co_await detail::serve(shared, stream, peer, true);
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(5));
    auto [ended] = co_await stream.async_shutdown(asio::as_tuple(asio::use_awaitable));
    (void)ended;  // clients that just go away are usual
}

}  // namespace daicho::net::detail
