#include "govern/entrust/editions.hpp"

#include <algorithm>
#include <iterator>

namespace daicho::govern::entrust {

std::string_view to_string(ClauseChange change) noexcept {
    switch (change) {
        case ClauseChange::added: return "added";
        case ClauseChange::removed: return "removed";
        case ClauseChange::reworded: return "reworded";
        case ClauseChange::other_conditions: return "other_conditions";
    }
    return "";
}

std::vector<ChangedClause> changes(const ClauseCatalog& before, const ClauseCatalog& after) {
    std::vector<ChangedClause> found;
    for (const Clause& clause : after.clauses) {
        const std::size_t place = place_of(before.clauses, &Clause::id, clause.id);
        if (place == kNowhere) {
            found.push_back({clause.id, ClauseChange::added, nullptr, &clause});
            continue;
        }
        const Clause& old = before.clauses[place];
        if (old.text.ja != clause.text.ja || old.title.ja != clause.title.ja) {
            found.push_back({clause.id, ClauseChange::reworded, &old, &clause});
        } else if (old.when != clause.when) {
            found.push_back({clause.id, ClauseChange::other_conditions, &old, &clause});
        }
    }
    for (const Clause& old : before.clauses) {
        if (place_of(after.clauses, &Clause::id, old.id) == kNowhere) {
            found.push_back({old.id, ClauseChange::removed, &old, nullptr});
        }
    }
    return found;
}

std::vector<ChangedClause> changes_for(const std::vector<ChangedClause>& all,
                                       const Conditions& conditions) {
    std::vector<ChangedClause> mine;
    std::copy_if(all.begin(), all.end(), std::back_inserter(mine), [&](const ChangedClause& one) {
        const bool before = one.before != nullptr && applies(*one.before, conditions);
        const bool after = one.after != nullptr && applies(*one.after, conditions);
        return one.change == ClauseChange::other_conditions ? before != after : before || after;
    });
    return mine;
}

}  // namespace daicho::govern::entrust
