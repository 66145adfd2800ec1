// Rules about accounts, personnel orders and sealed roles, with the settings of the demonstration.
#include "office/emergency.hpp"
#include "office/personnel.hpp"
#include "register/change.hpp"
#include "register/query.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

class PeopleTest : public CityTest {
protected:
    static const office::AccountPolicy& policy() { return app().settings.accounts; }
    static std::uint64_t id_of(const char* account) {
        auto reader = kernel().reader();
        return office::find_account(kernel(), **reader, account)->value_or(0);
    }
    static identity::Principal person(const char* account) {
        auto reader = kernel().reader();
        return office::find_person(kernel(), **reader, id_of(account), today_())->principal;
    }
    static std::string put(const char* name, std::map<std::string, std::string> values,
                           Date from = Date::of(2026, 4, 1)) {
        registers::ChangeRequest request;
        request.register_name = name;
        request.values = std::move(values);
        request.valid = {from, kForever};
        request.reason = "test";
        const auto done = registers::change(kernel(), identity::system_principal(), request);
        if (done) return "";
        return done.error().causes.empty() ? done.error().id : done.error().causes.front().id;
    }
    static std::string account(const char* number, const char* kind, const char* kana,
                               const char* of = "") {
        return put("account", {{"account_no", number}, {"name", "試験 太郎"}, {"kana", kana},
                               {"department", "2011"}, {"class", kind}, {"state", "active"},
                               {"starts", "2026-04-01"}, {"personal_account", of}});
    }
    static std::string grant(const char* number, const char* role, const char* from) {
        return put("role_assignment", {{"account", number}, {"role", role},
                                       {"task", "staff_administration"},
                                       {"department", "2011"}, {"from", from}});
    }
    static Date today_() { return japan_date(city_->clock().now()); }
};

TEST_F(PeopleTest, ThereIsNoSharedAccountAndEveryPrivilegedOneIsSomebodys) {
    EXPECT_EQ(account("90001", "shared", "シェア"), "register.value.unknown_code");
    EXPECT_EQ(account("90002P", "privileged", "トクケン"), "register.check.then_required");
    EXPECT_EQ(account("90002", "personal", "トクケン"), "");
    EXPECT_EQ(account("90002P", "privileged", "トクケン", "90002"), "");
    EXPECT_EQ(account("90003P", "privileged", "トクケン", "90002P"),
              "office.not_a_personal_account");
    EXPECT_EQ(account("90002B", "personal", "トクケン"), "office.second_account");
    EXPECT_EQ(account("90004", "personal", "トクケン"), "") << "a namesake";
}

TEST_F(PeopleTest, AdministratorsAreCountedOnEveryDayAhead) {
    const char* numbers[] = {"91001", "91002", "91003", "91004", "91005"};
    for (const char* number : numbers) {
        ASSERT_EQ(account(number, "personal", number), "");
    }
    ASSERT_EQ(policy().administrators.most, 3U);
    EXPECT_EQ(grant("91001", "admin", "2026-04-01"), "");
    EXPECT_EQ(grant("91002", "admin", "2026-04-01"), "");
    EXPECT_EQ(grant("91003", "admin", "2027-04-01"), "") << "the third, next year";
    EXPECT_EQ(grant("91004", "admin", "2026-04-01"), "office.too_many_administrators");
    EXPECT_EQ(grant("91004", "governance", "2026-04-01"), "") << "no administrative role";
    EXPECT_EQ(grant("91001", "admin", "2026-05-01"), "") << "the same account once more";
}

const std::vector<std::string> kHeader = {"account_no", "name", "kana", "from_department",
                                          "to_department", "position", "kind", "effective"};

TEST_F(PeopleTest, APersonnelOrderActsFromItsDateAndListsWhatIsLeft) {
    import(kernel(), "department", {{"department_no", "name", "kind", "starts"},
                                    {"1020", "デジタル推進課", "division", "2020-04-01"}});
    ASSERT_EQ(account("92001", "personal", "イドウ"), "");
    ASSERT_EQ(account("92002", "personal", "タイショク"), "");
    ASSERT_EQ(account("92002P", "privileged", "タイショク", "92002"), "");
    for (const char* number : {"92001", "92002"}) {
        ASSERT_EQ(grant(number, "governance", "2026-04-01"), "");
    }
    const Rows rows = {
        kHeader,
        {"92003", "新人 花子", "シンジン ハナコ", "", "1020", "主事", "hire", "2026-07-01"},
        {"92001", "試験 太郎", "イドウ", "2011", "1020", "主査", "transfer", "2026-07-01"},
        {"92002", "試験 太郎", "タイショク", "2011", "", "", "retire", "2026-07-01"},
        {"92001", "別人", "ベツ", "2011", "1020", "", "transfer", "2026-07-01"},
        {"99999", "不明", "フメイ", "2011", "1020", "", "transfer", "2026-07-01"}};
    const std::uint64_t before = entries();
    const auto preview = office::personnel_order(kernel(), policy(), identity::system_principal(),
                                                 source_of("order", rows), false);
    ASSERT_TRUE(preview) << told(preview.error());
    EXPECT_EQ(entries(), before) << "a preview leaves nothing";
    EXPECT_EQ(id_of("92003"), 0U);
    const auto report = office::personnel_order(kernel(), policy(), identity::system_principal(),
                                                source_of("order", rows), true);
    ASSERT_TRUE(report) << told(report.error());
    EXPECT_EQ(report->opened.size(), 1U);
    EXPECT_EQ(report->moved.size(), 1U);
    EXPECT_EQ(report->closed.size(), 1U);
    EXPECT_EQ(report->ended.size(), 2U);
    EXPECT_EQ(report->unmatched.size(), 2U);
    EXPECT_EQ(report->without_person, std::vector<std::string>{"92002P"});
    EXPECT_EQ(report->proposed.size(), 2U);
    EXPECT_EQ(newest(EntryKind::personnel_order).number, entries());
    auto reader = kernel().reader();
    const auto on = [&](const char* number, Date day) {
        return *office::find_person(kernel(), **reader, id_of(number), day);
    };
    EXPECT_EQ(on("92001", Date::of(2026, 6, 30)).principal.department, "資産税課");
    EXPECT_EQ(on("92001", Date::of(2026, 6, 30)).principal.grants.size(), 1U);
    EXPECT_EQ(on("92001", Date::of(2026, 7, 1)).principal.department, "デジタル推進課");
    EXPECT_TRUE(on("92001", Date::of(2026, 7, 1)).principal.grants.empty());
    EXPECT_TRUE(on("92002", Date::of(2026, 6, 30)).active);
    EXPECT_FALSE(on("92002", Date::of(2026, 7, 1)).active);
    EXPECT_TRUE(on("92003", Date::of(2026, 7, 1)).active);
    EXPECT_FALSE(office::find_person(kernel(), **reader, id_of("92003"), Date::of(2026, 6, 30)));
}

TEST_F(PeopleTest, AWrongOrderIsRefusedWithItsLines) {
    const std::uint64_t before = entries();
    const auto report = office::personnel_order(
        kernel(), policy(), identity::system_principal(),
        source_of("order", {kHeader,
                {"93001", "誰か", "ダレカ", "", "2011", "", "promote", "2026-07-01"},
                {"93002", "誰か", "ダレカ", "", "", "", "hire", "2026-07-01"},
                {"", "誰か", "ダレカ", "", "2011", "", "hire", "2026-07-01"},
                {"93004", "誰か", "ダレカ", "", "2011", "", "hire", "7月1日"}}),
        true);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().id, "personnel.refused");
    ASSERT_EQ(report.error().causes.size(), 4U);
    EXPECT_EQ(report.error().causes.front().where.line, 2U);
    EXPECT_EQ(entries(), before);
    const auto denied = office::personnel_order(kernel(), policy(), person(kClerk),
                                                source_of("order", {kHeader}), true);
    EXPECT_EQ(denied.error().id, "register.denied");
}

TEST_F(PeopleTest, ASealedRoleOpensWithAReasonAlarmsAndIsReviewedByAnother) {
    const auto officer = [](const identity::Principal& who) {
        return who.capacity({"protection_officer"}, "addressee") != nullptr;
    };
    Client approver = signed_in(kApprover);
    const auto open = [&approver](const char* reason) {
        return approver.post("/api/emergencies", R"({"kind":"protection","reason":")" +
                                                     std::string(reason) + R"("})");
    };
    EXPECT_EQ(error_id(open("")), "office.emergency.no_reason");
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(error_id(governor.post("/api/emergencies",
                                     R"({"kind":"protection","reason":"x"})")),
              "office.emergency.denied");
    EXPECT_EQ(newest(EntryKind::refusal).principal, id_of(kGovernor));
    EXPECT_FALSE(officer(person(kApprover)));
    ASSERT_EQ(open("警察からの照会").status, 204U);
    EXPECT_TRUE(officer(person(kApprover)));
    EXPECT_EQ(newest(EntryKind::emergency_opened).principal, id_of(kApprover));
    EXPECT_EQ(error_id(open("again")), "office.emergency.open");
    const auto alarm = [](Client& client) {
        return json::write(client.json("/api/home").at("alarms")).find("Emergency role opened") !=
               std::string::npos;
    };
    EXPECT_TRUE(alarm(governor));
    EXPECT_FALSE(alarm(approver)) << "the opener knows";
    city_->clock().set({city_->clock().now().micros + 30LL * 60 * 1'000'000});
    EXPECT_FALSE(officer(person(kApprover))) << "closes by itself";
    Client back = signed_in(kApprover);
    const json::Value waiting = back.json("/api/emergencies").at("waiting");
    ASSERT_EQ(waiting.as_array().size(), 1U);
    EXPECT_EQ(waiting.at(0).at("may_review"), false);
    const auto id = parse_id(waiting.at(0).at("id").as_string()).value_or(0);
    const auto own = office::review_emergency(kernel(), policy(), person(kApprover), id, "fine");
    EXPECT_EQ(own.error().id, "office.emergency.oneself");
    ASSERT_EQ(account("94001", "personal", "カクニン"), "");
    ASSERT_EQ(grant("94001", "department_head", "2026-04-01"), "");
    ASSERT_TRUE(office::review_emergency(kernel(), policy(), person("94001"), id, "necessary"));
    EXPECT_EQ(newest(EntryKind::emergency_reviewed).principal, id_of("94001"));
    EXPECT_FALSE(alarm(governor));
    EXPECT_EQ(office::review_emergency(kernel(), policy(), person("94001"), id, "x").error().id,
              "office.emergency.none");
}

}  // namespace
}  // namespace daicho::server::testing
