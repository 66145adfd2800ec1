// 支援措置 (protection of victims): who must not be found through our screens, forms and files.
// A group of co-owners with a protected member counts as protected: its name may be the member's.
//
// Protection lasts until somebody has cleared it by the state "ended", from the day that the change
// names: neither the end of the period, nor a record that ends without it, nor an end entered ahead
// exposes anybody. The set is read from registers protected_person, protected_companion and
// co_owner and kept in memory; any change of them, and a new day, is seen at the next question.
// Threads: any.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::person {

// How a measure stands on a day. Every one but `ended` protects.
enum class Standing : std::uint8_t {
    applied,   // 仮支援措置: from the application until it is decided
    active,
    expiring,  // the last month of its period: an extension may be entered
    expired,   // its period is over and nobody has cleared it
    ended,
};
std::string_view to_string(Standing standing) noexcept;

struct Measure {
    std::uint64_t record = 0;  // of protected_person
    std::uint64_t addressee = 0;
    std::string state;         // as entered
    Date from, to;             // its period, half open
    Standing standing = Standing::active;
};
// Of every measure and person what holds on that day: the stretch that begins last by then, or an
// earlier or later one that protects. Errors: those of reading.
Result<std::vector<Measure>> measures(registers::Kernel& kernel, store::Connection& connection,
                                      Date today);

// Who is protected with the applicants of these measures (併せて支援を求める者): as long as the
// measure protects, until the companion's own state is "ended". None where there is no such
// register. Errors: those of reading.
Result<std::set<std::uint64_t>> companions(registers::Kernel& kernel,
                                           store::Connection& connection,
                                           const std::vector<Measure>& measures, Date today);

class ProtectionIndex {
public:
    explicit ProtectionIndex(registers::Kernel& kernel) : kernel_(kernel) {}
    // When the register cannot be read everybody counts as protected.
    bool is_protected(std::uint64_t addressee);
    // Nothing when the register cannot be read.
    std::optional<std::vector<std::uint64_t>> all();
    // Groups whose protected members are all among these persons.
    std::set<std::uint64_t> groups_of(const std::set<std::uint64_t>& persons);

private:
    bool refresh();
    Status read(store::Connection& connection, Date today);
    Status add_groups(store::Connection& connection);
    registers::Kernel& kernel_;
    std::mutex mutex_;
    std::set<std::uint64_t> protected_;
    std::map<std::uint64_t, std::set<std::uint64_t>> groups_;  // their protected members
    std::int64_t seen_versions_ = -1;  // of all these registers together
    Date seen_day_;
};

// Makes the index and hands its questions, and that for releases, to the kernel.
std::shared_ptr<ProtectionIndex> install_protection(registers::Kernel& kernel);

}  // namespace daicho::person
