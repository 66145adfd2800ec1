// 業務継続 (continuity): what a system cannot come back without, and when it is really back.
//
// A system promises to be back within some hours. It depends on others – systems, networks, power,
// sign-in, vendors – that promise hours of their own, and on what those depend on. Nothing is back
// before all of that is: a promise shorter than the longest one below it is a contradiction, told
// with the way that leads there. Pure and bounded by nodes and edges; no store, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace daicho::govern {

struct ContinuityNode {
    std::optional<std::int64_t> hours;  // it promises to be back within; absent: promises nothing
    bool needed = false;                // within the city's first hours (72)
};

// `from` cannot come back without `to`. Both are places in ContinuityGraph::nodes.
struct ContinuityEdge {
    std::size_t from = 0, to = 0;
    std::optional<std::int64_t> hours;  // promised to `from`, apart from what `to` promises anybody
    bool replaceable = false;           // there is an alternative: `from` comes back without it
};

struct ContinuityGraph {
    std::vector<ContinuityNode> nodes;
    std::vector<ContinuityEdge> edges;
};

// A node that promises to be back sooner than it can be.
struct Contradiction {
    std::size_t node = 0;
    std::int64_t promised = 0;  // hours
    std::int64_t real = 0;      // hours; greater
};

// A node that several needed ones cannot do without, directly or through others.
struct SinglePoint {
    std::size_t node = 0;
    std::vector<std::size_t> dependents;  // ascending; two at least
};

struct ContinuityFindings {
    // Hours after which each node is really back, by what is known: the greatest promise of itself
    // and of all it depends on. Absent: nothing of all that promises anything.
    std::vector<std::optional<std::int64_t>> back;
    // True: it, or something it depends on, promises nothing, so `back` may be too good.
    std::vector<bool> open;
    std::vector<Contradiction> contradictions;    // greatest difference first, then by node
    std::vector<std::vector<std::size_t>> cycles; // nodes that wait for each other, ascending
    std::vector<SinglePoint> single_points;       // most dependents first, then by node
};

// Edges whose alternative holds (`replaceable`) neither delay nor make a single point. Edges that
// name no node of the graph are left out.
ContinuityFindings look_at(const ContinuityGraph& graph);

// The shortest way from `node` to what makes it as late as `back` says: node, …, the late one.
// Where the lateness was promised on an edge, its `to` ends the way. Empty when `node` itself is
// the late one or nothing is known.
std::vector<std::size_t> way_to_the_late(const ContinuityGraph& graph,
                                         const ContinuityFindings& findings, std::size_t node);
// The same for several nodes, in their order; the graph is gone through once to begin with.
std::vector<std::vector<std::size_t>> ways_to_the_late(const ContinuityGraph& graph,
                                                       const ContinuityFindings& findings,
                                                       std::span<const std::size_t> nodes);

}  // namespace daicho::govern
