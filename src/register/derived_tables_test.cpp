// Tables that are made from versions and entries, changed behind the program's back: keys, blind
// indexes, definitions, who saw whom. Verify names each; what was erased or ended is no fault.
#include <gtest/gtest.h>

#include "register/change.hpp"
#include "register/disclosure.hpp"
#include "register/erasure.hpp"
#include "register/query.hpp"
#include "register/seen_index.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kHoldingYaml = R"(
register: holding
number: 102
version: 1
label: {ja: 持分, en: Holding}
task: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}
legal_basis: 地方税法 第380条
temporal: valid_time
key: [parcel, member, since]
retention: {years: 10, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: parcel, type: ref, target: parcel, label: {ja: 土地, en: Land}, required: true}
  - {id: 2, name: member, type: int, label: {ja: 番号, en: Member}, required: true}
  - {id: 3, name: since, type: date, label: {ja: 開始, en: Since}, required: true}
  - {id: 4, name: share, type: text, label: {ja: 割合, en: Share}}
)";

class DerivedTablesTest : public testing::KernelOnStoreTest {
protected:
    using Names = std::vector<std::string>;

    void SetUp() override {
        write_definition("tax", "holding", kHoldingYaml);
        KernelOnStoreTest::SetUp();
        import_people();
        ASSERT_TRUE(import("parcel",
                           {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                            {"P1", "0000000019", "400.00", "100", "land"},
                            {"P2", "0000000027", "50.00", "200", "farm"}}));
        ASSERT_TRUE(import("holding", {{"parcel", "member", "since", "share"},
                                       {"P1", "1", "2024-01-01", "1/2"},
                                       {"P1", "2", "2024-01-01", "1/2"},
                                       {"P2", "1", "2024-04-01", "1/1"}}));
    }
    // "id register record" of every fault after a statement.
    Names after(const std::string& statement) {
        const auto sql = store_.beside(folder_.path() / "home" / "daicho.db");
        const Status done = sql->execute(statement);
        EXPECT_TRUE(done) << (done ? "" : describe(done.error(), Language::english));
        return faults();
    }
    Names faults() {
        const auto proof = verify(*kernel_, {});
        EXPECT_TRUE(proof);
        Names names;
        for (const Error& fault : proof->faults) {
            std::string name = fault.id;
            for (const auto& [key, value] : fault.arguments) {
                const bool tells = key == "register" || key == "record" || key == "version" ||
                                   key == "entry";
                if (tells) name += " " + value;
            }
            names.push_back(name);
        }
        return names;
    }
    std::string zero() const { return store::Dialect(GetParam()).bytes(std::string(64, '0')); }
};
DAICHO_ON_BOTH_STORES(DerivedTablesTest);

TEST_P(DerivedTablesTest, AKeyThatWasChanged) {
    EXPECT_EQ(faults(), Names{});
    EXPECT_EQ(after("UPDATE w_key_parcel SET key = 'P9' WHERE record_id = 2"),
              Names{"register.key.differs parcel 2"});
    EXPECT_EQ(after("UPDATE w_key_parcel SET key = 'P2' WHERE record_id = 2"), Names{});
}

TEST_P(DerivedTablesTest, AKeyThatLeadsElsewhere) {
    EXPECT_EQ(after("UPDATE w_key_parcel SET record_id = 1"),
              (Names{"register.key.differs parcel 1", "register.key.differs parcel 2"}));
}

TEST_P(DerivedTablesTest, AKeyThatIsGoneLetsNobodyEnterItTwiceUnseen) {
    EXPECT_EQ(after("DELETE FROM w_key_parcel WHERE key = 'P1'"),
              Names{"register.key.differs parcel 1"});
}

TEST_P(DerivedTablesTest, AKeyOfNobody) {
    EXPECT_EQ(after("INSERT INTO w_key_parcel VALUES ('P7', 77)"),
              Names{"register.key.differs parcel 77"});
}

TEST_P(DerivedTablesTest, KeysOfRefsNumbersAndDates) {
    EXPECT_EQ(after("UPDATE w_key_holding SET key = 'P2/2/2024-01-01' WHERE record_id = 2"),
              Names{"register.key.differs holding 2"});
    EXPECT_EQ(after("UPDATE w_key_holding SET key = 'P1/2/2024-01-01' WHERE record_id = 2"),
              Names{});
}

TEST_P(DerivedTablesTest, ANumberIsNotTwoKeysByAnotherWayOfWriting) {
    const auto again = import("holding", {{"parcel", "member", "since", "share"},
                                          {"P1", "01", "2024-01-01", "1/3"}});
    ASSERT_TRUE(again) << describe_with_place(again.error(), Language::english);
    EXPECT_EQ(again->new_records, 0U);
    ChangeRequest request;
    request.register_name = "holding";
    request.values = {{"parcel", "P1"}, {"member", "02"}, {"since", "2024-01-01"}};
    request.valid = {Date::of(2024, 1, 1), kForever};
    const auto twice = change(*kernel_, identity::system_principal(), request);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().id, "change.key_exists");
    EXPECT_EQ(faults(), Names{});
}

TEST_P(DerivedTablesTest, BlindIndexesThatWereChangedAddedOrRemoved) {
    EXPECT_EQ(after("UPDATE w_blind SET digest = " + zero()),
              Names{"register.blind.differs addressee 1"});
    EXPECT_EQ(after("DELETE FROM w_blind"), Names{"register.blind.differs addressee 1"});
}

TEST_P(DerivedTablesTest, ANumberThatFindsSomebodyElse) {
    EXPECT_EQ(after("INSERT INTO w_blind SELECT register, field, digest, 2 FROM w_blind"),
              Names{"register.blind.differs addressee 2"});
    EXPECT_EQ(after("DELETE FROM w_blind WHERE record_id = 2"), Names{});
    EXPECT_EQ(after("UPDATE w_blind SET record_id = 2"),
              (Names{"register.blind.differs addressee 1", "register.blind.differs addressee 2"}));
    EXPECT_EQ(after("UPDATE w_blind SET record_id = 1; INSERT INTO w_blind SELECT 999, field, "
                    "digest, record_id FROM w_blind"),
              Names{"register.blind.differs 999 1"});
}

TEST_P(DerivedTablesTest, ASealedValueWhoseKeyIsGone) {
    EXPECT_EQ(after("DELETE FROM w_record_key"), Names{"register.fault.sealed addressee 1"});
}

TEST_P(DerivedTablesTest, DefinitionsThatWereChangedAddedOrRemoved) {
    const auto copy = "CREATE TABLE saved AS SELECT * FROM w_definition; ";
    EXPECT_EQ(after(std::string(copy) + "UPDATE w_definition SET text = text || ' ' WHERE number = "
                                        "101"),
              Names{"register.definition.differs parcel"});
    EXPECT_EQ(after("DELETE FROM w_definition WHERE number = 101"),
              Names{"register.definition.differs parcel"});
    EXPECT_EQ(after("INSERT INTO w_definition SELECT * FROM saved WHERE number = 101; INSERT INTO "
                    "w_definition SELECT number, 2, name, digest, text FROM saved WHERE number = "
                    "101"),
              Names{"register.definition.differs parcel"});
    EXPECT_EQ(after("DELETE FROM w_definition WHERE revision = 2"), Names{});
}

// Text and digest fit each other, but not the entry that was written with them.
TEST_P(DerivedTablesTest, ADefinitionWithADigestToFit) {
    const std::string text = std::string(testing::kParcelYaml) + "# four_eyes: false\n";
    const auto sql = store_.beside(folder_.path() / "home" / "daicho.db");
    auto put = sql->prepare("UPDATE w_definition SET text = ?, digest = ? WHERE number = 101");
    ASSERT_TRUE(put);
    (*put)->bind_text(0, text);
    const Digest bytes = sha256(as_bytes(text));
    (*put)->bind_blob(1, view(bytes));
    ASSERT_TRUE((*put)->run());
    EXPECT_EQ(faults(), Names{"register.definition.differs parcel"});
}

TEST_P(DerivedTablesTest, WhatEndedKeepsItsKey) {
    ChangeRequest request;
    request.register_name = "holding";
    request.record = 3;
    request.valid = {Date::of(2025, 1, 1), kForever};
    request.ended = true;
    ASSERT_TRUE(change(*kernel_, identity::system_principal(), request));
    EXPECT_EQ(faults(), Names{});
}

// A record that has another number now is still found by the old one, until that is erased.
TEST_P(DerivedTablesTest, AnErasedNumberFindsNobodyAnyMore) {
    ChangeRequest request;
    request.register_name = "addressee";
    request.record = 1;
    request.values = {{"personal_number", "234567890121"}};
    request.valid = {Date::of(2025, 1, 1), kForever};
    const auto changed = change(*kernel_, identity::system_principal(), request);
    ASSERT_TRUE(changed) << describe_with_place(changed.error(), Language::english);
    auto reader = kernel_->reader();
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM w_blind").value(), 2);
    EXPECT_EQ(faults(), Names{});
    const std::uint64_t old[] = {1};
    ASSERT_TRUE(kernel_->command([&](Context& context) -> Status {
        DAICHO_CHECK(erase_versions(context, definition("addressee"), old, {}));
        return {};
    }));
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM w_blind").value(), 1);
}

// Three people were shown, one after the other and all at once.
class SeenTableTest : public DerivedTablesTest {
protected:
    void SetUp() override {
        DerivedTablesTest::SetUp();
        for (const std::vector<std::uint64_t>& shown :
             {std::vector<std::uint64_t>{1}, {2}, {1, 2}}) {
            Disclosure disclosure;
            disclosure.definition = &definition("addressee");
            disclosure.records = shown;
            ASSERT_TRUE(disclose(*kernel_, identity::system_principal(), 1, disclosure));
        }
        ASSERT_TRUE(catch_up_seen(*kernel_));
        entry_ = std::to_string(kernel_->newest()->value);
        ASSERT_EQ(faults(), Names{});
    }
    std::string entry_;
};
DAICHO_ON_BOTH_STORES(SeenTableTest);

TEST_P(SeenTableTest, ALookThatWasHidden) {
    EXPECT_EQ(after("DELETE FROM w_seen WHERE record_id = 2 AND entry = " + entry_),
              Names{"register.seen.differs " + entry_});
    EXPECT_EQ(after("INSERT INTO w_seen VALUES (51, 2, " + entry_ + ")"), Names{});
    EXPECT_EQ(after("DELETE FROM w_seen").size(), 3U);
}

TEST_P(SeenTableTest, ALookThatWasInvented) {
    EXPECT_EQ(after("INSERT INTO w_seen VALUES (101, 1, " + entry_ + ")"),
              Names{"register.seen.differs " + entry_});
}

TEST_P(SeenTableTest, ALookThatWasGivenToSomebodyElse) {
    EXPECT_EQ(after("UPDATE w_seen SET record_id = 3 WHERE record_id = 2 AND entry = " + entry_),
              Names{"register.seen.differs " + entry_});
}

TEST_P(SeenTableTest, WhoWasErasedIsNoFault) {
    ASSERT_TRUE(kernel_->command([&](Context& context) -> Status {
        const std::vector<std::uint64_t> versions{2};
        DAICHO_CHECK(erase_versions(context, definition("addressee"), versions, {}));
        return {};
    }));
    auto reader = kernel_->reader();
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM w_seen WHERE record_id = 2").value(), 0);
    for (const std::string& fault : faults()) {
        EXPECT_FALSE(fault.starts_with("register.seen")) << fault;
    }
}

}  // namespace
}  // namespace daicho::registers
