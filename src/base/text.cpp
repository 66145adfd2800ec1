#include "base/text.hpp"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "base/assert.hpp"
#include "base/detail/code_points.hpp"

namespace daicho {

namespace detail {

namespace {

// Length of the sequence that `lead` begins and its smallest code point; 0 = none.
struct Lead {
    std::size_t size;
    char32_t bits;
    char32_t least;
};

constexpr Lead lead_of(unsigned char byte) noexcept {
    if (byte < 0x80) return {1, byte, 0};
    if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

// Size of the valid sequence at `at`, and its code point; 0 if there is none.
std::size_t decode(std::string_view text, std::size_t at, char32_t& c) noexcept {
    const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
    if (lead.size == 0 || text.size() - at < lead.size) return 0;
    c = lead.bits;
    for (std::size_t i = 1; i < lead.size; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xC0U) != 0x80) return 0;
        c = c << 6 | (byte & 0x3FU);
    }
    const bool surrogate = c >= 0xD800 && c < 0xE000;
    return c < lead.least || surrogate || c > 0x10FFFF ? 0 : lead.size;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
    char32_t c = 0;
    const std::size_t size = decode(text, at, c);
    at += size == 0 ? 1 : size;
    return size == 0 ? kReplacement : c;
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

}  // namespace detail

namespace {

bool is_ascii(std::string_view text) noexcept {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// ASCII, kana, the common kanji and full-width forms: each code point is a character of its own
// unless a mark of another range follows. Spares nearly every text the break iterator.
bool stands_alone(char32_t c) noexcept {
    return (c >= U' ' && c < 0x7F) || (c >= 0x3000 && c <= 0x3029) ||
           (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FE) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF01 && c <= 0xFF60);
}

bool all_stand_alone(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        if (!stands_alone(detail::next_code_point(text, at))) return false;
    }
    return true;
}

std::unique_ptr<icu::BreakIterator> characters_of(const icu::UnicodeString& text) {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), code));
    DAICHO_ASSERT(U_SUCCESS(code));
    breaks->setText(text);
    return breaks;
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Are all commas of `text` separators of thousands? "1,234,567.50" yes, "12,34" no.
bool commas_part_thousands(std::string_view text) noexcept {
    const std::size_t end = std::min(text.find('.'), text.size());
    const std::size_t first = text.find(',');
    if (first == 0 || first > 3 || first >= end) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool comma_here = i < end && i >= first && (end - i) % 4 == 0;
        if ((text[i] == ',') != comma_here) return false;
    }
    return (end - first) % 4 == 0 && is_digit(text[first - 1]);
}

}  // namespace

bool is_valid_utf8(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        char32_t c = 0;
        const std::size_t size = detail::decode(text, at, c);
        if (size == 0) return false;
        at += size;
    }
    return true;
}

Status check_text(std::string_view text, bool multiline) {
    if (!is_valid_utf8(text)) return input_error("text.not_utf8");
    std::size_t at = 0;
    while (at < text.size()) {
        const char32_t c = detail::next_code_point(text, at);
        const bool allowed = multiline && (c == U'\n' || c == U'\t');
        if (detail::is_control(c) && !allowed) {
            return input_error("text.control_character")
                .with("code", fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)));
        }
    }
    return {};
}

std::string nfkc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    UErrorCode code = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(code);
    DAICHO_ASSERT(U_SUCCESS(code));
    std::string out;
    normalizer->normalize(to_icu(text), code).toUTF8String(out);
    DAICHO_ASSERT(U_SUCCESS(code));
    return out;
}

std::string trim(std::string_view text) {
    std::size_t start = std::string_view::npos;
    std::size_t end = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t here = at;
        const char32_t c = detail::next_code_point(text, at);
        if (detail::is_blank(c) || detail::is_control(c)) continue;
        if (start == std::string_view::npos) start = here;
        end = at;
    }
    return start == std::string_view::npos ? "" : std::string(text.substr(start, end - start));
}

std::string to_ascii_width(std::string_view text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        char32_t c = detail::next_code_point(text, at);
        if (c >= U'！' && c <= U'～') c = c - U'！' + U'!';
        if (c == U'\u3000') c = U' ';
        detail::append_utf8(out, c);
    }
    return out;
}

std::string clean_number_input(std::string_view text) {
    std::string ascii = trim(to_ascii_width(text));
    for (const std::string_view yen : {"¥", "￥", "\\"}) {
        if (ascii.starts_with(yen)) ascii = trim(std::string_view(ascii).substr(yen.size()));
    }
    constexpr std::string_view kYenWord = "円";
    if (ascii.ends_with(kYenWord)) {
        ascii = trim(std::string_view(ascii).substr(0, ascii.size() - kYenWord.size()));
    }
    std::string out;
    std::size_t at = 0;
    while (at < ascii.size()) {
        const char32_t c = detail::next_code_point(ascii, at);
        const bool minus = out.empty() && detail::is_hyphen_like(c);
        detail::append_utf8(out, minus ? U'-' : c);
    }
    const std::string sign = out.starts_with('-') ? "-" : "";
    const std::string_view digits = std::string_view(out).substr(sign.size());
    if (!commas_part_thousands(digits)) return out;
    std::string plain = sign;
    for (const char c : digits) {
        if (c != ',') plain.push_back(c);
    }
    return plain;
}

std::size_t count_characters(std::string_view text) {
    if (all_stand_alone(text)) return count_code_points(text);
    const icu::UnicodeString string = to_icu(text);
    const auto breaks = characters_of(string);
    std::size_t count = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

std::size_t count_code_points(std::string_view text) noexcept {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) detail::next_code_point(text, at);
    return count;
}

std::string first_characters(std::string_view text, std::size_t count) {
    const icu::UnicodeString string = to_icu(text);
    const auto breaks = characters_of(string);
    std::int32_t end = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int32_t next = breaks->next();
        if (next == icu::BreakIterator::DONE) break;
        end = next;
    }
    std::string out;
    string.tempSubString(0, end).toUTF8String(out);
    return out;
}

std::string format_thousands(std::int64_t number) {
    std::string text = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > sign + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string format_yen(Yen yen) { return format_thousands(yen.amount()); }

std::string csv_field(std::string_view text, FormulaGuard guard) {
    static constexpr std::string_view kFormulaStart = "=+-@\t\r";
    std::string field(text);
    if (guard == FormulaGuard::on && !text.empty() &&
        kFormulaStart.find(text.front()) != std::string_view::npos) {
        field.insert(0, 1, '\'');
    }
    if (field.find_first_of("\",\r\n") == std::string::npos && !field.starts_with(' ') &&
        !field.ends_with(' ')) {
        return field;
    }
    std::string quoted = "\"";
    for (const char c : field) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace daicho
