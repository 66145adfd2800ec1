#include "server/rate_limit.hpp"

#include <algorithm>

namespace daicho::server {
namespace {

constexpr std::int64_t kOne = 1'000;      // thousandths of a request
constexpr std::size_t kMost = 20'000;     // buckets; whoever invents addresses fills no memory
constexpr std::int64_t kLongest = 600'000;  // ms that a bucket is filled for at most

// A rate of n per second fills n thousandths a millisecond.
std::int64_t filled(std::int64_t thousandths, std::int64_t since_ms, const Rate& rate) {
    const std::int64_t more = std::clamp<std::int64_t>(since_ms, 0, kLongest) * rate.per_second;
    return std::min(thousandths + more, rate.burst * kOne);
}

}  // namespace

std::int64_t RateLimit::ask(const std::string& who, const Rate& rate, std::int64_t now_ms) {
    if (rate.per_second <= 0) return 0;
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= kMost) forget_full(rate, now_ms);
    const auto [at, fresh] = buckets_.try_emplace(who, Bucket{rate.burst * kOne, now_ms});
    Bucket& bucket = at->second;
    if (!fresh) bucket.thousandths = filled(bucket.thousandths, now_ms - bucket.at_ms, rate);
    bucket.at_ms = now_ms;
    if (bucket.thousandths >= kOne) {
        bucket.thousandths -= kOne;
        return 0;
    }
    const std::int64_t wait_ms = (kOne - bucket.thousandths) / rate.per_second;
    return std::max<std::int64_t>(1, (wait_ms + 999) / 1'000);
}

// Full ones say nothing that a new one would not. When that does not help, all are forgotten.
void RateLimit::forget_full(const Rate& rate, std::int64_t now_ms) {
    std::erase_if(buckets_, [&](const auto& one) {
        const Bucket& bucket = one.second;
        return filled(bucket.thousandths, now_ms - bucket.at_ms, rate) >= rate.burst * kOne;
    });
    if (buckets_.size() >= kMost) buckets_.clear();
}

}  // namespace daicho::server
