// Personnel orders (人事異動): a list of transfers that opens and closes accounts by itself.
//
// Columns: account_no, name, kana, from_department, to_department, position, kind, effective.
// Kinds: hire, transfer, retire, leave, return. Everything is valid from the effective date: an
// order for next month lands today and acts then. Roles of the old department end; those that the
// new one usually has (settings, department_roles) are proposed, not granted. One transaction:
// every fault is named with its line, then nothing lands. Threading: thread-safe.
#pragma once

#include <string>
#include <vector>

#include "office/policy.hpp"
#include "register/kernel.hpp"
#include "register/row_source.hpp"

namespace daicho::office {

struct OrderLine {
    std::uint64_t line = 0;
    std::string number, name, kana, from, to, position, kind;
    Date effective;
};

struct EndedRole {
    std::string number, role, task, department;
    Date on;
};
struct ProposedRole {
    std::string number, role, task, department;
    Date from;
};

struct PersonnelReport {
    std::uint64_t lines = 0;
    std::vector<OrderLine> opened, moved, suspended, resumed, closed;
    std::vector<EndedRole> ended;
    std::vector<ProposedRole> proposed;
    std::vector<OrderLine> unmatched;          // the account is not as the order says
    std::vector<std::string> remaining;        // roles that remain: "number role/task department"
    std::vector<std::string> without_person;   // privileged ones whose person has left
    std::vector<std::string> second_accounts;  // "number number"
};

// `land` false: a preview, nothing is kept. Errors: register.denied (journaled); personnel.refused
// with every line as a cause.
Result<PersonnelReport> personnel_order(registers::Kernel& kernel, const AccountPolicy& policy,
                                        const identity::Principal& by,
                                        registers::RowSource source, bool land);

}  // namespace daicho::office
