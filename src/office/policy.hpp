// Policy: how accounts sign in, as the municipality decided – numbers with the rule they come from.
// Read from data/municipality/<file>.yaml, section `accounts`. Plain values.
#pragma once

#include <cstdint>
#include <string>

#include "yaml/node.hpp"

namespace daicho::office {

struct LockPolicy {
    std::uint64_t free_failures = 3;    // without any delay
    std::uint64_t first_delay_s = 1;    // after the next one; doubles with each further failure
    std::uint64_t longest_delay_s = 900;
    std::uint64_t failures = 10;        // then locked until a second person unlocks
    std::string cite;

    // Seconds to wait after so many failures.
    [[nodiscard]] std::uint64_t delay_s(std::uint64_t failed) const noexcept;
};

// Many numbers tried with few passwords: no single account shows it.
struct SprayingPolicy {
    std::uint64_t accounts = 5;
    std::uint64_t minutes = 10;
    std::string cite;
};

struct SessionPolicy {
    std::uint64_t idle_minutes = 30;
    std::uint64_t longest_hours = 12;
    std::string cite;
};

struct AccountPolicy {
    LockPolicy lock;
    SprayingPolicy spraying;
    SessionPolicy session;
};

// Faults go to the node's document.
AccountPolicy read_account_policy(const yaml::Node& node);

}  // namespace daicho::office
