#include "document/cp932_gaps.hpp"

#include <fmt/format.h>

#include "base/kana.hpp"
#include "base/text.hpp"

namespace daicho::document {
namespace {

std::size_t sequence_length(char lead) noexcept {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::uint32_t code_of(std::string_view character) noexcept {
    static constexpr unsigned kLead[] = {0x7F, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t code = static_cast<unsigned char>(character[0]) & kLead[character.size()];
    for (const char c : character.substr(1)) {
        code = code << 6 | (static_cast<unsigned char>(c) & 0x3FU);
    }
    return code;
}

}  // namespace

bool Cp932Gaps::survives(std::string_view utf8, std::string& back) {
    bytes_.clear();
    const bool whole = encoder_.encode(utf8, bytes_).empty();
    back.resize(bytes_.size() * 3 + 4);
    back.resize(decode_cp932(bytes_, back.data(), back.size(), true).written);
    return whole;
}

// What the code page writes for it, else its compatibility form, else the kanji it is a variant of.
std::string Cp932Gaps::nearest(std::string_view character) {
    std::string back;
    if (survives(character, back)) return back;
    for (const std::string& form : {nfkc(character), name_search_key(character)}) {
        if (form != character && !form.empty() && survives(form, back)) return back;
    }
    return {};
}

std::vector<Cp932Gap> Cp932Gaps::find(std::string_view utf8) {
    std::vector<Cp932Gap> gaps;
    std::string back;
    if (survives(utf8, back) && back == utf8) return gaps;
    while (!utf8.empty()) {
        const std::string_view one = utf8.substr(0, sequence_length(utf8.front()));
        utf8.remove_prefix(one.size());
        if (survives(one, back) && back == one) continue;
        gaps.push_back({std::string(one), fmt::format("U+{:04X}", code_of(one)), nearest(one)});
    }
    return gaps;
}

}  // namespace daicho::document
