#include "server/sign_in/session_cache.hpp"

namespace daicho::server {
namespace {

constexpr std::int64_t kKeptMicros = 1'000'000;
constexpr std::size_t kMost = 10'000;  // sessions; then all are asked for again

}  // namespace

Result<std::shared_ptr<const office::Session>> SessionCache::resume(
    registers::Kernel& kernel, const office::SessionPolicy& policy, std::string_view token,
    office::Use use) {
    const auto generation = kernel.generation_of_office();
    const Digest key = sha256(as_bytes(token));
    const Instant now = kernel.clock().now();
    if (generation) {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find(key);
        // Background requests do not keep a session alive: a person's must be told to it.
        if (found != kept_.end() && found->second.generation == *generation &&
            now.micros >= found->second.asked.micros &&
            now.micros - found->second.asked.micros < kKeptMicros &&
            (use == office::Use::background || found->second.use == office::Use::person)) {
            return found->second.session;
        }
    }
    auto session = office::resume(kernel, policy, token, use);
    const std::lock_guard lock(mutex_);
    kept_.erase(key);
    if (!session) return std::move(session.error());
    auto shared = std::make_shared<const office::Session>(std::move(*session));
    if (generation) {
        if (kept_.size() >= kMost) kept_.clear();
        kept_[key] = {shared, *generation, now, use};
    }
    return shared;
}

}  // namespace daicho::server
