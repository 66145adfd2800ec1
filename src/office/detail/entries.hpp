// Entries of the journal that this module writes: small, without rows.
#pragma once

#include <string>
#include <string_view>

#include "journal/entry.hpp"
#include "register/kernel.hpp"

namespace daicho::office::detail {

Status write_entry(registers::Context& context, journal::EntryKind kind, std::uint64_t principal,
                   std::string body, std::uint16_t capacity = 0);
// Quoted and escaped.
std::string json_text(std::string_view text);

}  // namespace daicho::office::detail
