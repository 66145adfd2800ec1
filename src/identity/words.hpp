// WordList: words that are guessed first, and how strong a password is beside them.
//
// The words are data (data/passwords/, the municipality's own); kana words are spelt out in Latin
// letters here. Strength is measured by zxcvbn, kana in the password being spelt out too: its own
// bytes would look like three random letters each. Immutable; threads: any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::identity {

struct Owner;

class WordList {
public:
    WordList() = default;
    void add(std::string_view word);  // with its spellings
    [[nodiscard]] const std::vector<std::string>& words() const noexcept { return words_; }

private:
    std::vector<std::string> words_;
};

// Words between blanks and line ends; what follows a # is a remark.
WordList parse_words(std::string_view text);

// Whole bits of entropy by zxcvbn. `words` may be null; parts of the owner's name count as words.
std::uint64_t strength_bits(std::string_view password, const Owner& owner, const WordList* words);

}  // namespace daicho::identity
