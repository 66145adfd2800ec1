// 組織改正: what still names a department that is no more, so that somebody sets it right.
//
// A reorganisation ends departments and names who took over (field `successor`). Nothing moves by
// itself: roles, accounts and whatever else refers to the old department stay as they are until
// somebody changes them. Two ways of naming are looked for: refs to the register `department`, and
// the registers of `govern`, which write a department by its name; a name that a living
// department bears too is none of theirs. What is over itself (a grant that ran out, a closed
// account) is left alone. Reads only. Threading: any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/policy.hpp"
#include "register/kernel.hpp"

namespace daicho::office {

struct DepartmentName {
    std::string number, name;
};
struct EndedDepartment {
    std::uint64_t record = 0;
    DepartmentName called;
    Date ended;                               // the first day without it
    std::optional<DepartmentName> successor;  // who exists on that day: successors are followed
};
struct OldName {
    const registers::Definition* definition = nullptr;
    std::uint64_t record = 0;
    std::string key;
    const registers::Field* field = nullptr;
    std::size_t department = 0;  // index into Reorganisation::ended
};
struct Reorganisation {
    std::vector<EndedDepartment> ended;     // all that ended by that day, in order of number
    std::vector<OldName> references;        // in order of register and record
    std::vector<RoleTemplate> templates;    // usual roles in the city's settings
};

// `registers_seen`: only these are looked through; empty = all.
Result<Reorganisation> still_naming(registers::Kernel& kernel, store::Connection& connection,
                                    const AccountPolicy& policy, Date day,
                                    const std::vector<std::string>& registers_seen = {});

}  // namespace daicho::office
