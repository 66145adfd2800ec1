#include "register/checks.hpp"

#include <algorithm>
#include <optional>

#include "base/message.hpp"

namespace daicho::registers {
namespace {

bool holds(Comparison comparison, std::int64_t left, std::int64_t right) noexcept {
    switch (comparison) {
        case Comparison::less: return left < right;
        case Comparison::less_equal: return left <= right;
        case Comparison::equal: return left == right;
        case Comparison::not_equal: return left != right;
        case Comparison::greater_equal: return left >= right;
        case Comparison::greater: return left > right;
    }
    return false;
}

constexpr const char* kSigns[] = {"<", "<=", "=", "≠", ">=", ">"};

bool has_shape(std::string_view text, std::string_view shape) noexcept {
    const auto all = [text](auto accept) { return std::all_of(text.begin(), text.end(), accept); };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (shape == "digits") return all(digit);
    if (shape == "upper_alnum") {
        return all([&](char c) { return digit(c) || (c >= 'A' && c <= 'Z') || c == '-'; });
    }
    if (shape == "postal_code") {
        return text.size() == 8 && text[3] == '-' &&
               std::count_if(text.begin(), text.end(), digit) == 7;
    }
    if (shape == "phone") return all([&](char c) { return digit(c) || c == '-' || c == '+'; });
    if (shape == "check_digit_addressee") return is_addressee_number(text);
    if (shape == "check_digit_corporate") return is_corporate_number(text);
    return false;
}

// The value a person sees, for messages; personal values are not repeated.
std::string shown(const Field& field, const Cell& cell) {
    return field.is_personal() ? "…" : format_cell(field, cell);
}

Error failed(const Definition& definition, const Check& check, const char* id,
             const Cell& cell) {
    const Field& field = definition.fields[check.field];
    Error error = input_error(check.message.ja.empty() ? id : "register.check.own");
    error.with("field_ja", field.label.ja);
    error.with("field_en", field.label.en);
    error.with("value", shown(field, cell));
    error.with("text_ja", check.message.ja);
    error.with("text_en", check.message.en);
    error.with("check", check.id);
    error.where.path = field.name;
    return error;
}

bool range_fails(const Check& check, const Cell& cell) noexcept {
    return cell.kind == Cell::Kind::integer &&
           (cell.integer < check.min || cell.integer > check.max);
}

bool compare_fails(const Check& check, const Cell& left, const Cell& right) noexcept {
    if (left.is_null() || right.is_null()) return false;
    if (left.kind == Cell::Kind::text) {
        const int order = left.bytes.compare(right.bytes);
        return !holds(check.comparison, order, 0);
    }
    return !holds(check.comparison, left.integer, right.integer);
}

bool sum_fails(const Check& check, std::span<const Cell> cells) noexcept {
    const Cell& total = cells[check.other];
    if (total.is_null()) return false;
    std::int64_t sum = 0;
    for (const std::size_t part : check.parts) {
        if (__builtin_add_overflow(sum, cells[part].integer, &sum)) return true;
    }
    return sum != total.integer;
}

const Field* missing_part(const Definition& definition, const Check& check,
                          std::span<const Cell> cells) {
    const std::string value = format_cell(definition.fields[check.field], cells[check.field]);
    if (std::find(check.values.begin(), check.values.end(), value) == check.values.end()) {
        return nullptr;
    }
    for (const std::size_t part : check.parts) {
        if (cells[part].is_null()) return &definition.fields[part];
    }
    return nullptr;
}

std::optional<Error> run(const Definition& definition, const Check& check,
                         std::span<const Cell> cells) {
    const Cell& cell = cells[check.field];
    const Field& field = definition.fields[check.field];
    switch (check.kind) {
        case CheckKind::range: {
            if (!range_fails(check, cell)) return std::nullopt;
            const auto bound = [&](std::int64_t value) {
                return value == INT64_MIN || value == INT64_MAX
                           ? std::string("—")
                           : format_cell(field, Cell::of(value));
            };
            return failed(definition, check, "register.check.range", cell)
                .with("min", bound(check.min))
                .with("max", bound(check.max));
        }
        case CheckKind::pattern:
            if (cell.is_null() || has_shape(cell.bytes, check.shape)) return std::nullopt;
            return failed(definition, check, "register.check.pattern", cell)
                .with("shape_ja", message("register.shape." + check.shape, Language::japanese))
                .with("shape_en", message("register.shape." + check.shape, Language::english));
        case CheckKind::compare: {
            if (!compare_fails(check, cell, cells[check.other])) return std::nullopt;
            const Field& other = definition.fields[check.other];
            return failed(definition, check, "register.check.compare", cell)
                .with("sign", kSigns[static_cast<std::size_t>(check.comparison)])
                .with("other_ja", other.label.ja)
                .with("other_en", other.label.en)
                .with("other", shown(other, cells[check.other]));
        }
        case CheckKind::sum_equals: {
            if (!sum_fails(check, cells)) return std::nullopt;
            const Field& total = definition.fields[check.other];
            Error error = failed(definition, check, "register.check.sum", cells[check.other])
                              .with("total_ja", total.label.ja)
                              .with("total_en", total.label.en);
            error.where.path = total.name;
            return error;
        }
        case CheckKind::when_then: {
            const Field* missing = missing_part(definition, check, cells);
            if (missing == nullptr) return std::nullopt;
            Error error = failed(definition, check, "register.check.then_required", cell)
                              .with("missing_ja", missing->label.ja)
                              .with("missing_en", missing->label.en);
            error.where.path = missing->name;
            return error;
        }
        case CheckKind::parts_of_one: return std::nullopt;  // register/whole_check
    }
    return std::nullopt;
}

}  // namespace

void check_row(const Definition& definition, std::span<const Cell> cells, CheckOutcome& outcome) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Field& field = definition.fields[i];
        if (!field.required || !cells[i].is_null()) continue;
        outcome.errors.push_back(input_error("register.check.required")
                                     .with("field_ja", field.label.ja)
                                     .with("field_en", field.label.en)
                                     .at(field.name));
    }
    for (const Check& check : definition.checks) {
        auto error = run(definition, check, cells);
        if (!error) continue;
        (check.warning ? outcome.warnings : outcome.errors).push_back(std::move(*error));
    }
}

}  // namespace daicho::registers
