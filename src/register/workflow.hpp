// Workflow: what becomes of a change that awaits approval (仮登録 → 本登録).
//
// Everything is derived from the versions of the record, in their order: a change waits as long as
// its provisional version is the record's newest one. An approval writes the confirmed version, a
// further step the provisional one in its new state, refusal and withdrawal a version that says so.
// Whatever is confirmed meanwhile (an import) makes the provisional one old: it cannot be approved
// any more, because it is no longer what the approver looked at.
// Two people: nobody who entered or moved a change, nor the same human by another account, nor
// whoever acts for one of them as a delegate, takes a four-eyes step of it.
#pragma once

#include "register/change.hpp"
#include "register/query.hpp"

namespace daicho::registers {

struct WaitingChange {
    RecordVersion version;                // the provisional one; a refused one's values too
    const WorkflowState* state = nullptr;
    bool refused = false;
    std::uint64_t newest = 0;             // version to name in a decision
    std::string digest;                   // hex; of that version
    std::optional<RecordVersion> before;  // what holds on its first day, nothing for a new record
    std::uint64_t entered_by = 0;
    std::uint64_t entered_for = 0;        // 0, or the account for which a delegate entered it
    Instant entered_at;
    std::string reason;
    std::string article;
    std::vector<std::uint64_t> involved;  // accounts; those for which delegates acted, too
    Instant since;                        // in this state
    std::optional<Date> due;
    std::string refusal;                  // why it was refused, and by whom
    std::uint64_t refused_by = 0;
};

// Nothing when no change of the record waits.
Result<std::optional<WaitingChange>> read_waiting_change(Kernel& kernel,
                                                         store::Connection& connection,
                                                         const Definition& definition,
                                                         std::uint64_t record);
// How a confirmed version came about; nothing when it needed no approval.
Result<std::optional<WaitingChange>> read_proposal(Kernel& kernel, store::Connection& connection,
                                                   const Definition& definition,
                                                   const RecordVersion& confirmed);
// What this person may do with it now.
struct Options {
    std::vector<const WorkflowStep*> steps;
    bool refuse = false;
    bool withdraw = false;
};
Result<Options> options_of(Kernel& kernel, store::Connection& connection,
                           const identity::Principal& principal, const Definition& definition,
                           const WaitingChange& waiting);
// May this person see what is only provisional: whoever may change or take a step.
bool may_see_provisional(const identity::Principal& principal,
                         const Definition& definition) noexcept;

struct Decision {
    std::string register_name;
    std::uint64_t record = 0;
    std::uint64_t version = 0;  // that was looked at (WaitingChange::newest)
    std::string digest;         // hex; compared when given
    std::string reason;
    std::string to;             // state to move to; empty: the first step that this person may take
    std::uint16_t purpose = 0;
};

// Errors of all: register.denied, workflow.same_person, workflow.not_yours (all three journaled),
// workflow.not_waiting, workflow.conflict, workflow.no_reason, change.key_exists, change.invalid.
// The result is provisional where a further step follows.
Result<ChangeResult> approve(Kernel& kernel, const identity::Principal& principal,
                             const Decision& decision);
Result<ChangeResult> refuse_change(Kernel& kernel, const identity::Principal& principal,
                                   const Decision& decision);
// By whoever entered it; also takes note of a refusal.
Result<ChangeResult> withdraw(Kernel& kernel, const identity::Principal& principal,
                              const Decision& decision);

}  // namespace daicho::registers
