// Rows as JSON: the named fields of a line, each in the form that screens read.
#pragma once

#include <initializer_list>

#include "json/reader.hpp"
#include "media/desk.hpp"

namespace daicho::media::detail {

inline json::Value texts(const BilingualText& text) {
    return json::Object{{"ja", text.ja}, {"en", text.en}};
}

inline json::Value value_of(const registers::Definition& definition,
                            const registers::Fields& row, std::string_view name) {
    if (!row.has(name)) return nullptr;
    const auto& field = definition.fields[definition.index_of(name)];
    switch (field.type) {
        case registers::FieldType::date: return json::Value(format_iso(row.date(name)));
        case registers::FieldType::code:
            return json::Object{{"key", row.text(name)}, {"label", texts(row.code(name))}};
        case registers::FieldType::boolean: return json::Value(row.flag(name));
        case registers::FieldType::integer: return json::Value(row.integer(name));
        default: return json::Value(row.text(name));
    }
}

// The named fields of a row, with its record.
inline json::Object fields_json(const Line& line, std::initializer_list<std::string_view> names) {
    json::Object out{{"id", std::to_string(line.record())}};
    const registers::Fields row = line.fields();
    for (const std::string_view name : names) out[name] = value_of(*line.definition, row, name);
    return out;
}

inline json::Array lines_json(const Lines& lines, std::initializer_list<std::string_view> names) {
    json::Array list;
    for (const Line& line : lines) list.push_back(fields_json(line, names));
    return list;
}

}  // namespace daicho::media::detail
