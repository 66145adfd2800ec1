// One connection, plain or with TLS: reads a request, has it handled, writes the answer.
//
// Beast is slow to compile: this header is included by the two files that make connections.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

#include "net/server.hpp"

namespace daicho::net::detail {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

inline constexpr std::chrono::seconds kTimeLimit{30};
inline constexpr std::uint32_t kHeaderLimit = 16 * 1024;

// How many handlers have begun and not answered yet: the server ends after them.
class Unanswered {
public:
    void begin() {
        const std::lock_guard lock(mutex_);
        ++open_;
    }
    // Told under the lock: whoever waits may be gone as soon as it is free.
    void end() {
        const std::lock_guard lock(mutex_);
        if (--open_ == 0) none_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        none_.wait(lock, [this] { return open_ == 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable none_;
    std::size_t open_ = 0;
};

// What all connections share. The counts belong to the I/O thread.
struct Shared {
    const ServerOptions& options;
    const LaterHandler& handler;
    asio::thread_pool& pool;
    std::size_t connections = 0;
    std::map<std::string, std::size_t> by_peer;
    Unanswered unanswered;
};

// Counts a connection for as long as it lives.
class Counted {
public:
    Counted(Shared& shared, std::string peer) : shared_(shared), peer_(std::move(peer)) {
        ++shared_.connections;
        ++shared_.by_peer[peer_];
    }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() {
        --shared_.connections;
        const auto found = shared_.by_peer.find(peer_);
        if (--found->second == 0) shared_.by_peer.erase(found);
    }
    [[nodiscard]] const std::string& peer() const noexcept { return peer_; }

private:
    Shared& shared_;
    std::string peer_;
};

using WireRequest = http::request<http::string_body>;
using WireResponse = http::response<http::string_body>;

// Error: net.bad_target.
Result<Request> from_wire(const WireRequest& message, const std::string& peer, bool secure);
WireResponse to_wire(Response response, bool keep_alive, bool head);
Response plain(unsigned status);
unsigned status_of(const beast::error_code& code) noexcept;

// The database work runs on the pool; the I/O thread goes on with other connections, and the pool's
// thread with other requests when an answer waits for the disk. Resumes on the I/O thread.
inline asio::awaitable<Response> answered(Shared& shared, const Request& request) {
    return asio::async_initiate<const asio::use_awaitable_t<>&, void(Response)>(
        [&shared, &request](auto resume) {
            auto work = asio::make_work_guard(asio::get_associated_executor(resume));
            using Resume = decltype(resume);
            const auto kept = std::make_shared<std::pair<Resume, decltype(work)>>(
                std::move(resume), std::move(work));
            Reply reply = [kept, &shared](Response response) {
                asio::post(kept->second.get_executor(),
                           [kept, response = std::move(response)]() mutable {
                               std::move(kept->first)(std::move(response));
                           });
                shared.unanswered.end();
            };
            // Counted from here: what comes when the pool has ended is never begun.
            asio::post(shared.pool, [&shared, &request, reply = std::move(reply)]() mutable {
                shared.unanswered.begin();
                shared.handler(request, std::move(reply));
            });
        },
        asio::use_awaitable);
}

template <class Stream>
asio::awaitable<Response> handle(Shared& shared, const WireRequest& message, Stream& stream,
                                 const std::string& peer, bool secure) {
    Result<Request> request = from_wire(message, peer, secure);
    if (!request) co_return plain(400);
    // The handler's own time does not count against the client.
    beast::get_lowest_layer(stream).expires_never();
    co_return co_await answered(shared, *request);
}

// One request and its answer; false when the connection ends.
template <class Stream>
asio::awaitable<bool> serve_one(Shared& shared, Stream& stream, beast::flat_buffer& buffer,
                                const std::string& peer, bool secure) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(kHeaderLimit);
    parser.body_limit(shared.options.body_limit);
    beast::get_lowest_layer(stream).expires_after(kTimeLimit);
    auto [code, size] = co_await http::async_read(stream, buffer, parser,
                                                  asio::as_tuple(asio::use_awaitable));
    (void)size;
    if (code == http::error::end_of_stream || code == beast::error::timeout) co_return false;
    const WireRequest& message = parser.get();
    const bool head = message.method() == http::verb::head;
    const bool keep_alive = !code && message.keep_alive();
    Response response;
    if (code) {
        response = plain(status_of(code));
    } else {
        response = co_await handle(shared, message, stream, peer, secure);
    }
    WireResponse wire = to_wire(std::move(response), keep_alive, head);
    http::response_serializer<http::string_body> serializer(wire);
    serializer.split(head);
    beast::get_lowest_layer(stream).expires_after(kTimeLimit);
    auto [failed, sent] =
        head ? co_await http::async_write_header(stream, serializer,
                                                 asio::as_tuple(asio::use_awaitable))
             : co_await http::async_write(stream, serializer,
                                          asio::as_tuple(asio::use_awaitable));
    (void)sent;
    co_return !failed && keep_alive;
}

template <class Stream>
asio::awaitable<void> serve(Shared& shared, Stream& stream, const std::string& peer, bool secure) {
    beast::flat_buffer buffer;
    bool more = true;
    while (more) more = co_await serve_one(shared, stream, buffer, peer, secure);
}

}  // namespace daicho::net::detail
