#include "govern/detail/sheet_parts.hpp"

#include <algorithm>

namespace daicho::govern::detail {
namespace {

constexpr SheetPart kParts[] = {
    {.name = "class", .list = "classes", .key = "key", .text = "definition", .more = "examples"},
    {.name = "cell", .list = "cells", .key = "key"},
    {.name = "condition", .list = "conditions", .key = "key"},
    {.name = "item", .list = "items", .key = "no", .text = "requirement", .more = "risk",
     .has_category = true},
    {.name = "group", .list = "groups", .key = "id", .of = "parent"},
    {.name = "fallback", .list = "fallbacks", .key = "by", .of = "parent"},
    {.name = "fact", .list = "facts", .key = "key", .of = "item", .text = "text",
     .more = "doubt_text"},
    {.name = "reference", .list = "references", .key = "id", .text = "drift"},
    {.name = "evaluation"},
    {.name = "verdict", .list = "verdicts", .key = "key"},
    {.name = "reason", .list = "reasons", .is_text_map = true},
    {.name = "footnote", .list = "footnotes", .is_text_map = true},
    {.name = "interpretation", .list = "interpretations", .key = "id", .value = "chosen",
     .text = "question", .inside = "readings"},
    {.name = "reading", .key = "key", .text = "text", .within = "interpretation"},
};

}  // namespace

std::span<const SheetPart> sheet_parts() noexcept { return kParts; }

const SheetPart* sheet_part(std::string_view name) noexcept {
    const auto found = std::find_if(std::begin(kParts), std::end(kParts),
                                    [name](const SheetPart& part) { return part.name == name; });
    return found == std::end(kParts) ? nullptr : found;
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

std::vector<std::string> lines_of_cell(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line = trimmed(text.substr(0, end));
        if (!line.empty()) lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace daicho::govern::detail
