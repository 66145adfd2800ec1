// Chains: a second model over random trees, cycles and orphans; what stays for ever; the yearly
// look; workers; conditions. AT3 and AT4 of the report's accidents.
#include <rapidcheck.h>

#include "govern/chain/chain.hpp"
#include "govern/chain/conditions.hpp"
#include "govern/chain/worker.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::chain {
namespace {

using namespace test;

const Date kDay = Date::of(2026, 6, 10);

Party party(std::uint64_t id, std::uint64_t under, int tier) {
    Party one;
    one.id = id;
    one.under = under;
    one.tier = tier;
    one.name = "P" + std::to_string(id);
    one.clauses_carried = true;
    one.approval_no = "1";
    if (under == 0) return one;
    one.applied_on = Date::of(2026, 3, 1);
    one.approved_on = Date::of(2026, 3, 20);
    one.working_since = Date::of(2026, 4, 1);
    one.until = Date::of(2027, 3, 31);
    return one;
}

std::vector<Party> five_tiers() {
    std::vector<Party> all;
    for (int tier = 1; tier <= 5; ++tier) {
        all.push_back(party(static_cast<std::uint64_t>(tier),
                            static_cast<std::uint64_t>(tier - 1), tier));
    }
    return all;
}

std::set<Fault> faults(const std::vector<Party>& parties, std::size_t i, Rules rules = {},
                       Date day = kDay) {
    const auto nodes = Chain(parties).judge(rules, day);
    return {nodes[i].faults.begin(), nodes[i].faults.end()};
}

TEST(Chain, FiveApprovedTiersHaveNoFault) {
    const Chain chain(five_tiers());
    EXPECT_EQ(chain.depth(), 5);
    for (const Node& node : chain.judge({5, false}, kDay)) {
        EXPECT_TRUE(node.faults.empty()) << node.party;
        EXPECT_TRUE(node.approved);
    }
    EXPECT_EQ(faults(five_tiers(), 4, {4, false}), std::set<Fault>{Fault::too_deep});
    EXPECT_EQ(faults(five_tiers(), 1, {0, true}), std::set<Fault>{Fault::number_not_shown});
}

TEST(Chain, AnUnapprovedLinkTakesTheApprovalFromEverybodyBelow) {
    auto all = five_tiers();
    all[2].approved_on.reset();
    EXPECT_EQ(faults(all, 2), (std::set<Fault>{Fault::unapproved, Fault::waiting}));
    EXPECT_EQ(faults(all, 3), std::set<Fault>{Fault::above_not_approved});
    EXPECT_EQ(faults(all, 4), std::set<Fault>{Fault::above_not_approved});
    EXPECT_TRUE(faults(all, 1).empty());
}

TEST(Chain, WhatBeganBeforeItsApprovalIsAfterTheFactForEver) {
    auto all = five_tiers();
    all[1].approved_on = Date::of(2026, 4, 20);
    for (const Date day : {kDay, Date::of(2027, 3, 31)}) {
        EXPECT_EQ(faults(all, 1, {}, day), std::set<Fault>{Fault::after_the_fact});
    }
    // Somebody moves the first day of work: what was recorded then stays.
    all[1].working_since = Date::of(2026, 5, 1);
    all[1].after_the_fact = true;
    EXPECT_EQ(faults(all, 1), std::set<Fault>{Fault::after_the_fact});
}

TEST(Chain, FoundAtWorkWithoutAnApplicationIsNoLateFiling) {
    auto all = five_tiers();
    all[4].applied_on.reset();
    all[4].approved_on.reset();
    all[4].found_on = Date::of(2026, 6, 1);
    EXPECT_EQ(faults(all, 4), (std::set<Fault>{Fault::found_unfiled, Fault::unapproved}));
    all[4].applied_on = Date::of(2026, 6, 5);  // filed when it was too late
    EXPECT_TRUE(faults(all, 4).contains(Fault::found_unfiled));
    all[4].approved_on = Date::of(2026, 6, 8);
    EXPECT_EQ(faults(all, 4), std::set<Fault>{Fault::after_the_fact});
}

TEST(Chain, LapsedOnTheDayAfterItsLast) {
    auto all = five_tiers();
    all[1].until = kDay;
    EXPECT_TRUE(faults(all, 1).empty());
    EXPECT_EQ(faults(all, 1, {}, kDay + 1), std::set<Fault>{Fault::lapsed});
    EXPECT_EQ(faults(all, 2, {}, kDay + 1), std::set<Fault>{Fault::above_not_approved});
}

TEST(Chain, CyclesAndOrphansAreNamedAndNeverFollowed) {
    std::vector<Party> all{party(1, 0, 1), party(2, 3, 2), party(3, 2, 3), party(4, 99, 2),
                           party(5, 5, 2)};
    EXPECT_TRUE(faults(all, 1).contains(Fault::cycle));
    EXPECT_TRUE(faults(all, 2).contains(Fault::cycle));
    EXPECT_TRUE(faults(all, 3).contains(Fault::orphan));
    EXPECT_TRUE(faults(all, 4).contains(Fault::cycle));
    EXPECT_EQ(Chain(all).in_order().size(), all.size());
    // Of the second tier, and under nobody.
    EXPECT_TRUE(faults({party(1, 0, 2)}, 0).contains(Fault::orphan));
    EXPECT_TRUE(faults({party(1, 0, 1), party(2, 1, 3)}, 1).contains(Fault::wrong_tier));
}

// The model: levels by rounds from the top, approval by asking the party above.
int model_level(const std::vector<Party>& all, const Party& one, std::size_t fuel) {
    if (one.under == 0) return one.tier <= 1 ? 1 : 0;
    if (fuel == 0) return 0;
    for (const Party& above : all) {
        if (above.id != one.under) continue;
        const int level = model_level(all, above, fuel - 1);
        return level == 0 ? 0 : level + 1;
    }
    return 0;
}

bool model_approved(const std::vector<Party>& all, const Party& one, Date day) {
    if (model_level(all, one, all.size()) == 0) return false;
    if (one.under == 0) return true;
    const bool own = one.approved_on && *one.approved_on <= day && one.until && day <= *one.until;
    for (const Party& above : all) {
        if (above.id == one.under) return own && model_approved(all, above, day);
    }
    return false;
}

TEST(Chain, RandomTreesAgreeWithAnotherModel) {
    EXPECT_TRUE(rc::check("levels and approvals", [] {
        const auto count = *rc::gen::inRange<std::size_t>(1, 12);
        std::vector<Party> all;
        for (std::uint64_t id = 1; id <= count; ++id) {
            const auto under = *rc::gen::inRange<std::uint64_t>(0, count + 2);
            Party one = party(id, under, *rc::gen::inRange(1, 4));
            one.approved_on = Date::of(2026, 6, 1) + *rc::gen::inRange(-5, 15);
            one.until = *one.approved_on + *rc::gen::inRange(0, 20);
            all.push_back(one);
        }
        const Chain chain(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            RC_ASSERT(chain.level(i) == model_level(all, all[i], all.size()));
            RC_ASSERT(chain.approved(i, kDay) == model_approved(all, all[i], kDay));
        }
        auto order = chain.in_order();
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < order.size(); ++i) RC_ASSERT(order[i] == i);
        // The order of the rows means nothing.
        auto turned = all;
        std::reverse(turned.begin(), turned.end());
        RC_ASSERT(Chain(turned).canonical() == chain.canonical());
    }));
}

TEST(Renewal, EachYearAndAfterEachChange) {
    const Date first = Date::of(2024, 4, 1);
    const Confirmed last{Date::of(2026, 4, 10), "a"};
    EXPECT_EQ(renewal_of(first, std::nullopt, "a", kDay).state, Renewal::never);
    EXPECT_EQ(renewal_of(first, last, "a", kDay).state, Renewal::fresh);
    EXPECT_EQ(format_iso(renewal_of(first, last, "a", kDay).due), "2027-05-01");
    EXPECT_EQ(renewal_of(first, last, "b", kDay).state, Renewal::changed);
    // AT3: the same vendor every year; the yearly renewal asks again.
    EXPECT_EQ(renewal_of(first, last, "a", Date::of(2027, 3, 31)).state, Renewal::fresh);
    const RenewalState due = renewal_of(first, last, "a", Date::of(2027, 4, 1));
    EXPECT_EQ(due.state, Renewal::due);
    EXPECT_EQ(format_iso(due.due), "2027-05-01");
}

Worker sound() {
    Worker worker;
    worker.id = 1;
    worker.employer = 2;
    worker.filed_on = worker.identified_on = worker.trained_on = worker.pledged_on =
        Date::of(2026, 3, 28);
    worker.no_file_sharing = true;
    worker.first_access_on = Date::of(2026, 4, 1);
    return worker;
}

TEST(Worker, EmployedByAnApprovedPartyOfThisContract) {
    const Chain chain(five_tiers());
    EXPECT_TRUE(faults_of(sound(), chain, kDay).empty());
    EXPECT_TRUE(may_begin(sound(), chain, kDay));
    Worker own = sound();
    own.employer = 77;  // AT4: entered as the contractor's own, employed by nobody of the tree
    EXPECT_EQ(faults_of(own, chain, kDay).front(), WorkerFault::employer_unknown);
    EXPECT_FALSE(may_begin(own, chain, kDay));
    auto open = five_tiers();
    open[1].approved_on.reset();
    EXPECT_EQ(faults_of(sound(), Chain(open), kDay).front(), WorkerFault::employer_not_approved);
    // Whoever left before the approval lapsed did nothing wrong.
    auto over = five_tiers();
    over[1].until = Date::of(2026, 5, 31);
    Worker gone = sound();
    gone.left_on = Date::of(2026, 5, 20);
    EXPECT_TRUE(faults_of(gone, Chain(over), kDay).empty());
    EXPECT_FALSE(faults_of(sound(), Chain(over), kDay).empty());
}

TEST(Worker, EachConditionBrokenOnce) {
    const Chain chain(five_tiers());
    const auto with = [&](auto change) {
        Worker worker = sound();
        change(worker);
        const auto found = faults_of(worker, chain, kDay);
        return std::set<WorkerFault>(found.begin(), found.end());
    };
    using F = WorkerFault;
    EXPECT_EQ(with([](Worker& w) { w.filed_on.reset(); }), std::set<F>{F::not_filed});
    EXPECT_EQ(with([](Worker& w) { w.identified_on.reset(); }), std::set<F>{F::not_identified});
    EXPECT_EQ(with([](Worker& w) { w.trained_on.reset(); }), std::set<F>{F::not_trained});
    EXPECT_EQ(with([](Worker& w) { w.trained_on = Date::of(2026, 4, 2); }),
              std::set<F>{F::trained_late});
    EXPECT_EQ(with([](Worker& w) { w.pledged_on.reset(); }), std::set<F>{F::not_pledged});
    EXPECT_EQ(with([](Worker& w) { w.pledged_on = Date::of(2026, 4, 2); }),
              std::set<F>{F::pledged_late});
    EXPECT_EQ(with([](Worker& w) { w.no_file_sharing = false; }),
              std::set<F>{F::file_sharing_open});
}

TEST(Conditions, CertificatesOfTheTierOnTheDay) {
    const ConditionCatalog catalog =
        value_of(load_condition_catalog(source_path("catalogs/chain-conditions.yaml")));
    const Held quality{"cmmi", true, Date::of(2025, 1, 1), Date::of(2028, 1, 1)};
    const Held security{"iso27001", true, Date::of(2023, 5, 1), kDay};
    EXPECT_EQ(unmet(catalog, "operation", {}, kDay).size(), 2U);
    EXPECT_EQ(unmet(catalog, "operation", {quality}, kDay).size(), 1U);
    EXPECT_TRUE(unmet(catalog, "operation", {quality, security}, kDay).empty());
    EXPECT_EQ(unmet(catalog, "operation", {quality, security}, kDay + 1).size(), 1U);
    Held gone = security;
    gone.held = false;
    EXPECT_EQ(unmet(catalog, "maintenance", {quality, gone}, kDay).size(), 1U);
    EXPECT_EQ(unmet(catalog, "cloud", {{"cs_gold", true, {}, {}}}, kDay).size(), 0U);
    EXPECT_TRUE(unmet(catalog, "other", {}, kDay).empty());
    const std::string text = read_text("catalogs/chain-conditions.yaml");
    EXPECT_FALSE(parse_condition_catalog(changed(text, "key: maintenance", "key: operation"), "x"));
    EXPECT_FALSE(parse_condition_catalog(changed(text, "kind: chain_conditions", "kind: x"), "x"));
}

}  // namespace
}  // namespace daicho::govern::chain
