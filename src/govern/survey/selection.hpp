// 監査対象の選定 (selection): points of a system by criteria with weights, each with what says so.
//
// A criterion is met when any of its predicates is; a predicate asks one fact. What is not known
// meets nothing, and is counted, so that a system nobody answered for is not taken for a sound one.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/catalog.hpp"

namespace daicho::govern {

struct SelectionPredicate {
    std::string fact;
    std::vector<std::string> is;           // one of these, or …
    std::optional<std::int64_t> at_least;  // … a number from here on, or …
    std::optional<std::int64_t> at_most;   // … up to here
    BilingualText label;
};
struct SelectionCriterion {
    std::string id;
    std::string cite;
    std::int64_t weight = 0;
    BilingualText label;
    std::vector<SelectionPredicate> any;
};
struct SelectionCatalog {
    CatalogHead head;
    std::vector<SelectionCriterion> criteria;
};

inline constexpr std::int64_t kMostWeight = 100;

// Errors: yaml.invalid with every fault.
Result<SelectionCatalog> load_selection_catalog(const std::string& path);
Result<SelectionCatalog> parse_selection_catalog(std::string_view text, const std::string& name);

// What is known of one system, by name of the fact; numbers as digits.
using SelectionFacts = std::map<std::string, std::string>;

struct SelectionHit {
    std::size_t criterion = 0;
    std::vector<std::size_t> predicates;  // all that hold
};
struct SelectionScore {
    std::int64_t points = 0;
    std::vector<SelectionHit> hits;
    std::size_t not_known = 0;  // criteria that are not met and whose facts are not all known
};

// `weights`: by criterion; as many as the catalog has criteria.
SelectionScore score_system(const SelectionCatalog& catalog,
                            const std::vector<std::int64_t>& weights, const SelectionFacts& facts);
std::vector<std::int64_t> usual_weights(const SelectionCatalog& catalog);

}  // namespace daicho::govern
