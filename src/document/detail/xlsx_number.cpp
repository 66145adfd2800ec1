#include "document/detail/xlsx_number.hpp"

#include <algorithm>
#include <charconv>

#include "base/date.hpp"

namespace daicho::document::detail {
namespace {

constexpr std::size_t kKept = 15;         // digits that a spreadsheet keeps
constexpr std::size_t kMostWritten = 40;  // characters of a number
constexpr int kSmallest = -30;            // power of ten of the last digit

Error bad(const char* id, std::string_view text) {
    return input_error(id).with("value", std::string(text.substr(0, 80)));
}

// digits × 10^exponent, without zeros at either end.
struct Number {
    bool negative = false;
    std::string digits;
    int exponent = 0;
};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool read_exponent(std::string_view text, int& exponent) noexcept {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    return code == std::errc() && end == text.data() + text.size() && exponent > -400 &&
           exponent < 400;
}

bool read_number(std::string_view text, Number& number) {
    if (text.empty() || text.size() > kMostWritten) return false;
    if (text.front() == '-') {
        number.negative = true;
        text.remove_prefix(1);
    }
    const std::size_t e = text.find_first_of("eE");
    if (e != std::string_view::npos) {
        if (!read_exponent(text.substr(e + 1), number.exponent)) return false;
        text = text.substr(0, e);
    }
    bool point = false;
    bool any = false;
    for (const char c : text) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(c)) return false;
        any = true;
        number.exponent -= point ? 1 : 0;
        if (c != '0' || !number.digits.empty()) number.digits += c;
    }
    if (!any) return false;
    while (!number.digits.empty() && number.digits.back() == '0') {
        number.digits.pop_back();
        ++number.exponent;
    }
    if (number.digits.empty()) number = {};
    return true;
}

void round_to_kept(Number& number) {
    const bool up = number.digits[kKept] >= '5';
    number.exponent += static_cast<int>(number.digits.size() - kKept);
    number.digits.resize(kKept);
    if (up) {
        auto at = number.digits.rbegin();
        while (at != number.digits.rend() && *at == '9') *at++ = '0';
        if (at == number.digits.rend()) {
            number.digits.insert(0, 1, '1');
        } else {
            ++*at;
        }
    }
    while (number.digits.back() == '0') {
        number.digits.pop_back();
        ++number.exponent;
    }
}

std::string plain(const Number& number) {
    std::string text = number.digits;
    if (text.empty()) return "0";
    if (number.exponent >= 0) {
        text.append(static_cast<std::size_t>(number.exponent), '0');
    } else {
        const auto decimals = static_cast<std::size_t>(-number.exponent);
        if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
        text.insert(text.size() - decimals, 1, '.');
    }
    return number.negative ? "-" + text : text;
}

// The comparison alone is made in binary, because the question is what the binary number was.
bool same_binary(std::string_view a, std::string_view b) noexcept {
    double left = 0;
    double right = 0;
    std::from_chars(a.data(), a.data() + a.size(), left);
    std::from_chars(b.data(), b.data() + b.size(), right);
    return left == right;
}

// Without what is only shown: "texts", [colours], \x, _x, *x; up to the second section.
std::string bare_code(std::string_view code) {
    std::string bare;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"' || c == '[') {
            const std::size_t close = code.find(c == '"' ? '"' : ']', i + 1);
            if (close == std::string_view::npos) break;
            i = close;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else {
            bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    for (const std::string_view word : {"general", "am/pm", "a/p", "e+", "e-", "g/標準"}) {
        for (std::size_t at = bare.find(word); at != std::string::npos; at = bare.find(word)) {
            bare.replace(at, word.size(), " ");
        }
    }
    return bare;
}

constexpr std::int64_t kLastDay = 2'958'465;  // 9999-12-31

}  // namespace

XlsxFormat built_in_format(std::uint32_t id) noexcept {
    const bool date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                      (id >= 50 && id <= 54) || id == 57 || id == 58;
    return {date ? XlsxFormat::Kind::date : XlsxFormat::Kind::number, 0};
}

XlsxFormat format_of_code(std::string_view code) {
    const std::string bare = bare_code(code);
    const auto has = [&bare](const char* letters) {
        return bare.find_first_of(letters) != std::string::npos;
    };
    if (has("ydegr") || (has("m") && !has("hs"))) return {XlsxFormat::Kind::date, 0};
    const bool zeros = bare.size() >= 2 && bare.size() <= kKept &&
                       bare.find_first_not_of('0') == std::string::npos;
    const std::size_t digits = zeros ? bare.size() : 0;
    return {XlsxFormat::Kind::number, static_cast<std::uint8_t>(digits)};
}

Result<std::string> exact_number(std::string_view text) {
    Number number;
    if (!read_number(text, number)) return bad("xlsx.not_a_number", text);
    const int places = static_cast<int>(number.digits.size()) + number.exponent;
    if (places > static_cast<int>(kKept)) return bad("xlsx.digits_lost", text);
    if (number.digits.size() > kKept) {
        round_to_kept(number);
        const std::string shown = plain(number);
        if (!same_binary(text, shown)) {
            return bad("xlsx.inexact_number", text).with("shown", shown);
        }
    }
    if (number.exponent < kSmallest) return bad("xlsx.not_a_number", text);
    return plain(number);
}

Result<std::string> serial_date(std::string_view text, bool from_1904) {
    Number number;
    if (!read_number(text, number) || number.negative) return bad("xlsx.not_a_date", text);
    if (number.exponent < 0) return bad("xlsx.date_with_time", text);
    if (number.digits.size() + static_cast<std::size_t>(number.exponent) > 7) {
        return bad("xlsx.not_a_date", text);
    }
    std::int64_t days = 0;
    const std::string whole = plain(number);
    std::from_chars(whole.data(), whole.data() + whole.size(), days);
    // The 1900 system counts a 29 February 1900 that never was: day 60.
    if (from_1904) {
        days += 1462;
    } else if (days == 0 || days == 60) {
        return bad("xlsx.not_a_date", text);
    } else if (days < 60) {
        ++days;
    }
    if (days > kLastDay) return bad("xlsx.not_a_date", text);
    const Date origin = Date::of(1899, 12, 30);
    return format_iso(origin + static_cast<int>(days));
}

bool parse_cell_place(std::string_view text, CellPlace& place) noexcept {
    std::size_t at = 0;
    std::uint32_t column = 0;
    for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
        if (at == 3) return false;
        column = column * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
    }
    if (at == 0 || at == text.size()) return false;
    const auto [end, code] = std::from_chars(text.data() + at, text.data() + text.size(),
                                             place.row);
    if (code != std::errc() || end != text.data() + text.size() || place.row == 0) return false;
    place.column = column - 1;
    --place.row;
    return true;
}

std::string column_letters(std::uint32_t column) {
    std::string letters;
    for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters;
}

}  // namespace daicho::document::detail
