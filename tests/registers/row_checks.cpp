#include "row_checks.hpp"

#include <algorithm>

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/ratio.hpp"
#include "geometry/wkt.hpp"

namespace daicho::tests {
namespace {

bool digits(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Comparable number of a value; false when empty or not a number.
bool number_of(const FieldText& field, const std::string& value, std::int64_t& number) {
    if (value.empty()) return false;
    if (field.type == "date") {
        const auto date = parse_iso_date(value);
        if (!date) return false;
        number = date->days();
        return true;
    }
    const bool hundredths = field.type == "area" || field.type == "points";
    const auto parsed = parse_decimal(value, hundredths ? 2 : 0);
    if (!parsed) return false;
    number = *parsed;
    return true;
}

bool compares(std::int64_t left, const std::string& op, std::int64_t right) {
    return op == "<" ? left < right : op == "<=" ? left <= right : op == "==" ? left == right
         : op == "!=" ? left != right : op == ">=" ? left >= right : left > right;
}

bool fits_shape(const std::string& shape, const std::string& value) {
    if (value.empty()) return true;
    if (shape == "check_digit_addressee") return is_addressee_no(value);
    if (shape == "check_digit_corporate") return is_corporate_number(value);
    if (shape == "postal_code") {
        return value.size() == 8 && value[3] == '-' && digits(value.substr(0, 3)) &&
               digits(value.substr(4));
    }
    return true;
}

bool passes(const DefinitionFile& definition, const CheckText& check, const Row& row) {
    const auto value = [&row](const std::string& name) {
        const auto found = row.find(name);
        return found == row.end() ? std::string() : found->second;
    };
    const auto number = [&](const std::string& name, std::int64_t& out) {
        return number_of(*definition.find(name), value(name), out);
    };
    std::int64_t left = 0;
    std::int64_t right = 0;
    if (check.kind == "range") {
        const FieldText& field = *definition.find(check.field);
        if (!number(check.field, left)) return true;
        if (number_of(field, check.min, right) && left < right) return false;
        return !number_of(field, check.max, right) || left <= right;
    }
    if (check.kind == "pattern") return fits_shape(check.shape, value(check.field));
    if (check.kind == "compare") {
        if (!number(check.left, left) || !number(check.right, right)) return true;
        return compares(left, check.op, right);
    }
    if (check.kind == "sum_equals") {
        if (!number(check.total, right)) return true;
        std::int64_t sum = 0;
        for (const std::string& part : check.parts) {
            if (number(part, left)) sum += left;
        }
        return sum == right;
    }
    if (check.kind == "parts_of_one") return true;  // of several rows: planted_errors_test
    const std::string code = value(check.field);
    if (std::find(check.is.begin(), check.is.end(), code) == check.is.end()) return true;
    return std::none_of(check.then_required.begin(), check.then_required.end(),
                        [&value](const std::string& name) { return value(name).empty(); });
}

int weighted(const std::string& body, int first, int cycle, bool wrap_after_six) {
    int sum = 0;
    int n = 0;
    for (auto digit = body.rbegin(); digit != body.rend(); ++digit, ++n) {
        const int weight = wrap_after_six ? (n < 6 ? n + 2 : n - 4) : first + n % cycle;
        sum += (*digit - '0') * weight;
    }
    return sum;
}

}  // namespace

std::vector<Row> parse_csv(const std::string& text, std::vector<std::string>& header) {
    std::vector<Row> rows;
    header.clear();
    std::size_t at = 0;
    bool first = true;
    while (at < text.size()) {
        const std::size_t end = text.find('\n', at);
        std::vector<std::string> cells(1);
        bool quoted = false;  // shapes hold commas
        for (std::size_t i = at; i < end; ++i) {
            if (text[i] == '"') {
                quoted = !quoted;
            } else if (text[i] == ',' && !quoted) {
                cells.emplace_back();
            } else {
                cells.back().push_back(text[i]);
            }
        }
        at = end + 1;
        if (first) {
            header = cells;
        } else {
            Row row;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                row[i < header.size() ? header[i] : "surplus cell"] = cells[i];
            }
            rows.push_back(std::move(row));
        }
        first = false;
    }
    return rows;
}

std::string judge_value(const FieldText& field, const std::string& value) {
    if (value.empty()) return field.required ? "missing" : "";
    std::int64_t number = 0;
    if (field.type == "code") return field.codes.contains(value) ? "" : "unknown code " + value;
    if (field.type == "bool") return value == "true" || value == "false" ? "" : "no bool " + value;
    if (field.type == "ratio") return parse_ratio(value) ? "" : "no ratio " + value;
    if (field.type == "year_month") return parse_year_month(value) ? "" : "no month " + value;
    if (field.type == "personal_number") return is_personal_number(value) ? "" : "bad number";
    if (field.type == "geometry") {
        return geometry::read_shape(value) ? "" : "no shape " + value;
    }
    if (field.type == "text" || field.type == "ref") {
        const bool quotes = value.find('"') != std::string::npos;
        const bool fits = field.type == "ref" ||
                          characters(value) <= static_cast<std::size_t>(field.max_length);
        return quotes ? "needs quoting" : fits ? "" : "too long: " + value;
    }
    if (!number_of(field, value, number)) return "not a " + field.type + ": " + value;
    return number < 0 && field.type != "date" ? "negative " + value : "";
}

std::vector<std::string> failed_checks(const DefinitionFile& definition, const Row& row,
                                       const std::string& severity) {
    std::vector<std::string> failed;
    for (const CheckText& check : definition.checks) {
        const bool asked = check.severity == severity;
        if (asked && !passes(definition, check, row)) failed.push_back(check.id);
    }
    return failed;
}

std::string key_of(const DefinitionFile& definition, const Row& row) {
    std::string key;
    for (const std::string& name : definition.key) {
        key += (key.empty() ? "" : "/") + row.at(name);
    }
    return key;
}

bool is_addressee_no(const std::string& text) {
    if (text.size() != 10 || !digits(text)) return false;
    const int remainder = weighted(text.substr(0, 9), 2, 6, false) % 11;
    return remainder != 1 && text[9] - '0' == (remainder == 0 ? 0 : 11 - remainder);
}

bool is_personal_number(const std::string& text) {
    if (text.size() != 12 || !digits(text) || text == "000000000000") return false;
    const int remainder = weighted(text.substr(0, 11), 0, 0, true) % 11;
    return text[11] - '0' == (remainder <= 1 ? 0 : 11 - remainder);
}

bool is_corporate_number(const std::string& text) {
    if (text.size() != 13 || !digits(text)) return false;
    return text[0] - '0' == 9 - weighted(text.substr(1), 1, 2, false) % 9;
}

}  // namespace daicho::tests
