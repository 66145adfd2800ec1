// Views of one's own: kept with the account, bounded, and nothing about a person in them.
#include "server/records/saved_views.hpp"

#include <fmt/format.h>

#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr const char* kViews = "/api/registers/parcel/views";

std::string view_of(const std::string& name, const std::string& more = "") {
    return R"({"name":")" + name +
           R"(","filters":{"value_yen":">=10000000","land_use":)"
           R"("=building_land|farmland"},"sort":{"field":"value_yen","direction":"desc"},)"
           R"("columns":["parcel_no","value_yen"],"lines":2)" +
           more + "}";
}

class SavedViewsTest : public CityTest {
protected:
    void TearDown() override {
        for (const char* account : {kClerk, kApprover}) {
            Client client = signed_in(account);
            for (const json::Value& one : views(client)) {
                client.send(net::Method::del, fmt::format("{}/{}", kViews, id_of(one)));
            }
        }
    }
    static std::string id_of(const json::Value& view) {
        return std::string(view.at("id").as_string());
    }
    static json::Array views(Client& client) { return client.json(kViews).at("views").as_array(); }
    static json::Value saved(Client& client, const std::string& body) {
        const net::Response response = client.post(kViews, body);
        EXPECT_EQ(response.status, 201U) << response.body;
        return *json::parse(response.body);
    }
};

TEST_F(SavedViewsTest, AViewComesBackAsItWasKeptAndForItsOwnerAlone) {
    Client clerk = signed_in(kClerk);
    const json::Value made = saved(clerk, view_of("大きな宅地"));
    const json::Array kept = views(clerk);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0], made);
    EXPECT_EQ(made.at("filters").at("value_yen"), ">=10000000");
    EXPECT_EQ(made.at("sort").at("direction"), "desc");
    EXPECT_EQ(made.at("columns").as_array().size(), 2U);
    EXPECT_EQ(made.at("lines"), 2);
    Client approver = signed_in(kApprover);
    EXPECT_TRUE(views(approver).empty());
    const std::string address = fmt::format("{}/{}", kViews, id_of(made));
    EXPECT_EQ(approver.send(net::Method::put, address, view_of("x")).status, 404U);
    EXPECT_EQ(approver.send(net::Method::del, address).status, 404U);
    EXPECT_EQ(views(clerk).size(), 1U);
    // Its count stands with those of the definition.
    const json::Value counts = clerk.json("/api/registers/parcel/counts");
    const json::Value& last = counts.at("views").as_array().back();
    EXPECT_EQ(last.at("id"), json::Value("own." + id_of(made)));
    EXPECT_EQ(last.at("total"), 3);
}

TEST_F(SavedViewsTest, OneIsRenamedMadeTheStandardAndGivenUp) {
    Client clerk = signed_in(kClerk);
    const std::string first = id_of(saved(clerk, view_of("甲", R"(,"standard":true)")));
    const std::string second = id_of(saved(clerk, view_of("乙", R"(,"standard":true)")));
    EXPECT_NE(first, second);
    const auto standard = [&] {
        std::string all;
        for (const json::Value& one : views(clerk)) {
            if (one.at("standard").as_bool()) all += id_of(one) + " ";
        }
        return all;
    };
    EXPECT_EQ(standard(), second + " ");
    const std::string address = fmt::format("{}/{}", kViews, first);
    EXPECT_EQ(clerk.send(net::Method::put, address, view_of("丙", R"(,"standard":true)")).status,
              200U);
    EXPECT_EQ(standard(), first + " ");
    EXPECT_EQ(views(clerk).size(), 2U);
    EXPECT_EQ(error_id(clerk.send(net::Method::put, address, view_of("乙"))), "view.name_taken");
    EXPECT_EQ(clerk.send(net::Method::del, address).status, 204U);
    EXPECT_EQ(standard(), "");
    EXPECT_EQ(error_id(clerk.send(net::Method::del, address)), "view.gone");
}

TEST_F(SavedViewsTest, WhatCannotBeAskedOrIsTooMuchIsRefused) {
    Client clerk = signed_in(kClerk);
    const auto refused = [&](const std::string& body) {
        const net::Response response = clerk.post(kViews, body);
        EXPECT_EQ(response.status, 400U) << body;
        return error_id(response);
    };
    EXPECT_EQ(refused(R"({"name":""})"), "view.name");
    EXPECT_EQ(refused(R"({"name":")" + std::string(61, 'x') + R"("})"), "view.name");
    EXPECT_EQ(refused(R"({"name":"x","filters":{"acres":"1"}})"), "change.no_field");
    EXPECT_EQ(refused(R"({"name":"x","filters":{"value_yen":">=much"}})"), "decimal.not_a_number");
    EXPECT_EQ(refused(R"({"name":"x","sort":{"field":"acres"}})"), "change.no_field");
    EXPECT_EQ(refused(R"({"name":"x","columns":["acres"]})"), "change.no_field");
    EXPECT_EQ(refused(R"({"name":"x","columns":["parcel_no","parcel_no"]})"), "change.no_field");
    EXPECT_EQ(refused(R"({"name":"x","lines":9})"), "json.out_of_range");
    EXPECT_EQ(refused(R"({"name":"x","colour":"red"})"), "json.unknown_key");
    std::string many = R"({"name":"x","filters":{)";
    for (std::size_t i = 0; i <= kMostConditions; ++i) {
        many += fmt::format(R"({}"f{}":"1")", i == 0 ? "" : ",", i);
    }
    EXPECT_EQ(refused(many + "}}"), "view.conditions");
    EXPECT_TRUE(views(clerk).empty());
}

// A name that somebody looked for would outlive the record that is erased.
TEST_F(SavedViewsTest, NothingAboutAPersonIsKept) {
    Client clerk = signed_in(kClerk);
    const char* people = "/api/registers/addressee/views";
    for (const char* condition :
         {R"("name":"柏原")", R"("address":"=緑浜")", R"("birth_date":"1950-01-01..1960-01-01")"}) {
        const net::Response response =
            clerk.post(people, fmt::format(R"({{"name":"x","filters":{{{}}}}})", condition));
        EXPECT_EQ(error_id(response), "view.personal") << condition;
    }
    EXPECT_EQ(clerk.post(people, R"({"name":"x","filters":{"address":"="}})").status, 201U);
    EXPECT_EQ(signed_in(kGovernor).get(kViews).status, 403U);
}

TEST_F(SavedViewsTest, TheNumberOfViewsIsBounded) {
    Client clerk = signed_in(kClerk);
    for (std::size_t i = 0; i < kMostViews; ++i) saved(clerk, view_of(fmt::format("{}", i)));
    const net::Response more = clerk.post(kViews, view_of("more"));
    EXPECT_EQ(more.status, 409U);
    EXPECT_EQ(error_id(more), "view.too_many");
    EXPECT_EQ(clerk.json(kViews).at("most"), kMostViews);
}

}  // namespace
}  // namespace daicho::server::testing
