#include "register/listing.hpp"

#include <algorithm>

#include "register/cell.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"
#include "register/watch.hpp"

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

bool in_order(const Field& field) noexcept {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::yen:
        case FieldType::area:
        case FieldType::points:
        case FieldType::date:
        case FieldType::year_month:
        case FieldType::fiscal_year: return true;
        default: return false;
    }
}

namespace {

// Parts between bars; a bar behind a backslash is one of the text.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '|' || text[i + 1] == '\\')) {
            parts.back() += text[++i];
        } else if (text[i] == '|') {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    return parts;
}

// Behind "=": nothing, one value, or several.
void read_values(std::string_view text, Filter& filter) {
    std::vector<std::string> values = parts_of(text);
    if (values.size() == 1) {
        filter.kind = text.empty() ? FilterKind::is_empty : FilterKind::equals;
        filter.value = std::move(values.front());
        return;
    }
    filter.kind = FilterKind::one_of;
    filter.values = std::move(values);
}

}  // namespace

Filter parse_condition(const Definition& definition, std::size_t field, std::string_view text) {
    Filter filter;
    filter.field = field;
    const Field& of = definition.fields[field];
    if (of.type == FieldType::text) filter.kind = FilterKind::contains;
    if (text.starts_with("!=") || text.starts_with("!~")) {
        filter.negated = true;
        text.remove_prefix(1);
    }
    const std::size_t dots = in_order(of) ? text.find("..") : std::string_view::npos;
    if (text.starts_with("=")) {
        read_values(text.substr(1), filter);
        return filter;
    }
    if (text.starts_with("~")) {
        filter.kind = FilterKind::contains;
        text.remove_prefix(1);
    } else if (text.starts_with(">=") || text.starts_with("<=")) {
        filter.kind = text[0] == '>' ? FilterKind::at_least : FilterKind::at_most;
        text.remove_prefix(2);
    } else if (dots != std::string_view::npos) {
        filter.kind = FilterKind::between;
        filter.to = std::string(text.substr(dots + 2));
        text = text.substr(0, dots);
    }
    filter.value = std::string(text);
    return filter;
}

Status check_condition(const Definition& definition, const Filter& filter) {
    if (filter.kind == FilterKind::watch) return {};
    const Field& field = definition.fields[filter.field];
    if (filter.kind == FilterKind::is_empty) return {};
    const auto named = [&](const char* id) {
        return input_error(id)
            .with("field_ja", field.label.ja)
            .with("field_en", field.label.en)
            .at(field.name);
    };
    std::vector<std::string> values = filter.values;
    if (filter.kind != FilterKind::one_of) values = {filter.value};
    if (filter.kind == FilterKind::between) values.push_back(filter.to);
    for (const std::string& value : values) {
        if (value.empty()) return named("query.no_value");
        if (filter.kind != FilterKind::contains) DAICHO_CHECK(parse_cell(field, value));
    }
    const bool text = filter.kind != FilterKind::contains || field.storage() == Storage::text;
    return text ? Status() : Status(named("query.not_text"));
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

bool order_tells_of_persons(const Field& field) noexcept {
    return tells_of_persons(field) || field.is_personal();
}

namespace {

// What any of its conditions tells, here or in another register.
bool watch_tells(const Definition& definition, const Filter& filter) noexcept {
    const Watch* watch = find_watch(definition, filter.value);
    if (watch == nullptr) return false;
    const auto tells = [](const Definition& of, const ListCondition& one) {
        return order_tells_of_persons(of.fields[one.field]);
    };
    for (const ListCondition& one : watch->conditions) {
        if (tells(definition, one)) return true;
    }
    for (const RelatedRows& rows : watch->related) {
        if (rows.definition->has_personal) return true;
    }
    return false;
}

}  // namespace

bool tells_of_persons(const Definition& definition, const Filter& filter) noexcept {
    if (filter.kind == FilterKind::watch) return watch_tells(definition, filter);
    const Field& field = definition.fields[filter.field];
    const bool names = (filter.kind == FilterKind::equals || filter.kind == FilterKind::one_of) &&
                       !filter.negated;
    return names ? tells_of_persons(field) : order_tells_of_persons(field);
}

}  // namespace daicho::registers
