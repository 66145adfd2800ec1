// Masked copy (匿名化した写し): test data in which nobody can be recognised, released by two people.
//
// Four steps, each an entry: propose (purpose, recipient, how many owner groups, until when),
// approve (somebody else, with a reason), make (copy_maker.hpp; once), and the ledger of media, in
// the transaction that says the copy is made. Threading: each call is one command or one reader.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/principal.hpp"
#include "journal/entry.hpp"
#include "register/access.hpp"
#include "register/kernel.hpp"

namespace daicho::custody {

inline constexpr std::string_view kCopyRegister = "masked_copy";

struct MaskedCopy {
    std::uint64_t record = 0;
    std::string number, purpose, recipient, state;
    std::uint64_t owners_asked = 0;  // 0: all
    Date until;
    std::string proposed_by, decided_by, reason, made_by;
    std::optional<Date> made_on;
    std::uint64_t owners = 0, rows = 0, source_entry = 0;
    std::string source_root, copy_root, medium;
};

// Errors: register.denied, copy.no_purpose, copy.past_end.
Result<MaskedCopy> propose_copy(registers::Kernel& kernel, const identity::Principal& principal,
                                MaskedCopy wanted);
// All of them, or the one of that number.
Result<std::vector<MaskedCopy>> masked_copies(registers::Kernel& kernel,
                                              store::Connection& connection,
                                              const std::string& number = {});
// Errors: register.denied, copy.no_copy, copy.wrong_state, copy.oneself, copy.no_reason.
Status decide_copy(registers::Kernel& kernel, const identity::Principal& principal,
                   const std::string& number, bool approve, const std::string& reason);

// The one of that number, when it is in that state. Errors: copy.no_copy, copy.wrong_state.
Result<MaskedCopy> copy_in_state(registers::Kernel& kernel, const std::string& number,
                                 std::string_view state);
// One version of the record, sealed by an entry of that kind; inside a command.
Status write_copy(registers::Context& context, MaskedCopy& copy, journal::EntryKind kind,
                  std::uint64_t principal, std::uint16_t capacity, std::string body);
// The capacity in which the principal may; a refusal is journaled.
Result<std::uint16_t> may_copy(registers::Kernel& kernel, const identity::Principal& principal,
                               registers::Action action);

}  // namespace daicho::custody
