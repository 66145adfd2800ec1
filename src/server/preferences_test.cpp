// Preferences: kept with the account, on every machine, and nothing else can be kept in them.
#include "server/preferences.hpp"

#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr const char* kPreferences = "/api/preferences";

class PreferencesTest : public CityTest {
protected:
    static net::Response put(Client& client, const std::string& changes) {
        return client.send(net::Method::put, kPreferences, R"({"preferences":)" + changes + "}");
    }
    static json::Value kept(Client& client) {
        return client.json(kPreferences).at("preferences");
    }
    static std::string parsed(const char* text) { return json::write(*json::parse(text)); }
    void TearDown() override {
        auto reader = kernel().reader();
        ASSERT_TRUE(kernel().command([](registers::Context& context) {
            return context.connection.execute("DELETE FROM w_preference");
        }));
    }
};

TEST_F(PreferencesTest, TheyFollowTheAccountAndNobodyElse) {
    {
        Client clerk = signed_in(kClerk);
        EXPECT_EQ(json::write(kept(clerk)), "{}");
        const net::Response answer =
            put(clerk, R"({"language":"en","calendar":"western","columns.parcel":)"
                       R"("parcel_no,location","lines.parcel":"2","columns.parcel.17":"parcel_no",)"
                       R"("widths.parcel":"{\"location\":240}"})");
        ASSERT_EQ(answer.status, 200U) << answer.body;
    }
    Client elsewhere = signed_in(kClerk);
    EXPECT_EQ(json::write(kept(elsewhere)),
              parsed(R"({"calendar":"western","columns.parcel":"parcel_no,location",)"
                     R"("columns.parcel.17":"parcel_no","language":"en","lines.parcel":"2",)"
                     R"("widths.parcel":"{\"location\":240}"})"));
    Client other = signed_in(kApprover);
    EXPECT_EQ(json::write(kept(other)), "{}");
}

TEST_F(PreferencesTest, OneIsChangedAndForgottenTheOthersStay) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(put(clerk, R"({"language":"en","closed_groups":"nav.tax,nav.admin"})").status,
              200U);
    ASSERT_EQ(put(clerk, R"({"language":"ja"})").status, 200U);
    EXPECT_EQ(json::write(kept(clerk)),
              R"({"closed_groups":"nav.tax,nav.admin","language":"ja"})");
    ASSERT_EQ(put(clerk, R"({"language":null,"calendar":null})").status, 200U);
    EXPECT_EQ(json::write(kept(clerk)), R"({"closed_groups":"nav.tax,nav.admin"})");
}

TEST_F(PreferencesTest, NothingElseIsTaken) {
    Client clerk = signed_in(kClerk);
    struct Case {
        const char *changes, *id;
    };
    for (const Case& one : {Case{R"({"colour":"red"})", "preference.unknown"},
                            Case{R"({"columns":"parcel_no"})", "preference.unknown"},
                            Case{R"({"columns.nothing":"parcel_no"})", "preference.unknown"},
                            Case{R"({"columns.parcel.x":"parcel_no"})", "preference.unknown"},
                            Case{R"({"widths.parcel.17":"{}"})", "preference.unknown"},
                            Case{R"({"language":"fr"})", "preference.bad_value"},
                            Case{R"({"lines.parcel":"4"})", "preference.bad_value"},
                            Case{R"({"closed_groups":"<b>"})", "preference.bad_value"},
                            Case{R"({"columns.parcel":"柏原 千鶴子"})", "preference.bad_value"},
                            Case{R"({"widths.parcel":"{\"location\":6000}"})",
                                 "preference.bad_value"},
                            Case{R"({"widths.parcel":"[1]"})", "preference.bad_value"},
                            Case{R"({"language":1})", "api.values"},
                            Case{R"([])", "api.values"}}) {
        const net::Response answer = put(clerk, one.changes);
        EXPECT_EQ(answer.status, 400U) << one.changes;
        EXPECT_NE(answer.body.find(one.id), std::string::npos) << one.changes << answer.body;
    }
    // One that is wrong undoes the others with it.
    EXPECT_EQ(put(clerk, R"({"letters":"off","language":"fr"})").status, 400U);
    EXPECT_EQ(json::write(kept(clerk)), "{}");
}

TEST_F(PreferencesTest, ThereIsABound) {
    Client clerk = signed_in(kClerk);
    const auto some = [](std::size_t from, std::size_t to) {
        std::string changes;
        for (std::size_t i = from; i < to; ++i) {
            changes += (changes.empty() ? "" : ",") + std::string(R"("lines.parcel.)") +
                       std::to_string(i) + R"(":"2")";
        }
        return "{" + changes + "}";
    };
    EXPECT_EQ(put(clerk, some(0, kMostPreferences)).status, 200U);
    const net::Response more = put(clerk, some(kMostPreferences, kMostPreferences + 1));
    EXPECT_EQ(more.status, 409U) << more.body;
    EXPECT_EQ(kept(clerk).as_object().size(), kMostPreferences);
}

TEST_F(PreferencesTest, WhatFitsNoLongerIsNotGivenOut) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(put(clerk, R"({"columns.parcel":"parcel_no","letters":"off"})").status, 200U);
    ASSERT_TRUE(kernel().command([](registers::Context& context) {
        return context.connection.execute(
            "UPDATE w_preference SET value = 'gone' WHERE name = 'columns.parcel'");
    }));
    EXPECT_EQ(json::write(kept(clerk)), R"({"letters":"off"})");
}

TEST_F(PreferencesTest, WhoeverIsNotSignedInHasNone) {
    Client stranger(app());
    EXPECT_EQ(stranger.get(kPreferences).status, 401U);
}

}  // namespace
}  // namespace daicho::server::testing
