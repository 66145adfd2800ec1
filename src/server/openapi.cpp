#include "server/openapi.hpp"

#include <algorithm>

#include "server/schema_words.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;
using registers::FieldType;

constexpr std::string_view kRecords = "/api/registers/{register}/records";

std::string_view name_of(net::Method method) {
    switch (method) {
        case net::Method::post: return "post";
        case net::Method::put: return "put";
        case net::Method::del: return "delete";
        default: return "get";
    }
}

json::Object reference(std::string_view name) {
    return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

// As it stands in an answer; nothing where it is not known or not shown.
json::Object field_schema(const Field& field) {
    json::Object schema{{"type", json::Array{"string", "null"}}};
    switch (field.type) {
        case FieldType::integer:
        case FieldType::yen:
        case FieldType::fiscal_year: schema["type"] = json::Array{"integer", "null"}; break;
        case FieldType::boolean: schema["type"] = json::Array{"boolean", "null"}; break;
        case FieldType::date: schema["format"] = "date"; break;
        case FieldType::text: schema["maxLength"] = field.max_length; break;
        case FieldType::personal_number:
            schema["enum"] = json::Array{"registered", nullptr};
            break;
        case FieldType::code: {
            json::Array keys;
            for (const registers::Code& code : field.codes) keys.push_back(json::Value(code.key));
            keys.push_back(nullptr);
            schema["enum"] = std::move(keys);
            break;
        }
        case FieldType::ref: schema["description"] = "record in " + field.target; break;
        default: break;
    }
    schema["title"] = field.label.ja;
    return schema;
}

json::Object values_schema(const Definition& definition) {
    json::Object properties;
    for (const Field& field : definition.fields) properties[field.name] = field_schema(field);
    return {{"type", "object"},
            {"title", definition.label.ja},
            {"description", definition.label.en + ". " + definition.legal_basis},
            {"properties", std::move(properties)},
            {"additionalProperties", false}};
}

// What people read instead of the value: names of codes and of what a ref leads to.
json::Object display_schema(const Definition& definition) {
    json::Object properties;
    for (const Field& field : definition.fields) {
        const bool shown = field.type == FieldType::code || field.type == FieldType::ref ||
                           field.type == FieldType::document;
        properties[field.name] = shown ? schema_of("t") : json::Object{{"type", "null"}};
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"additionalProperties", false}};
}

// In a change every value is a text, as in a form.
json::Object entry_schema(const Definition& definition) {
    json::Object properties;
    for (const Field& field : definition.fields) {
        json::Object one{{"type", json::Array{"string", "null"}}, {"title", field.label.ja}};
        if (field.type == FieldType::text) one["maxLength"] = field.max_length;
        properties[field.name] = std::move(one);
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"additionalProperties", false}};
}

void add_parameters(json::Array& list, std::string_view path, std::string_view query) {
    while (true) {
        const std::size_t open = path.find('{');
        if (open == std::string_view::npos) break;
        const std::size_t close = path.find('}', open);
        list.push_back(json::Object{{"name", path.substr(open + 1, close - open - 1)},
                                    {"in", "path"},
                                    {"required", true},
                                    {"schema", json::Object{{"type", "string"}}}});
        path.remove_prefix(close + 1);
    }
    while (!query.empty()) {
        const std::size_t end = std::min(query.find(','), query.size());
        std::string_view name = query.substr(0, end);
        const bool required = name.ends_with('!');
        if (required) name.remove_suffix(1);
        list.push_back(json::Object{{"name", name},
                                    {"in", "query"},
                                    {"required", required},
                                    {"schema", json::Object{{"type", "string"}}}});
        query.remove_prefix(std::min(end + 1, query.size()));
    }
}

json::Object content(std::string_view words) {
    if (words == "pdf") return {{"application/pdf", json::Object{}}};
    if (words == "bytes") return {{"application/octet-stream", json::Object{}}};
    return {{"application/json", json::Object{{"schema", schema_of(words)}}}};
}

json::Object responses(const RouteDoc& route) {
    json::Object answer{{"description", route.summary}};
    if (!route.answer.empty()) answer["content"] = content(route.answer);
    if (route.method == net::Method::get && route.answer != "pdf" && route.answer != "bytes") {
        answer["headers"] = json::Object{
            {"ETag", json::Object{{"$ref", "#/components/headers/ETag"}}}};
    }
    json::Object all{{std::to_string(route.status), std::move(answer)}};
    all["default"] = json::Object{{"$ref", "#/components/responses/Problem"}};
    return all;
}

json::Object operation(const RouteDoc& route) {
    json::Object out{{"summary", route.summary}, {"responses", responses(route)}};
    json::Array parameters;
    add_parameters(parameters, route.path, route.query);
    const bool changes = route.method != net::Method::get;
    if (changes && route.session) {
        for (const char* name : {"Csrf", "IdempotencyKey"}) {
            parameters.push_back(json::Object{
                {"$ref", std::string("#/components/parameters/") + name}});
        }
    }
    if (route.method == net::Method::put) {
        parameters.push_back(json::Object{{"$ref", "#/components/parameters/IfMatch"}});
    }
    if (!changes) {
        parameters.push_back(json::Object{{"$ref", "#/components/parameters/IfNoneMatch"}});
    }
    if (!parameters.empty()) out["parameters"] = std::move(parameters);
    if (!route.body.empty()) {
        out["requestBody"] = json::Object{{"required", true}, {"content", content(route.body)}};
    }
    if (!route.session) out["security"] = json::Array{};
    return out;
}

void add(json::Object& paths, const RouteDoc& route) {
    json::Value& item = paths[route.path];
    if (!item.is_object()) item = json::Object{};
    item.as_object()[name_of(route.method)] = operation(route);
}

// The register's own schemas in the places of the general ones.
json::Value narrowed(json::Value value, const std::string& name) {
    if (value.is_array()) {
        for (json::Value& one : value.as_array()) one = narrowed(std::move(one), name);
    } else if (value.is_object()) {
        for (auto& [key, one] : value.as_object()) {
            const bool general = key == "$ref" && one.is_string();
            if (general && one.as_string() == "#/components/schemas/Values") {
                one = "#/components/schemas/values_" + name;
            } else if (general && one.as_string() == "#/components/schemas/Display") {
                one = "#/components/schemas/display_" + name;
            } else if (general && one.as_string() == "#/components/schemas/Entry") {
                one = "#/components/schemas/entry_" + name;
            } else if (general && one.as_string() == "#/components/schemas/Record") {
                one = "#/components/schemas/record_" + name;
            } else {
                one = narrowed(std::move(one), name);
            }
        }
    }
    return value;
}

void add_register(json::Object& paths, json::Object& schemas, const Definition& definition) {
    schemas["values_" + definition.name] = values_schema(definition);
    schemas["display_" + definition.name] = display_schema(definition);
    schemas["entry_" + definition.name] = entry_schema(definition);
    for (const auto& [name, words] : schema_docs()) {
        if (name != "Record") continue;
        schemas["record_" + definition.name] =
            narrowed(json::Value(schema_of(words)), definition.name);
    }
    for (const RouteDoc& route : route_docs()) {
        if (!route.path.starts_with(kRecords)) continue;
        const std::string path = "/api/registers/" + definition.name + "/records" +
                                 std::string(route.path.substr(kRecords.size()));
        if (path.ends_with("}") || path.ends_with("/records")) {
            RouteDoc own = route;
            own.path = path;
            add(paths, own);
            json::Value& item = paths[path];
            item = narrowed(std::move(item), definition.name);
        }
    }
}

json::Object header(std::string_view name, std::string_view description, bool required) {
    return {{"name", name},
            {"in", "header"},
            {"required", required},
            {"description", description},
            {"schema", json::Object{{"type", "string"}, {"maxLength", 200}}}};
}

json::Object components(json::Object schemas) {
    json::Object problem{
        {"description", "What is wrong, with which value, what to do (RFC 9457)."},
        {"headers", json::Object{{"Retry-After",
                                  json::Object{{"description", "Seconds, with 429."},
                                               {"schema", schema_of("n")}}}}},
        {"content", json::Object{{"application/problem+json",
                                  json::Object{{"schema", reference("Problem")}}}}}};
    json::Object parameters{
        {"Csrf", header("X-Daicho-Csrf", "The token of the session document.", true)},
        {"IdempotencyKey",
         header("Idempotency-Key", "Carried out once; for a day the same answer.", false)},
        {"IfMatch", header("If-Match", "The ETag of the record that was looked at: 412 if it has "
                                       "changed since.",
                           false)},
        {"IfNoneMatch", header("If-None-Match", "The ETag of an answer: 304 if it still holds.",
                               false)}};
    return {{"schemas", std::move(schemas)},
            {"parameters", std::move(parameters)},
            {"headers", json::Object{{"ETag", json::Object{{"schema", schema_of("s")}}}}},
            {"responses", json::Object{{"Problem", std::move(problem)}}},
            {"securitySchemes",
             json::Object{{"session", json::Object{{"type", "apiKey"},
                                                   {"in", "cookie"},
                                                   {"name", "daicho_session"}}}}}};
}

}  // namespace

json::Object openapi_document(const registers::Definitions& definitions) {
    json::Object paths;
    json::Object schemas;
    for (const auto& [name, words] : schema_docs()) schemas[name] = schema_of(words);
    for (const RouteDoc& route : route_docs()) add(paths, route);
    for (const auto& definition : definitions.all()) {
        add_register(paths, schemas, *definition);
    }
    return {{"openapi", "3.1.0"},
            {"info", json::Object{{"title", "Daicho"},
                                  {"version", "0.1.0"},
                                  {"license", json::Object{{"name", "Apache-2.0"},
                                                           {"identifier", "Apache-2.0"}}}}},
            {"jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema"},
            {"security", json::Array{json::Object{{"session", json::Array{}}}}},
            {"paths", std::move(paths)},
            {"components", components(std::move(schemas))}};
}

}  // namespace daicho::server
