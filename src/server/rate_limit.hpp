// Rate limit: how often one session, or one address that is not signed in, may ask.
//
// A bucket each, filled at an even rate up to a burst; whole numbers of thousandths of a request.
// It protects the city's server from a script that runs away, and slows down guessing beside the
// delays of office/attempts. Threading: thread-safe.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace daicho::server {

struct Rate {
    std::int64_t per_second = 0;  // 0: no limit
    std::int64_t burst = 0;
};

class RateLimit {
public:
    // 0: go on. Otherwise the seconds after which to try again, at least 1.
    std::int64_t ask(const std::string& who, const Rate& rate, std::int64_t now_ms);

private:
    struct Bucket {
        std::int64_t thousandths = 0;
        std::int64_t at_ms = 0;
    };
    void forget_full(const Rate& rate, std::int64_t now_ms);
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace daicho::server
