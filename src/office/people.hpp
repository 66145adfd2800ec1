// People: which accounts are one human's. Four eyes are two humans, not two accounts.
#pragma once

#include "office/directory.hpp"

namespace daicho::office {

// True where both accounts (record ids) are one human's: a privileged account is of whoever its
// field `personal_account` names, and two with the same kana in one office are taken for one's,
// too. Neither may approve, unlock or review what the other did. `known`: as the accounts stood
// then; an account that is no more is compared as it last was.
Result<bool> same_human(registers::Kernel& kernel, store::Connection& connection,
                        std::uint64_t one, std::uint64_t other,
                        std::optional<CommitNumber> known = {});

// Tells the kernel (registers::People).
void install_people(registers::Kernel& kernel);

}  // namespace daicho::office
