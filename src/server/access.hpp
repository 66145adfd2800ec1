// Access: which registers a request may see, and the entry that says so before the answer leaves.
#pragma once

#include <span>

#include "journal/entry.hpp"
#include "register/scope.hpp"
#include "server/app.hpp"

namespace daicho::server {

// Asks without leaving a trace: for menus and for parts that are left out of an answer.
bool may(const Call& call, const registers::Definition& definition, registers::Action action);
// False also for a register that there is not.
bool may_view(const Call& call, std::string_view register_name);

// The register and the capacity in which it may be seen.
struct Allowed {
    const registers::Definition* definition;
    std::uint16_t capacity;
    std::optional<registers::Scope> scope{};  // only rows of these departments
};
// May this person see the register at all: for what says nothing of a record. Errors:
// register.unknown, register.denied; a refusal is journaled.
Result<Allowed> permitted(const Call& call, std::string_view name);
// The same, with the purpose where the definition asks for one: before anything of a record is
// read, on whatever screen. Errors: also purpose.missing, purpose.unknown.
Result<Allowed> viewable(const Call& call, std::string_view name);

// The same for what knows how to leave out rows of other departments: it must ask its lists with
// the scope and each record by `within`. Everywhere else such a role reaches nothing.
Result<Allowed> reachable(const Call& call, std::string_view name);
// Without a trace; nothing where there is no way at all.
std::optional<registers::Reach> reach_of(const Call& call,
                                         const registers::Definition& definition);
// Errors: change.no_record, as for a record that there is not; the refusal is journaled.
Status within(const Call& call, const Allowed& allowed, std::uint64_t record);
// Whoever has no role but those of departments: sees that other registers exist nowhere.
bool has_only_scopes(const Call& call);

// Purpose of a request for this register: `purpose.NAME` (answers from several registers), else
// `purpose`. Errors: api.bad_id, purpose.missing, purpose.unknown.
Result<std::uint16_t> viewing_purpose(const Call& call, const registers::Definition& definition);

// Durable before it returns; nothing for registers without personal data or without records.
Status record_disclosure(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                         std::span<const std::uint64_t> records, std::string detail);
// The same for a handler that asks nothing of the journal afterwards: durable before the answer
// leaves, while the handler's thread is free (leaving.hpp).
Status disclose_before_leaving(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                               std::span<const std::uint64_t> records, std::string detail);

// The same for the bytes of a document, whatever its register holds: each time is an entry.
Status record_document(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                       std::span<const std::uint64_t> records, std::string detail);

}  // namespace daicho::server
