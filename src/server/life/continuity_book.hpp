// What the screens about continuity are made of: plans, what they depend on, contacts, copies on
// paper, drills – and what the engine (govern/continuity) says of them.
#pragma once

#include <map>

#include "audit/rows.hpp"
#include "govern/continuity/continuity.hpp"
#include "server/life/columns.hpp"

namespace daicho::server {

// Place of a node in the graph, as people know it.
struct ContinuityPlace {
    std::string label;
    std::string kind;          // system network power identity vendor site
    std::uint64_t system = 0;  // 0: none
    std::uint64_t plan = 0;    // 0: none
    std::string plan_no;
};

struct ContinuityBook {
    Date day;
    std::int64_t needed_hours = 0;
    Columns plans, dependencies, drills, papers, contacts;
    audit::Names departments;
    audit::Names systems;  // empty for whoever may not view information_system
    govern::ContinuityGraph graph;
    std::vector<ContinuityPlace> places;             // of the nodes
    std::vector<std::uint64_t> dependency_of_edge;   // its record; 0: a link between systems
    std::map<std::uint64_t, std::size_t> node_of_plan, node_of_system;
    govern::ContinuityFindings found;

    [[nodiscard]] std::string system_name(std::uint64_t system) const {
        return audit::name_in(systems, system);
    }
};

// Whoever asks may view all registers it is read from, otherwise register.denied, journaled; links
// between systems are left out for whoever may not view them.
Result<ContinuityBook> continuity_book(const Call& call, store::Connection& connection);

// A plan, its copy on paper printed before it was looked through last.
bool is_older_than_plan(const Columns::Line& paper, const Columns::Line& plan);
// The newest drill of a plan that was held, and what it measured.
struct HeldDrill {
    Date on;
    std::optional<std::int64_t> hours;
};
std::map<std::uint64_t, HeldDrill> last_drills(const ContinuityBook& book);

}  // namespace daicho::server
