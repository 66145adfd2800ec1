// Rules that no single row can tell: a plan goes to the budget only with the digital section's
// check, and that check is entered by the digital section alone; a delivery is accepted only with
// its papers on file. They hold whatever the change came by – a button, the generic form, the
// API. Data that are carried over (imports) are not asked: what they lack the screens say.
#pragma once

#include "register/kernel.hpp"

namespace daicho::server {

// To be called once for each kernel that writes, before its first command.
void install_life_rules(registers::Kernel& kernel);

// Kinds of documents without which a delivery is not accepted.
inline constexpr const char* kDeliveryPapers[] = {"plan", "requirements", "test_report"};

}  // namespace daicho::server
