#include "govern/continuity/continuity.hpp"

#include <algorithm>
#include <deque>
#include <limits>

namespace daicho::govern {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
using Hours = std::optional<std::int64_t>;

Hours later(const Hours& a, const Hours& b) {
    if (!a) return b;
    if (!b) return a;
    return std::max(*a, *b);
}

// Edges that hold, by the node they leave.
class Ways {
public:
    explicit Ways(const ContinuityGraph& graph) : out_(graph.nodes.size()) {
        for (std::size_t i = 0; i < graph.edges.size(); ++i) {
            const ContinuityEdge& edge = graph.edges[i];
            const bool known = edge.from < out_.size() && edge.to < out_.size();
            if (known && !edge.replaceable) out_[edge.from].push_back(i);
        }
    }
    [[nodiscard]] const std::vector<std::size_t>& of(std::size_t node) const { return out_[node]; }
    [[nodiscard]] std::size_t size() const noexcept { return out_.size(); }

private:
    std::vector<std::vector<std::size_t>> out_;
};

// Groups of nodes that reach each other (Tarjan, without recursion). A group's number is smaller
// than that of every group that depends on it.
class Groups {
public:
    Groups(const ContinuityGraph& graph, const Ways& ways)
        : graph_(&graph), ways_(&ways), of_(ways.size(), kNone), index_(ways.size(), kNone),
          low_(ways.size(), 0), open_(ways.size(), false) {
        for (std::size_t node = 0; node < ways.size(); ++node) {
            if (index_[node] == kNone) visit(node);
        }
    }
    [[nodiscard]] std::size_t of(std::size_t node) const { return of_[node]; }
    [[nodiscard]] const std::vector<std::vector<std::size_t>>& members() const { return members_; }

private:
    struct Frame {
        std::size_t node = 0, next = 0;
    };
    void enter(std::size_t node) {
        index_[node] = low_[node] = count_++;
        stack_.push_back(node);
        open_[node] = true;
        frames_.push_back({node, 0});
    }
    void close(std::size_t node) {
        if (low_[node] != index_[node]) return;
        std::vector<std::size_t> group;
        while (true) {
            const std::size_t top = stack_.back();
            stack_.pop_back();
            open_[top] = false;
            of_[top] = members_.size();
            group.push_back(top);
            if (top == node) break;
        }
        std::sort(group.begin(), group.end());
        members_.push_back(std::move(group));
    }
    void visit(std::size_t root) {
        enter(root);
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            const std::size_t node = frame.node;
            const auto& out = ways_->of(node);
            if (frame.next < out.size()) {
                const std::size_t to = graph_->edges[out[frame.next++]].to;
                if (index_[to] == kNone) {
                    enter(to);
                } else if (open_[to]) {
                    low_[node] = std::min(low_[node], index_[to]);
                }
                continue;
            }
            frames_.pop_back();
            if (!frames_.empty()) {
                std::size_t& above = low_[frames_.back().node];
                above = std::min(above, low_[node]);
            }
            close(node);
        }
    }

    const ContinuityGraph* graph_;
    const Ways* ways_;
    std::vector<std::size_t> of_, index_, low_;
    std::vector<bool> open_;
    std::vector<std::size_t> stack_;
    std::vector<Frame> frames_;
    std::size_t count_ = 0;
    std::vector<std::vector<std::size_t>> members_;
};

// Whether what a node itself says, or an edge towards it, leaves the hours open.
bool says_nothing(const ContinuityGraph& graph, const ContinuityEdge& edge) {
    return !edge.hours && !graph.nodes[edge.to].hours;
}

void add_hours(const ContinuityGraph& graph, const Ways& ways, const Groups& groups,
               ContinuityFindings& findings) {
    const auto& members = groups.members();
    std::vector<Hours> back(members.size());
    std::vector<bool> open(members.size(), false);
    for (std::size_t group = 0; group < members.size(); ++group) {
        for (const std::size_t node : members[group]) {
            back[group] = later(back[group], graph.nodes[node].hours);
            for (const std::size_t at : ways.of(node)) {
                const ContinuityEdge& edge = graph.edges[at];
                const std::size_t to = groups.of(edge.to);
                back[group] = later(back[group], later(edge.hours, back[to]));
                if (says_nothing(graph, edge) || open[to]) open[group] = true;
            }
        }
    }
    findings.back.resize(graph.nodes.size());
    findings.open.resize(graph.nodes.size());
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        findings.back[node] = back[groups.of(node)];
        findings.open[node] = open[groups.of(node)];
        const Hours& promised = graph.nodes[node].hours;
        if (promised && *promised < *findings.back[node]) {
            findings.contradictions.push_back({node, *promised, *findings.back[node]});
        }
    }
    std::stable_sort(findings.contradictions.begin(), findings.contradictions.end(),
                     [](const Contradiction& a, const Contradiction& b) {
                         return a.real - a.promised > b.real - b.promised;
                     });
}

void add_cycles(const ContinuityGraph& graph, const Ways& ways, const Groups& groups,
                ContinuityFindings& findings) {
    for (const auto& group : groups.members()) {
        const auto& own = ways.of(group.front());
        const bool itself = std::any_of(own.begin(), own.end(), [&](std::size_t at) {
            return graph.edges[at].to == group.front();
        });
        if (group.size() > 1 || itself) findings.cycles.push_back(group);
    }
    std::sort(findings.cycles.begin(), findings.cycles.end());
}

// Sets of needed nodes, a bit each, handed down from what depends to what it depends on.
void add_single_points(const ContinuityGraph& graph, const Ways& ways, const Groups& groups,
                       ContinuityFindings& findings) {
    constexpr std::size_t kBits = 64;
    std::vector<std::size_t> needed;
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        if (graph.nodes[node].needed) needed.push_back(node);
    }
    const std::size_t words = (needed.size() + kBits - 1) / kBits;
    const auto& members = groups.members();
    std::vector<std::uint64_t> sets(members.size() * words, 0);
    for (std::size_t i = 0; i < needed.size(); ++i) {
        sets[groups.of(needed[i]) * words + i / kBits] |= std::uint64_t{1} << (i % kBits);
    }
    for (std::size_t group = members.size(); group-- > 0;) {
        for (const std::size_t node : members[group]) {
            for (const std::size_t at : ways.of(node)) {
                const std::size_t to = groups.of(graph.edges[at].to);
                if (to == group) continue;
                for (std::size_t w = 0; w < words; ++w) {
                    sets[to * words + w] |= sets[group * words + w];
                }
            }
        }
    }
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        SinglePoint point{node, {}};
        const std::uint64_t* set = sets.data() + groups.of(node) * words;
        for (std::size_t i = 0; i < needed.size(); ++i) {
            const bool reaches = (set[i / kBits] >> (i % kBits) & 1) != 0;
            if (reaches && needed[i] != node) point.dependents.push_back(needed[i]);
        }
        if (point.dependents.size() > 1) findings.single_points.push_back(std::move(point));
    }
    std::stable_sort(findings.single_points.begin(), findings.single_points.end(),
                     [](const SinglePoint& a, const SinglePoint& b) {
                         return a.dependents.size() > b.dependents.size();
                     });
}

std::vector<std::size_t> way_from(const ContinuityGraph& graph, const Ways& ways,
                                  const ContinuityFindings& findings, std::size_t node) {
    if (node >= graph.nodes.size() || !findings.back[node]) return {};
    const std::int64_t late = *findings.back[node];
    if (graph.nodes[node].hours == late) return {};
    std::vector<std::size_t> before(graph.nodes.size(), kNone);
    std::deque<std::size_t> waiting{node};
    before[node] = node;
    const auto way = [&](std::size_t end) {
        std::vector<std::size_t> list{end};
        while (list.back() != node) list.push_back(before[list.back()]);
        std::reverse(list.begin(), list.end());
        return list;
    };
    while (!waiting.empty()) {
        const std::size_t at = waiting.front();
        waiting.pop_front();
        for (const std::size_t number : ways.of(at)) {
            const ContinuityEdge& edge = graph.edges[number];
            const bool late_here = edge.hours == late || graph.nodes[edge.to].hours == late;
            if (before[edge.to] == kNone) {
                before[edge.to] = at;
                waiting.push_back(edge.to);
            } else if (late_here) {  // the edge itself closes a circle
                auto list = way(at);
                list.push_back(edge.to);
                return list;
            }
            if (late_here) return way(edge.to);
        }
    }
    return {};
}

}  // namespace

ContinuityFindings look_at(const ContinuityGraph& graph) {
    const Ways ways(graph);
    const Groups groups(graph, ways);
    ContinuityFindings findings;
    add_hours(graph, ways, groups, findings);
    add_cycles(graph, ways, groups, findings);
    add_single_points(graph, ways, groups, findings);
    return findings;
}

std::vector<std::size_t> way_to_the_late(const ContinuityGraph& graph,
                                         const ContinuityFindings& findings, std::size_t node) {
    return way_from(graph, Ways(graph), findings, node);
}

std::vector<std::vector<std::size_t>> ways_to_the_late(const ContinuityGraph& graph,
                                                       const ContinuityFindings& findings,
                                                       std::span<const std::size_t> nodes) {
    const Ways ways(graph);
    std::vector<std::vector<std::size_t>> list;
    for (const std::size_t node : nodes) list.push_back(way_from(graph, ways, findings, node));
    return list;
}

}  // namespace daicho::govern
