// What makes a password easy to guess. Pure functions over UTF-8 text.
#pragma once

#include <cstddef>
#include <string_view>

namespace daicho::identity::detail {

// Characters, not bytes; every byte that is not a continuation counts as one.
std::size_t count_characters(std::string_view text) noexcept;

// Holds the account number or a part of the name (two characters or more, any case).
bool contains_owner(std::string_view password, std::string_view account_number,
                    std::string_view name);

// Few different characters, a repeated piece, or little beyond common words and rows of keys.
bool is_simple(std::string_view password);

}  // namespace daicho::identity::detail
