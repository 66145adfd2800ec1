// Changes over the API: entering, approving by a second person, what must be refused, comparing two
// moments, scheduling and cancelling, acting as a delegate.
#include "register/workflow.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

constexpr const char* kValuation = "/api/registers/parcel_valuation/records";

class ChangeTest : public CityTest {
protected:
    static net::Response put(Client& client, const std::string& path, const std::string& body) {
        return client.send(net::Method::put, path, body);
    }
    static std::string path(std::uint64_t record, const char* more = "") {
        return std::string(kValuation) + "/" + std::to_string(record) + more;
    }
    static std::string correction(Client& client, std::uint64_t record, const char* depth) {
        const json::Value now = client.json(path(record));
        return R"({"values":{"depth_m":")" + std::string(depth) +
               R"("},"valid_from":"2026-01-01","reason":"測り違い","article":"地方税法 第417条",)" +
               R"("base_version":)" + std::to_string(now.at("version").to_number<int>()) + "}";
    }
    // Version of the provisional row.
    static std::string enter(Client& client, std::uint64_t record, const char* depth) {
        const net::Response done = put(client, path(record), correction(client, record, depth));
        EXPECT_EQ(done.status, 200U) << done.body;
        const json::Value answer = *json::parse(done.body);
        EXPECT_TRUE(answer.at("provisional").as_bool());
        return std::to_string(answer.at("version").to_number<std::uint64_t>());
    }
    static net::Response decide(Client& client, std::uint64_t record, const char* what,
                                const std::string& version, const char* reason = "") {
        return client.post(path(record, what), R"({"version":)" + version + R"(,"reason":")" +
                                                   std::string(reason) + R"("})");
    }
    static std::string depth(Client& client, std::uint64_t record) {
        return std::string(client.json(path(record)).at("values").at("depth_m").as_string());
    }
    static std::uint64_t account(const char* number) {
        auto reader = kernel().reader();
        return office::find_account(kernel(), **reader, number)->value_or(0);
    }
};

TEST_F(ChangeTest, ACorrectionHoldsOnceASecondPersonApproves) {
    Client clerk = signed_in(kClerk);
    Client approver = signed_in(kApprover);
    const std::string version = enter(clerk, 1, "21.50");
    EXPECT_EQ(depth(clerk, 1), "22.00");
    EXPECT_TRUE(clerk.json(path(1)).at("waiting").as_bool());
    EXPECT_EQ(error_id(put(clerk, path(1), correction(clerk, 1, "9.00"))), "change.waiting");
    const json::Value items = approver.json("/api/inbox").at("items");
    ASSERT_EQ(items.as_array().size(), 1U);
    EXPECT_EQ(items.at(0).at("kind"), "decide");
    EXPECT_EQ(items.at(0).at("entered").at("article"), "地方税法 第417条");
    EXPECT_EQ(items.at(0).at("differences").at(0).at("before").at("value"), "22.00");
    EXPECT_EQ(items.at(0).at("differences").at(0).at("after").at("value"), "21.50");
    EXPECT_EQ(clerk.json("/api/inbox").at("items").at(0).at("kind"), "own");
    EXPECT_EQ(decide(clerk, 1, "/approve", version).status, 403U);
    EXPECT_EQ(decide(approver, 1, "/approve", "1").status, 409U);
    EXPECT_EQ(decide(approver, 1, "/approve", version).status, 200U);
    EXPECT_EQ(newest(EntryKind::approved).principal, account(kApprover));
    EXPECT_EQ(depth(clerk, 1), "21.50");
    EXPECT_EQ(clerk.json(path(1)).at("history").as_array().back().at("reason"), "測り違い");
    const json::Value compared = clerk.json(path(1, "/compare?from=2025-06-01&to=2026-06-01"));
    ASSERT_EQ(compared.at("differences").as_array().size(), 1U);
    EXPECT_EQ(compared.at("differences").at(0).at("before").at("value"), "22.00");
    EXPECT_TRUE(approver.json("/api/inbox").at("items").as_array().empty());
    EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}

TEST_F(ChangeTest, ARefusalComesBackToTheClerk) {
    Client clerk = signed_in(kClerk);
    Client approver = signed_in(kApprover);
    const std::string version = enter(clerk, 1, "5.00");
    EXPECT_EQ(error_id(decide(approver, 1, "/refuse", version)), "workflow.no_reason");
    EXPECT_EQ(decide(approver, 1, "/refuse", version, "資料がない").status, 200U);
    const json::Value mine = clerk.json("/api/inbox").at("items").at(0);
    EXPECT_EQ(mine.at("kind"), "refused");
    EXPECT_EQ(mine.at("refusal").at("reason"), "資料がない");
    const std::string now = std::to_string(mine.at("version").to_number<std::uint64_t>());
    EXPECT_EQ(decide(clerk, 1, "/withdraw", now).status, 200U) << "the clerk takes note";
    EXPECT_TRUE(clerk.json("/api/inbox").at("items").as_array().empty());
}

TEST_F(ChangeTest, WhatIsWrongIsNamedAtItsField) {
    Client clerk = signed_in(kClerk);
    const auto fault = [&](const std::string& body, unsigned status = 400) {
        const net::Response done = put(clerk, path(2), body);
        EXPECT_EQ(done.status, status) << done.body;
        const json::Value errors = json::parse(done.body)->at("errors");
        const json::Value& last = errors.as_array().back();
        return std::string(last.at("path").as_string()) + " " +
               std::string(last.at("id").as_string());
    };
    EXPECT_EQ(fault(R"({"values":{},"valid_from":"2026-01-01"})", 428),
              "base_version api.base_version");
    EXPECT_EQ(fault(R"({"values":{"depth_m":"deep"},"valid_from":"2026-05-01","base_version":2})")
                  .substr(0, 8),
              "depth_m ");
    EXPECT_EQ(fault(R"({"values":{},"valid_from":"2026-05-01","base_version":2,"colour":"red"})")
                  .substr(0, 7),
              "colour ");
    EXPECT_EQ(fault(R"({"values":{},"valid_from":"2026-01-01","base_version":2})"),
              "reason change.no_reason");
    EXPECT_EQ(fault(R"({"values":{},"valid_from":"2026-01-01","base_version":2,"reason":"r"})"),
              "article change.no_article");
    clerk.forget_token();
    EXPECT_EQ(error_id(put(clerk, path(2), "{}")), "api.csrf");
}

TEST_F(ChangeTest, NobodyReachesARecordByItsNumberWithoutPermission) {
    Client clerk = signed_in(kClerk);
    const std::string version = enter(clerk, 1, "7.00");
    Client stranger = signed_in(kGovernor);
    for (const char* more : {"", "/waiting", "/compare?from=2025-01-01"}) {
        EXPECT_EQ(stranger.get(path(1, more)).status, 403U) << more;
    }
    const std::uint64_t before = entries();
    EXPECT_EQ(put(stranger, path(1), R"({"values":{},"valid_from":"2026-05-01","base_version":1})")
                  .status,
              403U);
    for (const char* what : {"/approve", "/withdraw"}) {
        EXPECT_EQ(decide(stranger, 1, what, version).status, 403U) << what;
        EXPECT_EQ(decide(stranger, 99, what, version).status, 403U) << what;
    }
    EXPECT_EQ(entries(), before + 5) << "each attempt is in the journal";
    EXPECT_TRUE(stranger.json("/api/inbox").at("items").as_array().empty());
    EXPECT_EQ(decide(clerk, 1, "/withdraw", version).status, 200U);
}

TEST_F(ChangeTest, ADelegateDecidesForSomebodyButNeverOnHisOwnEntries) {
    import(
        kernel(), "delegation",
        {{"delegator", "delegate", "role", "task", "from", "to", "because"},
         {kApprover, kClerk, "tax_approver", "fixed_asset_tax", "2026-04-01", "2026-05-01", "出張"},
         {kApprover, kGovernor, "tax_approver", "fixed_asset_tax", "2026-04-01", "2026-05-01",
          "出張"},
         { kGovernor,
           kClerk,
           "department_head",
           "staff_administration",
           "2026-04-01",
           "2026-05-01",
           "持っていない役割" }});
    Client clerk = signed_in(kClerk);
    const std::string version = enter(clerk, 1, "8.00");
    const net::Response own = decide(clerk, 1, "/approve", version);
    EXPECT_EQ(error_id(own), "workflow.same_person") << "approval through delegation to oneself";
    Client deputy = signed_in(kGovernor);
    EXPECT_EQ(deputy.json("/api/inbox").at("items").as_array().size(), 1U);
    EXPECT_EQ(decide(deputy, 1, "/approve", version).status, 200U);
    EXPECT_EQ(newest(EntryKind::approved).principal, account(kGovernor));
    auto reader = kernel().reader();
    const auto deputy_now =
        office::find_person(kernel(), **reader, account(kGovernor), Date::of(2026, 4, 10));
    const auto* role = deputy_now->principal.capacity({"tax_approver"}, "fixed_asset_tax");
    ASSERT_NE(role, nullptr);
    EXPECT_EQ(deputy_now->principal.on_behalf(role->number, "fixed_asset_tax"), account(kApprover));
    const auto later =
        office::find_person(kernel(), **reader, account(kGovernor), Date::of(2026, 5, 1));
    EXPECT_EQ(later->principal.capacity({"tax_approver"}, "fixed_asset_tax"), nullptr);
    const auto lent =
        office::find_person(kernel(), **reader, account(kClerk), Date::of(2026, 4, 10));
    EXPECT_EQ(lent->principal.capacity({"department_head"}, "staff_administration"), nullptr)
        << "a role that the delegator does not hold";
}

TEST_F(ChangeTest, ASecondAccountOfTheSameHumanIsNoSecondPerson) {
    const char* const kAgain = "20411A";
    import(
        kernel(), "account",
        {{"account_no", "name", "kana", "department", "class", "state", "starts",
          "personal_account"},
         {kClerk, "小田切 美帆", "オダギリ ミホ", "2011", "personal", "active", "2024-04-01", ""},
         { kAgain,
           "小田切 美帆",
           "オダギリ ミホ",
           "2011",
           "privileged",
           "active",
           "2024-04-01",
           kClerk }});
    import(kernel(), "role_assignment",
           {{"account", "role", "task", "department", "from"},
            { kAgain,
              "tax_approver",
              "fixed_asset_tax",
              "2011",
              "2024-04-01" }});
    Client clerk = signed_in(kClerk);
    const std::string version = enter(clerk, 1, "6.00");
    auto reader = kernel().reader();
    const auto again =
        office::find_person(kernel(), **reader, account(kAgain), Date::of(2026, 4, 10));
    registers::Decision decision{"parcel_valuation", 1, std::stoull(version), "", "", "", 0};
    const auto done = registers::approve(kernel(), again->principal, decision);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().id, "workflow.same_person");
    EXPECT_EQ(decide(clerk, 1, "/withdraw", version).status, 200U);
}

TEST_F(ChangeTest, AScheduledChangeIsListedAndCancelled) {
    Client clerk = signed_in(kClerk);
    const std::string parcel = "/api/registers/parcel/records/1";
    const auto body = [&](const std::string& more) {
        return R"({"valid_from":"2027-01-01","base_version":)" + more + "}";
    };
    const auto version = clerk.json(parcel).at("version").to_number<std::uint64_t>();
    EXPECT_EQ(
        put(clerk, parcel, body(std::to_string(version) + R"(,"values":{"taxed_area":"200.00"})"))
            .status,
        200U);
    const json::Value coming = clerk.json(parcel).at("scheduled");
    ASSERT_EQ(coming.as_array().size(), 1U);
    EXPECT_EQ(coming.at(0).at("valid_from"), "2027-01-01");
    const auto next = coming.at(0).at("version").to_number<std::uint64_t>();
    EXPECT_EQ(put(clerk, parcel, body(std::to_string(next) + R"(,"like":"2026-12-31")")).status,
              200U);
    EXPECT_TRUE(clerk.json(parcel).at("scheduled").as_array().empty());
    EXPECT_EQ(clerk.json(parcel + "?as_of=2027-06-01").at("values").at("taxed_area"), "265.68");
}

}  // namespace
}  // namespace daicho::server::testing
