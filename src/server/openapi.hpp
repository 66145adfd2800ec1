// OpenAPI 3.1 of this API, made from the table of routes and the register definitions: every route,
// every register's fields with types, lengths and codes.
#pragma once

#include <span>
#include <string_view>

#include "json/reader.hpp"
#include "net/http.hpp"
#include "register/definition.hpp"

namespace daicho::server {

struct RouteDoc {
    net::Method method;
    std::string_view path;     // "/api/jobs/{id}"
    std::string_view summary;
    std::string_view query;    // names, those that must be there with "!": "year,path!"
    std::string_view body;     // schema words; empty: none, "bytes": a file
    unsigned status;
    std::string_view answer;   // schema words; empty: none, "pdf", "bytes"
    bool session = true;
};

// In the order of docs/api.md.
std::span<const RouteDoc> route_docs();
struct SchemaDoc {
    std::string_view name;
    std::string_view words;
};
std::span<const SchemaDoc> schema_docs();

json::Object openapi_document(const registers::Definitions& definitions);

}  // namespace daicho::server
