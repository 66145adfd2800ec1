#include <algorithm>
#include <set>

#include "govern/detail/criteria_consistency.hpp"

namespace daicho::govern::detail {

namespace {

// Follows the fallbacks of one class from `item`; true when it comes back to a row it passed.
bool runs_in_circle(const CriteriaCatalog& catalog, std::size_t cls, std::size_t item) {
    std::set<std::size_t> passed;
    std::vector<std::size_t> next = {item};
    while (!next.empty()) {
        const std::size_t at = next.back();
        next.pop_back();
        for (const Fallback& fallback : catalog.fallbacks) {
            if (fallback.parent != at || !fallback.classes[cls]) continue;
            if (fallback.by == item) return true;
            if (passed.insert(fallback.by).second) next.push_back(fallback.by);
        }
    }
    return false;
}

void check_fallbacks(const CriteriaCatalog& catalog, const yaml::Node& root) {
    for (const Fallback& fallback : catalog.fallbacks) {
        for (std::size_t cls = 0; cls < catalog.classes.size(); ++cls) {
            if (!fallback.classes[cls] || !runs_in_circle(catalog, cls, fallback.parent)) continue;
            root.find("fallbacks")
                .fault(input_error("govern.catalog.fallback_cycle")
                           .with("item", catalog.items[fallback.parent].no)
                           .with("class", catalog.classes[cls].key));
        }
    }
}

void check_groups(const CriteriaCatalog& catalog, const yaml::Node& root) {
    const yaml::Node node = root.find("groups");
    for (const CriteriaGroup& group : catalog.groups) {
        const std::set<std::size_t> rows(group.alternatives.begin(), group.alternatives.end());
        if (rows.size() != group.alternatives.size() || rows.contains(group.parent)) {
            fault_given_twice(node, group.id);
        }
        if (group.need > static_cast<std::int64_t>(rows.size())) {
            node.fault(input_error("govern.catalog.need_too_high").with("group", group.id));
        }
    }
}

// A row that no class asks would be read by people and judged by nobody.
void check_items(const CriteriaCatalog& catalog, const yaml::Node& root) {
    for (const CriteriaItem& item : catalog.items) {
        const bool asked = std::any_of(item.cells.begin(), item.cells.end(), [&](std::size_t cell) {
            return cell != kNowhere && cell != catalog.unused_cell;
        });
        if (!asked) {
            root.find("items").fault(
                input_error("govern.catalog.never_asked").with("item", item.no));
        }
    }
}

void check_cells(const CriteriaCatalog& catalog, const yaml::Node& root) {
    for (std::size_t i = 0; i < catalog.cells.size(); ++i) {
        const CellRule& cell = catalog.cells[i];
        const bool speaks = cell.unmet || cell.unknown || cell.unmet_by_fallback;
        const bool twice = cell.unmet && cell.unmet_by_fallback;
        if (twice || (i == catalog.unused_cell && speaks)) {
            root.find("cells").fault(
                input_error("govern.catalog.cell_contradicts").with("cell", cell.key));
        }
    }
}

// The highest rank decides: two classes of one rank would leave it to the order of the answers.
void check_classes(const CriteriaCatalog& catalog, const yaml::Node& root) {
    std::set<std::int64_t> ranks;
    for (const CriteriaClass& row : catalog.classes) {
        if (ranks.insert(row.rank).second) continue;
        root.find("classes").fault(input_error("govern.catalog.same_rank").with("class", row.key));
    }
}

// A line behind one with the same effect, or behind the line without one, is never reached.
void check_verdicts(const CriteriaCatalog& catalog, const yaml::Node& root) {
    std::set<Effect> effects;
    std::set<std::string> keys;
    bool closed = false;
    for (const CriteriaVerdict& line : catalog.verdicts) {
        const bool repeats = line.by_effect && line.when && !effects.insert(*line.when).second;
        const bool behind = line.by_effect && closed;
        if (!keys.insert(line.key).second || repeats || behind) {
            root.find("evaluation")
                .fault(input_error("govern.catalog.verdict_unreached").with("verdict", line.key));
        }
        closed = closed || (line.by_effect && !line.when);
    }
}

bool indices_hold(const CriteriaCatalog& catalog) {
    const std::size_t rows = catalog.items.size();
    const auto row = [rows](std::size_t item) { return item < rows; };
    for (const CriteriaGroup& group : catalog.groups) {
        if (!row(group.parent)) return false;
        if (!std::all_of(group.alternatives.begin(), group.alternatives.end(), row)) return false;
    }
    return std::all_of(catalog.fallbacks.begin(), catalog.fallbacks.end(),
                       [&](const auto& entry) { return row(entry.parent) && row(entry.by); });
}

}  // namespace

void check_consistency(const CriteriaCatalog& catalog, const yaml::Node& root) {
    check_classes(catalog, root);
    check_cells(catalog, root);
    check_items(catalog, root);
    check_verdicts(catalog, root);
    if (!indices_hold(catalog)) return;
    check_groups(catalog, root);
    check_fallbacks(catalog, root);
}

}  // namespace daicho::govern::detail
