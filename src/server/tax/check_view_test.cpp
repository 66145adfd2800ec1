// What a form asks while somebody types is what saving asks: the cases that the screens' own tests
// read, judged by the kernel, and the checks that the API gives for them.
#include <fstream>
#include <sstream>

#include "register/cell.hpp"
#include "register/checks.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

json::Value shared() {
    std::ifstream in(source() / "tests" / "checks" / "between_fields.json");
    std::ostringstream text;
    text << in.rdbuf();
    auto parsed = json::parse(text.str());
    EXPECT_TRUE(parsed);
    return parsed ? *parsed : json::Value(json::Array());
}

class CheckViewTest : public CityTest {
protected:
    static const registers::Definition& definition(const json::Value& set) {
        return **kernel().definition(std::string_view(set.at("register").as_string()));
    }
    // Place and check of every fault between fields; what is required by itself is not meant.
    static json::Array faults_of(const registers::Definition& of, const json::Value& values) {
        std::vector<registers::Cell> cells(of.fields.size());
        std::vector<std::string> texts;
        texts.reserve(of.fields.size());  // cells look into them
        for (const auto& [name, value] : values.as_object()) {
            texts.emplace_back(value.as_string());
            const std::size_t index = of.index_of(name);
            auto cell = registers::parse_cell(of.fields[index], texts.back());
            EXPECT_TRUE(cell) << std::string_view(name) << " " << texts.back();
            if (cell) cells[index] = *cell;
        }
        registers::CheckOutcome outcome;
        registers::check_row(of, cells, outcome);
        json::Array found;
        for (const Error& error : outcome.errors) {
            for (const auto& [name, value] : error.arguments) {
                if (name != "check") continue;
                found.push_back(json::Object{{"at", error.where.path}, {"check", value}});
            }
        }
        return found;
    }
};

TEST_F(CheckViewTest, TheKernelJudgesTheSharedCasesAsTheScreensDo) {
    std::size_t refused = 0;
    const json::Value sets = shared();
    for (const json::Value& set : sets.as_array()) {
        for (const json::Value& row : set.at("rows").as_array()) {
            const json::Array found = faults_of(definition(set), row.at("values"));
            EXPECT_EQ(json::Value(found), row.at("faults")) << json::write(row);
            refused += found.size();
        }
    }
    EXPECT_GT(refused, 10U);
}

TEST_F(CheckViewTest, TheApiGivesTheChecksOfTheSharedCases) {
    Client client = signed_in(kClerk);
    const json::Value sets = shared();
    for (const json::Value& set : sets.as_array()) {
        const std::string name(set.at("register").as_string());
        if (name == "protected_person") continue;  // this clerk may not see it
        const json::Value served = client.json("/api/registers/" + name);
        for (const json::Value& check : set.at("checks").as_array()) {
            const auto& all = served.at("checks").as_array();
            EXPECT_NE(std::find(all.begin(), all.end(), check), all.end()) << json::write(check);
        }
        for (const json::Value& field : set.at("fields").as_array()) {
            for (const json::Value& one : served.at("fields").as_array()) {
                if (one.at("name") == field.at("name")) EXPECT_EQ(one.at("type"), field.at("type"));
            }
        }
    }
}

// Every check between fields of every register can be asked by a form, but warnings.
TEST_F(CheckViewTest, NoCheckIsLeftOut) {
    Client client = signed_in(kClerk);
    std::size_t given = 0;
    for (const auto& of : kernel().definitions().all()) {
        const net::Response response = client.get("/api/registers/" + of->name);
        if (response.status != 200) continue;
        const json::Value served = *json::parse(response.body);
        std::size_t expected = 0;
        for (const registers::Check& check : of->checks) {
            const bool between = check.kind == registers::CheckKind::compare ||
                                 check.kind == registers::CheckKind::when_then ||
                                 check.kind == registers::CheckKind::sum_equals;
            expected += between && !check.warning ? 1 : 0;
        }
        EXPECT_EQ(served.at("checks").as_array().size(), expected) << of->name;
        given += expected;
    }
    EXPECT_GT(given, 20U);
}

}  // namespace
}  // namespace daicho::server::testing
