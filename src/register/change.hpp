// Change: one record entered, corrected or ended by one person (K3: the same path for screen,
// API, command line). authorise → check → apply → journal, in one transaction.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "identity/principal.hpp"
#include "register/kernel.hpp"
#include "register/row_digest.hpp"

namespace daicho::registers {

struct ChangeRequest {
    std::string register_name;
    std::optional<std::uint64_t> record;        // absent: a new record
    std::optional<std::uint64_t> base_version;  // version that was looked at; conflict if newer
    std::map<std::string, std::string> values;  // field → text form; "" empties; refs: key text.
                                                // For an existing record: only what changes
    ValidTime valid;                            // for event registers ignored
    bool ended = false;                         // the record is no more from valid.from on
    std::string reason;                         // required for a correction of the past
    std::uint16_t purpose = 0;
};

struct ChangeResult {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
    CommitNumber commit;
    std::vector<Error> warnings;
};

// Errors: register.denied, change.invalid (every fault as a cause), change.key_exists,
// change.no_record, change.conflict.
Result<ChangeResult> change(Kernel& kernel, const identity::Principal& principal,
                            const ChangeRequest& request);

// The same inside a command of one's own (several registers in one transaction).
Result<ChangeResult> apply_change(Context& context, const identity::Principal& principal,
                                  std::uint16_t capacity, const Definition& definition,
                                  const ChangeRequest& request);

}  // namespace daicho::registers
