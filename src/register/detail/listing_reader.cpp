#include "register/detail/listing_reader.hpp"

#include <algorithm>

#include "register/list.hpp"
#include "register/listing.hpp"

namespace daicho::registers::detail {
namespace {

using yaml::Node;

void fault(const Node& node, const char* id, const std::string& name) {
    node.fault(input_error(id).with("name", name));
}

// kNoField where there is no such field or a list knows it not.
std::size_t list_field(const Node& node, const std::string& name, const Definition& definition) {
    const std::size_t field = definition.index_of(name);
    if (field == Definition::npos) {
        fault(node, "register.definition.no_field", name);
    } else if (!in_list(definition, field)) {
        fault(node, "register.definition.not_in_list", name);
    } else {
        return field;
    }
    return kNoField;
}

// A value that no row can have would be an empty list for ever; a record's number means something
// in one municipality alone.
void check_value(const Node& node, const Definition& definition, const ListCondition& condition) {
    const Field& field = definition.fields[condition.field];
    const Filter filter = parse_condition(definition, condition.field, condition.text);
    const bool fits = (field.type != FieldType::ref || filter.kind == FilterKind::is_empty) &&
                      check_condition(definition, filter).has_value();
    if (fits) return;
    node.fault(input_error("register.definition.list_value")
                   .with("name", field.name)
                   .with("value", condition.text));
}

std::vector<ListCondition> read_conditions(const Node& node, const Definition& definition) {
    std::vector<ListCondition> conditions;
    if (!node.exists()) return conditions;
    for (const auto& [name, value] : node.members()) {
        const ListCondition condition{list_field(value, name, definition), value.text()};
        if (condition.field == kNoField) continue;
        check_value(value, definition, condition);
        conditions.push_back(condition);
    }
    return conditions;
}

ListSort read_sort(const Node& node, const Definition& definition) {
    if (!node.exists()) return {};
    const Node field = node.at("field");
    return {list_field(field, field.text(), definition), node.boolean_or("descending", false)};
}

std::vector<std::size_t> read_columns(const Node& node, const Definition& definition) {
    std::vector<std::size_t> columns;
    for (const Node& item : node.elements()) {
        const std::size_t field = definition.index_of(item.text());
        if (field == Definition::npos) {
            fault(item, "register.definition.no_field", item.text());
        } else if (std::ranges::find(columns, field) != columns.end()) {
            fault(item, "register.definition.column_twice", item.text());
        } else {
            columns.push_back(field);
        }
    }
    return columns;
}

bool is_view_id(const std::string& id) {
    return !id.empty() && id.size() <= 40 && id != "all" && id != "default" &&
           std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

void read_views(const Node& node, Definition& definition) {
    for (const Node& item : node.elements()) {
        ListView view;
        view.id = item.at("id").text();
        view.label = item.bilingual();
        view.conditions = read_conditions(item.find("filters"), definition);
        view.sort = read_sort(item.find("sort"), definition);
        view.columns = read_columns(item.find("columns"), definition);
        const bool twice = std::ranges::any_of(
            definition.listing.views, [&](const ListView& one) { return one.id == view.id; });
        if (twice || !is_view_id(view.id)) fault(item, "register.definition.view_id", view.id);
        definition.listing.views.push_back(std::move(view));
    }
}

}  // namespace

void read_listing(const Node& root, Definition& definition) {
    const Node list = root.find("list");
    if (!list.exists()) return;
    definition.listing.sort = read_sort(list.find("sort"), definition);
    definition.listing.conditions = read_conditions(list.find("filters"), definition);
    read_views(list.find("views"), definition);
}

}  // namespace daicho::registers::detail
