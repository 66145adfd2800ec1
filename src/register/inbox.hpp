// Inbox: what waits for a person, in all registers with a workflow.
#pragma once

#include "register/workflow.hpp"

namespace daicho::registers {

enum class InboxKind : std::uint8_t {
    decide,   // this person may take a step
    refused,  // entered by this person and refused: enter anew or take note (withdraw)
    own,      // entered by this person, waits for somebody else
};

struct InboxItem {
    InboxKind kind = InboxKind::decide;
    const Definition* definition = nullptr;
    WaitingChange waiting;
    Options options;
    bool overdue = false;
};

// What is past its deadline first, then by age; at most `limit`.
Result<std::vector<InboxItem>> inbox_of(Kernel& kernel, store::Connection& connection,
                                        const identity::Principal& principal, Date today,
                                        std::size_t limit);

}  // namespace daicho::registers
