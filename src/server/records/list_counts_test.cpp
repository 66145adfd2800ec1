// Tabs, counts and conditions of lists, and what they must not tell of protected persons.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class ListCountsTest : public CityTest {
protected:
    static std::uint64_t total(Client& client, const std::string& question) {
        return client.json("/api/registers/" + question).at("total").to_number<std::uint64_t>();
    }
    static bool shows(Client& client, const std::string& question, const char* key) {
        const json::Value page = client.json("/api/registers/" + question);
        for (const json::Value& row : page.at("rows").as_array()) {
            if (row.at("key") == key) return true;
        }
        return false;
    }
};

TEST_F(ListCountsTest, EveryTabHasTheTotalOfItsList) {
    Client client = signed_in(kClerk);
    for (const char* name : {"parcel", "addressee"}) {
        const std::string base = std::string("/api/registers/") + name;
        const json::Value counts = client.json(base + "/counts");
        std::map<std::string, std::int64_t> by_id;
        for (const json::Value& one : counts.at("views").as_array()) {
            by_id[std::string(one.at("id").as_string())] = one.at("total").as_int64();
        }
        const json::Value definition = client.json(base);
        EXPECT_EQ(by_id.at("all"), client.json(base + "/records").at("total").as_int64());
        for (const json::Value& view : definition.at("list").at("views").as_array()) {
            std::string question = "/records?limit=1";
            for (const auto& [field, text] : view.at("filters").as_object()) {
                question += "&filter." + std::string(field) + "=" + std::string(text.as_string());
            }
            const std::string id(view.at("id").as_string());
            EXPECT_EQ(by_id.at(id), client.json(base + question).at("total").as_int64()) << id;
        }
    }
    EXPECT_EQ(signed_in(kGovernor).get("/api/registers/parcel/counts").status, 403U);
}

TEST_F(ListCountsTest, AConditionNamesTheTargetOfARefByItsKey) {
    Client client = signed_in(kClerk);
    const std::string base = "parcel/records?filter.taxpayer=";
    EXPECT_EQ(total(client, base + "%3D@0000000019"), 1U);
    EXPECT_EQ(total(client, base + "@0000000019"), 1U);
    // The two others lead to protected persons: that they are another's is not told.
    EXPECT_EQ(total(client, base + "!%3D@0000000019"), 0U);
    const net::Response none = client.get("/api/registers/" + base + "@9999999999");
    EXPECT_EQ(error_id(none), "import.no_such_record");
}

// What is hidden cannot be found out by asking whether it is empty, is not that, or lies between.
TEST_F(ListCountsTest, NoConditionTellsOfAProtectedPerson) {
    Client client = signed_in(kClerk);
    const std::string people = "addressee/records?limit=200";
    ASSERT_TRUE(shows(client, people, kHiddenPerson));
    for (const char* condition :
         {"&filter.name=!%3D", "&filter.name=%3D", "&filter.name=!~x", "&filter.address=!%3D",
          "&filter.birth_date=1900-01-01..2026-01-01", "&filter.birth_date=!%3D1958-03-02",
          "&filter.name=!%3Dx|y", "&filter.kana=!~%E3%82%B5", "&sort=name", "&q=0"}) {
        EXPECT_FALSE(shows(client, people + condition, kHiddenPerson)) << condition;
    }
    // Counted as they are shown: the open person, and nobody else.
    EXPECT_EQ(total(client, people + "&filter.name=!%3D"), 1U);
    EXPECT_EQ(total(client, people + "&filter.name=!~x"), 1U);
}

// A ref that is itself hidden is not found by halves either, nor by its place in an order.
TEST_F(ListCountsTest, ARefThatIsHiddenIsFoundOnlyByItsName) {
    Client client = signed_in(kClerk);
    for (const auto& definition : kernel().definitions().all()) {
        if (!client.json("/api/registers").is_object()) continue;
        for (const auto& field : definition->fields) {
            if (field.type != registers::FieldType::ref || !field.is_personal()) continue;
            const std::string base = "/api/registers/" + definition->name + "/records?limit=200";
            if (client.get(base).status != 200) continue;
            for (const std::string& more :
                 {"&sort=" + field.name, "&filter." + field.name + "=!%3D",
                  "&filter." + field.name + "=>%3D1", "&filter." + field.name + "=!%3D999"}) {
                const net::Response response = client.get(base + more);
                if (response.status != 200) continue;
                const auto page = json::parse(response.body);
                for (const json::Value& row : page->at("rows").as_array()) {
                    EXPECT_FALSE(row.at("protected").as_bool()) << base << more;
                }
            }
        }
    }
}

}  // namespace
}  // namespace daicho::server::testing
