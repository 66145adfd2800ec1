// Continuity: worked cases, and a second model that follows every way by hand.
#include "govern/continuity/continuity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/clock.hpp"

namespace daicho::govern {
namespace {

using Way = std::vector<std::size_t>;

ContinuityGraph chain() {  // rescue 12 h → network 24 h → carrier 48 h (on the edge)
    return {{{12, true}, {24, true}, {{}, false}}, {{0, 1, 24, false}, {1, 2, 48, false}}};
}

TEST(Continuity, NothingIsBackBeforeWhatItNeeds) {
    const ContinuityGraph graph = chain();
    const ContinuityFindings found = look_at(graph);
    ASSERT_EQ(found.contradictions.size(), 2u);
    EXPECT_EQ(found.contradictions[0].node, 0u);
    EXPECT_EQ(found.contradictions[0].promised, 12);
    EXPECT_EQ(found.contradictions[0].real, 48);
    EXPECT_EQ(found.contradictions[1].node, 1u);
    EXPECT_EQ(way_to_the_late(graph, found, 0), (Way{0, 1, 2}));
    EXPECT_TRUE(found.cycles.empty());
    ASSERT_EQ(found.single_points.size(), 1u);
    EXPECT_EQ(found.single_points[0].node, 2u);
    EXPECT_EQ(found.single_points[0].dependents, (Way{0, 1}));
}

TEST(Continuity, AnAlternativeHelps) {
    ContinuityGraph graph = chain();
    graph.edges[1].replaceable = true;
    const ContinuityFindings found = look_at(graph);
    ASSERT_EQ(found.contradictions.size(), 1u);
    EXPECT_EQ(found.contradictions[0].real, 24);
    EXPECT_TRUE(found.single_points.empty());
}

TEST(Continuity, WhoWaitsForEachOtherIsNamedAndWhatPromisesNothingIsOpen) {
    const ContinuityGraph graph{{{4, false}, {8, false}, {{}, false}, {2, false}},
                                {{0, 1, {}, false}, {1, 0, {}, false}, {1, 2, {}, false}}};
    const ContinuityFindings found = look_at(graph);
    EXPECT_EQ(found.cycles, (std::vector<Way>{{0, 1}}));
    EXPECT_EQ(found.back[0], 8);
    EXPECT_TRUE(found.open[0]);
    EXPECT_TRUE(found.open[1]);
    EXPECT_FALSE(found.open[3]);
    EXPECT_FALSE(found.back[2].has_value());
}

ContinuityGraph any_graph() {
    ContinuityGraph graph;
    const auto count = *rc::gen::inRange<std::size_t>(1, 9);
    const auto hours = [] {
        const int number = *rc::gen::element(-1, 0, 1, 2, 3, 4, 5);
        return number < 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(number);
    };
    for (std::size_t i = 0; i < count; ++i) {
        graph.nodes.push_back({hours(), *rc::gen::arbitrary<bool>()});
    }
    const auto edges = *rc::gen::inRange<std::size_t>(0, 18);
    for (std::size_t i = 0; i < edges; ++i) {
        graph.edges.push_back({*rc::gen::inRange<std::size_t>(0, count),
                               *rc::gen::inRange<std::size_t>(0, count), hours(),
                               *rc::gen::inRange(0, 4) == 0});
    }
    return graph;
}

// All that a node reaches, itself left out unless it comes back to itself; by steps, no groups.
std::set<std::size_t> reached(const ContinuityGraph& graph, std::size_t from) {
    std::set<std::size_t> seen;
    bool more = true;
    while (more) {
        more = false;
        for (const ContinuityEdge& edge : graph.edges) {
            const bool ours = edge.from == from || seen.contains(edge.from);
            if (ours && !edge.replaceable && seen.insert(edge.to).second) more = true;
        }
    }
    return seen;
}

std::optional<std::int64_t> really_back(const ContinuityGraph& graph, std::size_t node) {
    std::set<std::size_t> all = reached(graph, node);
    all.insert(node);
    std::optional<std::int64_t> latest;
    const auto add = [&](const std::optional<std::int64_t>& hours) {
        if (hours && (!latest || *latest < *hours)) latest = hours;
    };
    for (const std::size_t one : all) add(graph.nodes[one].hours);
    for (const ContinuityEdge& edge : graph.edges) {
        if (all.contains(edge.from) && !edge.replaceable) add(edge.hours);
    }
    return latest;
}

RC_GTEST_PROP(ContinuityModel, HoursAndContradictionsAreThoseOfEveryWay, ()) {
    const ContinuityGraph graph = any_graph();
    const ContinuityFindings found = look_at(graph);
    std::set<std::size_t> contradicted;
    for (const Contradiction& one : found.contradictions) contradicted.insert(one.node);
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        const auto real = really_back(graph, node);
        RC_ASSERT(found.back[node] == real);
        const auto& promised = graph.nodes[node].hours;
        RC_ASSERT(contradicted.contains(node) == (promised && *promised < *real));
    }
}

RC_GTEST_PROP(ContinuityModel, TheWayLeadsAlongEdgesToTheLateOne, ()) {
    const ContinuityGraph graph = any_graph();
    const ContinuityFindings found = look_at(graph);
    for (const Contradiction& one : found.contradictions) {
        const Way way = way_to_the_late(graph, found, one.node);
        const std::size_t nodes[] = {one.node};
        RC_ASSERT(ways_to_the_late(graph, found, nodes).front() == way);
        RC_ASSERT(way.size() > 1u);
        RC_ASSERT(way.front() == one.node);
        bool late = graph.nodes[way.back()].hours == one.real;
        for (std::size_t i = 0; i + 1 < way.size(); ++i) {
            bool there = false;
            for (const ContinuityEdge& edge : graph.edges) {
                const bool step = edge.from == way[i] && edge.to == way[i + 1];
                there = there || (step && !edge.replaceable);
                const bool last = i + 2 == way.size();
                late = late || (step && last && !edge.replaceable && edge.hours == one.real);
            }
            RC_ASSERT(there);
        }
        RC_ASSERT(late);
    }
}

RC_GTEST_PROP(ContinuityModel, CyclesAndSinglePointsAreThoseOfReaching, ()) {
    const ContinuityGraph graph = any_graph();
    const ContinuityFindings found = look_at(graph);
    std::vector<std::set<std::size_t>> reach;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) reach.push_back(reached(graph, i));
    std::set<std::size_t> circling;
    for (const Way& cycle : found.cycles) {
        for (const std::size_t a : cycle) {
            circling.insert(a);
            for (const std::size_t b : cycle) RC_ASSERT(reach[a].contains(b));
        }
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        RC_ASSERT(circling.contains(i) == reach[i].contains(i));
        Way dependents;
        for (std::size_t other = 0; other < graph.nodes.size(); ++other) {
            const bool needs = graph.nodes[other].needed && reach[other].contains(i);
            if (needs && other != i) dependents.push_back(other);
        }
        const auto point = std::find_if(found.single_points.begin(), found.single_points.end(),
                                        [&](const SinglePoint& one) { return one.node == i; });
        const bool is_point = point != found.single_points.end();
        RC_ASSERT(is_point == (dependents.size() > 1));
        if (is_point) RC_ASSERT(point->dependents == dependents);
    }
}

RC_GTEST_PROP(ContinuityModel, AStrongerPromiseBelowNeverMakesItLater, ()) {
    ContinuityGraph graph = any_graph();
    const auto which = *rc::gen::inRange<std::size_t>(0, graph.nodes.size());
    if (!graph.nodes[which].hours) graph.nodes[which].hours = 7;
    const ContinuityFindings before = look_at(graph);
    graph.nodes[which].hours = 0;
    const ContinuityFindings after = look_at(graph);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (before.back[i]) RC_ASSERT(*after.back[i] <= *before.back[i]);
    }
}

TEST(Continuity, AThousandSystemsInATenthOfASecond) {
    ContinuityGraph graph;
    for (std::size_t i = 0; i < 1'000; ++i) {
        graph.nodes.push_back({static_cast<std::int64_t>(i % 97), i % 3 == 0});
    }
    for (std::size_t i = 0; i < 10'000; ++i) {
        const std::size_t to = (i * 104'729 + i / 7) % 1'000;
        graph.edges.push_back({(i * 7'919) % 1'000, to, {}, i % 11 == 0});
    }
    const std::int64_t begun = monotonic_ms();
    const ContinuityFindings found = look_at(graph);
    const std::int64_t ms = monotonic_ms() - begun;
    EXPECT_FALSE(found.contradictions.empty());
    RecordProperty("milliseconds", static_cast<int>(ms));
    EXPECT_LE(ms, 1'000) << "ten times the aim: this machine may be busy";
}

}  // namespace
}  // namespace daicho::govern
