// Kana in Latin letters, as people type their names and words into passwords.
//
// Everything that is not kana stays; full-width Latin letters and digits become narrow ones, all in
// lower case. Pure functions over UTF-8. Threads: any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::identity {

enum class RomajiStyle : std::uint8_t { hepburn, kunrei };

std::string romaji(std::string_view text, RomajiStyle style = RomajiStyle::hepburn);

// The spellings in use of one word: both styles, long vowels written and left out
// (オオサコ: oosako, osako).
std::vector<std::string> romaji_spellings(std::string_view word);

}  // namespace daicho::identity
