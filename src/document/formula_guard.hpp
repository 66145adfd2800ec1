// Formula guard: texts in files that people open in a spreadsheet and that an import reads back.
//
// A spreadsheet runs a cell that begins with = + - @ TAB CR, or with the full-width forms of the
// first four. Such a text gets an apostrophe in front, and so does one that already begins with
// apostrophes and then such a character: thereby taking one apostrophe away gives back exactly
// what stood there, for every text.
#pragma once

#include <string>
#include <string_view>

namespace daicho::document {

inline bool begins_formula(std::string_view text) noexcept {
    if (text.empty()) return false;
    if (std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) return true;
    for (const std::string_view wide : {"＝", "＋", "－", "＠"}) {
        if (text.starts_with(wide)) return true;
    }
    return false;
}

inline bool needs_guard(std::string_view text) noexcept {
    const std::size_t start = text.find_first_not_of('\'');
    return start != std::string_view::npos && begins_formula(text.substr(start));
}

inline std::string guard_formula(std::string_view text) {
    return (needs_guard(text) ? "'" : "") + std::string(text);
}

// The inverse, for an import; a text without a guard is given as it is.
inline std::string_view unguard_formula(std::string_view text) noexcept {
    if (text.starts_with('\'') && needs_guard(text)) text.remove_prefix(1);
    return text;
}

}  // namespace daicho::document
