// What if: the levy as a question is answered with the levy; a changed one with what would be
// levied; nothing is saved, and nothing hidden is told.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class TaxpayerCaseTest : public CityTest {
protected:
    static json::Value question_of(Client& client, const std::string& number) {
        return client.json("/api/taxpayers/" + number + "/case?year=2026").at("question");
    }
    static net::Response ask(Client& client, const json::Value& question, bool explain = false) {
        return client.post("/api/tax/case",
                           json::write(json::Object{{"question", question}, {"explain", explain}}));
    }
    static json::Value answer(Client& client, const json::Value& question, bool explain = false) {
        const net::Response response = ask(client, question, explain);
        EXPECT_EQ(response.status, 200U) << response.body;
        return *json::parse(response.body);
    }
};

TEST_F(TaxpayerCaseTest, UnchangedItGivesTheLevyOfEverybody) {
    Client client = signed_in(kClerk);
    std::size_t levied = 0;
    const json::Value results = client.json("/api/registers/levy_taxpayer/records?limit=200");
    for (const json::Value& hit : results.at("rows").as_array()) {
        const std::string id(hit.at("values").at("taxpayer").as_string());
        const json::Value person = client.json("/api/registers/addressee/records/" + id);
        const std::string number(person.at("key").as_string());
        SCOPED_TRACE(number);
        const json::Value sheet = client.json("/api/taxpayers/" + number + "?year=2026");
        const json::Value found = answer(client, question_of(client, number));
        EXPECT_EQ(found.at("totals").at("annual_tax_yen"), sheet.at("levy").at("annual_tax_yen"));
        const auto& parts = found.at("totals").at("instalments_yen").as_array();
        const auto& due = sheet.at("levy").at("instalments").as_array();
        ASSERT_EQ(parts.size(), due.size());
        for (std::size_t i = 0; i < parts.size(); ++i) EXPECT_EQ(parts[i], due[i].at("yen"));
        ++levied;
    }
    EXPECT_GE(levied, 3U);
}

TEST_F(TaxpayerCaseTest, ChangedItGivesWhatWouldBeLeviedAndSavesNothing) {
    Client client = signed_in(kClerk);
    json::Value question = question_of(client, kOpenPerson);
    const std::uint64_t last = entries();
    EXPECT_EQ(newest(journal::EntryKind::disclosure_view).number, last);  // the inputs were shown
    const std::int64_t before =
        answer(client, question).at("totals").at("annual_tax_yen").as_int64();
    auto& parcel = question.at("parcels").as_array().at(0).as_object();
    parcel.erase("site");  // the dwelling is gone
    parcel.erase("previous");
    const json::Value after = answer(client, question, true);
    EXPECT_GT(after.at("totals").at("annual_tax_yen").as_int64(), before);
    EXPECT_EQ(after.at("parcels").as_array().at(0).at("components").as_array().at(0).at("kind"),
              "non_residential");
    EXPECT_FALSE(after.at("explanation").as_array().empty());
    EXPECT_EQ(entries(), last);
    EXPECT_EQ(client.json("/api/taxpayers/" + std::string(kOpenPerson) + "?year=2026")
                  .at("levy")
                  .at("annual_tax_yen"),
              before);
}

TEST_F(TaxpayerCaseTest, FaultsNameTheirPlace) {
    Client client = signed_in(kClerk);
    json::Value question = question_of(client, kOpenPerson);
    question.at("parcels").as_array().at(0).as_object()["area_m2"] = "many";
    question.at("houses").as_array().at(0).as_object()["dwelings"] = 2;
    const net::Response response = ask(client, question);
    EXPECT_EQ(response.status, 400U) << response.body;
    EXPECT_NE(response.body.find("parcels[0].area_m2"), std::string::npos) << response.body;
    EXPECT_NE(response.body.find("houses[0].dwelings"), std::string::npos) << response.body;
    EXPECT_EQ(client.post("/api/tax/case", "{}").status, 400U);
    EXPECT_EQ(client.post("/api/tax/case", "[").status, 400U);
    EXPECT_EQ(client.get("/api/taxpayers/" + std::string(kOpenPerson) + "/case?year=2023").status,
              404U);
}

TEST_F(TaxpayerCaseTest, NotForThoseWhoMayNotSeeTheLevy) {
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.get("/api/taxpayers/" + std::string(kOpenPerson) + "/case").status, 403U);
    EXPECT_EQ(governor.post("/api/tax/case", R"({"question":{"fiscal_year":2026}})").status, 403U);
}

}  // namespace
}  // namespace daicho::server::testing
