// Writing registers that only commands of the program write (`by_command`): who may, with the reach
// of her departments, and one row at a time inside a command. Threading: plain functions.
#pragma once

#include "register/change.hpp"
#include "server/access.hpp"

namespace daicho::server {

// Errors: register.unknown, register.denied (journaled).
Result<registers::Admitted> admit_command(const Call& call, std::string_view register_name);

struct CommandRow {
    std::optional<std::uint64_t> record;       // absent: a new one
    std::optional<std::uint64_t> base;         // version that was looked at
    std::map<std::string, std::string> values;
    std::string reason;
};
// Valid from the day of the command on. Errors: those of change.
Result<registers::ChangeResult> write_row(registers::Context& context, const Call& call,
                                          const registers::Admitted& admitted, CommandRow row);

// "L-2026-000123": unique and ascending, not without gaps.
Result<std::string> next_key(registers::Context& context, const registers::Definition& definition,
                             std::string_view prefix, int year);

// True when the account with this number is the same human as whoever asks.
Result<bool> same_human_as(registers::Context& context, const Call& call,
                           const std::string& account_no);

// The record as it is today, where whoever asks reaches it. Errors: change.no_record.
Result<registers::RecordVersion> record_in(registers::Context& context,
                                           const registers::Admitted& admitted,
                                           std::uint64_t record);
// Key text of a department or other record named by its id. Errors: change.no_record.
Result<std::string> key_text_of(registers::Kernel& kernel, store::Connection& connection,
                                std::string_view register_name, std::uint64_t record, Date day);

// What somebody is called in rows that name who did something.
std::string person_of(const Call& call);

}  // namespace daicho::server
