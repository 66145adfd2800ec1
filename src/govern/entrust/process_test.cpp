// Guards of processes A and B, one by one; what two answers add up to; cases of the MIC report.
#include "govern/entrust/process.hpp"

#include "govern/criteria/criteria_catalog.hpp"
#include "govern/entrust/check_form.hpp"
#include "govern/entrust/pairs.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::entrust {
namespace {

using namespace test;

Date day(const char* text) { return value_of(parse_iso_date(text)); }

std::string refused(const ContractStanding& standing, const std::string& to) {
    const Status moved = may_move(standing, to);
    return moved ? std::string() : moved.error().id;
}

// A process B contract that may be signed.
ContractStanding ready() {
    ContractStanding out;
    out.number = "EN-1";
    out.process_b = true;
    out.vendor = true;
    out.announced_on = day("2026-01-10");
    out.signed_on = day("2026-03-20");
    out.clauses = {"OC-01", "OC-15"};
    out.prepared = {{"OC-01", "can", false, true}, {"OC-15", "cannot", true, true}};
    out.board = {{day("2026-03-10"), "approved", false}};
    out.responsible_trained_on = day("2026-03-12");
    return out;
}

TEST(EntrustProcess, BHasItsEightStepsAndANeedsFour) {
    EXPECT_EQ(steps_of(false).size(), 4U);
    EXPECT_EQ(steps_of(true).size(), 8U);
    EXPECT_EQ(next_step(false, "announced"), "running");
    EXPECT_EQ(next_step(true, "announced"), "candidate");
    EXPECT_EQ(next_step(true, "board"), "running");
    EXPECT_EQ(next_step(true, "closed"), std::nullopt);
    EXPECT_EQ(refused(ready(), "running"), "");
    ContractStanding a = ready();
    a.process_b = false;
    EXPECT_EQ(refused(a, "survey"), "entrust.not_in_process");
}

TEST(EntrustProcess, NoContractWithoutTheBoard) {
    ContractStanding none = ready();
    none.board.clear();
    EXPECT_EQ(refused(none, "running"), "entrust.no_board");
    for (const char* decision : {"returned", "refused", "conditional"}) {
        ContractStanding other = ready();
        other.board = {{day("2026-03-10"), decision, false}};
        EXPECT_EQ(refused(other, "running"), "entrust.no_board") << decision;
    }
    ContractStanding met = ready();
    met.board = {{day("2026-03-10"), "conditional", true}};
    EXPECT_EQ(refused(met, "running"), "");
    // The newest decision counts.
    ContractStanding back = ready();
    back.board.push_back({day("2026-03-15"), "returned", false});
    EXPECT_EQ(refused(back, "running"), "entrust.no_board");
    ContractStanding after = ready();
    after.board = {{day("2026-03-21"), "approved", false}};
    EXPECT_EQ(refused(after, "running"), "entrust.board_after");
    after.board = {{day("2026-03-20"), "approved", false}};
    EXPECT_EQ(refused(after, "running"), "");
}

TEST(EntrustProcess, NoBoardWithoutSurveyAgreementAndPlan) {
    ContractStanding open = ready();
    open.prepared.pop_back();
    EXPECT_EQ(refused(open, "plan"), "entrust.not_surveyed");
    EXPECT_EQ(refused(open, "board"), "entrust.not_surveyed");
    EXPECT_EQ(may_decide(open).error().id, "entrust.not_surveyed");
    EXPECT_EQ(refused(open, "survey"), "");
    ContractStanding stuck = ready();
    stuck.prepared[1].agreed = false;
    EXPECT_EQ(refused(stuck, "plan"), "entrust.not_agreed");
    stuck.prepared[1].survey = "partly";
    EXPECT_EQ(refused(stuck, "plan"), "entrust.not_agreed");
    ContractStanding unplanned = ready();
    unplanned.prepared[0].planned = false;
    EXPECT_EQ(refused(unplanned, "plan"), "");
    EXPECT_EQ(refused(unplanned, "board"), "entrust.not_planned");
    EXPECT_EQ(refused(unplanned, "running"), "entrust.not_planned");
    EXPECT_EQ(may_decide(unplanned).error().id, "entrust.not_planned");
}

// AT3: the same vendor every year. A renewal is a contract of its own and has no survey yet.
TEST(EntrustProcess, ARenewalDoesNotInheritTheSurvey) {
    ContractStanding renewed = ready();
    renewed.number = "EN-2";
    renewed.prepared.clear();
    EXPECT_EQ(refused(renewed, "running"), "entrust.not_surveyed");
}

TEST(EntrustProcess, TheResponsiblePersonIsTrainedByTheContract) {
    ContractStanding standing = ready();
    standing.responsible_trained_on.reset();
    EXPECT_EQ(refused(standing, "running"), "entrust.not_trained");
    standing.responsible_trained_on = day("2026-03-21");
    EXPECT_EQ(refused(standing, "running"), "entrust.not_trained");
    standing.responsible_trained_on = day("2026-03-20");
    EXPECT_EQ(refused(standing, "running"), "");
}

TEST(EntrustProcess, ANeedsTheAnnouncementBeforeTheContract) {
    ContractStanding a = ready();
    a.process_b = false;
    a.prepared.clear();
    a.board.clear();
    a.responsible_trained_on.reset();
    EXPECT_EQ(refused(a, "running"), "");
    a.announced_on = day("2026-03-21");
    EXPECT_EQ(refused(a, "running"), "entrust.not_announced");
    a.announced_on = day("2026-03-20");
    EXPECT_EQ(refused(a, "running"), "");
    a.announced_on.reset();
    EXPECT_EQ(refused(a, "running"), "entrust.not_announced");
    a.vendor = false;
    EXPECT_EQ(refused(a, "running"), "entrust.no_vendor");
}

// AT5: work ended, data left in the vendor's machine.
TEST(EntrustProcess, NothingClosesWithoutTheEndCheckAndProofOfEachThing) {
    ContractStanding standing = ready();
    standing.begun = true;
    standing.board.clear();  // carried over without: shown by a watch, asked no more
    EXPECT_EQ(refused(standing, "ended"), "");
    EXPECT_EQ(refused(standing, "closed"), "entrust.no_end_check");
    standing.end_check_closed = true;
    EXPECT_EQ(refused(standing, "closed"), "");
    for (const DataItem& item :
         {DataItem{"D1", false, false, false}, DataItem{"D1", true, false, true},
          DataItem{"D1", true, true, false}}) {
        standing.data = {{"D0", true, true, true}, item};
        EXPECT_EQ(refused(standing, "closed"), "entrust.data_out");
    }
    standing.data = {{"D1", true, true, true}};
    EXPECT_EQ(refused(standing, "closed"), "");
    standing.begun = false;
    EXPECT_EQ(refused(standing, "closed"), "entrust.no_board");
}

TEST(EntrustProcess, AccessComesAfterContractPledgeAndTraining) {
    const AccessFacts all{day("2026-04-01"), day("2026-04-02"), day("2026-04-03")};
    EXPECT_TRUE(may_have_access("EN-1", day("2026-04-03"), all));
    for (const char* early : {"2026-04-02", "2026-04-01", "2026-03-31"}) {
        const Status told = may_have_access("EN-1", day(early), all);
        ASSERT_FALSE(told) << early;
        EXPECT_EQ(told.error().id, "entrust.access_too_early");
    }
    AccessFacts unpledged = all;
    unpledged.pledged_on.reset();
    EXPECT_FALSE(may_have_access("EN-1", day("2026-05-01"), unpledged));
}

const ClauseCatalog& catalog() {
    static const ClauseCatalog kCatalog =
        value_of(load_clause_catalog(source_path("catalogs/entrust-clauses.yaml")));
    return kCatalog;
}

// AT1: the contract bans carrying out, the work is home visits.
TEST(EntrustProcess, VisitsUnderABanAreShownBeforeAnybodyStarts) {
    const auto ids = [](const std::vector<Contradiction>& all) {
        std::vector<std::string> out;
        for (const Contradiction& one : all) out.push_back(one.clause);
        return out;
    };
    using Ids = std::vector<std::string>;
    EXPECT_EQ(ids(contradictions(catalog(), "visit", {}, {})), (Ids{"OC-16", "OC-15"}));
    EXPECT_EQ(ids(contradictions(catalog(), "other", {"carry_out"}, {})), Ids{"OC-15"});
    EXPECT_EQ(ids(contradictions(catalog(), "other", {}, {})), Ids{});
    const Deviations decided = {{"OC-15", {false, "施錠した鞄で持ち出せる。", "課長"}}};
    EXPECT_EQ(ids(contradictions(catalog(), "meter", {"carry_out"}, decided)), Ids{});
}

// AT7: a designated manager's media are checked whether or not somebody ticked them.
TEST(EntrustProcess, ADesignatedManagerGetsTheMediaClause) {
    const auto specification =
        value_of(specify(catalog(), with_implied({"designated_manager"}), {}));
    std::vector<std::string> ids;
    for (const auto& one : specification.clauses) ids.push_back(one.clause->id);
    EXPECT_NE(std::find(ids.begin(), ids.end(), "OC-17"), ids.end());
    EXPECT_EQ(with_implied({"cloud"}), (Conditions{"cloud"}));
}

TEST(EntrustPairs, EveryPairOfAnswersHasItsResult) {
    const std::map<std::pair<const char*, const char*>, const char*> table = {
        {{"yes", "yes"}, "ok"},         {{"yes", "no"}, "not_operated"},
        {{"yes", "unseen"}, "open"},    {{"yes", "na"}, "ok"},
        {{"no", "yes"}, "not_written"}, {{"no", "no"}, "missing"},
        {{"no", "unseen"}, "open"},     {{"no", "na"}, "missing"},
        {{"na", "yes"}, "not_applicable"}, {{"na", "no"}, "not_applicable"},
        {{"na", "unseen"}, "not_applicable"}, {{"na", "na"}, "not_applicable"}};
    for (const auto& [pair, result] : table) {
        EXPECT_EQ(value_of(result_of_pair(pair.first, pair.second)), result)
            << pair.first << ' ' << pair.second;
    }
    EXPECT_EQ(result_of_pair("maybe", "yes").error().id, "entrust.unknown_answer");
    EXPECT_EQ(result_of_pair("yes", "").error().id, "entrust.unknown_answer");
}

TEST(EntrustPairs, ACheckWithAnOpenItemDoesNotClose) {
    const std::vector<std::string> clauses = {"OC-01", "OC-02", "OC-03"};
    CheckStanding all = standing_of_check(clauses, {});
    EXPECT_EQ(all.unanswered.size(), 3U);
    EXPECT_FALSE(all.may_close());
    all = standing_of_check(clauses, {{"OC-01", "ok"}, {"OC-02", "open"}, {"OC-03", "missing"}});
    EXPECT_EQ(all.open, std::vector<std::string>{"OC-02"});
    EXPECT_EQ(all.not_kept, std::vector<std::string>{"OC-03"});
    EXPECT_FALSE(all.may_close());
    all = standing_of_check(
        clauses, {{"OC-01", "ok"}, {"OC-02", "not_applicable"}, {"OC-03", "not_operated"}});
    EXPECT_TRUE(all.may_close());
    EXPECT_EQ(all.not_kept, std::vector<std::string>{"OC-03"});
}

// Every clause has both rows in the form; AT2 and AT6 are asked by them.
TEST(EntrustForm, EveryClauseHasItsTwoRowsAndTheAccidentsAreAskedFor) {
    const CriteriaCatalog table =
        value_of(load_criteria_catalog(source_path("catalogs/compliance-check.yaml")));
    std::vector<std::string> ids;
    for (const Clause& clause : catalog().clauses) ids.push_back(clause.id);
    const CheckTable form = check_form(table, ids, {"表", {}}, {}, Language::japanese);
    ASSERT_EQ(form.parts.size(), 1U);
    EXPECT_EQ(form.parts[0].lines.size(), 2 * ids.size());
    const auto row = [&](const char* no) -> const CheckLine& {
        const auto& lines = form.parts[0].lines;
        return *std::find_if(lines.begin(), lines.end(),
                             [&](const CheckLine& line) { return line.no == no; });
    };
    EXPECT_NE(row("OC-14-2").requirement.find("写す場所"), std::string::npos);
    EXPECT_NE(row("OC-13-2").requirement.find("宣伝"), std::string::npos);
    const CheckTable filled =
        check_form(table, {"OC-14"}, {"表", {}}, {{"OC-14", "ある", "不実施", "写し", "運用されていない"}},
                   Language::japanese);
    ASSERT_EQ(filled.parts[0].lines.size(), 2U);
    EXPECT_EQ(filled.parts[0].lines[0].answer, "ある");
    EXPECT_EQ(filled.parts[0].lines[1].answer, "不実施");
    EXPECT_EQ(filled.parts[0].lines[1].result, "運用されていない");
}

}  // namespace
}  // namespace daicho::govern::entrust
