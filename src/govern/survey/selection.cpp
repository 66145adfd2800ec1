#include "govern/survey/selection.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

using yaml::Node;

constexpr std::int64_t kMostNumber = 1'000'000'000'000'000;

std::optional<std::int64_t> number_in(const Node& node) {
    if (!node.exists()) return std::nullopt;
    return node.integer(0, kMostNumber);
}

SelectionPredicate read_predicate(const Node& node) {
    SelectionPredicate predicate;
    predicate.fact = node.at("fact").text();
    if (node.find("is").exists()) predicate.is = node.find("is").texts();
    predicate.at_least = number_in(node.find("at_least"));
    predicate.at_most = number_in(node.find("at_most"));
    predicate.label = {node.at("ja").text(), node.at("en").text()};
    const int asked =
        (predicate.is.empty() ? 0 : 1) + (predicate.at_least ? 1 : 0) + (predicate.at_most ? 1 : 0);
    if (asked != 1) node.fault(input_error("govern.selection.one_question"));
    return predicate;
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    SelectionCatalog load() {
        SelectionCatalog catalog;
        catalog.head = read_head(root_, "selection");
        for (const Node& node : root_.at("criteria").elements()) {
            SelectionCriterion criterion;
            criterion.id = node.at("id").text();
            criterion.cite = node.at("cite").text();
            criterion.weight = node.at("weight").integer(0, kMostWeight);
            criterion.label = {node.at("ja").text(), node.at("en").text()};
            for (const Node& one : node.at("any").elements()) {
                criterion.any.push_back(read_predicate(one));
            }
            if (place_of(catalog.criteria, &SelectionCriterion::id, criterion.id) != kNowhere) {
                fault_given_twice(node, criterion.id);
            }
            catalog.criteria.push_back(std::move(criterion));
        }
        return catalog;
    }

private:
    Node root_;
};

std::optional<std::int64_t> number_of(const std::string& text) {
    constexpr std::size_t kMostDigits = 18;
    if (text.empty() || text.size() > kMostDigits) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

// Nothing where the fact is not known.
std::optional<bool> holds(const SelectionPredicate& predicate, const SelectionFacts& facts) {
    const auto fact = facts.find(predicate.fact);
    if (fact == facts.end()) return std::nullopt;
    if (!predicate.is.empty()) {
        return std::ranges::find(predicate.is, fact->second) != predicate.is.end();
    }
    const auto number = number_of(fact->second);
    if (!number) return std::nullopt;
    return predicate.at_least ? *number >= *predicate.at_least : *number <= *predicate.at_most;
}

}  // namespace

Result<SelectionCatalog> load_selection_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

Result<SelectionCatalog> parse_selection_catalog(std::string_view text, const std::string& name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, name));
}

std::vector<std::int64_t> usual_weights(const SelectionCatalog& catalog) {
    std::vector<std::int64_t> weights;
    for (const SelectionCriterion& criterion : catalog.criteria) {
        weights.push_back(criterion.weight);
    }
    return weights;
}

SelectionScore score_system(const SelectionCatalog& catalog,
                            const std::vector<std::int64_t>& weights, const SelectionFacts& facts) {
    SelectionScore score;
    for (std::size_t i = 0; i < catalog.criteria.size(); ++i) {
        SelectionHit hit{i, {}};
        bool all_known = true;
        for (std::size_t p = 0; p < catalog.criteria[i].any.size(); ++p) {
            const auto held = holds(catalog.criteria[i].any[p], facts);
            all_known = all_known && held.has_value();
            if (held.value_or(false)) hit.predicates.push_back(p);
        }
        if (hit.predicates.empty()) {
            score.not_known += all_known ? 0 : 1;
            continue;
        }
        score.points += weights.at(i);
        score.hits.push_back(std::move(hit));
    }
    return score;
}

}  // namespace daicho::govern
