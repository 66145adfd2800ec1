// Two people, proven anew from the entries: what a program let through that did not ask rightly.
#include <gtest/gtest.h>

#include "register/row_writer.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"
#include "register/workflow.hpp"

namespace daicho::registers {
namespace {

constexpr std::uint64_t kEntering = 5, kApproving = 6, kSecondAccount = 7, kDeputy = 8;

identity::Principal both(std::uint64_t account, std::uint64_t lender = 0) {
    identity::Principal who;
    who.account = account;
    who.grants = {{"tax_clerk", "fixed_asset_tax", lender},
                  {"tax_approver", "fixed_asset_tax", lender}};
    return who;
}

class FourEyesProofTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("person", "addressee", testing::kPersonYaml);
        define("four_eyes: true\n");
        import_people();
        ASSERT_TRUE(import("parcel",
                           {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use", "since"},
                            {"P1", "0000000019", "400.00", "100", "land", "2024-01-01"}}));
    }
    void define(std::string_view more) {
        std::string text(testing::kParcelYaml);
        text.insert(text.find("import: [tax_clerk, loader],"), "approve: [tax_approver], ");
        write_definition("tax", "parcel", text + std::string(more));
        reopen();
    }
    // From now on the program knows whose the second account is, and since which entry.
    void know_people(std::uint64_t since = 0) {
        kernel_->people.same_human = [since](store::Connection&, std::uint64_t one,
                                             std::uint64_t other,
                                             std::optional<CommitNumber> known) {
            const bool told = !known || known->value > since;
            const auto human = [told](std::uint64_t account) {
                return told && account == kSecondAccount ? kEntering : account;
            };
            return Result<bool>(human(one) == human(other));
        };
    }
    std::uint64_t enter(const identity::Principal& who, const char* yen = "200") {
        ChangeRequest request;
        request.register_name = "parcel";
        request.record = 1;
        request.values = {{"value_yen", yen}};
        request.valid = {Date::of(2025, 1, 1), kForever};
        request.reason = "現地調査";
        const auto entered = change(*kernel_, who, request);
        EXPECT_TRUE(entered);
        return entered ? entered->version : 0;
    }
    void approve_as(const identity::Principal& who, std::uint64_t version) {
        const auto done = approve(*kernel_, who, {"parcel", 1, version, "", "", "", 0});
        ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    }
    // Rows behind the back of everything that asks: the program itself writes them.
    void write_as(journal::EntryKind kind, std::uint64_t account) {
        ASSERT_TRUE(kernel_->command([&](Context& context) -> Status {
            const Definition& parcel = definition("parcel");
            DAICHO_TRY(versions, read_versions(context.connection, parcel, 1));
            DAICHO_TRY(writer, RowWriter::open(context, parcel, {kind, account, 4, 0, "{}"}));
            std::vector<Cell> cells;
            for (const OwnedValue& value : versions.back().values) cells.push_back(value.cell());
            NewRow row;
            row.record = 1;
            row.valid = versions.back().valid;
            row.cells = cells;
            DAICHO_CHECK(writer.add(row));
            return writer.seal();
        }));
    }
    // "account other" of the first breach.
    std::string breach() {
        const auto proof = verify(*kernel_, {});
        if (!proof || !proof->fault) return "";
        EXPECT_EQ(proof->fault->id, "register.fault.four_eyes");
        std::string named;
        for (const auto& [name, value] : proof->fault->arguments) {
            if (name == "account" || name == "other") named += (named.empty() ? "" : " ") + value;
        }
        return named;
    }
};
DAICHO_ON_BOTH_STORES(FourEyesProofTest);

TEST_P(FourEyesProofTest, TwoPeopleAreNoBreach) {
    know_people();
    approve_as(both(kApproving), enter(both(kEntering)));
    approve_as(both(kDeputy, kApproving), enter(both(kEntering), "300"));
    EXPECT_EQ(breach(), "");
}

TEST_P(FourEyesProofTest, TheSecondAccountOfOneHuman) {
    approve_as(both(kSecondAccount), enter(both(kEntering)));  // nobody knew whose it was
    EXPECT_EQ(breach(), "");
    know_people();
    EXPECT_EQ(breach(), "7 5");
}

TEST_P(FourEyesProofTest, ADelegateOfTheSecondAccount) {
    approve_as(both(kDeputy, kSecondAccount), enter(both(kEntering)));
    know_people();
    EXPECT_EQ(breach(), "8 5");
}

TEST_P(FourEyesProofTest, WhoeverEnteredItForSomebody) {
    approve_as(both(kSecondAccount), enter(both(kDeputy, kEntering)));
    know_people();
    EXPECT_EQ(breach(), "7 5");
}

TEST_P(FourEyesProofTest, WhoIsOneHumanIsWhatWasKnownThen) {
    approve_as(both(kSecondAccount), enter(both(kEntering)));
    know_people(kernel_->newest()->value);
    EXPECT_EQ(breach(), "") << "the account was given to that human later";
}

TEST_P(FourEyesProofTest, AProgramThatDoesNotAskAtAll) {
    enter(both(kEntering));
    write_as(journal::EntryKind::approved, kEntering);
    EXPECT_EQ(breach(), "5 5");
}

TEST_P(FourEyesProofTest, AnApprovalOfWhatNobodyEntered) {
    write_as(journal::EntryKind::approved, kApproving);
    EXPECT_EQ(breach(), "6 6");
}

TEST_P(FourEyesProofTest, AChangeThatIsConfirmedAtOnce) {
    write_as(journal::EntryKind::change, kEntering);
    EXPECT_EQ(breach(), "5 5");
}

// What the definition said at that moment counts, in both directions.
TEST_P(FourEyesProofTest, ADefinitionThatAsksLess) {
    enter(both(kEntering));
    write_as(journal::EntryKind::approved, kEntering);
    define("");
    EXPECT_EQ(breach(), "5 5") << "taking the rule back does not heal what was done under it";
}

TEST_P(FourEyesProofTest, ADefinitionThatAsksMore) {
    define("");
    write_as(journal::EntryKind::change, kEntering);
    define("four_eyes: true\n");
    EXPECT_EQ(breach(), "");
}

TEST_P(FourEyesProofTest, AStepThatOneMayTakeAlone) {
    define("workflow:\n  states: [{id: entered, number: 1, ja: 入力済み, en: Entered}]\n"
           "  steps: [{from: entered, to: confirmed, roles: [tax_approver], four_eyes: false,\n"
           "           ja: 即決, en: Alone}]\n");
    approve_as(both(kEntering), enter(both(kEntering)));
    EXPECT_EQ(breach(), "");
}

}  // namespace
}  // namespace daicho::registers
