#include "identity/principal.hpp"

#include <gtest/gtest.h>

#include <set>

namespace daicho::identity {
namespace {

Principal holder(std::vector<Grant> grants) {
    Principal principal;
    principal.account = 5;
    principal.grants = std::move(grants);
    return principal;
}

// Numbers stand in journal headers: this list only grows.
TEST(Roles, NumbersNeverChange) {
    const std::pair<int, const char*> fixed[] = {
        {1, "system"},        {2, "loader"},      {3, "admin"},
        {4, "tax_clerk"},     {5, "tax_approver"}, {6, "auditor"},
        {7, "governance"},    {8, "department_head"}, {9, "receivable_clerk"},
        {10, "person_clerk"}, {11, "protection_officer"}};
    for (const auto& [number, code] : fixed) {
        const Role* role = find_role(std::string_view(code));
        ASSERT_NE(role, nullptr) << code;
        EXPECT_EQ(role->number, number);
        EXPECT_EQ(find_role(static_cast<std::uint16_t>(number)), role);
    }
}

TEST(Roles, AreUniqueAndLabelled) {
    std::set<std::uint16_t> numbers;
    std::set<std::string_view> codes;
    for (const Role& role : roles()) {
        EXPECT_TRUE(numbers.insert(role.number).second);
        EXPECT_TRUE(codes.insert(role.code).second);
        EXPECT_FALSE(role.label_ja.empty() || role.label_en.empty());
        EXPECT_NE(role.number, 0);
    }
    EXPECT_EQ(find_role("mayor"), nullptr);
    EXPECT_EQ(find_role(std::uint16_t{0}), nullptr);
}

TEST(Capacity, IsTheFirstAllowedRoleHeldForTheTask) {
    const Principal clerk = holder({{"tax_approver", "fixed_asset_tax"},
                                    {"tax_clerk", "fixed_asset_tax"},
                                    {"tax_clerk", "resident_tax"}});
    const auto capacity = [&clerk](const std::vector<std::string>& allowed, const char* task) {
        const Role* role = clerk.capacity(allowed, task);
        return role == nullptr ? std::string_view("-") : role->code;
    };
    EXPECT_EQ(capacity({"tax_clerk", "tax_approver"}, "fixed_asset_tax"), "tax_clerk");
    EXPECT_EQ(capacity({"tax_approver", "tax_clerk"}, "fixed_asset_tax"), "tax_approver");
    EXPECT_EQ(capacity({"tax_approver"}, "resident_tax"), "-");
    EXPECT_EQ(capacity({"auditor"}, "fixed_asset_tax"), "-");
    EXPECT_EQ(capacity({}, "fixed_asset_tax"), "-");
    EXPECT_EQ(capacity({"tax_clerk"}, "addressee"), "-");
    EXPECT_EQ(capacity({"tax_clerk"}, ""), "-");
    EXPECT_EQ(capacity({"tax_clerk"}, "*"), "-");
}

TEST(Capacity, OnlyAuditorAndSystemReachEveryTask) {
    for (const Role& role : roles()) {
        const Principal one = holder({{std::string(role.code), "*"}});
        const bool reaches = one.capacity({std::string(role.code)}, "fixed_asset_tax") != nullptr;
        EXPECT_EQ(reaches, role.code == "auditor" || role.code == "system") << role.code;
    }
}

TEST(Capacity, UnknownRolesGrantNothing) {
    EXPECT_EQ(holder({{"mayor", "fixed_asset_tax"}}).capacity({"mayor"}, "fixed_asset_tax"),
              nullptr);
}

TEST(SystemPrincipal, ActsAsSystemOnly) {
    const Principal system = system_principal();
    EXPECT_EQ(system.account, 0U);
    EXPECT_NE(system.capacity({"system"}, "fixed_asset_tax"), nullptr);
    EXPECT_EQ(system.capacity({"tax_clerk"}, "fixed_asset_tax"), nullptr);
}

}  // namespace
}  // namespace daicho::identity
