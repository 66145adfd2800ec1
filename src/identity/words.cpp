#include "identity/words.hpp"

#include <zxcvbn.h>

#include <algorithm>

#include "identity/detail/weakness.hpp"
#include "identity/password.hpp"
#include "identity/romaji.hpp"

namespace daicho::identity {
namespace {

// zxcvbn reads bytes up to the first zero; a byte behind it would not count.
std::string readable(std::string_view password) {
    std::string text = romaji(password);
    std::erase(text, '\0');
    return text;
}

// Capitals are worth a little; the spelling folds them, so plain Latin text is measured as typed.
std::string to_measure(std::string_view password) {
    for (const char c : password) {
        if (static_cast<unsigned char>(c) >= 0x80 || c == '\0') return readable(password);
    }
    return std::string(password);
}

}  // namespace

void WordList::add(std::string_view word) {
    for (std::string& spelling : romaji_spellings(word)) words_.push_back(std::move(spelling));
}

WordList parse_words(std::string_view text) {
    WordList list;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = line.substr(0, line.find('#'));
        while (!line.empty()) {
            const std::size_t stop = std::min(line.find_first_of(" \t\r"), line.size());
            if (stop > 0) list.add(line.substr(0, stop));
            line.remove_prefix(std::min(stop + 1, line.size()));
        }
    }
    return list;
}

std::uint64_t strength_bits(std::string_view password, const Owner& owner, const WordList* words) {
    WordList own;
    for (const std::string_view given : {owner.number, owner.name, owner.kana}) {
        for (const std::string& part : detail::name_parts(given)) own.add(part);
    }
    std::vector<const char*> dictionary;
    for (const std::string& word : own.words()) dictionary.push_back(word.c_str());
    if (words != nullptr) {
        for (const std::string& word : words->words()) dictionary.push_back(word.c_str());
    }
    dictionary.push_back(nullptr);
    const std::string text = to_measure(password);
    const double bits = ZxcvbnMatch(text.c_str(), dictionary.data(), nullptr);
    return bits <= 0 ? 0 : static_cast<std::uint64_t>(bits);
}

}  // namespace daicho::identity
