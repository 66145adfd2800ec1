// Change: one record entered, corrected or ended by one person (K3: the same path for screen,
// API, command line). authorise → check → apply → journal, in one transaction.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "identity/principal.hpp"
#include "register/kernel.hpp"
#include "register/scope.hpp"
#include "register/query.hpp"
#include "register/row_digest.hpp"

namespace daicho::registers {

struct ChangeRequest {
    std::string register_name;
    std::optional<std::uint64_t> record;        // absent: a new record
    std::optional<std::uint64_t> base_version;  // version that was looked at; conflict if newer
    std::map<std::string, std::string> values;  // field → text form; "" empties; refs: key text.
                                                // For an existing record: only what changes
    std::map<std::string, NewDocument> documents;  // fields of type document → what they get
    ValidTime valid;                            // for event registers ignored
    bool ended = false;                         // the record is no more from valid.from on
    std::string reason;                         // required for a correction of the past
    std::uint16_t purpose = 0;
    std::string article;                        // … where the definition asks for it
    std::optional<Date> like;                   // start from the values of that day instead of
                                                // those of valid.from: cancels what was scheduled
};

struct ChangeResult {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
    CommitNumber commit;
    std::vector<Error> warnings;
    bool provisional = false;  // awaits somebody's approval (register/workflow.hpp)
};

// A person's change of a register with a workflow lands as a provisional version; the system's (a
// new municipality, data carried over) is confirmed. Errors: register.denied, change.invalid (every
// fault as a cause), change.key_exists, change.no_record, change.conflict, change.waiting,
// change.no_reason, change.no_article, purpose.missing, purpose.unknown. Among the causes of
// change.invalid: change.key_fixed, since a record keeps its key.
Result<ChangeResult> change(Kernel& kernel, const identity::Principal& principal,
                            const ChangeRequest& request);

// Its parts, for whoever changes many records in commands of its own. `admit_change` asks what
// does not depend on the record (and journals a refusal); the other two stand in a command, and ask
// the rest again for each record.
struct Admitted {
    const Definition* definition = nullptr;
    std::uint16_t capacity = 0;
    bool provisional = false;
    std::optional<Scope> scope{};  // only rows of these departments, before and after
};
Result<Admitted> admit_change(Kernel& kernel, const identity::Principal& principal,
                              const ChangeRequest& request);
Result<ChangeResult> change_in(Context& context, const identity::Principal& principal,
                               const Admitted& admitted, const ChangeRequest& request);
// What it would do, with nothing written: every check of a row, but not the rules over all rows
// that are asked behind them (Kernel::rules). Errors: as change.
struct Rehearsal {
    RecordVersion before;             // whose values the change is made on
    std::vector<OwnedValue> values;   // that the new version would have
    std::vector<Error> warnings;
};
Result<Rehearsal> rehearse_change(Context& context, const Admitted& admitted,
                                  const ChangeRequest& request);

// The same inside a command of one's own (several registers in one transaction); confirmed, for
// commands that see to the second person themselves.
Result<ChangeResult> apply_change(Context& context, const identity::Principal& principal,
                                  std::uint16_t capacity, const Definition& definition,
                                  const ChangeRequest& request);

// Errors: purpose.missing (where one is asked), purpose.unknown.
Status check_purpose(const Definition& definition, bool asked, std::uint16_t purpose);

}  // namespace daicho::registers
