// Section staff: rows of their own department on every address, nothing of another's on any.
#include <fmt/format.h>

#include "office/directory.hpp"
#include "office/passwords.hpp"
#include "register/change.hpp"
#include "server/routes.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr const char* kStaff = "30001";
constexpr const char* kOwnMark = "自所属の要旨";
constexpr const char* kOtherMark = "他所属の要旨";

class ScopeTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        if (::testing::Test::HasFatalFailure()) return;
        app().signed_in = {1'000'000, 1'000'000};
        plant_departments();
        plant_findings();
        plant_staff();
    }
    static void plant_departments() {
        import(kernel(), "department",
               {{"department_no", "name", "kind", "starts"},
                {"9100", "市場課", "division", "2020-04-01"},
                {"9110", "市場係", "section", "2020-04-01"},
                {"9200", "観光課", "division", "2020-04-01"}});
        import(kernel(), "department",
               {{"department_no", "name", "kind", "starts", "parent"},
                {"9110", "市場係", "section", "2020-04-01", "9100"}});
    }
    static void plant_findings() {
        const auto finding = [](const char* no, const char* mark, const char* department) {
            return std::vector<std::string>{no,       "violation", "backup",   mark,
                                            mark,     "所管課",    "open",     "constructed",
                                            department, "2026-04-01"};
        };
        import(kernel(), "finding",
               {{"finding_no", "kind", "finding_class", "summary_ja", "summary_en", "sections",
                 "state", "origin", "owner_department", "due"},
                finding("Z1", kOwnMark, "9100"),
                finding("Z2", kOwnMark, "9110"),
                finding("Z3", kOtherMark, "9200"),
                finding("Z4", kOtherMark, "")});
    }
    static void plant_staff() {
        import(kernel(), "account",
               {{"account_no", "name", "kana", "department", "class", "state", "starts"},
                {kStaff, "市場 太郎", "イチバ タロウ", "9100", "personal", "active", "2024-04-01"}});
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                {kStaff, "section_staff", "information_governance", "9100", "2024-04-01"}});
        auto reader = kernel().reader();
        const auto id = office::find_account(kernel(), **reader, kStaff);
        ASSERT_TRUE(id && *id);
        ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                         identity::system_principal(), **id, kPassword));
    }
    static std::uint64_t finding(std::string_view number) {
        Client governor = signed_in(kGovernor);
        const auto list = governor.json(
            fmt::format("/api/registers/finding/records?filter.finding_no={}", number));
        return std::stoull(std::string(list.at("rows").at(0).at("id").as_string()));
    }
    static std::vector<std::string> keys(const json::Value& list) {
        std::vector<std::string> all;
        for (const json::Value& row : list.at("rows").as_array()) {
            all.emplace_back(row.at("key").as_string());
        }
        return all;
    }
};

TEST_F(ScopeTest, ListCountsRecordsAndAlarmsAreOfOnesOwn) {
    Client staff = signed_in(kStaff);
    EXPECT_EQ(keys(staff.json("/api/registers/finding/records")),
              (std::vector<std::string>{"Z1", "Z2"}));
    const json::Value counts = staff.json("/api/registers/finding/counts");
    for (const json::Value& view : counts.at("views").as_array()) {
        EXPECT_LE(view.at("total").to_number<int>(), 2) << json::write(view);
    }
    const std::string own = fmt::format("/api/registers/finding/records/{}", finding("Z1"));
    EXPECT_NE(json::write(staff.json(own)).find(kOwnMark), std::string::npos);
    const auto alarms = json::write(staff.json("/api/home").at("alarms"));
    EXPECT_NE(alarms.find("Findings past their due date: 2"), std::string::npos) << alarms;
}

TEST_F(ScopeTest, ARecordOfAnotherIsNotThereAndTheAttemptIsJournaled) {
    Client staff = signed_in(kStaff);
    const std::uint64_t before = entries();
    for (const char* part : {"", "/compare", "/documents"}) {
        const auto answer = staff.get(
            fmt::format("/api/registers/finding/records/{}{}", finding("Z3"), part));
        EXPECT_EQ(answer.status, 404U) << part << answer.body;
    }
    EXPECT_GE(entries(), before + 3);
}

TEST_F(ScopeTest, OtherRegistersAreNotEvenNamed) {
    Client staff = signed_in(kStaff);
    const std::string all = json::write(staff.json("/api/registers"));
    EXPECT_NE(all.find("\"finding\""), std::string::npos);
    EXPECT_EQ(all.find("\"parcel\""), std::string::npos);
    EXPECT_EQ(staff.get("/api/registers/parcel/records").status, 403U);
    EXPECT_EQ(staff.get("/api/registers/finding/map").status, 403U);
    EXPECT_EQ(staff.post("/api/registers/finding/selections", R"({"all":true})").status, 403U);
}

// Whatever stands for a part of an address: names of registers, numbers of what is there.
std::vector<std::string> addresses(std::string_view route, const std::vector<std::string>& ids) {
    const auto open = route.find('{');
    if (open == std::string_view::npos) return {"/api/" + std::string(route)};
    std::vector<std::string> values = ids;
    const auto close = route.find('}');
    if (route.substr(open, close - open + 1) == "{register}") {
        values.clear();
        // Those with a scope, and some that know of none.
        values = {"finding", "finding_document", "controlled_area", "parcel", "account"};
    }
    std::vector<std::string> all;
    for (const std::string& value : values) {
        std::string filled(route);
        filled.replace(open, close - open + 1, value);
        for (auto& address : addresses(filled, ids)) all.push_back(std::move(address));
    }
    return all;
}

TEST_F(ScopeTest, NoAddressShowsAnothersRow) {
    std::vector<std::string> ids{"1", "2"};
    for (const char* number : {"Z1", "Z3", "Z4"}) ids.push_back(std::to_string(finding(number)));
    Client staff = signed_in(kStaff);
    std::size_t answered = 0;
    for (const std::string_view route : get_routes()) {
        for (const std::string& address : addresses(route, ids)) {
            const net::Response response = staff.get(address);
            answered += response.status == 200;
            EXPECT_EQ(response.body.find(kOtherMark), std::string::npos) << address;
        }
    }
    EXPECT_GT(answered, 20U);
    Client governor = signed_in(kGovernor);
    const char* all = "/api/registers/finding/records?fields=finding_no,summary_ja";
    EXPECT_NE(governor.get(all).body.find(kOtherMark), std::string::npos);
    EXPECT_EQ(staff.get(all).body.find(kOtherMark), std::string::npos);
    EXPECT_NE(staff.get(all).body.find(kOwnMark), std::string::npos);
}

}  // namespace
}  // namespace daicho::server::testing
