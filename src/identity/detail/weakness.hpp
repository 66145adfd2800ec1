// What makes a password easy to guess. Pure functions over UTF-8 text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "identity/password.hpp"

namespace daicho::identity::detail {

// Characters, not bytes; every byte that is not a continuation counts as one.
std::size_t count_characters(std::string_view text) noexcept;

// Holds the account number or a part of the name or its kana (two characters or more, any case), or
// a part of it in Latin letters (three or more).
bool contains_owner(std::string_view password, const Owner& owner);

// Parts of a name between blanks and middle dots.
std::vector<std::string> name_parts(std::string_view name);

// Few different characters, a repeated piece, or little beyond common words and rows of keys.
bool is_simple(std::string_view password);

}  // namespace daicho::identity::detail
