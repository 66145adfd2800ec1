#include "register/cell.hpp"

#include <algorithm>

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/ratio.hpp"
#include "base/yen.hpp"
#include "geometry/wkt.hpp"

namespace daicho::registers {
namespace {

constexpr std::int64_t kMaxInteger = 1'000'000'000'000'000;

bool all_digits(std::string_view text) noexcept {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Error bad_value(const char* id, std::string_view text) {
    return input_error(id).with("value", std::string(text.substr(0, 80)));
}

std::size_t count_characters(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

Result<std::int64_t> bounded(std::string_view text, std::int64_t min, std::int64_t max) {
    DAICHO_TRY(value, parse_decimal(text, 0));
    if (value < min || value > max) {
        return bad_value("register.value.out_of_range", text)
            .with("min", std::to_string(min))
            .with("max", std::to_string(max));
    }
    return value;
}

Result<std::int64_t> boolean(std::string_view text) {
    if (text == "true" || text == "1") return std::int64_t{1};
    if (text == "false" || text == "0") return std::int64_t{0};
    return bad_value("register.value.not_a_boolean", text);
}

}  // namespace

Result<std::int64_t> storage_integer(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::yen: {
            DAICHO_TRY(value, parse_decimal(text, 0));
            if (value < 0) return bad_value("register.value.negative_yen", text);
            if (value > kMaxInputYen.amount()) return bad_value("register.value.too_large", text);
            return value;
        }
        case FieldType::area: {
            DAICHO_TRY(value, parse_area(text));
            return value.hundredths();
        }
        case FieldType::points: return parse_decimal(text, 2);
        case FieldType::date: {
            DAICHO_TRY(value, parse_iso_date(text));
            return std::int64_t{value.days()};
        }
        case FieldType::year_month: {
            DAICHO_TRY(value, parse_year_month(text));
            return std::int64_t{value.year} * 12 + value.month - 1;
        }
        case FieldType::fiscal_year: return bounded(text, 1868, 2999);
        case FieldType::boolean: return boolean(text);
        default: return bounded(text, -kMaxInteger, kMaxInteger);
    }
}

Status check_text(const Field& field, std::string_view text) {
    if (field.type == FieldType::code) {
        if (field.find_code(text) != nullptr) return {};
        std::string allowed;
        for (const Code& code : field.codes) {
            allowed += (allowed.empty() ? "" : ", ") + code.key;
        }
        return bad_value("register.value.unknown_code", text).with("allowed", allowed);
    }
    if (field.type == FieldType::ratio) {
        DAICHO_CHECK(parse_ratio(text));
        return {};
    }
    if (field.type == FieldType::geometry) {
        DAICHO_CHECK(geometry::read_shape(text));
        return {};
    }
    if (text.size() > field.max_length && count_characters(text) > field.max_length) {
        return bad_value("register.value.too_long", text)
            .with("limit", std::to_string(field.max_length));
    }
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    });
    if (control) return bad_value("register.value.control_character", "");
    return {};
}

Result<Cell> parse_cell(const Field& field, std::string_view text) {
    if (text.empty()) return Cell::null();
    if (field.type == FieldType::personal_number) {
        if (!is_personal_number(text)) return input_error("register.value.personal_number");
        return Cell::of_text(text);
    }
    // A document comes with its bytes (register/change.hpp), never as a text about them.
    if (field.type == FieldType::document) return input_error("register.value.document");
    if (field.storage() == Storage::integer) {
        DAICHO_TRY(value, storage_integer(field, text));
        return Cell::of(value);
    }
    DAICHO_CHECK(check_text(field, text));
    return Cell::of_text(text);
}

std::string format_cell(const Field& field, const Cell& cell) {
    if (cell.is_null() || cell.kind == Cell::Kind::blob) return {};
    switch (field.type) {
        case FieldType::area:
        case FieldType::points: return format_decimal(cell.integer, 2);
        case FieldType::date:
            return format_iso(Date::from_days(static_cast<std::int32_t>(cell.integer)));
        case FieldType::year_month:
            return format_year_month({static_cast<int>(cell.integer / 12),
                                      static_cast<unsigned>(cell.integer % 12 + 1)});
        case FieldType::boolean: return cell.integer != 0 ? "true" : "false";
        default:
            return cell.kind == Cell::Kind::text ? std::string(cell.bytes)
                                                 : std::to_string(cell.integer);
    }
}

bool is_personal_number(std::string_view digits) noexcept {
    if (digits.size() != 12 || !all_digits(digits) || digits == "000000000000") return false;
    int sum = 0;
    for (int n = 1; n <= 11; ++n) {  // n-th digit of the body from the right
        const int weight = n <= 6 ? n + 1 : n - 5;
        sum += (digits[static_cast<std::size_t>(11 - n)] - '0') * weight;
    }
    const int remainder = sum % 11;
    return digits[11] - '0' == (remainder <= 1 ? 0 : 11 - remainder);
}

bool is_corporate_number(std::string_view digits) noexcept {
    if (digits.size() != 13 || !all_digits(digits)) return false;
    if (digits.substr(1) == "000000000000") return false;
    int sum = 0;
    for (int n = 1; n <= 12; ++n) {
        sum += (digits[static_cast<std::size_t>(13 - n)] - '0') * (n % 2 == 1 ? 1 : 2);
    }
    return digits[0] - '0' == 9 - sum % 9;
}

bool is_addressee_number(std::string_view digits) noexcept {
    if (digits.size() != 10 || !all_digits(digits)) return false;
    int sum = 0;
    for (int n = 0; n < 9; ++n) {
        sum += (digits[static_cast<std::size_t>(8 - n)] - '0') * (n % 6 + 2);
    }
    const int remainder = sum % 11;
    if (remainder == 1) return false;  // such serials are never given (docs/architecture.md)
    return digits[9] - '0' == (remainder == 0 ? 0 : 11 - remainder);
}

}  // namespace daicho::registers
