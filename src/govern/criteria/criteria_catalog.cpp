#include "govern/criteria/criteria_catalog.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"
#include "govern/detail/criteria_consistency.hpp"

namespace daicho::govern {

namespace {

using yaml::Node;

Effect read_effect(const Node& node) {
    const std::string name = node.one_of({"info", "note", "review", "holds", "blocks"});
    if (name == "note") return Effect::note;
    if (name == "review") return Effect::review;
    if (name == "holds") return Effect::holds;
    return name == "blocks" ? Effect::blocks : Effect::info;
}

Consequence read_consequence(const Node& node) {
    Consequence consequence;
    consequence.code = node.at("code").text();
    consequence.effect = read_effect(node.at("effect"));
    return consequence;
}

std::optional<Consequence> optional_consequence(const Node& node) {
    if (!node.exists()) return std::nullopt;
    return read_consequence(node);
}

// Reads one catalog from top to bottom; later parts refer to earlier ones by index.
class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    CriteriaCatalog load() {
        out_.head = read_head(root_, "criteria");
        out_.by_party = root_.boolean_or("by_party", false);
        read_classes();
        read_cells();
        read_conditions();
        read_evaluation();
        read_items();
        read_groups();
        read_references();
        read_facts();
        read_fallbacks();
        read_readings();
        read_reasons();
        detail::check_consistency(out_, root_);
        return std::move(out_);
    }

private:
    template <class Row>
    void append(std::vector<Row>& rows, std::string Row::*name, Row row, const Node& node) {
        if (place_of(rows, name, row.*name) != kNowhere) fault_given_twice(node, row.*name);
        rows.push_back(std::move(row));
    }

    void read_classes() {
        for (const Node& node : root_.at("classes").elements()) {
            CriteriaClass row;
            row.key = node.at("key").text();
            row.rank = node.at("rank").integer(1, 100);
            row.in_table = node.at("in_table").boolean();
            row.label = node.at("label").bilingual();
            row.definition = node.at("definition").bilingual();
            row.examples = node.at("examples").bilingual();
            append(out_.classes, &CriteriaClass::key, std::move(row), node);
        }
    }

    void read_cells() {
        for (const Node& node : root_.at("cells").elements()) {
            CellRule row;
            row.key = node.at("key").text();
            row.label = node.at("label").bilingual();
            row.unmet = optional_consequence(node.find("unmet"));
            row.unknown = optional_consequence(node.find("unknown"));
            row.unmet_by_fallback = node.boolean_or("unmet_by_fallback", false);
            append(out_.cells, &CellRule::key, std::move(row), node);
        }
    }

    void read_evaluation() {
        const Node node = root_.at("evaluation");
        const Node facts = node.at("facts_on_unused_rows");
        out_.report_facts_on_unused_rows = facts.one_of({"report", "ignore"}) == "report";
        out_.unused_cell = place_named(node.at("unused_cell"), out_.cells, &CellRule::key);
        for (const Node& line : node.at("verdicts").elements()) {
            CriteriaVerdict verdict;
            verdict.key = line.at("key").text();
            verdict.label = line.at("label").bilingual();
            const Node when = line.find("when");
            verdict.by_effect = !when.exists() || when.text() != "never";
            if (when.exists() && verdict.by_effect) verdict.when = read_effect(when);
            has_otherwise_ = has_otherwise_ || !when.exists();
            out_.verdicts.push_back(std::move(verdict));
        }
        if (!has_otherwise_) node.fault(input_error("govern.catalog.no_last_verdict"));
        const Node out_of_table = node.at("out_of_table");
        out_.out_of_table = out_of_table.text();
        const auto same = [this](const Verdict& verdict) {
            return verdict.key == out_.out_of_table;
        };
        if (std::none_of(out_.verdicts.begin(), out_.verdicts.end(), same)) {
            fault_unknown_name(out_of_table, out_.out_of_table);
        }
    }

    void read_conditions() {
        for (const Node& node : root_.find("conditions").elements()) {
            Condition row{node.at("key").text(), node.at("label").bilingual()};
            append(out_.conditions, &Condition::key, std::move(row), node);
        }
    }

    void read_items() {
        for (const Node& node : root_.at("items").elements()) {
            CriteriaItem row;
            row.no = node.at("no").text();
            row.category = node.at("category").bilingual();
            row.label = node.at("label").bilingual();
            row.requirement = node.at("requirement").bilingual();
            row.risk = node.at("risk").bilingual();
            const Node cells = node.at("cells");
            for (const CriteriaClass& column : out_.classes) {
                const std::size_t cell =
                    column.in_table ? place_named(cells.at(column.key), out_.cells, &CellRule::key)
                                    : kNowhere;
                row.cells.push_back(cell);
            }
            for (const Node& name : node.find("when").elements()) {
                row.when.push_back(place_named(name, out_.conditions, &Condition::key));
            }
            row.footnotes = node.find("footnotes").texts();
            row.source_no = node.text_or("source_no", "");
            row.evidence = node.text_or("evidence", "");
            append(out_.items, &CriteriaItem::no, std::move(row), node);
        }
    }

    std::size_t item(const Node& node) const {
        return place_named(node, out_.items, &CriteriaItem::no);
    }

    void read_groups() {
        for (const Node& node : root_.find("groups").elements()) {
            CriteriaGroup group;
            group.id = node.at("id").text();
            group.parent = item(node.at("parent"));
            for (const Node& name : node.at("alternatives").elements()) {
                group.alternatives.push_back(item(name));
            }
            group.need = node.at("need").integer(1, 100);
            group.classes.assign(out_.classes.size(), false);
            for (const Node& name : node.at("classes").elements()) {
                const std::size_t place = place_named(name, out_.classes, &CriteriaClass::key);
                if (place < group.classes.size()) group.classes[place] = true;
            }
            group.unmet = read_consequence(node.at("unmet"));
            group.unknown = read_consequence(node.at("unknown"));
            out_.groups.push_back(std::move(group));
        }
    }

    void read_references() {
        for (const Node& node : root_.find("references").elements()) {
            Reference row;
            row.id = node.at("id").text();
            row.used_by = node.at("used_by").texts();
            row.values = node.at("values").texts();
            row.as_of = node.text_or("as_of", "");
            row.drift = node.at("drift").bilingual();
            append(out_.references, &Reference::id, std::move(row), node);
        }
    }

    void read_facts() {
        for (const Node& node : root_.find("facts").elements()) {
            FactRule rule;
            rule.key = node.at("key").text();
            rule.item = item(node.at("item"));
            rule.type = read_fact_type(node.at("type"));
            rule.values = node.find("values").texts();
            rule.label = node.at("label").bilingual();
            if (rule.type != FactType::review) {
                read_downgrade(node.at("downgrade"), rule);
                rule.code = node.at("code").text();
                add_text(node.at("text"), rule.code);
            }
            if (rule.type == FactType::dated) {
                rule.doubt_code = node.at("doubt_code").text();
                add_text(node.at("doubt_text"), rule.doubt_code);
            }
            if ((rule.type == FactType::dated) != (rule.downgrade == Downgrade::unless_valid_of)) {
                node.fault(input_error("govern.catalog.wrong_operator").with("fact", rule.key));
            }
            append(out_.facts, &FactRule::key, std::move(rule), node);
        }
    }

    // Two facts may share a code only when they say the same.
    void add_text(const Node& node, const std::string& code) {
        const BilingualText text = node.bilingual();
        const auto [entry, added] = out_.reasons.texts.emplace(code, text);
        if (!added && entry->second.ja != text.ja) fault_given_twice(node, code);
    }

    static FactType read_fact_type(const Node& node) {
        const std::string name =
            node.one_of({"boolean", "choice", "choices", "names", "flags", "review", "dated"});
        if (name == "dated") return FactType::dated;
        if (name == "choice") return FactType::choice;
        if (name == "choices") return FactType::choices;
        if (name == "names") return FactType::names;
        if (name == "flags") return FactType::flags;
        return name == "review" ? FactType::review : FactType::boolean;
    }

    void read_downgrade(const Node& node, FactRule& rule) const {
        const auto members = node.members();
        if (members.size() != 1) {
            node.fault(input_error("govern.catalog.one_operator"));
            return;
        }
        const auto& [name, value] = members.front();
        if (name == "when_fewer_distinct_than") {
            rule.downgrade = Downgrade::when_fewer_distinct_than;
            rule.count = value.integer(1, 100);
        } else if (name == "when_any_false") {
            rule.downgrade = value.boolean() ? Downgrade::when_any_false : Downgrade::never;
        } else if (name == "unless_in_reference") {
            rule.downgrade = Downgrade::unless_in;
            const std::size_t place = place_of(out_.references, &Reference::id, value.text());
            if (place == kNowhere) return fault_unknown_name(value, value.text());
            rule.operands = out_.references[place].values;
        } else if (name == "unless_valid_of") {
            rule.downgrade = Downgrade::unless_valid_of;
            rule.operands = value.at("names").texts();
            rule.count = value.integer_or("seen_within_days", 0, 0, 3660);
        } else {
            rule.operands = value.texts();
            if (name == "when_in") rule.downgrade = Downgrade::when_in;
            if (name == "unless_in") rule.downgrade = Downgrade::unless_in;
            if (name == "when_lacking_any_of") rule.downgrade = Downgrade::when_lacking_any_of;
            if (name == "when_having_none_of") rule.downgrade = Downgrade::when_having_none_of;
            if (rule.downgrade == Downgrade::never) fault_unknown_name(value, name);
        }
    }

    void read_fallbacks() {
        for (const Node& node : root_.find("fallbacks").elements()) {
            Fallback fallback;
            fallback.parent = item(node.at("parent"));
            fallback.by = item(node.at("by"));
            fallback.code = node.at("code").text();
            fallback.classes.resize(out_.classes.size());
            for (const auto& [key, rule] : node.at("classes").members()) {
                const std::size_t place = place_of(out_.classes, &CriteriaClass::key, key);
                if (place == kNowhere) {
                    fault_unknown_name(rule, key);
                } else {
                    fallback.classes[place] = read_fallback_rule(rule);
                }
            }
            out_.fallbacks.push_back(std::move(fallback));
        }
        check_fallback_cells();
    }

    FallbackRule read_fallback_rule(const Node& node) const {
        FallbackRule rule;
        rule.used = read_effect(node.at("effect"));
        rule.both_unmet = optional_consequence(node.find("both_unmet"));
        const Node review = node.find("review");
        if (review.exists()) {
            ReviewRule& target = rule.review.emplace();
            const Node fact = review.at("fact");
            target.fact = place_named(fact, out_.facts, &FactRule::key);
            if (target.fact >= out_.facts.size() ||
                out_.facts[target.fact].type != FactType::review) {
                fact.fault(input_error("govern.catalog.not_a_review").with("name", fact.text()));
            }
            target.missing = read_consequence(review.at("missing"));
            target.rejected = read_consequence(review.at("rejected"));
        }
        return rule;
    }

    // A cell that leaves an unmet row to its fallback would say nothing without one.
    void check_fallback_cells() const {
        for (std::size_t i = 0; i < out_.items.size(); ++i) {
            for (std::size_t c = 0; c < out_.classes.size(); ++c) {
                const std::size_t cell = out_.items[i].cells[c];
                if (cell >= out_.cells.size() || !out_.cells[cell].unmet_by_fallback) continue;
                const auto serves = [&](const Fallback& fallback) {
                    return fallback.parent == i && fallback.classes[c].has_value();
                };
                if (std::none_of(out_.fallbacks.begin(), out_.fallbacks.end(), serves)) {
                    root_.fault(
                        input_error("govern.catalog.no_fallback").with("item", out_.items[i].no));
                }
            }
        }
    }

    void read_readings() {
        out_.footnotes = read_text_table(root_.find("footnotes"));
        for (const CriteriaItem& row : out_.items) {
            for (const std::string& footnote : row.footnotes) {
                if (!out_.footnotes.contains(footnote)) fault_unknown_name(root_, footnote);
            }
        }
        out_.interpretations = read_interpretations(
            root_, [this](const Interpretation&, const Node& reading, bool chosen) {
                const Node relieves = reading.find("relieves");
                if (!relieves.exists()) return;
                const Relief relief{item(relieves.at("item")), item(relieves.at("when_met"))};
                if (chosen) out_.reliefs.push_back(relief);
            });
    }

    void read_reasons() {
        const Node node = root_.at("reasons");
        out_.reasons.texts.merge(read_text_table(node));
        for (const CriteriaItem& row : out_.items) {
            out_.reasons.words.emplace(
                row.no, BilingualText{row.no + " " + row.label.ja, row.no + " " + row.label.en});
        }
        std::vector<std::string> codes;
        const auto note = [&codes](const std::optional<Consequence>& consequence) {
            if (consequence) codes.push_back(consequence->code);
        };
        for (const CellRule& cell : out_.cells) {
            note(cell.unmet);
            note(cell.unknown);
        }
        for (const CriteriaGroup& group : out_.groups) {
            note(group.unmet);
            note(group.unknown);
        }
        for (const Fallback& fallback : out_.fallbacks) {
            codes.push_back(fallback.code);
            for (const auto& rule : fallback.classes) {
                if (!rule) continue;
                note(rule->both_unmet);
                if (rule->review) note(rule->review->missing);
                if (rule->review) note(rule->review->rejected);
            }
        }
        for (const std::string& code : codes) {
            if (!out_.reasons.texts.contains(code)) {
                node.fault(input_error("govern.catalog.no_text").with("code", code));
            }
        }
    }

    Node root_;
    CriteriaCatalog out_;
    bool has_otherwise_ = false;
};

}  // namespace

Result<CriteriaCatalog> parse_criteria_catalog(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<CriteriaCatalog> load_criteria_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

}  // namespace daicho::govern
