// FourEyesCheck: that two people took part, told anew from the entries: for every confirmed version
// and every step that asks for four eyes, nobody who took it had to do with the change before – nor
// by another account of the same human, nor by a delegate. What was asked is what the definition
// said at that moment, and who is one human what the accounts said then.
#pragma once

#include "register/kernel.hpp"

namespace daicho::registers::detail {

// Entries that can break it: `change`, `moved`, `approved` of somebody, with rows.
bool may_break_four_eyes(const journal::EntryHeader& header) noexcept;

// Fault register.fault.four_eyes, in order of entries, at most `limit`.
Status check_four_eyes(Kernel& kernel, store::Connection& connection,
                       const std::vector<journal::EntryHeader>& entries, std::size_t limit,
                       std::vector<Error>& faults);

}  // namespace daicho::registers::detail
