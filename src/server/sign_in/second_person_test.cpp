// The second person where commands see to it themselves: a levy's confirmation, and who may hold
// the role whose imports need none. Ways around it are refused over the API and inside.
#include "register/change.hpp"
#include "server/test_app.hpp"
#include "tax/levy/runs.hpp"

namespace daicho::server::testing {
namespace {

class SecondPersonTest : public CityTest {
protected:
    static std::string put(const char* name, std::map<std::string, std::string> values) {
        registers::ChangeRequest request;
        request.register_name = name;
        request.values = std::move(values);
        request.valid = {Date::of(2025, 4, 1), kForever};
        request.reason = "test";
        const auto done = registers::change(kernel(), identity::system_principal(), request);
        return done ? "" : done.error().id;
    }
    static std::string account(const char* number, const char* kind, const char* human = "") {
        return put("account", {{"account_no", number},
                               {"name", "試験 太郎"},
                               {"kana", number},
                               {"department", "2011"},
                               {"class", kind},
                               {"state", "active"},
                               {"starts", "2025-04-01"},
                               {"personal_account", human}});
    }
    static std::string grant(const char* number, const char* role) {
        return put("role_assignment", {{"account", number},
                                       {"role", role},
                                       {"task", "fixed_asset_tax"},
                                       {"department", "2011"},
                                       {"from", "2025-04-01"}});
    }
    static identity::Principal principal(const char* number) {
        auto reader = kernel().reader();
        const auto record = office::find_account(kernel(), **reader, number)->value_or(0);
        return office::find_person(kernel(), **reader, record, Date::of(2026, 4, 10))->principal;
    }
    static std::string confirm(const identity::Principal& who) {
        const auto done = tax::levy::confirm_run(kernel(), who, "2026-1", "点検した");
        return done ? "" : done.error().id;
    }
};

TEST_F(SecondPersonTest, ALevyIsConfirmedByAnotherHumanOrNotAtAll) {
    // The clerk started it. Her form of the record is no way to confirm it.
    Client clerk = signed_in(kClerk);
    const json::Value run = clerk.json("/api/registers/levy_run/records/1");
    const auto version = run.at("version").to_number<std::uint64_t>();
    const net::Response direct = clerk.send(
        net::Method::put, "/api/registers/levy_run/records/1",
        R"({"values":{"state":"confirmed","confirmed_by":"20401"},"valid_from":"2026-01-01",)"
        R"("reason":"x","base_version":)" +
            std::to_string(version) + "}");
    EXPECT_EQ(error_id(direct), "register.by_command") << direct.body;
    EXPECT_EQ(clerk.json("/api/registers/levy_run").at("permissions").at("change"), false);

    ASSERT_EQ(account("98001P", "privileged", kClerk), "");
    ASSERT_EQ(grant("98001P", "tax_approver"), "");
    EXPECT_EQ(confirm(principal("98001P")), "levy.same_person") << "her other account";
    identity::Principal deputy = principal(kGovernor);
    deputy.grants = {{"tax_approver", "fixed_asset_tax", principal(kClerk).account}};
    EXPECT_EQ(confirm(deputy), "levy.same_person") << "a delegate of hers";
    EXPECT_EQ(clerk.json("/api/registers/levy_run/records/1").at("version"), version);
    EXPECT_EQ(confirm(principal(kApprover)), "");
}

TEST_F(SecondPersonTest, OnlyALoadersAccountMayHoldTheLoadersRole) {
    EXPECT_EQ(grant(kClerk, "loader"), "office.loader_role");
    ASSERT_EQ(account("98002L", "loader"), "");
    EXPECT_EQ(grant("98002L", "loader"), "");
    EXPECT_EQ(account("98003", "personal"), "");
    EXPECT_EQ(grant("98003", "loader"), "office.loader_role");
}

}  // namespace
}  // namespace daicho::server::testing
