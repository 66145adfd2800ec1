// An object put into a trial is levied as the same object of the register would be: differential
// between the two, to the yen, each object alone and all of them together.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr int kYear = 2026;

// What a trial calls an object, and what the register is told of the same one.
struct Planted {
    const char* group;
    json::Object tried;
    const char* register_name;
    Rows rows;
};

json::Object base(std::int64_t fixed, std::int64_t city) {
    return {{"fixed", fixed}, {"city_planning", city}, {"area_m2", "200.00"}};
}

Planted parcel() {
    json::Object tried{
        {"id", "new-1"},           {"area_m2", "200.00"},        {"land_use", "building_land"},
        {"value_yen", 14'000'000}, {"city_planning_area", true}, {"special_base_ratio", "2/3"},
        {"waiver_ratio", "1/4"}};
    tried["site"] = json::Object{{"dwellings", 1},
                                 {"house_floor_area_m2", "100.00"},
                                 {"residential_floor_area_m2", "80.00"},
                                 {"storeys", 2},
                                 {"fireproof", false}};
    tried["previous"] = json::Object{{"small_residential", base(1'234'567, 2'345'678)},
                                     {"general_residential", base(10, 20)}};
    return {"parcels",
            tried,
            "parcel",
            {{"parcel_no", "location", "change_reason", "owner", "taxpayer", "land_category",
              "land_use", "exempt_reason", "city_planning_area", "ledger_area", "taxed_area",
              "value_yen", "dwellings", "house_floor_area", "residential_floor_area", "storeys",
              "fireproof", "special_base_ratio", "waiver_ratio"},
             {"10000901", "汐見市緑浜九丁目1番", "initial", kOpenPerson, kOpenPerson,
              "building_land", "building_land", "none", "true", "200.00", "200.00", "14000000", "1",
              "100.00", "80.00", "2", "false", "2/3", "1/4"}}};
}

Planted house() {
    json::Object tried{{"id", "new-2"},
                       {"value_yen", 9'876'543},
                       {"built", "2024-09-01"},
                       {"floor_area_m2", "130.50"},
                       {"residential_floor_area_m2", "130.50"},
                       {"storeys", 2},
                       {"dwellings", 1},
                       {"fireproof", false},
                       {"let_out", false},
                       {"city_planning_area", true},
                       {"exempt", false},
                       {"waiver_ratio", "0"}};
    tried["reliefs"] = json::Array{json::Object{{"kind", "long_life"}}};
    return {"houses",
            tried,
            "house",
            {{"house_no", "location", "change_reason", "owner", "taxpayer", "structure", "use",
              "built", "storeys", "floor_area", "residential_floor_area", "dwellings", "value_yen",
              "exempt_reason", "city_planning_area", "relief_1_kind"},
             {"20000901", "汐見市緑浜九丁目1番地", "initial", kOpenPerson, kOpenPerson, "wood",
              "dwelling", "2024-09-01", "2", "130.50", "130.50", "1", "9876543", "none", "true",
              "long_life"}}};
}

Planted asset() {
    json::Object tried{{"id", "new-3"},   {"cost_yen", 7'654'321},  {"acquired", "2023-11"},
                       {"life_years", 8}, {"base_fraction", "1/2"}, {"exempt", false}};
    return {
        "depreciable",
        tried,
        "depreciable_asset",
        {{"asset_no", "taxpayer", "class", "name", "quantity", "acquired", "cost_yen", "life_years",
          "base_fraction"},
         {"30000901", kOpenPerson, "2", "フォークリフト", "1", "2023-11", "7654321", "8", "1/2"}}};
}

class TaxpayerCaseAddedTest : public CityTest {
protected:
    void plant(const Planted& one) {
        import(kernel(), one.register_name, one.rows);
        if (std::string_view(one.group) != "parcels") return;
        // 前年度の額: carried over from the system before.
        import(kernel(), "parcel_previous",
               {{"parcel", "fiscal_year", "area", "source", "small_fixed", "small_city",
                 "general_fixed", "general_city"},
                { "10000901",
                  std::to_string(kYear - 1),
                  "200.00",
                  "migrated",
                  "1234567",
                  "2345678",
                  "10",
                  "20" }});
    }
    void levy() {
        auto reader = kernel().reader();
        auto account = office::find_account(kernel(), **reader, kClerk);
        auto person = office::find_person(kernel(), **reader, **account, Date::of(2026, 4, 10));
        ASSERT_TRUE(person);
        tax::levy::LevyOptions options;
        options.year = FiscalYear(kYear);
        options.city = tax::levy::municipality_of(app().settings, options.year);
        options.provisional = true;
        const auto report =
            tax::levy::run_levy(kernel(), person->principal, app().statute, options);
        ASSERT_TRUE(report) << told(report.error());
    }
    static json::Value sheet(Client& client) {
        return client.json("/api/taxpayers/" + std::string(kOpenPerson) + "?year=2026");
    }
    static json::Value question(Client& client) {
        return client.json("/api/taxpayers/" + std::string(kOpenPerson) + "/case?year=2026")
            .at("question");
    }
    static json::Value answer(Client& client, const json::Value& asked) {
        const net::Response response =
            client.post("/api/tax/case", json::write(json::Object{{"question", asked}}));
        EXPECT_EQ(response.status, 200U) << response.body;
        return *json::parse(response.body);
    }
};

TEST_F(TaxpayerCaseAddedTest, AnAddedObjectIsLeviedAsTheRegistersWouldBe) {
    Client client = signed_in(kClerk);
    json::Value asked = question(client);
    std::int64_t before = sheet(client).at("levy").at("annual_tax_yen").as_int64();
    for (const Planted& one : {parcel(), house(), asset()}) {
        SCOPED_TRACE(one.register_name);
        asked.at(one.group).as_array().push_back(one.tried);
        const json::Value tried = answer(client, asked).at("totals");
        plant(one);
        levy();
        const json::Value levied = sheet(client).at("levy");
        EXPECT_EQ(tried.at("annual_tax_yen"), levied.at("annual_tax_yen"));
        EXPECT_EQ(tried.at("fixed").at("tax_yen"), levied.at("fixed_tax_yen"));
        EXPECT_EQ(tried.at("city_planning").at("tax_yen"), levied.at("city_planning_tax_yen"));
        const auto& parts = tried.at("instalments_yen").as_array();
        const auto& due = levied.at("instalments").as_array();
        ASSERT_EQ(parts.size(), due.size());
        for (std::size_t i = 0; i < parts.size(); ++i) EXPECT_EQ(parts[i], due[i].at("yen"));
        EXPECT_GT(levied.at("annual_tax_yen").as_int64(), before);
        before = levied.at("annual_tax_yen").as_int64();
    }
    // Taken away again it is what the register without them gave.
    EXPECT_EQ(question(client).at("parcels").as_array().size(), 2U);
}

TEST_F(TaxpayerCaseAddedTest, ReliefsOfAYearAreToldToThoseWhoMaySeeTheLevy) {
    Client client = signed_in(kClerk);
    const std::uint64_t last = entries();
    const json::Value told = client.json("/api/tax/reliefs?year=2026");
    EXPECT_EQ(told.at("fiscal_year"), 2026);
    EXPECT_EQ(told.at("reliefs").as_array().size(), 11U);
    EXPECT_EQ(told.at("reliefs").at(0).at("windows").at(0).at("to"), "2026-03-31");
    EXPECT_TRUE(client.json("/api/tax/reliefs?year=2027").at("provisional").as_bool());
    EXPECT_EQ(entries(), last);
    EXPECT_EQ(client.get("/api/tax/reliefs?year=1899").status, 400U);
    EXPECT_EQ(client.get("/api/tax/reliefs?year=2199").status, 404U);
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.get("/api/tax/reliefs").status, 403U);
}

}  // namespace
}  // namespace daicho::server::testing
