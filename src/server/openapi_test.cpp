// The document against the router: nothing is described that is not there, nothing there is hidden.
#include "server/openapi.hpp"

#include <set>

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
