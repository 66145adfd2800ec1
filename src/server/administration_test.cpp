// What an administrator does about accounts of others: old departments, resets, the number of
// administrators.
#include <set>

#include "office/emergency.hpp"
#include "office/passwords.hpp"
#include "office/reorganisation.hpp"
#include "register/change.hpp"
#include "register/key_index.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;
using Values = std::map<std::string, std::string>;

class AdministrationTest : public CityTest {
protected:
    static void put(const char* name, Values values, Date from = Date::of(2025, 4, 1)) {
        registers::ChangeRequest request;
        request.register_name = name;
        request.values = std::move(values);
        request.valid = {from, kForever};
        request.reason = "test";
        const auto done = registers::change(kernel(), identity::system_principal(), request);
        ASSERT_TRUE(done) << name << ": " << told(done.error());
    }
    static void department(const char* number, const char* name, const char* ends = "",
                           const char* successor = "") {
        put("department", {{"department_no", number}, {"name", name}, {"kind", "division"},
                           {"starts", "2020-04-01"}, {"ends", ends}, {"successor", successor}});
    }
    static void account(const char* number, const char* of, const char* kind = "personal",
                        const char* human = "") {
        put("account", {{"account_no", number}, {"name", "試験 太郎"}, {"kana", number},
                        {"department", of}, {"class", kind}, {"state", "active"},
                        {"starts", "2025-04-01"}, {"personal_account", human}});
    }
    static void grant(const char* number, const char* role, const char* of,
                      const char* to = "") {
        put("role_assignment", {{"account", number}, {"role", role},
                                {"task", "staff_administration"}, {"department", of},
                                {"from", "2025-04-01"}, {"to", to}});
    }
    static std::uint64_t id_of(const char* number) {
        auto reader = kernel().reader();
        return office::find_account(kernel(), **reader, number)->value_or(0);
    }
    static void password(const char* number) {
        ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                         identity::system_principal(), id_of(number), kPassword));
    }
    static void administrator(const char* number) {
        account(number, "2011");
        grant(number, "admin", "2011");
        password(number);
    }
    static std::string body(const char* number) {
        return R"({"account":")" + std::string(number) + R"("})";
    }
};

std::set<std::string> named(const office::Reorganisation& report) {
    std::set<std::string> found;
    for (const office::OldName& one : report.references) {
        found.insert(one.definition->name + " " + one.key + " " + one.field->name + " " +
                     report.ended[one.department].called.number);
    }
    return found;
}

TEST_F(AdministrationTest, WhateverStillNamesAnEndedDepartmentIsListed) {
    department("3002", "新情報課");
    department("3001", "旧情報課", "2026-04-01", "3002");
    department("3000", "旧々課", "2023-04-01", "3001");
    department("3004", "同名課", "2026-04-01");
    department("3005", "同名課");
    department("3006", "来年まで課", "2027-04-01", "3002");
    account("95001", "3001");
    account("95003", "3006");
    grant("95001", "governance", "3001");
    grant("95001", "auditor", "3001", "2026-01-01");
    for (const auto& [number, section] :
         {std::pair{"S-900", "旧情報課"}, std::pair{"S-901", "総務課、旧情報課"},
          std::pair{"S-902", "旧情報課係"}, std::pair{"S-903", "同名課"}}) {
        put("information_system", {{"system_no", number}, {"name", "試験システム"},
                                   {"state", "in_service"}, {"bureau", "総務局"},
                                   {"section", section}, {"origin", "constructed"}});
    }
    auto reader = kernel().reader();
    const auto& policy = app().settings.accounts;
    const auto on = [&](Date day) { return office::still_naming(kernel(), **reader, policy, day); };
    EXPECT_TRUE(on(Date::of(2026, 3, 31))->references.empty()) << "nobody names the oldest";
    const auto report = on(Date::of(2026, 4, 1));
    ASSERT_TRUE(report) << told(report.error());
    EXPECT_EQ(named(*report),
              (std::set<std::string>{
                  "account 95001 department 3001", "information_system S-900 section 3001",
                  "information_system S-901 section 3001",
                  "role_assignment 95001/governance/staff_administration/2025-04-01 department "
                  "3001"}));
    ASSERT_EQ(report->ended.size(), 3U);
    EXPECT_EQ(report->ended[0].called.number, "3000");
    EXPECT_EQ(report->ended[0].successor->number, "3002") << "the successor's successor";
    EXPECT_FALSE(report->ended[2].successor) << "nobody took over";
    EXPECT_TRUE(named(*on(Date::of(2027, 4, 1))).contains("account 95003 department 3006"));

    Client governor = signed_in(kGovernor);
    const std::uint64_t before = entries();
    const json::Value seen = governor.json("/api/accounts/departments");
    EXPECT_EQ(seen.at("departments").as_array().size(), 3U);
    EXPECT_EQ(seen.at("references").as_array().size(), 4U);
    EXPECT_GT(entries(), before) << "accounts were shown";
    // A head may not view the roles: of them nothing is said.
    Client head = signed_in(kApprover);
    const std::string part = json::write(head.json("/api/accounts/departments"));
    EXPECT_EQ(part.find("role_assignment"), std::string::npos);
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.get("/api/accounts/departments").status, 403U);
}

TEST_F(AdministrationTest, AnEndedRecordIsAnEndedDepartmentToo) {
    department("3100", "消えた課");
    account("95100", "3100");
    auto reader = kernel().reader();
    auto definition = kernel().definition("department");
    registers::ChangeRequest request;
    request.register_name = "department";
    request.record = *registers::find_record(**reader, **definition, "3100");
    request.valid = {Date::of(2026, 4, 5), kForever};
    request.ended = true;
    request.reason = "test";
    ASSERT_TRUE(registers::change(kernel(), identity::system_principal(), request));
    auto later = kernel().reader();
    const auto report = office::still_naming(kernel(), **later, app().settings.accounts,
                                             Date::of(2026, 4, 5));
    ASSERT_TRUE(report);
    EXPECT_TRUE(named(*report).contains("account 95100 department 3100"));
    EXPECT_EQ(report->ended.back().ended, Date::of(2026, 4, 5));
    const auto before = office::still_naming(kernel(), **later, app().settings.accounts,
                                             Date::of(2026, 4, 4));
    EXPECT_FALSE(named(*before).contains("account 95100 department 3100"));
}

// Another kana and another office, but her personal account: one human all the same.
TEST_F(AdministrationTest, APrivilegedAccountIsNoSecondPersonForItsOwner) {
    department("2097", "別の課");
    account("97001P", "2097", "privileged", kApprover);
    put("role_assignment", {{"account", "97001P"}, {"role", "department_head"},
                            {"task", "staff_administration"}, {"department", "2097"},
                            {"from", "2025-04-01"}});
    auto reader = kernel().reader();
    const auto principal = [&](const char* number) {
        return office::find_person(kernel(), **reader, id_of(number), Date::of(2026, 4, 10))
            ->principal;
    };
    const office::AccountPolicy& policy = app().settings.accounts;
    const auto unlock = [&](const char* by, const char* of) {
        const auto done = office::unlock(kernel(), policy.lock, principal(by), id_of(of), "seen");
        return done ? std::string() : done.error().id;
    };
    EXPECT_EQ(unlock("97001P", kApprover), "office.unlock.oneself");
    EXPECT_EQ(unlock(kApprover, "97001P"), "office.unlock.oneself") << "nor the other way round";
    EXPECT_EQ(unlock("97001P", kClerk), "office.unlock.not_locked") << "somebody else's may be";

    const auto opened =
        office::open_emergency(kernel(), policy, principal(kApprover), "protection", "照会");
    ASSERT_TRUE(opened) << told(opened.error());
    const auto review = [&](const char* by) {
        const auto done =
            office::review_emergency(kernel(), policy, principal(by), opened->id, "fine");
        return done ? std::string() : done.error().id;
    };
    EXPECT_EQ(review("97001P"), "office.emergency.oneself");
    account("97002", "2097");
    put("role_assignment", {{"account", "97002"}, {"role", "department_head"},
                            {"task", "staff_administration"}, {"department", "2097"},
                            {"from", "2025-04-01"}});
    EXPECT_EQ(review("97002"), "");
}

TEST_F(AdministrationTest, ASecondPersonGivesAFirstPasswordAndTakesFactorsAway) {
    administrator("96001");
    account("96001P", "2011", "privileged", "96001");
    account("96002", "2011");
    password("96002");
    Client admin = signed_in("96001");
    const json::Value overview = admin.json("/api/accounts");
    EXPECT_EQ(overview.at("may_reset"), true);
    EXPECT_EQ(overview.at("administrators").at("count"), 1);
    EXPECT_EQ(overview.at("administrators").at("most"), 3);

    const auto reset = [](Client& by, const char* number, const char* what = "password") {
        return by.post("/api/accounts/reset-" + std::string(what), body(number));
    };
    EXPECT_EQ(error_id(reset(admin, "96001")), "office.password.oneself");
    EXPECT_EQ(error_id(reset(admin, "96001P")), "office.password.oneself") << "hers as well";
    EXPECT_EQ(error_id(reset(admin, "96001P", "factors")), "office.factor.oneself");
    EXPECT_EQ(error_id(reset(admin, "99999")), "office.no_account");
    Client head = signed_in(kApprover);
    EXPECT_EQ(head.json("/api/accounts").at("may_reset"), false);
    EXPECT_EQ(error_id(reset(head, "96002")), "register.denied");
    EXPECT_EQ(error_id(reset(head, "96002", "factors")), "register.denied");

    admin.headers.emplace_back("idempotency-key", "reset-once");
    const net::Response given = reset(admin, "96002");
    ASSERT_EQ(given.status, 200U) << given.body;
    const std::string first(json::parse(given.body)->at("first_password").as_string());
    EXPECT_EQ(newest(EntryKind::password_reset).principal, id_of("96001"));
    const net::Response again = reset(admin, "96002");
    EXPECT_NE(again.body, given.body) << "a first password is kept for no key";
    const std::string second(json::parse(again.body)->at("first_password").as_string());
    EXPECT_EQ(error_id(Client(app()).sign_in("96002")), "session.refused") << "the old one";
    const net::Response in = Client(app()).sign_in("96002", second.c_str());
    EXPECT_EQ(json::parse(in.body)->at("step"), "password") << "to be changed first";
    admin.headers.clear();
    EXPECT_EQ(reset(admin, "96002", "factors").status, 204U);
    EXPECT_EQ(newest(EntryKind::factor_removed).principal, id_of("96001"));
}

}  // namespace
}  // namespace daicho::server::testing
