// Settings, roles and departments as the screens tell them.
#include <fstream>
#include <set>

#include "office/setting_book.hpp"
#include "register/change.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class SettingsTest : public CityTest {};

const Value* setting(const Value& seen, std::string_view path) {
    for (const Value& one : seen.at("settings").as_array()) {
        if (one.at("path") == Value(path)) return &one;
    }
    return nullptr;
}

TEST_F(SettingsTest, EveryValueOfTheFileIsTold) {
    Client governor = signed_in(kGovernor);
    const Value seen = governor.json("/api/settings");
    EXPECT_EQ(seen.at("file"), "data/municipality/shiomi.yaml");
    const Value* failures = setting(seen, "accounts.lock.failures");
    ASSERT_NE(failures, nullptr);
    EXPECT_EQ(failures->at("value").at("ja"),
              std::to_string(app().settings.accounts.lock.failures).c_str());
    EXPECT_EQ(failures->at("cite"), app().settings.accounts.lock.cite.c_str());
    EXPECT_EQ(failures->at("unit").at("en"), "times");
    const Value* due = setting(seen, "instalments.2026");
    ASSERT_NE(due, nullptr);
    EXPECT_EQ(due->at("since_year"), "2026");
    EXPECT_EQ(due->at("name").at("ja"), "2026年度の納期限");
    EXPECT_NE(due->at("value").at("ja").as_string().find("2026-07-31"), std::string::npos);
    EXPECT_EQ(setting(seen, "truncate_per_class")->at("default"), "false");
}

// Whoever adds a setting gives it a name in both languages.
TEST_F(SettingsTest, EverySettingHasANameAndALine) {
    const auto rows = office::setting_rows(source() / "data" / "municipality" / "shiomi.yaml");
    ASSERT_TRUE(rows) << told(rows.error());
    EXPECT_GE(rows->size(), 50U);
    for (const office::SettingRow& row : *rows) {
        EXPECT_TRUE(message_exists("setting." + row.name)) << row.path;
        EXPECT_GT(row.line, 0U) << row.path;
    }
}

TEST_F(SettingsTest, AFileOfAnotherMunicipalityIsNotOurs) {
    const auto folder = source() / "data" / "municipality";
    EXPECT_TRUE(office::setting_file(folder, app().settings.municipality));
    const auto other = office::setting_file(folder, "000000");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().id, "settings.no_file");
}

TEST_F(SettingsTest, RolesAreWhatTheDefinitionsSay) {
    Client governor = signed_in(kGovernor);
    const std::uint64_t before = entries();
    const Value seen = governor.json("/api/settings/roles");
    EXPECT_GT(entries(), before) << "accounts were shown";
    for (const Value& role : seen.at("roles").as_array()) {
        for (const Value& one : role.at("reach").as_array()) {
            const registers::Definition* definition =
                kernel().definitions().find(std::string(one.at("register").as_string()));
            ASSERT_NE(definition, nullptr);
            const std::string name(role.at("role").as_string());
            const auto& viewers = definition->permissions.view;
            const bool views = std::ranges::find(viewers, name) != viewers.end();
            const bool says = json::write(one.at("rights")).find("view") != std::string::npos;
            EXPECT_EQ(views, says) << name << " " << definition->name;
        }
    }
    std::set<std::string> clerks;
    for (const Value& one : seen.at("holders").as_array()) {
        if (one.at("role") == "tax_clerk") clerks.emplace(one.at("number").as_string());
    }
    EXPECT_EQ(clerks, std::set<std::string>{kClerk});
    const Value earlier = governor.json("/api/settings/roles?as_of=2024-03-31");
    EXPECT_TRUE(earlier.at("holders").as_array().empty()) << "nobody held one yet";
}

TEST_F(SettingsTest, DepartmentsAreThoseOfTheDay) {
    registers::ChangeRequest request;
    request.register_name = "department";
    request.values = {{"department_no", "2099"}, {"name", "三年限り係"}, {"kind", "section"},
                      {"parent", "2011"}, {"starts", "2024-04-01"}, {"ends", "2025-04-01"}};
    request.valid = {Date::of(2024, 4, 1), kForever};
    request.reason = "test";
    const auto done = registers::change(kernel(), identity::system_principal(), request);
    ASSERT_TRUE(done) << told(done.error());
    Client governor = signed_in(kGovernor);
    const auto has = [&](const char* day) {
        const Value seen =
            governor.json(std::string("/api/settings/departments?as_of=") + day);
        for (const Value& one : seen.at("departments").as_array()) {
            if (one.at("number") != "2099") continue;
            EXPECT_FALSE(one.at("parent").is_null());
            return true;
        }
        return false;
    };
    EXPECT_TRUE(has("2025-03-31"));
    EXPECT_FALSE(has("2025-04-01"));
    EXPECT_FALSE(has("2024-03-31"));
}

TEST_F(SettingsTest, ClerksDoNotSeeWhereTheLimitsAre) {
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.get("/api/settings").status, 403U);
    EXPECT_EQ(clerk.get("/api/settings/roles").status, 403U);
}

}  // namespace
}  // namespace daicho::server::testing
