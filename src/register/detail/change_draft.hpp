// Draft of a version: the values that a change asks for, checked, before it becomes a row – of a
// change that holds at once, one that awaits approval, and an approval itself.
#pragma once

#include "register/change.hpp"
#include "register/query.hpp"

namespace daicho::registers::detail {

// A document that the version will name, and the number it gets.
struct DraftDocument {
    std::size_t field = 0;
    std::uint64_t id = 0;
    const NewDocument* document = nullptr;  // of the request
};

struct Draft {
    std::vector<DraftDocument> documents;
    std::vector<OwnedValue> values;
    std::optional<RecordVersion> before;  // confirmed version that the change is made on
    std::string key;
    std::vector<Error> faults;
    std::vector<Error> warnings;
};

// Errors: change.invalid, change.key_exists, change.no_record, change.conflict.
Result<Draft> draft_change(Context& context, const Definition& definition,
                           const ChangeRequest& request);

// Sealed values as plain digits: a seal names its version and cannot be copied to another.
Status open_sealed(Context& context, const Definition& definition, const RecordVersion& version,
                   std::vector<OwnedValue>& values);
// The declarative checks. Error: change.invalid with what they and the draft found.
Status check_draft(const Definition& definition, bool ended, Draft& draft);
// A record has its key for as long as it is: notices, exports and other registers name it by it.
// Whoever needs another ends the record and enters a new one. Error: change.key_fixed.
Status check_same_key(const Definition& definition, const std::vector<OwnedValue>& before,
                      const std::vector<OwnedValue>& values);
// Error: change.key_exists.
Status check_new_key(Context& context, const Definition& definition, const std::string& key);

// Members of a body; empty texts and zeros are left out, but for the reason.
struct EntryBody {
    std::string reason;
    std::string article;
    std::uint64_t on_behalf = 0;  // account for which a delegate acts
    std::uint64_t of = 0;         // version that a step was about
    std::string digest;           // … and its digest
};
std::string entry_body(const EntryBody& body);
// What can be read of it; empty where the body was erased.
EntryBody read_entry_body(Kernel& kernel, const journal::StoredEntry& entry);

}  // namespace daicho::registers::detail
