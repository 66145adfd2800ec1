#include "govern/letters/letter_fill.hpp"

#include <algorithm>

namespace daicho::govern {
namespace {

constexpr std::string_view kOpen = "［要記入：";
constexpr std::string_view kClose = "］";

class Filler {
public:
    Filler(const PlaceLookup& lookup, std::vector<std::string>& gaps)
        : lookup_(lookup), gaps_(gaps) {}

    Result<std::string> text(const TemplateText& from) {
        std::string filled;
        for (const TemplatePiece& piece : from.pieces) {
            if (piece.path.empty()) {
                filled += piece.text;
                continue;
            }
            DAICHO_TRY(value, lookup_(piece.path));
            filled += value.text.empty() ? gap(value.label) : value.text;
        }
        return filled;
    }

private:
    std::string gap(const std::string& label) {
        if (std::ranges::find(gaps_, label) == gaps_.end()) gaps_.push_back(label);
        return gap_mark(label);
    }
    const PlaceLookup& lookup_;
    std::vector<std::string>& gaps_;
};

}  // namespace

std::string gap_mark(std::string_view label) {
    return std::string(kOpen) + std::string(label) + std::string(kClose);
}

bool has_gap(std::string_view text) noexcept { return text.find(kOpen) != std::string_view::npos; }

std::vector<std::string> gaps_in(std::string_view text) {
    std::vector<std::string> gaps;
    for (std::size_t at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen)) {
        text.remove_prefix(at + kOpen.size());
        const std::size_t end = std::min(text.find(kClose), text.size());
        gaps.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return gaps;
}

Result<FilledLetter> fill_letter(const LetterTemplate& letter, const PlaceLookup& lookup) {
    FilledLetter filled;
    Filler filler(lookup, filled.gaps);
    DAICHO_TRY_AS(filled.title, filler.text(letter.heading));
    DAICHO_TRY_AS(filled.to, filler.text(letter.to));
    for (const TemplateText& one : letter.body) {
        DAICHO_TRY(text, filler.text(one));
        filled.body.push_back(std::move(text));
    }
    for (const TemplateText& one : letter.points) {
        DAICHO_TRY(text, filler.text(one));
        filled.points.push_back(std::move(text));
    }
    return filled;
}

std::string letter_number(std::string_view symbol, std::int64_t serial) {
    return std::string(symbol) + "第" + std::to_string(serial) + "号";
}

}  // namespace daicho::govern
