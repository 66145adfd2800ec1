// The document against the router: nothing is described that is not there, nothing there is hidden.
#include "server/openapi.hpp"

#include <set>

#include "server/schema_words.hpp"
#include "server/test_app.hpp"
#include "tax/checks/run.hpp"

namespace daicho::server::testing {
namespace {

class OpenApiTest : public CityTest {};

std::string filled(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        const std::size_t open = path.find('{');
        out += path.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = path.find('}', open);
        const std::string_view name = path.substr(open + 1, close - open - 1);
        const bool check = out.ends_with("/checks/");
        if (check) {
            out += tax::checks::all_checks().front().id;
        } else {
            out += name == "name" ? "parcel" : name == "step" ? "code" : name == "what" ? "totp"
                                                                                      : "1";
        }
        path.remove_prefix(close + 1);
    }
    return out;
}

// An address that is not there says so; every other refusal shows that somebody is at home.
TEST_F(OpenApiTest, EveryDescribedRouteIsThere) {
    Client client = signed_in(kClerk);
    for (const RouteDoc& route : route_docs()) {
        if (route.method == net::Method::del) continue;  // would end the session
        const net::Response response = client.send(route.method, filled(route.path), "");
        if (response.status != 404) continue;
        EXPECT_NE(error_id(response), "api.no_such_address") << route.path;
    }
}

TEST_F(OpenApiTest, EveryFirstPartOfTheRouterIsDescribed) {
    std::set<std::string> described;
    for (const RouteDoc& route : route_docs()) {
        constexpr std::string_view kApi = "/api/";
        if (!route.path.starts_with(kApi)) continue;
        const std::string_view rest = route.path.substr(kApi.size());
        described.emplace(rest.substr(0, rest.find('/')));
    }
    for (const std::string_view first : first_parts()) {
        EXPECT_TRUE(described.contains(std::string(first))) << first;
    }
}

// Every place of a schema that says nothing: an empty one, or an object that takes any member.
void find_loose(const json::Value& schema, const std::string& at, std::vector<std::string>& out) {
    if (schema.is_array()) {
        for (const json::Value& one : schema.as_array()) find_loose(one, at, out);
        return;
    }
    if (!schema.is_object()) return;
    const json::Object& object = schema.as_object();
    if (object.empty()) out.push_back(at);
    const json::Value* type = object.if_contains("type");
    if (type != nullptr && *type == "object" && !object.contains("additionalProperties")) {
        out.push_back(at);
    }
    if (const json::Value* members = object.if_contains("properties")) {
        for (const auto& [name, one] : members->as_object()) {
            find_loose(one, at + "." + std::string(name), out);
        }
    }
    for (const char* inner : {"items", "anyOf", "additionalProperties"}) {
        if (const json::Value* one = object.if_contains(inner)) find_loose(*one, at, out);
    }
}

TEST_F(OpenApiTest, AnswersOfGetRoutesAreDescribedToTheLastMember) {
    std::vector<std::string> loose;
    for (const SchemaDoc& schema : schema_docs()) {
        find_loose(schema_of(schema.words), std::string(schema.name), loose);
    }
    for (const RouteDoc& route : route_docs()) {
        const bool bytes = route.answer == "pdf" || route.answer == "bytes";
        // The document itself is judged by the schema of OpenAPI.
        if (route.method != net::Method::get || bytes || route.path == "/openapi.json") continue;
        find_loose(schema_of(route.answer), std::string(route.path), loose);
    }
    EXPECT_EQ(loose, std::vector<std::string>());
    std::vector<std::string> found;
    find_loose(schema_of("{a:any,b:{c:s,...},d:[any]}"), "x", found);
    EXPECT_EQ(found, (std::vector<std::string>{"x.a", "x.b", "x.d"}));
}

TEST_F(OpenApiTest, TheDocumentNamesEveryRegisterWithTypesLengthsAndCodes) {
    Client nobody(app());
    const json::Value document = nobody.json("/openapi.json");
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    const json::Object& schemas = document.at("components").at("schemas").as_object();
    for (const auto& definition : kernel().definitions().all()) {
        const json::Value* values = schemas.if_contains("values_" + definition->name);
        ASSERT_NE(values, nullptr) << definition->name;
        EXPECT_EQ(values->at("properties").as_object().size(), definition->fields.size());
        EXPECT_TRUE(document.at("paths").as_object().contains("/api/registers/" +
                                                              definition->name + "/records"));
    }
    const json::Value& run = schemas.at("values_levy_run").at("properties");
    EXPECT_EQ(run.at("run_no").at("maxLength"), 20);
    EXPECT_EQ(run.at("state").at("enum").as_array().size(), 4U);
    const json::Value& person = schemas.at("values_addressee").at("properties");
    EXPECT_EQ(person.at("personal_number").at("enum").as_array().at(0), "registered");
}

}  // namespace
}  // namespace daicho::server::testing
