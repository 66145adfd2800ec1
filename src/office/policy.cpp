#include "office/policy.hpp"

#include <algorithm>

namespace daicho::office {
namespace {

std::uint64_t number(const yaml::Node& node, std::string_view key, std::int64_t min,
                     std::int64_t max) {
    return static_cast<std::uint64_t>(node.at(key).integer(min, max));
}

LockPolicy read_lock(const yaml::Node& node) {
    LockPolicy lock;
    lock.free_failures = number(node, "free_failures", 0, 20);
    lock.first_delay_s = number(node, "first_delay_s", 1, 3'600);
    lock.longest_delay_s = number(node, "longest_delay_s", 1, 86'400);
    lock.failures = number(node, "failures", 3, 100);
    lock.cite = node.at("cite").text();
    if (lock.longest_delay_s < lock.first_delay_s || lock.failures <= lock.free_failures) {
        node.fault(input_error("settings.bad_lock"));
    }
    return lock;
}

}  // namespace

std::uint64_t LockPolicy::delay_s(std::uint64_t failed) const noexcept {
    if (failed <= free_failures) return 0;
    std::uint64_t delay = first_delay_s;
    for (std::uint64_t i = free_failures + 1; i < failed && delay < longest_delay_s; ++i) {
        delay *= 2;
    }
    return std::min(delay, longest_delay_s);
}

AccountPolicy read_account_policy(const yaml::Node& node) {
    AccountPolicy policy;
    policy.lock = read_lock(node.at("lock"));
    const yaml::Node spraying = node.at("spraying");
    policy.spraying = {number(spraying, "accounts", 2, 1'000),
                       number(spraying, "minutes", 1, 1'440),
                       spraying.at("cite").text()};
    const yaml::Node session = node.at("session");
    policy.session = {number(session, "idle_minutes", 1, 480),
                      number(session, "longest_hours", 1, 24),
                      session.at("cite").text()};
    return policy;
}

}  // namespace daicho::office
