#include "govern/entrust/clauses.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern::entrust {
namespace {

class Loader {
public:
    explicit Loader(yaml::Node root) : root_(root) {}

    ClauseCatalog load() {
        ClauseCatalog out;
        out.head = read_head(root_, "clauses");
        for (const yaml::Node& node : root_.at("conditions").elements()) {
            ClauseCondition condition{node.at("key").text(), node.at("label").bilingual()};
            if (place_of(out.conditions, &ClauseCondition::key, condition.key) != kNowhere) {
                fault_given_twice(node, condition.key);
            }
            out.conditions.push_back(std::move(condition));
        }
        for (const yaml::Node& node : root_.at("clauses").elements()) read_clause(node, out);
        return out;
    }

private:
    static void read_clause(const yaml::Node& node, ClauseCatalog& out) {
        Clause clause{node.at("id").text(), node.at("title").bilingual(), {},
                      node.at("text").bilingual(), node.at("why").bilingual()};
        if (const yaml::Node when = node.find("when"); when.exists()) {
            for (const yaml::Node& key : when.elements()) {
                place_named(key, out.conditions, &ClauseCondition::key);
                clause.when.push_back(key.text());
            }
        }
        if (place_of(out.clauses, &Clause::id, clause.id) != kNowhere) {
            fault_given_twice(node, clause.id);
        }
        out.clauses.push_back(std::move(clause));
    }

    yaml::Node root_;
};

Status check_names(const ClauseCatalog& catalog, const Conditions& conditions,
                   const Deviations& deviations) {
    for (const std::string& key : conditions) {
        if (place_of(catalog.conditions, &ClauseCondition::key, key) == kNowhere) {
            return input_error("entrust.unknown_condition").with("condition", key);
        }
    }
    for (const auto& [id, deviation] : deviations) {
        if (place_of(catalog.clauses, &Clause::id, id) == kNowhere) {
            return input_error("entrust.unknown_clause").with("clause", id);
        }
        if (deviation.reason.empty()) return input_error("entrust.no_reason").with("clause", id);
    }
    return {};
}

}  // namespace

Result<ClauseCatalog> parse_clause_catalog(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<ClauseCatalog> load_clause_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

bool applies(const Clause& clause, const Conditions& conditions) {
    return std::all_of(clause.when.begin(), clause.when.end(),
                       [&](const std::string& key) { return conditions.contains(key); });
}

Result<Specification> specify(const ClauseCatalog& catalog, const Conditions& conditions,
                              const Deviations& deviations) {
    DAICHO_CHECK(check_names(catalog, conditions, deviations));
    Specification out;
    for (const Clause& clause : catalog.clauses) {
        if (!applies(clause, conditions)) continue;
        ChosenClause chosen{&clause, clause.text.ja, {}, false};
        const auto deviation = deviations.find(clause.id);
        if (deviation != deviations.end()) {
            chosen.reason = deviation->second.reason;
            if (!deviation->second.text_ja.empty()) {
                chosen.changed = deviation->second.text_ja != clause.text.ja;
                chosen.text_ja = deviation->second.text_ja;
            }
            if (deviation->second.left_out) {
                out.left_out.push_back(std::move(chosen));
                continue;
            }
        }
        out.clauses.push_back(std::move(chosen));
    }
    return out;
}

}  // namespace daicho::govern::entrust
