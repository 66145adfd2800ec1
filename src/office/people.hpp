// People: which accounts are one human's. Four eyes are two humans, not two accounts.
#pragma once

#include "office/directory.hpp"

namespace daicho::office {

// Two accounts of one human (a privileged one beside the personal one) have the same kana and
// office: neither may approve or unlock what the other did.
bool same_human(const Person& one, const Person& other);

// The same by record ids; an account that is no more is compared as it last was. Here a privileged
// account also is of whoever its field `personal_account` names.
Result<bool> same_human(registers::Kernel& kernel, store::Connection& connection,
                        std::uint64_t one, std::uint64_t other);

// Tells the kernel (registers::People).
void install_people(registers::Kernel& kernel);

}  // namespace daicho::office
