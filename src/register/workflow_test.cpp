// Provisional and confirmed versions: who sees what, who may decide, what is refused – and random
// commands against a model that knows the right answer.
#include "register/workflow.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "register/access.hpp"
#include "register/head.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

using testing::KernelOnStoreTest;

constexpr std::uint64_t kEntering = 5, kApproving = 6, kSecondAccount = 7, kDeputy = 8;

identity::Principal person(std::uint64_t account, std::vector<identity::Grant> grants) {
    identity::Principal who;
    who.account = account;
    who.grants = std::move(grants);
    return who;
}
identity::Principal clerk() { return person(kEntering, {{"tax_clerk", "fixed_asset_tax"}}); }
identity::Principal both(std::uint64_t account) {
    return person(account, {{"tax_clerk", "fixed_asset_tax"}, {"tax_approver", "fixed_asset_tax"}});
}
identity::Principal approver() {
    return person(kApproving, {{"tax_approver", "fixed_asset_tax"}});
}

constexpr std::string_view kTwoSteps = R"(
workflow:
  states:
    - {id: entered, number: 1, ja: 入力済み, en: Entered, days: 14}
    - {id: checked, number: 2, ja: 点検済み, en: Checked}
  steps:
    - {from: entered, to: checked, roles: [tax_clerk], ja: 点検, en: Check}
    - {from: checked, to: confirmed, roles: [tax_approver], reason: true, ja: 決裁, en: Decide}
correction: {article: true}
purposes:
  - {number: 7, ja: 価格の修正, en: Correction of a value}
purpose_asked: [change]
)";

class WorkflowTest : public KernelOnStoreTest {
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
        const std::string_view from = "import: [tax_clerk, loader],";
        text.insert(text.find(from), "approve: [tax_approver], ");
        write_definition("tax", "parcel", text + std::string(more));
        reopen();
        kernel_->people.same_human = [](store::Connection&, std::uint64_t a, std::uint64_t b,
                                         std::optional<CommitNumber>) {
            const auto human = [](std::uint64_t one) {
                return one == kSecondAccount ? kEntering : one;
            };
            return Result<bool>(human(a) == human(b));
        };
    }
    static ChangeRequest value(std::uint64_t record, const char* yen) {
        ChangeRequest request;
        request.register_name = "parcel";
        request.record = record;
        request.values = {{"value_yen", yen}};
        request.valid = {Date::of(2025, 1, 1), kForever};
        request.reason = "現地調査";
        return request;
    }
    std::uint64_t enter(const ChangeRequest& request, const identity::Principal& who = clerk()) {
        const auto entered = change(*kernel_, who, request);
        EXPECT_TRUE(entered) << describe_with_place(entered.error(), Language::english);
        if (!entered) return 0;
        EXPECT_TRUE(entered->provisional);
        return entered->version;
    }
    static Decision on(std::uint64_t version, std::uint64_t record = 1,
                       const char* reason = "") {
        return {"parcel", record, version, "", reason, "", 0};
    }
    static std::string id(const Result<ChangeResult>& result) {
        return result ? "" : result.error().id;
    }
    std::int64_t now_yen(std::uint64_t record = 1) {
        auto reader = kernel_->reader();
        const auto found = read_record(**reader, definition("parcel"), record,
                                       {Date::of(2025, 6, 1), std::nullopt});
        return *found ? (*found)->values[3].integer : -1;
    }
    std::optional<WaitingChange> waiting(std::uint64_t record = 1) {
        auto reader = kernel_->reader();
        auto found = read_waiting_change(*kernel_, **reader, definition("parcel"), record);
        EXPECT_TRUE(found);
        return found ? *found : std::nullopt;
    }
    void expect_sound() {
        const auto proof = verify(*kernel_, {});
        ASSERT_TRUE(proof);
        EXPECT_FALSE(proof->fault) << describe(*proof->fault, Language::english);
    }
    journal::EntryHeader last_entry() {
        auto reader = kernel_->reader();
        return journal::read_entry(**reader, kernel_->newest()->value)->header;
    }
};
DAICHO_ON_BOTH_STORES(WorkflowTest);

TEST_P(WorkflowTest, WhatIsProvisionalAnswersNothing) {
    enter(value(1, "200"));
    EXPECT_EQ(last_entry().kind, journal::EntryKind::proposed);
    EXPECT_EQ(now_yen(), 100);
    auto reader = kernel_->reader();
    const Definition& parcel = definition("parcel");
    EXPECT_EQ(read_history(**reader, parcel, 1)->size(), 1U);
    EXPECT_EQ(read_versions(**reader, parcel, 1)->size(), 2U);
    const std::size_t column[] = {3};
    std::int64_t sum = 0;
    for (const auto& known : {std::optional<CommitNumber>(), std::optional(*kernel_->newest())}) {
        ASSERT_TRUE(scan(**reader, parcel, column, {Date::of(2025, 6, 1), known},
                         [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                             sum += cells[0].integer;
                             return {};
                         }));
        ListQuery query;
        query.moment = {Date::of(2025, 6, 1), known};
        EXPECT_EQ(list_records(**reader, parcel, query)->rows.at(0).values[3].integer, 100);
    }
    EXPECT_EQ(sum, 200);
    EXPECT_EQ(waiting()->version.values[3].integer, 200);
    expect_sound();
}

TEST_P(WorkflowTest, AnotherPersonsApprovalConfirms) {
    const auto entered = enter(value(1, "200"));
    const CommitNumber before = *kernel_->newest();
    EXPECT_EQ(id(approve(*kernel_, approver(), on(entered))), "");
    EXPECT_EQ(last_entry().kind, journal::EntryKind::approved);
    EXPECT_EQ(last_entry().principal, kApproving);
    EXPECT_EQ(now_yen(), 200);
    EXPECT_FALSE(waiting());
    auto reader = kernel_->reader();
    EXPECT_EQ((*read_record(**reader, definition("parcel"), 1, {Date::of(2025, 6, 1), before}))
                  ->values[3].integer,
              100);
    expect_sound();
}

TEST_P(WorkflowTest, NobodyApprovesWhatIsHisOwn) {
    const auto entered = enter(value(1, "200"), both(kEntering));
    const CommitNumber before = *kernel_->newest();
    EXPECT_EQ(id(approve(*kernel_, both(kEntering), on(entered))), "workflow.same_person");
    EXPECT_EQ(id(approve(*kernel_, both(kSecondAccount), on(entered))), "workflow.same_person")
        << "the same human by a second account";
    auto deputy = clerk();  // who entered it becomes the approver's delegate
    deputy.grants.push_back({"tax_approver", "fixed_asset_tax", kApproving});
    EXPECT_EQ(id(approve(*kernel_, deputy, on(entered))), "workflow.same_person");
    const auto lent = person(kDeputy, {{"tax_approver", "fixed_asset_tax", kEntering}});
    EXPECT_EQ(id(approve(*kernel_, lent, on(entered))), "workflow.same_person")
        << "somebody else, by the role of the one who entered it";
    EXPECT_EQ(id(refuse_change(*kernel_, both(kEntering), on(entered, 1, "no"))),
              "workflow.same_person");
    EXPECT_EQ(kernel_->newest()->value, before.value + 5) << "each attempt is in the journal";
    EXPECT_EQ(last_entry().kind, journal::EntryKind::refusal);
    EXPECT_EQ(now_yen(), 100);
    EXPECT_EQ(id(approve(*kernel_, both(kDeputy), on(entered))), "");
    EXPECT_EQ(now_yen(), 200);
}

TEST_P(WorkflowTest, ADelegatesEntryBindsBothAndSaysForWhom) {
    const auto lent = person(kDeputy, {{"tax_clerk", "fixed_asset_tax", kApproving}});
    const auto entered = enter(value(1, "200"), lent);
    EXPECT_EQ(waiting()->entered_by, kDeputy);
    EXPECT_EQ(waiting()->entered_for, kApproving);
    EXPECT_EQ(id(approve(*kernel_, approver(), on(entered))), "workflow.same_person");
    const auto deputy = person(9, {{"tax_approver", "fixed_asset_tax", 11}});
    EXPECT_EQ(id(approve(*kernel_, deputy, on(entered))), "");
}

TEST_P(WorkflowTest, StrangersLearnNothing) {
    const auto entered = enter(value(1, "200"));
    const auto stranger = person(9, {{"auditor", "*"}, {"tax_approver", "addressee"}});
    EXPECT_EQ(id(approve(*kernel_, stranger, on(entered))), "register.denied");
    EXPECT_EQ(id(approve(*kernel_, stranger, on(entered, 77))), "register.denied")
        << "the same answer where there is nothing";
    EXPECT_EQ(id(withdraw(*kernel_, both(kDeputy), on(entered))), "workflow.not_yours");
    EXPECT_EQ(id(approve(*kernel_, clerk(), on(entered))), "register.denied");
    EXPECT_TRUE(waiting());
}

TEST_P(WorkflowTest, WhatWasApprovedIsWhatWasLookedAt) {
    const auto first = enter(value(1, "200"));
    EXPECT_EQ(id(change(*kernel_, clerk(), value(1, "250"))), "change.waiting");
    EXPECT_EQ(id(withdraw(*kernel_, clerk(), on(first))), "");
    const auto second = enter(value(1, "900"));
    EXPECT_EQ(id(approve(*kernel_, approver(), on(first))), "workflow.conflict");
    Decision other = on(second);
    other.digest = std::string(64, '0');
    EXPECT_EQ(id(approve(*kernel_, approver(), other)), "workflow.conflict");
    // An import says something else meanwhile: confirmed, and the waiting one is old.
    ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                                  {"P1", "0000000019", "400.00", "300", "land"}}));
    EXPECT_EQ(id(approve(*kernel_, approver(), on(second))), "workflow.conflict");
    EXPECT_EQ(now_yen(), 300);
    expect_sound();
}

TEST_P(WorkflowTest, AnImportIsNoWayAroundTheSecondPerson) {
    const Definition& parcel = definition("parcel");
    const auto loader = person(9, {{"loader", "fixed_asset_tax"}});
    EXPECT_EQ(authorise(clerk(), parcel, Action::import).error().id, "register.denied");
    EXPECT_TRUE(authorise(loader, parcel, Action::import));
    define("");  // without approval clerks import as the definition says
    EXPECT_TRUE(authorise(clerk(), definition("parcel"), Action::import));
}

TEST_P(WorkflowTest, ARefusalNeedsAReasonAndGoesBackToWhoeverEntered) {
    const auto entered = enter(value(1, "200"));
    EXPECT_EQ(id(refuse_change(*kernel_, approver(), on(entered))), "workflow.no_reason");
    EXPECT_EQ(id(refuse_change(*kernel_, approver(), on(entered, 1, "根拠資料がない"))), "");
    ASSERT_TRUE(waiting());
    EXPECT_TRUE(waiting()->refused);
    EXPECT_EQ(waiting()->refusal, "根拠資料がない");
    EXPECT_EQ(waiting()->refused_by, kApproving);
    EXPECT_EQ(id(approve(*kernel_, approver(), on(waiting()->newest))), "register.denied");
    EXPECT_EQ(now_yen(), 100);
    enter(value(1, "210"));  // entered anew
    EXPECT_FALSE(waiting()->refused);
    expect_sound();
}

TEST_P(WorkflowTest, ANewRecordHasItsKeyOnceItIsConfirmed) {
    ChangeRequest request;
    request.register_name = "parcel";
    request.values = {{"parcel_no", "P9"}, {"taxpayer", "0000000027"}, {"taxed_area", "1.00"},
                      {"value_yen", "5"}, {"use", "farm"}};
    request.valid = {Date::of(2025, 1, 1), kForever};
    const auto first = change(*kernel_, clerk(), request);
    const auto second = change(*kernel_, clerk(), request);  // both wait; one can be confirmed
    ASSERT_TRUE(first && second);
    auto reader = kernel_->reader();
    EXPECT_EQ(*find_record(**reader, definition("parcel"), "P9"), std::nullopt);
    EXPECT_EQ(now_yen(first->record), -1);
    EXPECT_EQ(id(approve(*kernel_, approver(), on(first->version, first->record))), "");
    EXPECT_EQ(*find_record(**reader, definition("parcel"), "P9"), first->record);
    EXPECT_EQ(id(approve(*kernel_, approver(), on(second->version, second->record))),
              "change.key_exists");
    EXPECT_EQ(now_yen(first->record), 5);
    expect_sound();
}

TEST_P(WorkflowTest, AnEndOfARecordAwaitsApprovalToo) {
    ChangeRequest request = value(1, "100");
    request.ended = true;
    const auto entered = enter(request);
    EXPECT_EQ(now_yen(), 100);
    EXPECT_EQ(id(approve(*kernel_, approver(), on(entered))), "");
    EXPECT_EQ(now_yen(), -1);
    expect_sound();
}

TEST_P(WorkflowTest, SeveralStepsByThreePeople) {
    define(kTwoSteps);
    ChangeRequest request = value(1, "200");
    EXPECT_EQ(id(change(*kernel_, clerk(), request)), "purpose.missing");
    request.purpose = 8;
    EXPECT_EQ(id(change(*kernel_, clerk(), request)), "purpose.unknown");
    request.purpose = 7;
    EXPECT_EQ(id(change(*kernel_, clerk(), request)), "change.no_article");
    request.article = "地方税法 第417条第1項";
    std::string reason;
    std::swap(reason, request.reason);
    EXPECT_EQ(id(change(*kernel_, clerk(), request)), "change.no_reason");
    std::swap(reason, request.reason);
    const auto entered = enter(request);
    EXPECT_EQ(last_entry().purpose, 7);
    EXPECT_EQ(waiting()->article, request.article);
    EXPECT_EQ(waiting()->due, japan_date(waiting()->since) + 14);
    Decision check = on(entered);
    check.purpose = 7;
    EXPECT_EQ(id(approve(*kernel_, approver(), check)), "register.denied") << "not his step";
    EXPECT_EQ(id(approve(*kernel_, both(kEntering), check)), "workflow.same_person");
    const auto checked = approve(*kernel_, both(kDeputy), check);
    ASSERT_TRUE(checked) << describe_with_place(checked.error(), Language::english);
    EXPECT_TRUE(checked->provisional);
    EXPECT_EQ(waiting()->state->id, "checked");
    EXPECT_EQ(now_yen(), 100);
    Decision decide = on(checked->version);
    decide.purpose = 7;
    EXPECT_EQ(id(approve(*kernel_, both(kDeputy), decide)), "workflow.same_person");
    EXPECT_EQ(id(approve(*kernel_, approver(), decide)), "workflow.no_reason");
    decide.reason = "決裁";
    EXPECT_EQ(id(approve(*kernel_, approver(), decide)), "");
    EXPECT_EQ(now_yen(), 200);
    expect_sound();
}

TEST_P(WorkflowTest, TheProjectionIsRebuiltAndCompared) {
    enter(value(1, "200"));
    const auto sql = store_.beside(folder_.path() / "home" / "daicho.db");
    ASSERT_TRUE(sql->execute("DELETE FROM w_waiting"));
    const auto proof = verify(*kernel_, {});
    ASSERT_TRUE(proof->fault);
    EXPECT_EQ(proof->fault->id, "register.head.differs");
    ASSERT_TRUE(kernel_->command([&](Context& context) {
        return rebuild_head(context.connection, definition("parcel"));
    }));
    EXPECT_TRUE(waiting());
    expect_sound();
}

// --- random commands against a model

struct Model {
    std::vector<std::pair<Date, std::int64_t>> confirmed;  // later ones cover from their date on
    struct Open {
        std::uint64_t by = 0, version = 0;
        Date from;
        std::int64_t yen = 0;
        bool refused = false;
    };
    std::optional<Open> open;

    [[nodiscard]] std::int64_t at(Date day) const {
        for (auto it = confirmed.rbegin(); it != confirmed.rend(); ++it) {
            if (it->first <= day) return it->second;
        }
        return -1;
    }
    [[nodiscard]] bool waits() const { return open && !open->refused; }
};

std::uint64_t human(std::uint64_t account) {
    return account == kSecondAccount ? kEntering : account;
}

class ModelRun {
public:
    ModelRun(Kernel& kernel, const Definition& definition, std::uint64_t record, Model model)
        : kernel_(kernel), definition_(definition), record_(record), model_(std::move(model)) {}

    void step() {
        const auto what = *rc::gen::inRange(0, 5);
        const auto account = *rc::gen::element(kEntering, kApproving, kSecondAccount, kDeputy);
        // Mostly the version that waits, sometimes an older one.
        const bool stale = *rc::gen::inRange(0, 5) == 0;
        Decision decision{"parcel", record_, model_.open ? model_.open->version : 1, "",
                          *rc::gen::element(std::string("because"), std::string()), "", 0};
        if (stale) decision.version = 1;
        const bool hit = model_.open && !stale;
        if (what == 0) return enter(account);
        if (what == 1) return import_value();
        if (what == 2) return approve_it(both(account), decision, hit);
        if (what == 3) return refuse_it(both(account), decision, hit);
        withdraw_it(both(account), decision, hit);
    }
    void compare() {
        auto reader = kernel_.reader();
        for (const Date day : {Date::of(2024, 6, 1), Date::of(2025, 6, 1), Date::of(2027, 6, 1)}) {
            const auto found = read_record(**reader, definition_, record_, {day, std::nullopt});
            RC_ASSERT(found.has_value());
            RC_ASSERT((*found ? (*found)->values[3].integer : -1) == model_.at(day));
        }
        const auto waiting = read_waiting_change(kernel_, **reader, definition_, record_);
        RC_ASSERT(waiting.has_value());
        RC_ASSERT(waiting->has_value() == model_.open.has_value());
        if (!model_.open) return;
        RC_ASSERT((*waiting)->newest == model_.open->version);
        RC_ASSERT((*waiting)->refused == model_.open->refused);
        RC_ASSERT((*waiting)->version.values[3].integer == model_.open->yen);
    }

private:
    ChangeRequest request() {
        ChangeRequest request;
        request.register_name = "parcel";
        request.record = record_;
        request.values = {{"value_yen", std::to_string(*rc::gen::inRange(1, 1000))}};
        request.valid = {Date::of(*rc::gen::inRange(2024, 2028), 1, 1), kForever};
        request.reason = "because";
        return request;
    }
    static std::string id(const Result<ChangeResult>& done) { return done ? "" : done.error().id; }

    void enter(std::uint64_t account) {
        const ChangeRequest asked = request();
        const auto done = change(kernel_, both(account), asked);
        RC_ASSERT(id(done) == (model_.waits() ? "change.waiting" : ""));
        if (!done) return;
        model_.open = {account, done->version, asked.valid.from,
                       std::stoll(asked.values.at("value_yen")), false};
    }
    void import_value() {
        const ChangeRequest asked = request();
        RC_ASSERT(change(kernel_, identity::system_principal(), asked).has_value());
        model_.confirmed.emplace_back(asked.valid.from,
                                      std::stoll(asked.values.at("value_yen")));
        model_.open.reset();
    }
    std::string expected(std::uint64_t account, bool hit) const {
        if (!hit) return "workflow.conflict";
        if (model_.open->refused) return "register.denied";
        return human(account) == human(model_.open->by) ? "workflow.same_person" : "";
    }
    void approve_it(const identity::Principal& who, const Decision& decision, bool hit) {
        const auto done = approve(kernel_, who, decision);
        RC_ASSERT(id(done) == expected(who.account, hit));
        if (!done) return;
        model_.confirmed.emplace_back(model_.open->from, model_.open->yen);
        model_.open.reset();
    }
    void refuse_it(const identity::Principal& who, const Decision& decision, bool hit) {
        const auto done = refuse_change(kernel_, who, decision);
        RC_ASSERT(id(done) == (decision.reason.empty() ? "workflow.no_reason"
                                                       : expected(who.account, hit)));
        if (!done) return;
        model_.open->refused = true;
        model_.open->version = done->version;
    }
    void withdraw_it(const identity::Principal& who, const Decision& decision, bool hit) {
        const auto done = withdraw(kernel_, who, decision);
        RC_ASSERT(id(done) == (!hit                                ? "workflow.conflict"
                               : who.account == model_.open->by ? ""
                                                                : "workflow.not_yours"));
        if (done) model_.open.reset();
    }

    Kernel& kernel_;
    const Definition& definition_;
    std::uint64_t record_;
    Model model_;
};

TEST_P(WorkflowTest, RandomCommandsDoWhatTheModelSays) {
    int number = 0;
    const bool held = rc::check("random commands", [&] {
        ChangeRequest fresh;
        fresh.register_name = "parcel";
        fresh.values = {{"parcel_no", "R" + std::to_string(++number)},
                        {"taxpayer", "0000000019"}, {"taxed_area", "1.00"}, {"value_yen", "1"},
                        {"use", "land"}};
        fresh.valid = {Date::of(2024, 1, 1), kForever};
        const auto made = change(*kernel_, identity::system_principal(), fresh);
        RC_ASSERT(made.has_value());
        Model model;
        model.confirmed.emplace_back(fresh.valid.from, 1);
        ModelRun run(*kernel_, definition("parcel"), made->record, model);
        const int steps = *rc::gen::inRange(1, 12);
        for (int i = 0; i < steps; ++i) {
            run.step();
            run.compare();
        }
    });
    EXPECT_TRUE(held);
    expect_sound();
}

}  // namespace
}  // namespace daicho::registers
