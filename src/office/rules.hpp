// Rules about accounts that no single row can tell: asked behind every change and import of the
// registers of this module (registers::WriteRule), whatever way it came.
//
// What stood before stays possible: a change is refused when it makes a fault more, not when it
// finds one. Threading: the rules run on the writer thread; the counts take any connection.
#pragma once

#include <string>
#include <vector>

#include "office/policy.hpp"
#include "register/kernel.hpp"

namespace daicho::office {

// Errors of the rules: office.too_many_administrators, office.second_account,
// office.not_a_personal_account, office.loader_role.
void install_rules(registers::Kernel& kernel, const AccountPolicy& policy);

// Accounts that hold an administrative role on that day.
Result<std::vector<std::uint64_t>> administrators(registers::Kernel& kernel,
                                                  store::Connection& connection,
                                                  const AdministratorPolicy& policy, Date day);

// Active personal accounts of one human: the same leading digits of the number and the same kana.
struct SecondAccount {
    std::string first, second;  // account numbers
};
Result<std::vector<SecondAccount>> second_accounts(registers::Kernel& kernel,
                                                   store::Connection& connection, Date day);

}  // namespace daicho::office
