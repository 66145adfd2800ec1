#include "server/definition_view.hpp"

#include "register/by_command.hpp"
namespace daicho::server {

using registers::Definition;
using registers::Field;

namespace {

json::Value optional_texts(const BilingualText& text) {
    if (text.ja.empty()) return nullptr;
    return texts(text);
}

json::Value field_json(const Field& field) {
    json::Object out{{"id", field.id},
                     {"name", field.name},
                     {"type", registers::to_string(field.type)},
                     {"label", texts(field.label)},
                     {"group", field.group},
                     {"classification", registers::to_string(field.classification)},
                     {"required", field.required},
                     {"sort", field.sort},
                     {"unit", optional_texts(field.unit)},
                     {"note", optional_texts(field.note)}};
    out["target"] = field.target.empty() ? json::Value(nullptr) : json::Value(field.target);
    out["item"] = field.item.empty() ? json::Value(nullptr) : json::Value(field.item);
    out["list"] = field.list == 0 ? json::Value(nullptr) : json::Value(field.list);
    json::Array codes;
    for (const registers::Code& code : field.codes) {
        codes.push_back(json::Object{{"key", code.key}, {"label", texts(code.label)}});
    }
    out["codes"] = codes.empty() ? json::Value(nullptr) : json::Value(std::move(codes));
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
    for (const Field& field : definition.fields) fields.push_back(field_json(field));
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
        {"permissions",
         json::Object{{"view", true},
                      {"change", may(call, definition, registers::Action::change) &&
                                     !registers::is_by_command(definition)},
                      {"import", may(call, definition, registers::Action::import)},
                      {"export", may(call, definition, registers::Action::export_)}}},
        {"approval", definition.workflow.is_needed()},
        {"article_asked", definition.article_asked},
        {"purposes", purposes_json(definition.purposes)},
        {"version", definition.version}};
}

}  // namespace daicho::server
