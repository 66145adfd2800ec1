// Salt: random bytes that keep what was hashed with them from being guessed.
//
// Drawn from the operating system a kilobyte at a time: a call for each of a million rows costs as
// much as hashing them. What was handed out is wiped from the store of bytes. Keys and nonces are
// not made here. Threading: each thread draws for itself; not across fork().
#pragma once

#include "base/bytes.hpp"

namespace daicho {

void fill_salt(std::span<std::uint8_t> salt);

}  // namespace daicho
