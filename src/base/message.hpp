// Messages: texts for people, in Japanese and English, from catalogue/*.yaml by stable id.
//
// Texts say what is wrong, with which value, and what to do. Named arguments stand in braces:
//     import.area.not_a_number:
//       ja: "地積「{value}」は数ではありません。…"
//       en: "…"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace daicho {

enum class Language : std::uint8_t { japanese, english };

// A text in both languages, for labels of registers, law rows and catalogs.
struct BilingualText {
    std::string ja;
    std::string en;
    [[nodiscard]] const std::string& in(Language language) const noexcept {
        return language == Language::japanese ? ja : en;
    }
};

bool message_exists(std::string_view id) noexcept;

// An unknown id gives the id itself (tests/docs makes sure that none is).
std::string message(std::string_view id, Language language,
                    const std::vector<std::pair<std::string, std::string>>& arguments = {});

// The message of an error, without its place.
std::string describe(const Error& error, Language language);

// "file.csv 12行目 地積: …" – the message with file, line and field in front, causes below.
std::string describe_with_place(const Error& error, Language language);

}  // namespace daicho
