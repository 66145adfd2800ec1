// Text: normalising what people type, counting what they see, writing it to CSV.
//
// Stored text stays as given, with its variation selectors; what is made here are readings of it
// (numbers, keys, lengths). All text is UTF-8; bytes that are not are replaced by U+FFFD except
// where a function says otherwise, so check `is_valid_utf8` at the border. Threads: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/yen.hpp"

namespace daicho {

// Strict: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text) noexcept;

// Valid UTF-8 without control characters (line feed and tab only where `multiline`).
// Errors: text.not_utf8, text.control_character.
Status check_text(std::string_view text, bool multiline = false);

// Unicode NFKC: ｱ→ア, １→1, ㈱→(株), ㋿→令和. Variation selectors stay.
std::string nfkc(std::string_view text);

// Without white space (also U+3000) and control characters at both ends.
std::string trim(std::string_view text);

// Full-width forms of ASCII, and U+3000, as ASCII; everything else as it is.
std::string to_ascii_width(std::string_view text);

// For number fields: trimmed, full-width digits and signs as ASCII, "1,234" as "1234" (commas only
// where they part thousands), a leading yen sign and a trailing 円 gone. What is then still not a
// number is refused by the parser that follows.
std::string clean_number_input(std::string_view text);

// What a reader counts as one character: grapheme clusters, so that a kanji with its variation
// selector is one.
std::size_t count_characters(std::string_view text);
std::size_t count_code_points(std::string_view text) noexcept;

// The first `count` characters (grapheme clusters), never half of one.
std::string first_characters(std::string_view text, std::size_t count);

// 1234567 → "1,234,567"
std::string format_thousands(std::int64_t number);
std::string format_yen(Yen yen);  // without a unit: screens and forms put 円 where it belongs

// One field of a CSV line, quoted when it must be. A spreadsheet would run text that begins with
// = + - @ as a formula; `guard_formula` puts an apostrophe before it, for files meant for people
// (not for exports that are read back: those must give the text as it is).
enum class FormulaGuard : std::uint8_t { off, on };
std::string csv_field(std::string_view text, FormulaGuard guard = FormulaGuard::off);

}  // namespace daicho
