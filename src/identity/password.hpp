// Passwords: Argon2id by libsodium (64 MiB, 3 passes). Verification takes about 0.1 s on purpose.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace daicho::identity {

// Length and obvious weakness (owner's number, name, repeated characters). Errors:
// identity.password.too_short / .too_long / .too_simple / .contains_owner.
Status check_password(std::string_view password, std::string_view account_number,
                      std::string_view name);

Result<std::string> hash_password(std::string_view password);
// False: wrong. At most two run at once (64 MiB each); others wait. An empty or foreign hash takes
// as long as a real one and is always wrong: give "" for an account that does not exist.
bool verify_password(std::string_view hash, std::string_view password);
// Made with other parameters than today's: hash again at the next sign-in.
bool needs_rehash(std::string_view hash);

// 24 random characters without look-alikes, for a first password shown once.
std::string random_password();

}  // namespace daicho::identity
