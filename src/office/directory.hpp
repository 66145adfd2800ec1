// Directory: from an account of the register to the principal who acts.
//
// Accounts, departments and roles are registers; this reads them as of a day. An account that is
// suspended, closed or outside its period gives nobody.
#pragma once

#include <optional>

#include "identity/principal.hpp"
#include "register/kernel.hpp"

namespace daicho::office {

struct Person {
    identity::Principal principal;
    std::string kana;
    std::string account_class;  // personal | privileged | loader
    bool active = false;
};

// Two accounts of one human (a privileged one beside the personal one) have the same kana and
// office: neither may unlock or review the other.
bool same_human(const Person& one, const Person& other);

// Error: office.no_account.
Result<Person> find_person(registers::Kernel& kernel, store::Connection& connection,
                           std::uint64_t account, Date today);
Result<std::optional<std::uint64_t>> find_account(registers::Kernel& kernel,
                                                  store::Connection& connection,
                                                  std::string_view account_no);

}  // namespace daicho::office
