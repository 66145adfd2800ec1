#include "document/file_name.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace daicho::document {
namespace {

constexpr std::size_t kLongest = 120;        // characters
constexpr std::size_t kLongestEnding = 12;   // bytes, with its dot

// Length of the unseen character that begins here: zero-width ones, line and paragraph separators,
// marks of direction, the byte order mark; 0 when it is none.
std::size_t unseen(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    if (byte(0) < 0x20 || byte(0) == 0x7f) return 1;
    if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) < 0xa0) return 2;    // U+0080 … U+009F
    if (byte(0) == 0xd8 && byte(1) == 0x9c) return 2;                      // U+061C
    if (byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf) return 3;   // U+FEFF
    if (byte(0) != 0xe2) return 0;
    const bool low = byte(1) == 0x80 && ((byte(2) >= 0x8b && byte(2) <= 0x8f) ||
                                         (byte(2) >= 0xa8 && byte(2) <= 0xae));
    const bool high = byte(1) == 0x81 && byte(2) >= 0xa0 && byte(2) <= 0xaf;
    return low || high ? 3 : 0;
}

std::string seen_only(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t skip = unseen(text.substr(at)); skip != 0) {
            at += skip;
            continue;
        }
        out += text[at++];
    }
    return out;
}

// Signs that a disk or a shell takes for something else.
void replace_signs(std::string& name) {
    for (char& c : name) {
        if (std::string_view(":*?\"<>|%").find(c) != std::string_view::npos) c = '_';
    }
}

bool is_plain(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~").find(c) != std::string_view::npos;
}

}  // namespace

Result<std::string> clean_file_name(std::string_view given) {
    if (!is_valid_utf8(given)) return input_error("text.not_utf8");
    const std::size_t folder = given.find_last_of("/\\");
    if (folder != std::string_view::npos) given.remove_prefix(folder + 1);
    std::string name = trim(seen_only(given));
    replace_signs(name);
    while (!name.empty() && name.front() == '.') name.erase(0, 1);
    if (name.empty()) return input_error("document.name_empty");
    if (count_characters(name) <= kLongest) return name;
    const std::size_t dot = name.rfind('.');
    const bool keeps = dot != std::string::npos && name.size() - dot <= kLongestEnding;
    const std::string ending = keeps ? name.substr(dot) : std::string();
    return first_characters(name, kLongest - count_characters(ending)) + ending;
}

std::string content_disposition(std::string_view name, bool shown_inline) {
    std::string ascii;
    std::string escaped;
    for (const char c : name) {
        const bool plain = is_plain(c);
        if (plain) {
            escaped += c;
        } else {
            escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
        if (static_cast<unsigned char>(c) < 0x80) ascii += plain || c == ' ' ? c : '_';
    }
    if (ascii.empty() || ascii.front() == '.') ascii.insert(0, "document");
    return fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}",
                       shown_inline ? "inline" : "attachment", ascii, escaped);
}

}  // namespace daicho::document
