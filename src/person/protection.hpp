// 支援措置 (protection of victims): who must not be found through our screens, forms and files.
//
// Protection lasts until the state is "ended": an expired period never exposes anybody. The set is
// read from register protected_person and kept in memory; any change of that register is seen at
// the next reload (each change of the journal's size). Threads: any.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_set>

#include "register/kernel.hpp"

namespace daicho::person {

class ProtectionIndex {
public:
    explicit ProtectionIndex(registers::Kernel& kernel) : kernel_(kernel) {}
    // When the register cannot be read everybody counts as protected.
    bool is_protected(std::uint64_t addressee);

private:
    bool refresh();
    registers::Kernel& kernel_;
    std::mutex mutex_;
    std::unordered_set<std::uint64_t> protected_;
    std::uint64_t seen_version_ = ~std::uint64_t{0};
};

// Makes the index and hands its question to the kernel.
std::shared_ptr<ProtectionIndex> install_protection(registers::Kernel& kernel);

}  // namespace daicho::person
