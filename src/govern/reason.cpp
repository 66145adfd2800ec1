#include "govern/reason.hpp"

#include <algorithm>

namespace daicho::govern {

namespace {

void replace_all(std::string& text, std::string_view name, const std::string& value) {
    for (std::size_t at = text.find(name); at != std::string::npos;
         at = text.find(name, at + value.size())) {
        text.replace(at, name.size(), value);
    }
}

BilingualText word_of(const ReasonTexts& reasons, std::string_view part) {
    const auto found = reasons.words.find(part);
    if (found != reasons.words.end()) return found->second;
    return {std::string(part), std::string(part)};
}

}  // namespace

std::string_view code_prefix(std::string_view code) noexcept {
    return code.substr(0, code.find(':'));
}

BilingualText explain(const ReasonTexts& reasons, std::string_view code) {
    const std::string_view prefix = code_prefix(code);
    auto found = reasons.texts.find(code);
    if (found == reasons.texts.end()) found = reasons.texts.find(prefix);
    if (found == reasons.texts.end()) return {std::string(code), std::string(code)};
    BilingualText text = found->second;
    std::string_view first = code.substr(std::min(prefix.size() + 1, code.size()));
    std::string_view second;
    if (text.ja.find("{second}") != std::string::npos) {
        const std::size_t cut = first.find_first_of("@>:");
        if (cut != std::string_view::npos) {
            second = first.substr(cut + 1);
            first = first.substr(0, cut);
        }
    }
    const BilingualText first_word = word_of(reasons, first);
    const BilingualText second_word = word_of(reasons, second);
    // {second} goes first: what fills {first} comes from outside and must not be read again.
    replace_all(text.ja, "{second}", second_word.ja);
    replace_all(text.en, "{second}", second_word.en);
    replace_all(text.ja, "{first}", first_word.ja);
    replace_all(text.en, "{first}", first_word.en);
    return text;
}

void add_reason(std::vector<std::string>& reasons, std::string code) {
    if (std::find(reasons.begin(), reasons.end(), code) == reasons.end()) {
        reasons.push_back(std::move(code));
    }
}

}  // namespace daicho::govern
