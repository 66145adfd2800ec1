// What controls promise to prevent is refused at the register: one test for each promise that
// catalogs/controls names.
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class ControlsTest : public CityTest {
protected:
    // Fault of the only row, as people read it; empty when it landed.
    static std::string refusal(std::string_view name, Rows rows) {
        auto definition = kernel().definition(name);
        EXPECT_TRUE(definition);
        registers::ImportOptions options;
        options.valid_from = Date::of(2024, 1, 1);
        auto report = registers::import_rows(kernel(), identity::system_principal(), **definition,
                                             source_of(name, std::move(rows)), options);
        return report ? "" : told(report.error());
    }
    static void area() {
        import(kernel(), "department",
               {{"department_no", "name", "kind", "starts"},
                { "9101",
                  "電算室",
                  "section",
                  "2000-04-01" }});
        import(kernel(), "controlled_area",
               {{"area_no", "name", "department", "kind", "place", "entry_control", "badge",
                 "suppression", "origin"},
                { "CA-T",
                  "試験のサーバ室",
                  "9101",
                  "server_room",
                  "1階",
                  "card",
                  "true",
                  "gas",
                  "constructed" }});
    }
    static Rows visit(const std::string& kind, const std::string& badge) {
        return {
            {"visit_no", "area", "kind", "person", "company", "purpose", "host", "badge_no",
             "entered_on", "entered_at", "left_on", "left_at", "brings", "origin"},
            {"V-" + kind + badge, "CA-T", kind, "保守 太郎", "つくりもの保守", "点検", "電算 花子",
             badge, "2026-04-01", "10:00", "2026-04-01", "11:00", "false", "constructed"}};
    }
};

TEST_F(ControlsTest, AVisitorWithoutABadgeIsRefused) {
    area();
    EXPECT_NE(refusal("area_visit", visit("visitor", "")), "");
    EXPECT_NE(refusal("area_visit", visit("contractor", "")), "");
    EXPECT_EQ(refusal("area_visit", visit("visitor", "7")), "");
    EXPECT_EQ(refusal("area_visit", visit("staff", "")), "");
}

TEST_F(ControlsTest, AContractOfNoSystemIsRefused) {
    const auto contract = [](const std::string& number, const std::string& system) {
        return Rows{{"contract_no", "system", "subject", "section", "contract_date", "fiscal_year",
                     "amount_yen", "year_differs", "origin"},
                    {number, system, "観光アプリの開発", "観光課", "2026-04-01", "2026", "990000",
                     "false", "constructed"}};
    };
    EXPECT_NE(refusal("system_contract", contract("K-NONE", "")), "");
    EXPECT_NE(refusal("system_contract", contract("K-OTHER", "S-999")), "");
    EXPECT_EQ(refusal("system_contract", contract("K-GOOD", "S-012")), "");
}

}  // namespace
}  // namespace daicho::server::testing
