// The levy on the screens: sheet, explanation, home, confirmation by a second person.
#include "server/tax/explanation.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class TaxpayerTest : public CityTest {};

TEST_F(TaxpayerTest, SheetAddsUp) {
    Client client = signed_in(kClerk);
    const json::Value sheet = client.json("/api/taxpayers/0000000019?year=2026");
    EXPECT_EQ(sheet.at("addressee").at("name"), "柏原 千鶴子");
    EXPECT_EQ(sheet.at("addressee").at("personal_number"), "registered");
    EXPECT_EQ(sheet.at("run").at("no"), "2026-1");
    const json::Value& levy = sheet.at("levy");
    EXPECT_EQ(levy.at("annual_tax_yen").as_int64(),
              levy.at("fixed_tax_yen").as_int64() + levy.at("city_planning_tax_yen").as_int64());
    std::int64_t parts = 0;
    for (const json::Value& part : levy.at("instalments").as_array()) {
        parts += part.at("yen").as_int64();
    }
    EXPECT_EQ(parts, levy.at("annual_tax_yen").as_int64());
    EXPECT_EQ(levy.at("instalments").as_array().at(0).at("due"), "2026-04-30");
    const json::Value& land = sheet.at("land").as_array().at(0);
    EXPECT_EQ(land.at("title"), "汐見市緑浜三丁目214番3");
    ASSERT_EQ(land.at("components").as_array().size(), 2U);
    EXPECT_EQ(land.at("components").as_array().at(0).at("area_m2"), "200.00");
    EXPECT_EQ(sheet.at("houses").as_array().size(), 1U);
    EXPECT_EQ(sheet.at("depreciable").as_array().size(), 1U);
    EXPECT_EQ(sheet.at("years").as_array().at(0).at("year"), 2026);
    const json::Value empty = client.json("/api/taxpayers/0000000019?year=2024");
    EXPECT_TRUE(empty.at("levy").is_null());
    EXPECT_TRUE(empty.at("run").is_null());
}

TEST_F(TaxpayerTest, ExplainsEveryAmountOfTheSheet) {
    Client client = signed_in(kClerk);
    for (const char* path :
         {"annual", "total/fixed", "total/city_planning", "base/fixed", "base/city_planning",
          "land/10000101/small_residential/fixed", "land/10000101/small_residential/city_planning",
          "land/10000101/general_residential/fixed", "land/10000101/small_residential/value",
          "land/10000101/fixed", "house/20000201/fixed", "house/20000201/city_planning",
          "depreciable/30000001", "depreciable/30000001/value"}) {
        SCOPED_TRACE(path);
        const json::Value answer = client.json(
            "/api/taxpayers/0000000019/explanation?year=2026&path=" + std::string(path));
        if (!answer.is_object()) continue;
        EXPECT_EQ(answer.at("agrees"), true) << json::write(answer);
        EXPECT_EQ(answer.at("run_no"), "2026-1");
        EXPECT_GT(answer.at("commit").to_number<int>(), 0);
        EXPECT_EQ(answer.at("steps").as_array().size(), 1U);
    }
}

TEST_F(TaxpayerTest, HasNoExplanationForWhatWasNotComputed) {
    Client client = signed_in(kClerk);
    for (const char* path : {"house/20000209/value", "base/fixed/boats",
                             "land/10000101/farmland/fixed", "land/10000102/fixed", "x",
                             "land/10000101", "total/none", "annual/x", "land//fixed", ""}) {
        client.json("/api/taxpayers/0000000019/explanation?year=2026&path=" + std::string(path),
                    404);
    }
    client.json("/api/taxpayers/0000000019/explanation?year=2025&path=annual", 404);
}

// Each amount of the sheet leads to the explanation of that very amount, not of a sum above it.
TEST_F(TaxpayerTest, ExplainsValuesAndTheSumOfAClass) {
    Client client = signed_in(kClerk);
    const json::Value sheet = client.json("/api/taxpayers/0000000019?year=2026");
    const json::Value& house = sheet.at("houses").at(0);
    const json::Value& land = sheet.at("land").at(0);
    const std::string house_path = "house/" + std::string(house.at("house_no").as_string());
    const std::string land_path = "land/" + std::string(land.at("parcel_no").as_string());
    const std::vector<std::pair<std::string, json::Value>> amounts{
        {house_path + "/value", house.at("value_yen")},
        {house_path + "/fixed", house.at("fixed_base_yen")},
        {land_path + "/value", land.at("value_yen")},
        {land_path + "/fixed", land.at("fixed_base_yen")},
        {"base/fixed/land", sheet.at("levy").at("fixed").at("land_base_yen")},
        {"base/fixed/house", sheet.at("levy").at("fixed").at("house_base_yen")},
        {"base/city_planning/land", sheet.at("levy").at("city_planning").at("land_base_yen")}};
    for (const auto& [path, yen] : amounts) {
        const json::Value told =
            client.json("/api/taxpayers/0000000019/explanation?year=2026&path=" + path);
        EXPECT_EQ(told.at("amount_yen"), yen) << path;
        EXPECT_EQ(told.at("agrees"), true) << path;
        const json::Value& last = told.at("steps").at(0);
        EXPECT_EQ(std::string(last.at("result").as_string()), json::write(yen)) << path;
        EXPECT_TRUE(last.at("formula").at("ja").is_string()) << path;
    }
}

TEST_F(TaxpayerTest, ReadsPaths) {
    const auto land = parse_amount_path("land/a/b/small_residential/city_planning");
    ASSERT_TRUE(land);
    EXPECT_EQ(land->object, "a/b");
    EXPECT_EQ(land->tax, tax::rules::Tax::city_planning);
    EXPECT_FALSE(parse_amount_path("land/value"));
    EXPECT_FALSE(parse_amount_path(std::string(1'000, '/')));
}

TEST_F(TaxpayerTest, PrintsForms) {
    Client client = signed_in(kClerk);
    for (const char* form : {"notice.pdf", "owner-list.pdf"}) {
        const std::string target = "/api/taxpayers/0000000019/" + std::string(form) + "?year=";
        const net::Response response = client.get(target + "2026");
        ASSERT_EQ(response.status, 200U) << response.body;
        EXPECT_TRUE(response.body.starts_with("%PDF-"));
        EXPECT_GT(newest(journal::EntryKind::disclosure_print).number, 0U);
        EXPECT_EQ(client.get(target + "2025").status, 404U);
    }
}

TEST_F(TaxpayerTest, ASecondPersonConfirms) {
    Client clerk = signed_in(kClerk);
    Client approver = signed_in(kApprover);
    const json::Value runs = clerk.json("/api/levy/runs");
    EXPECT_EQ(runs.at("runs").as_array().at(0).at("state"), "provisional");
    const json::Value totals = clerk.json("/api/levy/totals?run_no=2026-1");
    EXPECT_EQ(totals.at("rows").as_array().at(0).at("objects"), 3);
    EXPECT_EQ(clerk.json("/api/home").at("waiting").as_array().size(), 0U);
    const json::Value home = approver.json("/api/home");
    EXPECT_EQ(home.at("fiscal_year"), 2026);
    EXPECT_EQ(home.at("counts").at("parcels"), 3);
    EXPECT_EQ(home.at("waiting").as_array().at(0).at("route"), "/levy/2026-1");
    EXPECT_GE(home.at("alarms").as_array().size(), 1U);
    const std::string confirm = "/api/levy/runs/2026-1/confirm";
    EXPECT_EQ(clerk.post(confirm, R"({"reason":"確認"})").status, 403U);
    EXPECT_EQ(approver.post("/api/levy/runs/none/confirm", R"({"reason":"確認"})").status, 404U);
    const net::Response confirmed = approver.post(confirm, R"({"reason":"確認"})");
    ASSERT_EQ(confirmed.status, 200U) << confirmed.body;
    EXPECT_EQ(json::parse(confirmed.body)->at("confirmed_by"), kApprover);
    EXPECT_EQ(approver.post(confirm, R"({"reason":"確認"})").status, 409U);
    EXPECT_EQ(approver.json("/api/home").at("waiting").as_array().size(), 0U);
}

}  // namespace
}  // namespace daicho::server::testing
