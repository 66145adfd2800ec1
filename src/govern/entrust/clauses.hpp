// 特記仕様書の条項 (clauses): what a contract about personal information says, chosen by the
// conditions of the work (catalogs/entrust-clauses.yaml). Pure; any thread.
#pragma once

#include <set>

#include "govern/catalog.hpp"

namespace daicho::govern::entrust {

struct ClauseCondition {
    std::string key;  // subcontract, mynumber, …: as in the paired check table
    BilingualText label;
};

struct Clause {
    std::string id;  // OC-21
    BilingualText title;
    std::vector<std::string> when;  // conditions that must all hold; empty: always
    BilingualText text;             // the article
    BilingualText why;              // for staff (利用説明書), never printed on the contract
};

struct ClauseCatalog {
    CatalogHead head;
    std::vector<ClauseCondition> conditions;
    std::vector<Clause> clauses;
};

// What the city decided about one clause, against its condition or its wording.
struct Deviation {
    bool left_out = false;
    std::string text_ja;  // empty: the catalog's
    std::string reason;   // who decided and why: never empty
};

struct ChosenClause {
    const Clause* clause = nullptr;  // of the catalog, which outlives this
    std::string text_ja;             // as it stands in this contract
    std::string reason;              // of the deviation; empty when there is none
    bool changed = false;
};

struct Specification {
    std::vector<ChosenClause> clauses;  // in the order of the catalog: articles 1, 2, …
    std::vector<ChosenClause> left_out;  // its condition holds and somebody decided against it
};

using Conditions = std::set<std::string, std::less<>>;
using Deviations = std::map<std::string, Deviation, std::less<>>;  // by id of the clause

// Errors: yaml.*, govern.catalog.*: unknown_name (a condition), given_twice.
Result<ClauseCatalog> parse_clause_catalog(std::string_view text, std::string name);
Result<ClauseCatalog> load_clause_catalog(const std::string& path);

[[nodiscard]] bool applies(const Clause& clause, const Conditions& conditions);

// The clauses of a contract. A clause whose condition holds is there unless somebody decided
// otherwise. Errors: entrust.unknown_condition, entrust.unknown_clause, entrust.no_reason (a
// deviation that nobody gave a reason for).
Result<Specification> specify(const ClauseCatalog& catalog, const Conditions& conditions,
                              const Deviations& deviations);

}  // namespace daicho::govern::entrust
