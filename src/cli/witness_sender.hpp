// Witness sender: posts checkpoints to another server, behind the back of the writer.
//
// The newest note says all that the ones before it said; so only it is sent, again every second
// until it is taken – with the proof that it continues the one the witness holds: without one, or
// with one that does not fit, the witness takes nothing. Threads: any; its own does the waiting.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "net/peer.hpp"

namespace daicho::cli {

class WitnessSender {
public:
    // Bundle (journal/bundle.hpp) from a checkpoint of `held` entries to one of `size`.
    using Prove = std::function<Result<std::string>(std::uint64_t held, std::uint64_t size)>;

    // "http://host[:port][/path]", or "https://… FINGERPRINT" (the certificate's SHA-256).
    // Error: net.bad_url.
    static Result<std::shared_ptr<WitnessSender>> start(const std::string& url);
    ~WitnessSender();  // waits for what is being sent, then a last time for what is not
    WitnessSender(const WitnessSender&) = delete;
    WitnessSender& operator=(const WitnessSender&) = delete;

    // Nothing is sent before. What it calls must be there until the sender's end.
    void prove_with(Prove prove);
    // At once; what it answers is how the last one fared: net.unreachable, witness.refused. Without
    // notes it waits, for some seconds at most, until what was given is sent or refused.
    Status give(const std::vector<std::string>& notes);

private:
    WitnessSender(net::PeerAddress peer, std::string path)
        : peer_(std::move(peer)), path_(std::move(path)) {}
    void loop();
    Status send(const std::string& note);
    Result<std::uint64_t> ask_held();
    Result<net::Response> ask(net::Method method, std::string body);

    net::PeerAddress peer_;
    std::string path_;
    Prove prove_;
    std::optional<std::uint64_t> held_;  // by the witness, as it last said; on the sender's thread
    std::mutex mutex_;
    std::condition_variable woken_;
    std::optional<std::string> newest_;
    std::optional<Error> fault_;
    bool stopping_ = false;
    bool sending_ = false;
    std::uint64_t tries_ = 0;
    std::condition_variable told_;
    std::thread thread_;
};

}  // namespace daicho::cli
