// Data checks on the screens: counts after a run, the records behind them, who may ask.
#include "server/test_app.hpp"
#include "tax/checks/check.hpp"

namespace daicho::server::testing {
namespace {

class ChecksTest : public CityTest {};

TEST_F(ChecksTest, CountsAreThereAfterARun) {
    Client client = signed_in(kClerk);
    const json::Value before = client.json("/api/checks");
    EXPECT_TRUE(before.at("run").is_null());
    EXPECT_EQ(before.at("checks").as_array().size(), tax::checks::all_checks().size());
    EXPECT_TRUE(before.at("checks").at(0).at("count").is_null());
    const net::Response ran = client.post("/api/checks/run", "{}");
    ASSERT_EQ(ran.status, 200U) << ran.body;
    const json::Value after = client.json("/api/checks");
    EXPECT_EQ(json::write(after), ran.body);
    EXPECT_FALSE(after.at("run").at("at").is_null());
    for (const json::Value& check : after.at("checks").as_array()) {
        EXPECT_TRUE(check.at("count").is_number()) << json::write(check);
        const json::Value found =
            client.json("/api/checks/" + std::string(check.at("id").as_string()));
        EXPECT_EQ(found.at("total"), check.at("count")) << json::write(found);
    }
    EXPECT_EQ(client.post("/api/checks/run", R"({"x":1})").status, 400U);
    client.json("/api/checks/no.such", 404);
}

// What a list shows is disclosed; what nobody is shown is not.
TEST_F(ChecksTest, AListOfFindingsIsADisclosure) {
    Client client = signed_in(kClerk);
    const std::uint64_t before = newest(journal::EntryKind::disclosure_view).number;
    const json::Value found = client.json("/api/checks/house.without_valuation");
    ASSERT_FALSE(found.at("rows").as_array().empty());
    const auto entry = newest(journal::EntryKind::disclosure_view);
    EXPECT_GT(entry.number, before);
    EXPECT_EQ(entry.register_number, (*kernel().definition("house"))->number);
    client.json("/api/checks/house.ratio_range");
    EXPECT_EQ(newest(journal::EntryKind::disclosure_view).number, entry.number);
}

// Who may not view the registers learns neither records nor counts.
TEST_F(ChecksTest, AreAskedByThoseWhoMayViewTheRegisters) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(clerk.post("/api/checks/run", "{}").status, 200U);
    Client stranger = signed_in(kGovernor);
    const json::Value shown = stranger.json("/api/checks");
    for (const json::Value& check : shown.at("checks").as_array()) {
        EXPECT_EQ(check.at("may_view"), false);
        EXPECT_TRUE(check.at("count").is_null());
    }
    stranger.json("/api/checks/co_owner.share_sum", 403);
}

}  // namespace
}  // namespace daicho::server::testing
