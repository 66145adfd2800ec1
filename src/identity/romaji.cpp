#include "identity/romaji.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace daicho::identity {
namespace {

// From ぁ (U+3041) to ん (U+3093); small letters as they sound alone.
constexpr std::array<std::string_view, 83> kHepburn = {
    "a",   "a",  "i",  "i",   "u",   "u",  "e",  "e",  "o",  "o",   "ka", "ga", "ki", "gi",
    "ku",  "gu", "ke", "ge",  "ko",  "go", "sa", "za", "shi", "ji",  "su", "zu", "se", "ze",
    "so",  "zo", "ta", "da",  "chi", "ji", "",   "tsu", "zu", "te",  "de", "to", "do", "na",
    "ni",  "nu", "ne", "no",  "ha",  "ba", "pa", "hi", "bi", "pi",  "fu", "bu", "pu", "he",
    "be",  "pe", "ho", "bo",  "po",  "ma", "mi", "mu", "me", "mo",  "ya", "ya", "yu", "yu",
    "yo",  "yo", "ra", "ri",  "ru",  "re", "ro", "wa", "wa", "i",   "e",  "o",  "n"};
constexpr char32_t kFirst = 0x3041;
constexpr char32_t kSmallTsu = 0x3063;
constexpr char32_t kLongMark = 0x30FC;

struct Replacement {
    std::string_view from, to;
};
// What the other style writes for the same sound.
constexpr Replacement kKunrei[] = {{"shi", "si"}, {"chi", "ti"}, {"tsu", "tu"}, {"sh", "sy"},
                                   {"ch", "ty"},  {"fu", "hu"},  {"ji", "zi"},  {"j", "zy"}};
constexpr Replacement kLong[] = {{"ou", "o"}, {"oo", "o"}, {"uu", "u"}, {"aa", "a"}, {"ii", "i"},
                                 {"ee", "e"}};

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t code = size == 1 ? lead : lead & (0xFFU >> (size + 1));
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k) {
            code = code << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        out.push_back(code);
        i += size;
    }
    return out;
}

void encode(char32_t code, std::string& out) {
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr std::array<unsigned, 4> kLead = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(kLead[static_cast<std::size_t>(more)] | code >> (6 * more));
    for (int k = more - 1; k >= 0; --k) out += static_cast<char>(0x80 | (code >> (6 * k) & 0x3F));
}

// Katakana to hiragana, full-width Latin to narrow, capitals to small letters.
char32_t plain(char32_t code) {
    if (code >= 0x30A1 && code <= 0x30F3) code -= 0x60;
    if (code >= 0xFF01 && code <= 0xFF5E) code -= 0xFEE0;
    if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
    return code;
}

bool is_kana(char32_t code) { return code >= kFirst && code < kFirst + kHepburn.size(); }

bool is_small_y(char32_t code) { return code == 0x3083 || code == 0x3085 || code == 0x3087; }
bool is_small_vowel(char32_t code) {
    return code >= 0x3041 && code <= 0x3049 && code % 2 == 1;
}

// Joins a small ゃゅょぁぃぅぇぉ to the syllable before it: ki + ya = kya, shi + yu = shu.
void join_small(std::string& out, char32_t code, std::string_view sound) {
    const bool ends_in_i = out.size() >= 2 && out.back() == 'i';
    const bool ends_in_u = out.size() >= 2 && (out.back() == 'u' || out.back() == 'e');
    if (is_small_y(code) && ends_in_i) {
        out.pop_back();
        const bool soft = out.ends_with("sh") || out.ends_with("ch") || out.ends_with('j');
        out += soft ? sound.substr(1) : sound;
    } else if (is_small_vowel(code) && (ends_in_i || ends_in_u)) {
        out.pop_back();
        out += sound;
    } else {
        out += sound;
    }
}

std::string hepburn(std::string_view text) {
    std::string out;
    bool doubled = false;
    for (const char32_t given : decode(text)) {
        const char32_t code = plain(given);
        if (code == kSmallTsu) {
            doubled = true;
        } else if (code == kLongMark) {
            if (!out.empty()) out += out.back();
        } else if (!is_kana(code)) {
            encode(code, out);
        } else {
            const std::string_view sound = kHepburn[code - kFirst];
            if (doubled) out += sound.starts_with("ch") ? 't' : sound.front();
            doubled = false;
            if (is_small_y(code) || is_small_vowel(code)) {
                join_small(out, code, sound);
            } else {
                out += sound;
            }
        }
    }
    return out;
}

template <std::size_t size>
std::string replace(std::string text, const Replacement (&table)[size]) {
    for (const auto& [from, to] : table) {
        for (std::size_t at = text.find(from); at != std::string::npos;
             at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    }
    return text;
}

}  // namespace

std::string romaji(std::string_view text, RomajiStyle style) {
    std::string out = hepburn(text);
    return style == RomajiStyle::hepburn ? out : replace(std::move(out), kKunrei);
}

std::vector<std::string> romaji_spellings(std::string_view word) {
    std::vector<std::string> list;
    for (const RomajiStyle style : {RomajiStyle::hepburn, RomajiStyle::kunrei}) {
        const std::string whole = romaji(word, style);
        for (const std::string& spelling : {whole, replace(whole, kLong)}) {
            if (std::find(list.begin(), list.end(), spelling) == list.end()) {
                list.push_back(spelling);
            }
        }
    }
    return list;
}

}  // namespace daicho::identity
