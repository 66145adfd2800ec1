#include "law/row.hpp"

namespace daicho::law {

const char* name_of(ValueType type) noexcept {
    switch (type) {
        case ValueType::integer: return "integer";
        case ValueType::yen: return "yen";
        case ValueType::ratio: return "ratio";
        case ValueType::area: return "area";
        case ValueType::date: return "date";
        case ValueType::code: return "code";
        case ValueType::table: return "table";
    }
    return "";
}

std::string canonical(const Cell& cell) {
    struct Writer {
        std::string operator()(std::int64_t value) const { return std::to_string(value); }
        std::string operator()(Yen value) const { return std::to_string(value.amount()); }
        std::string operator()(Ratio value) const { return format_ratio(value); }
        std::string operator()(Area value) const { return format_area(value); }
        std::string operator()(Date value) const { return format_iso(value); }
        std::string operator()(const std::string& value) const { return value; }
    };
    return std::visit(Writer{}, cell);
}

}  // namespace daicho::law
