// Filling a template: every place gets its value, or a gap that somebody has to fill.
//
// A gap is a text that nobody overlooks (［要記入：期限］); a letter that holds one gets no number.
// Pure: what a place says comes from the caller. Any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/letters/letter_template.hpp"

namespace daicho::govern {

// What a place says. `text` empty: nothing is there, or nothing that may be shown.
struct PlaceValue {
    std::string text;
    std::string label;  // of the field, for the gap
};
using PlaceLookup = std::function<Result<PlaceValue>(const std::vector<std::string>& path)>;

struct FilledLetter {
    std::string title;
    std::string to;  // empty where the template leaves it to the person
    std::vector<std::string> body;
    std::vector<std::string> points;
    std::vector<std::string> gaps;  // labels, each once, in their order
};

// Errors: those of the lookup.
Result<FilledLetter> fill_letter(const LetterTemplate& letter, const PlaceLookup& lookup);

std::string gap_mark(std::string_view label);
bool has_gap(std::string_view text) noexcept;
// Labels of the gaps in a text, in their order.
std::vector<std::string> gaps_in(std::string_view text);

// 情セ第123号
std::string letter_number(std::string_view symbol, std::int64_t serial);

}  // namespace daicho::govern
