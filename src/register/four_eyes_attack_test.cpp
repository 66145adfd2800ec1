// Ways around the second person that somebody would try: each is refused, and verify finds nothing.
#include <gtest/gtest.h>

#include "register/by_command.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"
#include "register/workflow.hpp"

namespace daicho::registers {
namespace {

constexpr std::uint64_t kEntering = 5, kApproving = 6, kSecondAccount = 7, kLoader = 9;
constexpr const char* kAlone =
    "workflow:\n  states: [{id: entered, number: 1, ja: 入力済み, en: Entered}]\n"
    "  steps: [{from: entered, to: confirmed, roles: [tax_approver], four_eyes: false,\n"
    "           ja: 即決, en: Alone}]\n";

identity::Principal both(std::uint64_t account) {
    identity::Principal who;
    who.account = account;
    who.grants = {{"tax_clerk", "fixed_asset_tax"}, {"tax_approver", "fixed_asset_tax"}};
    return who;
}

class FourEyesAttackTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("person", "addressee", testing::kPersonYaml);
        define("four_eyes: true\n");
        import_people();
        ASSERT_TRUE(import("parcel", rows("100")));
    }
    void define(std::string_view more, std::string_view change = "change: [tax_clerk]") {
        std::string text(testing::kParcelYaml);
        text.insert(text.find("import: [tax_clerk, loader],"), "approve: [tax_approver], ");
        text.replace(text.find("change: [tax_clerk]"), 19, change);
        write_definition("tax", "parcel", text + std::string(more));
        reopen();
        kernel_->people.same_human = [](store::Connection&, std::uint64_t one,
                                        std::uint64_t other, std::optional<CommitNumber>) {
            const auto human = [](std::uint64_t account) {
                return account == kSecondAccount ? kEntering : account;
            };
            return Result<bool>(human(one) == human(other));
        };
    }
    static std::vector<std::vector<std::string>> rows(const char* yen) {
        return {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                {"P1", "0000000019", "400.00", yen, "land"}};
    }
    Result<ChangeResult> enter(std::uint64_t account, const char* yen = "200") {
        ChangeRequest request;
        request.register_name = "parcel";
        request.record = 1;
        request.values = {{"value_yen", yen}};
        request.valid = {Date::of(2025, 1, 1), kForever};
        request.reason = "現地調査";
        return change(*kernel_, both(account), request);
    }
    std::string approve_as(std::uint64_t account, std::uint64_t version) {
        return id(approve(*kernel_, both(account), {"parcel", 1, version, "", "", "", 0}));
    }
    static std::string id(const Result<ChangeResult>& result) {
        return result ? "" : result.error().id;
    }
    std::int64_t yen() {
        auto reader = kernel_->reader();
        return (*read_record(**reader, definition("parcel"), 1,
                             {Date::of(2025, 6, 1), std::nullopt}))->values[3].integer;
    }
    void expect_sound() {
        const auto proof = verify(*kernel_, {});
        ASSERT_TRUE(proof);
        EXPECT_FALSE(proof->fault) << describe(*proof->fault, Language::english);
    }
};
DAICHO_ON_BOTH_STORES(FourEyesAttackTest);

TEST_P(FourEyesAttackTest, RefusedAndEnteredAnewItStillNeedsAnother) {
    const auto first = enter(kEntering);
    const Decision no{"parcel", 1, first->version, "", "図面がない", "", 0};
    EXPECT_EQ(id(refuse_change(*kernel_, both(kSecondAccount), no)), "workflow.same_person");
    ASSERT_TRUE(refuse_change(*kernel_, both(kApproving), no));
    EXPECT_EQ(approve_as(kEntering, first->version), "workflow.conflict") << "what was refused";
    const auto again = enter(kSecondAccount);
    EXPECT_EQ(approve_as(kEntering, again->version), "workflow.same_person");
    EXPECT_EQ(approve_as(kApproving, first->version), "workflow.conflict") << "the older version";
    EXPECT_EQ(yen(), 100);
    EXPECT_EQ(approve_as(kApproving, again->version), "");
    expect_sound();
}

TEST_P(FourEyesAttackTest, WithdrawnAndEnteredByTheOtherAccount) {
    const auto first = enter(kEntering);
    ASSERT_TRUE(withdraw(*kernel_, both(kEntering), {"parcel", 1, first->version, "", "", "", 0}));
    const auto again = enter(kSecondAccount);
    EXPECT_EQ(approve_as(kEntering, again->version), "workflow.same_person");
    EXPECT_EQ(yen(), 100);
    expect_sound();
}

TEST_P(FourEyesAttackTest, AnImportOfOnesOwnAndThenAnApproval) {
    const auto entered = enter(kEntering);
    RowSource source;
    source.name = "own.csv";
    source.header = {"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"};
    source.next = [](SourceRow&) -> Result<bool> { return false; };
    const auto own = import_rows(*kernel_, both(kEntering), definition("parcel"),
                                 std::move(source), {});
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().id, "register.denied");
    // Somebody who carries data over makes the proposal old; nobody approves what he did not see.
    ASSERT_TRUE(import("parcel", rows("300")));
    EXPECT_EQ(approve_as(kApproving, entered->version), "workflow.conflict");
    EXPECT_EQ(yen(), 300);
    expect_sound();
}

TEST_P(FourEyesAttackTest, ADefinitionThatAsksForOnePersonWhileAChangeWaits) {
    const auto entered = enter(kEntering);
    define(kAlone);
    auto reader = kernel_->reader();
    const auto waiting = read_waiting_change(*kernel_, **reader, definition("parcel"), 1);
    EXPECT_TRUE(options_of(*kernel_, **reader, both(kEntering), definition("parcel"), **waiting)
                    ->steps.empty());
    EXPECT_EQ(approve_as(kEntering, entered->version), "workflow.same_person");
    EXPECT_EQ(approve_as(kSecondAccount, entered->version), "workflow.same_person");
    EXPECT_EQ(yen(), 100);
    EXPECT_EQ(approve_as(kApproving, entered->version), "");
    const auto later = enter(kEntering, "250");  // under the new rule from the beginning
    EXPECT_EQ(approve_as(kEntering, later->version), "");
    expect_sound();
}

TEST_P(FourEyesAttackTest, ADefinitionWithoutApprovalLeavesWhatWaitsUnapproved) {
    const auto entered = enter(kEntering);
    define("");
    EXPECT_NE(approve_as(kEntering, entered->version), "");
    EXPECT_EQ(yen(), 100);
    expect_sound();
}

TEST_P(FourEyesAttackTest, WhatOnlyCommandsWriteCannotBeEnteredDirectly) {
    define("", "change: [tax_clerk, by_command]");
    EXPECT_TRUE(is_by_command(definition("parcel")));
    EXPECT_EQ(id(enter(kEntering)), "register.by_command");
    auto reader = kernel_->reader();
    EXPECT_EQ(journal::read_entry(**reader, kernel_->newest()->value)->header.kind,
              journal::EntryKind::refusal);
    RowSource source;
    source.name = "own.csv";
    source.header = {"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"};
    source.next = [](SourceRow&) -> Result<bool> { return false; };
    EXPECT_EQ(import_rows(*kernel_, both(kEntering), definition("parcel"), source, {}).error().id,
              "register.by_command");
    identity::Principal loader;
    loader.account = kLoader;
    loader.grants = {{"loader", "fixed_asset_tax"}};
    EXPECT_TRUE(import_rows(*kernel_, loader, definition("parcel"), source, {}));
    EXPECT_EQ(yen(), 100);
}

}  // namespace
}  // namespace daicho::registers
