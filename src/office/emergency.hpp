// Emergencies: sealed roles that holders of other roles open for some minutes, with a reason.
//
// While one is open its role is among the opener's (office/directory.hpp), so every entry names it
// as the capacity. Opening alarms at once – others see it on their home screens, `doctor` says it –
// and stays on a list until another person has reviewed it. Threading: thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/directory.hpp"
#include "office/policy.hpp"

namespace daicho::office {

struct Emergency {
    std::uint64_t id = 0;
    std::string kind;  // EmergencyPolicy::id
    std::uint64_t account = 0;
    Instant opened, until;
    std::string reason;
    std::uint64_t reviewed_by = 0;  // 0 = not yet
};

// Errors: office.emergency.unknown, register.denied, office.emergency.no_reason,
// office.emergency.open.
Result<Emergency> open_emergency(registers::Kernel& kernel, const AccountPolicy& policy,
                                 const identity::Principal& by, std::string_view kind,
                                 std::string_view reason);
// By another person, once it is over or before. Errors: office.emergency.none, register.denied,
// office.emergency.oneself, office.emergency.no_reason.
Status review_emergency(registers::Kernel& kernel, const AccountPolicy& policy,
                        const identity::Principal& by, std::uint64_t id, std::string_view finding);
// Which this person may open and review.
std::vector<const EmergencyPolicy*> may_open(const AccountPolicy& policy,
                                             const identity::Principal& who);
bool may_review(const AccountPolicy& policy, const identity::Principal& who,
                std::string_view kind);

// Oldest first.
Result<std::vector<Emergency>> unreviewed(store::Connection& connection);

// The grants that are open for an account at this moment.
Result<std::vector<identity::Grant>> open_grants(store::Connection& connection,
                                                 std::uint64_t account, Instant now);

}  // namespace daicho::office
