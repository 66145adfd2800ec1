// Leaving: an answer that is ready, but must not leave before what it must leave behind is durable.
//
// The handler's thread is free meanwhile: it begins entries with `expect` and hands its answer over
// with `send`. Whoever ends last, the handler or the writer, lets the answer go; an entry that
// failed replaces it by its error. Threads: any.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "net/server.hpp"

namespace daicho::server {

class Leaving : public std::enable_shared_from_this<Leaving> {
public:
    Leaving(net::Reply reply, bool secure) : reply_(std::move(reply)), secure_(secure) {}

    // One more that the answer waits for; the result is called once, with its outcome.
    std::function<void(Status)> expect();
    // The answer itself, once, after the last `expect`.
    void send(net::Response response);

private:
    void done();

    net::Reply reply_;
    bool secure_;
    std::atomic<std::size_t> open_{1};  // the handler itself
    net::Response response_;
    std::mutex mutex_;
    std::optional<Error> failed_;  // guarded; the first
};

}  // namespace daicho::server
