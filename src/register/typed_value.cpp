#include "register/typed_value.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "base/text.hpp"
#include "geometry/wkt.hpp"

namespace daicho::registers {
namespace {

bool is_key(const Definition& definition, const Field& field) {
    return std::ranges::any_of(definition.key, [&](std::size_t index) {
        return definition.fields[index].id == field.id;
    });
}

// A text of which the definition says that it is a number or a code of some shape.
bool has_shape(const Definition& definition, const Field& field) {
    return std::ranges::any_of(definition.checks, [&](const Check& check) {
        return check.kind == CheckKind::pattern && definition.fields[check.field].id == field.id;
    });
}

bool is_plain_code(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '/' || c == '.';
    });
}

// The long mark and dashes that a Japanese keyboard gives for a hyphen between digits.
std::string with_hyphens(std::string text) {
    for (const std::string_view dash : {"ー", "―", "‐", "−", "–", "ｰ"}) {
        for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at)) {
            text.replace(at, dash.size(), "-");
        }
    }
    return text;
}

std::string narrow(std::string_view text) { return with_hyphens(to_ascii_width(trim(text))); }

// A key in full width is the key; one that holds other letters (a name) stays.
std::string narrow_code(std::string_view text) {
    std::string narrowed = narrow(text);
    return is_plain_code(narrowed) ? narrowed : std::string(text);
}

// A number that is kept as a text (a town's code, a site's number): digits and what parts them.
std::string narrow_digits(std::string_view text) {
    std::string narrowed = narrow(text);
    const bool digits = std::ranges::all_of(narrowed, [](char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.';
    });
    return digits ? narrowed : std::string(text);
}

std::string narrow_date(std::string_view text) {
    const auto date = parse_date_input(text);
    return date ? format_iso(*date) : std::string(text);
}

std::string one_spelling(std::string_view text) {
    const auto shape = geometry::parse_shape(text);
    return shape ? geometry::format_shape(*shape) : std::string(text);
}

}  // namespace

std::string typed_value(const Definition& definition, const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::yen:
        case FieldType::area:
        case FieldType::points:
        case FieldType::fiscal_year: return clean_number_input(text);
        case FieldType::ratio:
        case FieldType::year_month:
        case FieldType::code:
        case FieldType::personal_number: return narrow(text);
        case FieldType::date: return narrow_date(text);
        case FieldType::geometry: return one_spelling(text);
        case FieldType::ref: return narrow_code(text);
        case FieldType::text:
            if (has_shape(definition, field)) return narrow(text);
            if (is_key(definition, field)) return narrow_code(text);
            return field.is_personal() ? std::string(text) : narrow_digits(text);
        default: return std::string(text);
    }
}

}  // namespace daicho::registers
