#include "register/listing.hpp"

#include <algorithm>

#include "register/list.hpp"
#include "register/schema.hpp"

namespace daicho::registers {

int column_width(const Field& field) noexcept {
    if (field.width != 0) return field.width;
    switch (field.type) {
        case FieldType::boolean: return 6;
        case FieldType::ratio: return 8;
        case FieldType::integer: return 9;
        case FieldType::year_month: return 9;
        case FieldType::date:
        case FieldType::area:
        case FieldType::points: return 11;
        case FieldType::fiscal_year:
        case FieldType::personal_number: return 12;
        case FieldType::code: return 14;
        case FieldType::yen: return 15;
        case FieldType::ref: return 22;
        default: return std::clamp(static_cast<int>(field.max_length), 6, 24);
    }
}

bool aligned_right(const Field& field) noexcept {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::yen:
        case FieldType::area:
        case FieldType::ratio:
        case FieldType::points: return true;
        default: return false;
    }
}

Filter parse_condition(const Definition& definition, std::size_t field, std::string_view text) {
    Filter filter;
    filter.field = field;
    const Field& of = definition.fields[field];
    if (of.type == FieldType::text) filter.kind = FilterKind::contains;
    if (text.starts_with("~")) {
        filter.kind = FilterKind::contains;
        text.remove_prefix(1);
    } else if (text.starts_with(">=") || text.starts_with("<=")) {
        filter.kind = text[0] == '>' ? FilterKind::at_least : FilterKind::at_most;
        text.remove_prefix(2);
    }
    filter.value = std::string(text);
    return filter;
}

bool in_list(const Definition& definition, std::size_t field) {
    const auto fields = head_fields(definition);
    return std::ranges::find(fields, field) != fields.end();
}

bool tells_of_persons(const Field& field) noexcept {
    if (field.type == FieldType::ref) return false;
    return field.is_personal() || field.search == SearchKind::address ||
           field.type == FieldType::geometry;
}

}  // namespace daicho::registers
