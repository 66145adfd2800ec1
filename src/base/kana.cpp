#include "base/kana.hpp"

#include <unicode/uchar.h>

#include <cstddef>
#include <unordered_map>

#include "base/detail/code_points.hpp"
#include "base/detail/kanji_variants.hpp"
#include "base/text.hpp"

namespace daicho {
namespace {

// Pairs: a letter and what it counts as. ヂ and ヅ stay: kana_matches needs to see them.
constexpr std::u32string_view kFolded =
    U"ァアィイゥウェエォオッツャヤュユョヨヮハヵカヶケ"
    U"ガカギキグクゲケゴコザサジシズスゼセゾソダタデテドト"
    U"バハビヒブフベヘボホパハピヒプフペヘポホ"
    U"ワハヷハヸイヹエヺオヲオヰイヱエ";
constexpr std::u32string_view kORow = U"オコソトノホモヨロ";
// ヴ before a vowel is a letter of the バ row, alone it is ブ; voicing is ignored anyway.
constexpr std::u32string_view kVuVowels = U"アイエオ";
constexpr std::u32string_view kVuLetters = U"ハヒヘホ";

char32_t fold_letter(char32_t c) noexcept {
    for (std::size_t i = 0; i < kFolded.size(); i += 2) {
        if (kFolded[i] == c) return kFolded[i + 1];
    }
    return c;
}

char32_t to_upper(char32_t c) noexcept {
    return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

bool is_ignored(char32_t c) noexcept {
    const bool voicing_mark = c == U'\u3099' || c == U'\u309A';
    return detail::is_blank(c) || detail::is_hyphen_like(c) || detail::is_variation_selector(c) ||
           detail::is_control(c) || voicing_mark || c == U'・';
}

// The letters of `kana` with all rules applied except the choice for ヂ and ヅ.
std::u32string fold_kana(std::string_view kana) {
    const std::string normal = nfkc(kana);
    std::u32string letters;
    for (std::size_t at = 0; at < normal.size();) {
        char32_t c = detail::next_code_point(normal, at);
        if (is_ignored(c)) continue;
        if (c >= U'ぁ' && c <= U'ゖ') c += U'ァ' - U'ぁ';
        const bool repeats = c == U'ゝ' || c == U'ゞ' || c == U'ヽ' || c == U'ヾ';
        if (repeats && !letters.empty()) c = letters.back();
        c = to_upper(fold_letter(c));
        if (!letters.empty()) {
            char32_t& last = letters.back();
            const std::size_t vowel = kVuVowels.find(c);
            if (last == U'ヴ') {
                last = vowel == std::u32string_view::npos ? U'フ' : kVuLetters[vowel];
                if (vowel != std::u32string_view::npos) continue;
            }
            if (c == U'ウ' && kORow.find(last) != std::u32string_view::npos) c = U'オ';
        }
        letters.push_back(c);
    }
    if (!letters.empty() && letters.back() == U'ヴ') letters.back() = U'フ';
    return letters;
}

bool letters_match(char32_t a, char32_t b) noexcept {
    const auto one_way = [](char32_t left, char32_t right) {
        return left == right || (left == U'ヂ' && (right == U'チ' || right == U'シ')) ||
               (left == U'ヅ' && (right == U'ツ' || right == U'ス'));
    };
    return one_way(a, b) || one_way(b, a);
}

// First form of a kanji's group of variants, for every other form.
std::unordered_map<char32_t, char32_t> read_variants() {
    std::unordered_map<char32_t, char32_t> first;
    for (const std::u32string_view group : detail::kKanjiVariants) {
        for (const char32_t c : group) first.emplace(c, group.front());
    }
    return first;
}

char32_t representative(char32_t c) {
    static const std::unordered_map<char32_t, char32_t> kFirst = read_variants();
    const auto found = kFirst.find(c);
    return found == kFirst.end() ? c : found->second;
}

}  // namespace

std::string kana_search_key(std::string_view kana) {
    std::string key;
    for (char32_t c : fold_kana(kana)) {
        if (c == U'チ' || c == U'ヂ') c = U'シ';
        if (c == U'ツ' || c == U'ヅ') c = U'ス';
        detail::append_utf8(key, c);
    }
    return key;
}

bool kana_matches(std::string_view a, std::string_view b) {
    const std::u32string left = fold_kana(a);
    const std::u32string right = fold_kana(b);
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!letters_match(left[i], right[i])) return false;
    }
    return true;
}

bool kana_contains(std::string_view kana, std::string_view part) {
    const std::u32string text = fold_kana(kana);
    const std::u32string sought = fold_kana(part);
    for (std::size_t at = 0; at + sought.size() <= text.size(); ++at) {
        bool equal = true;
        for (std::size_t i = 0; equal && i < sought.size(); ++i) {
            const bool long_o = i == 0 && at > 0 && sought[0] == U'ウ' && text[at] == U'オ' &&
                                kORow.find(text[at - 1]) != std::u32string_view::npos;
            equal = long_o || letters_match(text[at + i], sought[i]);
        }
        if (equal) return true;
    }
    return false;
}

std::string name_search_key(std::string_view name) {
    const std::string normal = nfkc(name);
    std::string key;
    char32_t last = 0;
    for (std::size_t at = 0; at < normal.size();) {
        char32_t c = detail::next_code_point(normal, at);
        if (detail::is_blank(c) || detail::is_variation_selector(c) || detail::is_control(c)) {
            continue;
        }
        if (c == U'々' && last != 0) c = last;
        if (c == U'ヶ') c = U'ケ';
        if (c == U'ヵ') c = U'カ';
        c = representative(to_upper(c));
        detail::append_utf8(key, c);
        last = c;
    }
    return key;
}

}  // namespace daicho
