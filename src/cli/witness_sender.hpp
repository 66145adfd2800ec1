// Witness sender: posts checkpoints to another server, behind the back of the writer.
//
// The newest note says all that the ones before it said; so only it is sent, again every second
// until it is taken. Threads: any; its own thread does the waiting.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "net/client.hpp"

namespace daicho::cli {

class WitnessSender {
public:
    // Error: net.bad_url.
    static Result<std::shared_ptr<WitnessSender>> start(const std::string& url);
    ~WitnessSender();  // waits for what is being sent, then a last time for what is not
    WitnessSender(const WitnessSender&) = delete;
    WitnessSender& operator=(const WitnessSender&) = delete;

    // At once; what it answers is how the last one fared: net.unreachable, witness.refused. Without
    // notes it waits, for some seconds at most, until what was given is sent or refused.
    Status give(const std::vector<std::string>& notes);

private:
    explicit WitnessSender(net::Url url) : url_(std::move(url)) {}
    void loop();
    Status send(const std::string& note);
    net::Url url_;
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
