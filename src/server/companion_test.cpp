// Companions of a protected person (併せて支援を求める者) are protected as she is, by the same rule.
#include "register/change.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class CompanionTest : public CityTest {
protected:
    static constexpr const char* kMeasure = "0000000027/2024-05-01";
    // The open person of the test city, record 1, becomes the companion of the hidden one.
    static void put(const char* state) {
        import(kernel(), "protected_companion",
               {{"measure", "companion", "relation", "state"},
                {kMeasure, kOpenPerson, "parent", state}});
    }
    static void end_measure(const char* state) {
        import(kernel(), "protected_person",
               {{"addressee", "state", "from", "to", "basis"},
                {kHiddenPerson, state, "2024-05-01", "2025-05-01", "domestic_violence"}});
    }
    static bool shown(Client& client) {
        const json::Value row = client.json("/api/registers/addressee/records/1?parts=record");
        EXPECT_EQ(row.at("protected").as_bool(), row.at("values").at("name").is_null());
        return !row.at("protected").as_bool();
    }
};

TEST_F(CompanionTest, IsHiddenAsLongAsTheMeasureOrItselfIsNotEnded) {
    Client clerk = signed_in(kClerk);
    EXPECT_TRUE(shown(clerk));
    put("protected");
    EXPECT_FALSE(shown(clerk));
    EXPECT_TRUE(kernel().protection.is_protected(1));
    // What belongs to the companion is hidden too, and no list by names contains the row.
    const json::Value parcel = clerk.json("/api/registers/parcel/records/1?parts=record");
    EXPECT_TRUE(parcel.at("values").at("location").is_null());
    EXPECT_EQ(clerk.json("/api/registers/addressee/records?sort=name").at("total"), 0);
    for (const char* target : {"/api/search?q=%E6%9F%8F%E5%8E%9F", "/api/taxpayers/0000000019",
                               "/api/registers/house/records"}) {
        EXPECT_EQ(clerk.get(target).body.find("柏原"), std::string::npos) << target;
    }
    // The clerk has no permission on the measures, so none on who is in them.
    EXPECT_EQ(clerk.get("/api/registers/protected_companion/records").status, 403U);
    put("ended");
    EXPECT_TRUE(shown(clerk)) << "cleared for the companion alone";
    EXPECT_TRUE(kernel().protection.is_protected(2));
    put("protected");
    EXPECT_FALSE(shown(clerk));
    end_measure("expired_not_extended");
    EXPECT_FALSE(shown(clerk)) << "a period that is over exposes nobody";
    end_measure("ended");
    EXPECT_TRUE(shown(clerk)) << "cleared with the measure";
}

}  // namespace
}  // namespace daicho::server::testing
