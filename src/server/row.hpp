// Row: the fields of a stored version, with what JSON needs on top.
#pragma once

#include "register/fields.hpp"
#include "server/app.hpp"

namespace daicho::server {

class Row : public registers::Fields {
public:
    using Fields::Fields;
    // Null where the value is empty.
    [[nodiscard]] json::Value integer_or_null(std::string_view name) const {
        return has(name) ? json::Value(integer(name)) : json::Value(nullptr);
    }
    [[nodiscard]] json::Value text_or_null(std::string_view name) const {
        return has(name) ? json::Value(text(name)) : json::Value(nullptr);
    }
    [[nodiscard]] json::Value date_or_null(std::string_view name) const {
        return has(name) ? json::Value(format_iso(date(name))) : json::Value(nullptr);
    }
    [[nodiscard]] std::string area_text(std::string_view name) const {
        return format_area(area(name));
    }
};

}  // namespace daicho::server
