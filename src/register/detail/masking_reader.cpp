#include "register/detail/masking_reader.hpp"

#include <algorithm>

namespace daicho::registers::detail {
namespace {

const std::vector<std::string_view> kMaskings = {
    "keep", "blank", "name", "kana", "address", "words", "number", "postal_code", "day", "shift",
    "other", "entry", "largest"};
const std::vector<std::string_view> kRows = {"none", "all", "named", "chosen", "with"};

bool fits(Masking masking, const Field& field) {
    switch (masking) {
        case Masking::unsaid:
        case Masking::keep:
            return field.type != FieldType::personal_number &&  // always another number
                   field.type != FieldType::document;           // never in a copy
        case Masking::blank: return !field.required || field.type == FieldType::text;
        case Masking::name:
        case Masking::kana:
        case Masking::address:
        case Masking::words:
        case Masking::number:
        case Masking::postal_code: return field.type == FieldType::text;
        case Masking::day:
        case Masking::shift: return field.type == FieldType::date;
        case Masking::other: return field.type == FieldType::code;
        case Masking::entry: return field.type == FieldType::integer;
        case Masking::largest: return field.storage() == Storage::integer;
    }
    return false;
}

}  // namespace

void read_masking(const yaml::Node& node, Field& field) {
    const yaml::Node masked = node.find("masked");
    if (!masked.exists()) return;
    const std::string text = masked.one_of(kMaskings);
    const auto found = std::find(kMaskings.begin(), kMaskings.end(), text);
    if (found == kMaskings.end()) return;  // a fault that stands already
    field.masking = static_cast<Masking>(found - kMaskings.begin() + 1);
    if (!fits(field.masking, field)) {
        masked.fault(input_error("register.definition.masked")
                         .with("name", field.name)
                         .with("masked", text));
    }
}

void read_copy_rule(const yaml::Node& root, Definition& definition) {
    const yaml::Node node = root.find("masked_copy");
    if (!node.exists()) return;
    const std::string rows = node.at("rows").one_of(kRows);
    const auto found = std::find(kRows.begin(), kRows.end(), rows);
    if (found == kRows.end()) return;
    definition.copied.rows = static_cast<CopiedRows>(found - kRows.begin());
    for (const yaml::Node& name : node.find("fields").elements()) {
        const std::size_t index = definition.index_of(name.text());
        if (index == Definition::npos || definition.fields[index].type != FieldType::ref) {
            name.fault(input_error("register.definition.copied_with").with("name", name.text()));
            continue;
        }
        definition.copied.fields.push_back(index);
    }
    // A copy never holds a document: rows that cannot be without one are not in it.
    if (definition.copied.rows != CopiedRows::none) {
        for (const Field& field : definition.fields) {
            if (field.type != FieldType::document || !field.required) continue;
            node.fault(input_error("register.definition.copied_document").with("name", field.name));
        }
    }
    // A shape that must be there cannot be left out, and an invented one would be no shape of land.
    for (const Field& field : definition.fields) {
        const bool shape = field.type == FieldType::geometry && field.required;
        if (!shape || definition.copied.rows == CopiedRows::none) continue;
        if (field.masking == Masking::keep) continue;
        node.fault(input_error("register.definition.masked")
                       .with("name", field.name)
                       .with("masked", "blank"));
    }
    const bool wants = definition.copied.rows >= CopiedRows::chosen;
    if (wants == definition.copied.fields.empty()) {
        node.fault(input_error("register.definition.copied_fields").with("rows", rows));
    }
}

}  // namespace daicho::registers::detail
