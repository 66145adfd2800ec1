// Search keys of names: kana by sound, kanji by shape.
//
// Keys live in w_ indexes only and may be rebuilt; nothing that is hashed depends on them. The
// kana rules are those that the standard specifications ask of a fuzzy search (あいまい検索).
// Two of them contradict each other if taken as one class (チ=ヂ by ignoring voicing, ヂ=ジ, yet
// チ≠ジ), so there are two functions: the key puts チ and シ, ツ and ス together and therefore
// never misses; kana_matches says exactly, letter by letter. Search by key, then filter. Threads:
// any.
#pragma once

#include <string>
#include <string_view>

namespace daicho {

// Ignores: hiragana or katakana, full or half width, voicing (カ=ガ, ハ=バ=パ), small or large
// (ツ=ッ), the long mark and hyphens, blanks and middle dots. Equal: ジ=ヂ, ズ=ヅ, ワ=ハ, オ=ヲ,
// イ=ヰ, エ=ヱ, ヴァ=バ … ヴォ=ボ, and from the second letter on オ段+ウ = オ段+オ.
// Letters that are not kana stay, in upper case.
std::string kana_search_key(std::string_view kana);

// Are the two equal by the rules above, with チ≠シ and ツ≠ス kept apart?
bool kana_matches(std::string_view a, std::string_view b);

// Does `part` stand somewhere in `kana`, by the same rules? Inside, a first ウ of `part` also stands
// for the オ that it counts as behind a letter of the オ row.
bool kana_contains(std::string_view kana, std::string_view part);

// NFKC, no blanks, no variation selectors, 々 written out, variants (異体字) folded onto one
// representative: 渡邊 = 渡辺, 髙﨑 = 高崎. Latin letters in upper case.
std::string name_search_key(std::string_view name);

}  // namespace daicho
