// 支援措置 (protection of victims): who must not be found through our screens, forms and files.
// A group of co-owners with a protected member counts as protected: its name may be the member's.
//
// Protection lasts until the state is "ended": an expired period never exposes anybody. The set is
// read from registers protected_person and co_owner and kept in memory; any change of them is seen
// at the next question. Threads: any.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_set>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::person {

class ProtectionIndex {
public:
    explicit ProtectionIndex(registers::Kernel& kernel) : kernel_(kernel) {}
    // When the register cannot be read everybody counts as protected.
    bool is_protected(std::uint64_t addressee);
    // Nothing when the register cannot be read.
    std::optional<std::vector<std::uint64_t>> all();

private:
    bool refresh();
    Status add_groups(store::Connection& connection, std::unordered_set<std::uint64_t>& found);
    registers::Kernel& kernel_;
    std::mutex mutex_;
    std::unordered_set<std::uint64_t> protected_;
    std::int64_t seen_versions_ = -1;  // of both registers together
};

// Makes the index and hands its question to the kernel.
std::shared_ptr<ProtectionIndex> install_protection(registers::Kernel& kernel);

}  // namespace daicho::person
