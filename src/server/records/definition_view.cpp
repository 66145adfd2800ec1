#include "server/records/definition_view.hpp"
#include "server/tax/check_view.hpp"

#include "register/by_command.hpp"
#include "register/cell.hpp"
#include "register/document_register.hpp"
#include "server/map/map_source.hpp"
#include "server/tax/check_view.hpp"

namespace daicho::server {

using registers::Definition;
using registers::Field;

namespace {

json::Value optional_texts(const BilingualText& text) {
    if (text.ja.empty()) return nullptr;
    return texts(text);
}

json::Object conditions_json(const Definition& definition,
                             const std::vector<registers::ListCondition>& conditions) {
    json::Object out;
    for (const registers::ListCondition& one : conditions) {
        out[definition.fields[one.field].name] = one.text;
    }
    return out;
}

json::Value sort_json(const Definition& definition, const registers::ListSort& sort) {
    if (sort.field == registers::kNoField) return nullptr;
    return json::Object{{"field", definition.fields[sort.field].name},
                        {"direction", sort.descending ? "desc" : "asc"}};
}

// A watch is a tab of the list whose one condition is the watch itself.
json::Object watch_view(const registers::Watch& watch) {
    return {{"id", std::string(registers::kWatchView) + watch.id},
            {"label", texts(watch.label)},
            {"filters", json::Object{{registers::kWatchCondition, watch.id}}},
            {"sort", nullptr},
            {"columns", nullptr}};
}

json::Object listing_json(const Definition& definition) {
    json::Array views;
    for (const registers::ListView& view : definition.listing.views) {
        json::Array columns;
        for (const std::size_t field : view.columns) {
            columns.push_back(json::Value(definition.fields[field].name));
        }
        views.push_back(json::Object{
            {"id", view.id},
            {"label", texts(view.label)},
            {"filters", conditions_json(definition, view.conditions)},
            {"sort", sort_json(definition, view.sort)},
            {"columns", columns.empty() ? json::Value(nullptr) : json::Value(std::move(columns))}});
    }
    for (const registers::Watch& watch : definition.watches) views.push_back(watch_view(watch));
    return {{"sort", sort_json(definition, definition.listing.sort)},
            {"filters", conditions_json(definition, definition.listing.conditions)},
            {"views", std::move(views)}};
}

// Where a ref leads into another task: by which law, and whether whoever asks may go there.
json::Value link_json(const Call& call, const Definition& definition, const Field& field) {
    if (field.link_basis.empty()) return nullptr;
    const bool may =
        registers::follows(call.app.kernel, call.session.person.principal, definition, field);
    return json::Object{{"basis", field.link_basis}, {"may_follow", may}};
}

json::Value bound_text(const Field& field, std::int64_t bound) {
    if (bound == INT64_MIN || bound == INT64_MAX) return nullptr;
    return json::Value(registers::format_cell(field, registers::Cell::of(bound)));
}

// What a form can check while somebody types; the rest is checked on saving.
json::Object limits_json(const Definition& definition, const Field& field) {
    json::Object limits{
        {"length", nullptr}, {"min", nullptr}, {"max", nullptr}, {"shape", nullptr}};
    const bool text = field.type == registers::FieldType::text;
    if (text) limits["length"] = field.max_length;
    for (const registers::Check& check : definition.checks) {
        if (check.warning || definition.fields[check.field].id != field.id) continue;
        if (check.kind == registers::CheckKind::pattern) limits["shape"] = check.shape;
        if (check.kind != registers::CheckKind::range) continue;
        limits["min"] = bound_text(field, check.min);
        limits["max"] = bound_text(field, check.max);
    }
    return limits;
}

json::Value field_json(const Call& call, const Definition& definition, const Field& field) {
    json::Object out{{"id", field.id},
                     {"name", field.name},
                     {"type", registers::to_string(field.type)},
                     {"label", texts(field.label)},
                     {"group", field.group},
                     {"classification", registers::to_string(field.classification)},
                     // The number of a document is given, not typed.
                     {"required", field.required && (definition.subject.empty() ||
                                                     field.name != registers::kDocumentNumber)},
                     {"sort", field.sort},
                     {"unit", optional_texts(field.unit)},
                     {"note", optional_texts(field.note)}};
    out["target"] = field.target.empty() ? json::Value(nullptr) : json::Value(field.target);
    out["item"] = field.item.empty() ? json::Value(nullptr) : json::Value(field.item);
    out["list"] = field.list == 0 ? json::Value(nullptr) : json::Value(field.list);
    out["width"] = registers::column_width(field);
    out["align"] = registers::aligned_right(field) ? "right" : "left";
    out["link"] = link_json(call, definition, field);
    json::Array codes;
    for (const registers::Code& code : field.codes) {
        codes.push_back(json::Object{{"key", code.key}, {"label", texts(code.label)}});
    }
    out["codes"] = codes.empty() ? json::Value(nullptr) : json::Value(std::move(codes));
    out["limits"] = limits_json(definition, field);
    return out;
}

json::Object purposes_json(const registers::Purposes& purposes) {
    json::Array list;
    for (const registers::Purpose& one : purposes.list) {
        list.push_back(json::Object{{"number", one.number}, {"label", texts(one.label)}});
    }
    return json::Object{{"list", std::move(list)},
                        {"to_view", purposes.to_view},
                        {"to_change", purposes.to_change}};
}

}  // namespace

json::Value definition_json(const Call& call, const Definition& definition) {
    json::Array key, groups, fields;
    for (const std::size_t index : definition.key) {
        key.push_back(json::Value(definition.fields[index].name));
    }
    for (const registers::Group& group : definition.groups) {
        groups.push_back(json::Object{{"id", group.id}, {"label", texts(group.label)}});
    }
    for (const Field& field : definition.fields) {
        fields.push_back(field_json(call, definition, field));
    }
    return json::Object{
        {"name", definition.name},
        {"label", texts(definition.label)},
        {"area", definition.area},
        {"task", json::Object{{"id", definition.task_id}, {"label", texts(definition.task_label)}}},
        {"legal_basis", definition.legal_basis},
        {"temporal", definition.is_event() ? "event" : "valid_time"},
        {"key", std::move(key)},
        {"retention", json::Object{{"years", definition.retention.years},
                                   {"from", definition.retention.from},
                                   {"basis", definition.retention.basis}}},
        {"groups", std::move(groups)},
        {"fields", std::move(fields)},
        {"checks", checks_between(definition)},
        {"list", listing_json(definition)},
        {"permissions",
         json::Object{{"view", true},
                      {"change", may(call, definition, registers::Action::change) &&
                                     !registers::is_by_command(definition)},
                      {"import", may(call, definition, registers::Action::import)},
                      {"export", may(call, definition, registers::Action::export_)}}},
        {"documents", definition.documents.number == 0
                          ? json::Value(nullptr)
                          : json::Value(registers::document_register_name(definition))},
        {"approval", definition.workflow.is_needed()},
        {"article_asked", definition.article_asked},
        {"purposes", purposes_json(definition.purposes)},
        {"map", has_map(call, definition)},
        {"version", definition.version}};
}

}  // namespace daicho::server
