// 一時解除: releases of a protection, for a named account, person and number of hours.
//
// A release is a record of the register protection_release, asked for by one and approved by
// another (workflow). Its hours count from the time of the entry that approved it, so it ends by
// itself; a row of release_return ends it before. Whoever is to look does not approve, and nothing
// but an approval makes a release: no import, no command of the system. Threads: any.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::person {

class ProtectionIndex;

struct Release {
    std::uint64_t record = 0;
    std::uint64_t account = 0;
    std::uint64_t addressee = 0;
    bool print = false;  // forms too
    Instant from, until;  // half open
    bool returned = false;
    Date asked_on;        // these two and the persons are its key
    std::int64_t serial = 0;
    [[nodiscard]] bool holds(Instant now) const noexcept {
        return !returned && from <= now && now < until;
    }
};

// Those that were approved lately enough to hold, newest first.
Result<std::vector<Release>> recent_releases(registers::Kernel& kernel,
                                             store::Connection& connection);

// Hands to the kernel who is released for whom, and the rule of the second person.
void install_releases(registers::Kernel& kernel, std::shared_ptr<ProtectionIndex> index);

}  // namespace daicho::person
