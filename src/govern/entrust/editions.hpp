// 条項の版 (editions): what changes between two editions of the clauses, and what of it a contract
// would get. Pure; any thread.
#pragma once

#include "govern/entrust/clauses.hpp"

namespace daicho::govern::entrust {

enum class ClauseChange { added, removed, reworded, other_conditions };
std::string_view to_string(ClauseChange change) noexcept;

struct ChangedClause {
    std::string id;
    ClauseChange change = ClauseChange::added;
    const Clause* before = nullptr;  // of the earlier catalog; null: added
    const Clause* after = nullptr;   // of the later one; null: removed
};

// In the order of the later edition, what was removed at the end. A clause whose wording and
// conditions both changed counts as reworded.
std::vector<ChangedClause> changes(const ClauseCatalog& before, const ClauseCatalog& after);

// Those that a contract under these conditions would see: a clause that applies in one edition.
std::vector<ChangedClause> changes_for(const std::vector<ChangedClause>& all,
                                       const Conditions& conditions);

}  // namespace daicho::govern::entrust
