#include "base/message.hpp"

#include <algorithm>

#include "base/detail/message_table.hpp"

namespace daicho {
namespace {

const detail::MessageRow* find(std::string_view id) noexcept {
    const auto* begin = detail::kMessageTable;
    const auto* end = begin + detail::kMessageCount;
    const auto* row = std::lower_bound(
        begin, end, id, [](const detail::MessageRow& a, std::string_view b) { return a.id < b; });
    return row != end && row->id == id ? row : nullptr;
}

std::string fill(std::string_view text,
                 const std::vector<std::pair<std::string, std::string>>& arguments) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        out += text.substr(0, open);
        const std::string_view name = text.substr(open + 1, close - open - 1);
        const auto found = std::find_if(arguments.begin(), arguments.end(),
                                        [&](const auto& pair) { return pair.first == name; });
        out += found == arguments.end() ? text.substr(open, close - open + 1)
                                        : std::string_view(found->second);
        text.remove_prefix(close + 1);
    }
    return out += text;
}

}  // namespace

bool message_exists(std::string_view id) noexcept { return find(id) != nullptr; }

std::string message(std::string_view id, Language language,
                    const std::vector<std::pair<std::string, std::string>>& arguments) {
    const auto* row = find(id);
    if (row == nullptr) return std::string(id);
    return fill(language == Language::japanese ? row->ja : row->en, arguments);
}

std::string describe(const Error& error, Language language) {
    return message(error.id, language, error.arguments);
}

std::string describe_with_place(const Error& error, Language language) {
    const bool japanese = language == Language::japanese;
    std::string place;
    const auto add = [&place](const std::string& part) {
        if (part.empty()) return;
        if (!place.empty()) place += ' ';
        place += part;
    };
    add(error.where.file);
    if (error.where.line != 0) {
        const std::string line = std::to_string(error.where.line);
        add(japanese ? line + "行目" : "line " + line);
    }
    add(error.where.register_name);
    add(error.where.path);
    std::string text = (place.empty() ? "" : place + ": ") + describe(error, language);
    for (const Error& cause : error.causes) text += "\n  " + describe_with_place(cause, language);
    return text;
}

}  // namespace daicho
