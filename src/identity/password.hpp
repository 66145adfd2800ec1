// Passwords: Argon2id by libsodium (64 MiB, 3 passes). Verification takes about 0.1 s on purpose.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "identity/words.hpp"

namespace daicho::identity {

// Whose password it is: nothing of this may stand in it.
struct Owner {
    std::string_view number;
    std::string_view name;
    std::string_view kana;
};

struct PasswordRules {
    std::uint64_t shortest = 12;  // characters
    std::uint64_t strength = 0;   // bits that zxcvbn gives at least; 0 = not asked
    std::shared_ptr<const WordList> words;  // beside those of the program; may be null
};

// Length, the owner (number, name, kana, the name in Latin letters), obvious weakness, strength.
// Errors: identity.password.too_short / .too_long / .contains_owner / .too_simple / .too_weak.
Status check_password(std::string_view password, const Owner& owner,
                      const PasswordRules& rules = {});

Result<std::string> hash_password(std::string_view password);
// False: wrong. At most two run at once (64 MiB each); others wait. An empty or foreign hash takes
// as long as a real one and is always wrong: give "" for an account that does not exist.
bool verify_password(std::string_view hash, std::string_view password);
// Made with other parameters than today's: hash again at the next sign-in.
bool needs_rehash(std::string_view hash);

// 24 random characters without look-alikes, for a first password shown once.
std::string random_password();

}  // namespace daicho::identity
