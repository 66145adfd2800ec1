#include "govern/logs/rules.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>

#include "govern/detail/catalog_file.hpp"
#include "govern/logs/detail/rule_reader.hpp"

namespace daicho::govern::logs {

std::optional<std::int64_t> thousandths(std::string_view text) noexcept {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    if (point == 0 || point > 15 || text.size() > point + 4 || point + 1 == text.size()) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (std::size_t i = 0; i < point + 4; ++i) {
        if (i == point) continue;
        const char c = i < text.size() ? text[i] : '0';
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return negative ? -value : value;
}

bool Test::operator==(const Test& o) const {
    if (slot != o.slot || op != o.op || cased != o.cased || all != o.all || other != o.other) {
        return false;
    }
    return values == o.values;
}

namespace detail {

std::vector<std::string> RuleContext::expand(const yaml::Node& node,
                                             const std::string& text) const {
    if (text.size() < 3 || text.front() != '%' || text.back() != '%') {
        node.fault(input_error("logs.rule.placeholder").with("value", text));
        return {};
    }
    const std::string name = text.substr(1, text.size() - 2);
    const auto table = tables.find(name);
    if (table != tables.end()) {
        std::vector<std::string> values;
        for (const auto& row : table->second.rows) values.push_back(row.front());
        return values;
    }
    const bool threshold =
        std::ranges::find(set.thresholds, name, &Threshold::name) != set.thresholds.end();
    // A list that the city does not keep is an empty one: the rule finds nothing, and says so.
    return threshold ? std::vector<std::string>{value(node, text)} : std::vector<std::string>();
}

std::string RuleContext::value(const yaml::Node& node, const std::string& text) const {
    if (text.size() < 3 || text.front() != '%' || text.back() != '%') return text;
    const std::string name = text.substr(1, text.size() - 2);
    const auto found = std::ranges::find(set.thresholds, name, &Threshold::name);
    if (found != set.thresholds.end()) return found->value;
    node.fault(input_error("logs.rule.no_threshold").with("name", name));
    return text;
}

namespace {

// A list of maps is any of them, a map all of its lines, a list of texts is looked for anywhere.
Condition read_selection(const RuleContext& context, const yaml::Node& node) {
    if (node.is_sequence()) {
        Condition any{Condition::Kind::any, 0, {}};
        const auto elements = node.elements();
        const bool words = !elements.empty() && elements.front().is_scalar();
        if (words) return read_test(context, "_raw|contains", node);
        for (const yaml::Node& one : elements) any.parts.push_back(read_selection(context, one));
        if (any.parts.empty()) node.fault(input_error("logs.rule.no_values").with("field", ""));
        return any;
    }
    Condition all{Condition::Kind::all, 0, {}};
    for (const auto& [key, value] : node.members()) {
        all.parts.push_back(read_test(context, key, value));
    }
    if (all.parts.empty()) node.fault(input_error("logs.rule.no_values").with("field", ""));
    return all;
}

}  // namespace

void read_detection(const RuleContext& context, const yaml::Node& detection, Rule& rule) {
    std::vector<std::pair<std::string, Condition>> selections;
    const yaml::Node condition = detection.at("condition");
    const std::string text = condition.text();
    for (const auto& [key, node] : detection.members()) {
        if (key != "condition") selections.emplace_back(key, read_selection(context, node));
    }
    rule.condition = parse_condition(condition, text, selections);
}

}  // namespace detail

namespace {

using yaml::Node;

class Loader {
public:
    Loader(Node root, const Tables& tables, const Changed& changed)
        : root_(root), tables_(tables), changed_(changed) {}

    RuleSet load() {
        out_.head = read_head(root_, "log_rules");
        for (const Node& node : root_.find("thresholds").elements()) read_threshold(node);
        for (const auto& [name, value] : changed_) {
            if (place_of(out_.thresholds, &Threshold::name, name) != kNowhere) continue;
            root_.fault(input_error("logs.rule.no_threshold").with("name", name));
        }
        const detail::RuleContext context{out_, tables_, changed_};
        for (const Node& node : root_.at("rules").elements()) read_rule(context, node);
        return std::move(out_);
    }

private:
    void read_threshold(const Node& node) {
        Threshold row;
        row.name = node.at("name").text();
        row.value = node.at("value").text();
        row.label = node.at("label").bilingual();
        row.cite = node.text_or("cite", "");
        if (place_of(out_.thresholds, &Threshold::name, row.name) != kNowhere) {
            fault_given_twice(node, row.name);
        }
        const auto own = changed_.find(row.name);
        if (own != changed_.end()) row.value = own->second;
        out_.thresholds.push_back(std::move(row));
    }

    // What other tools write and this one only passes over.
    static void pass_over(const Node& node) {
        for (const char* key : {"id", "title", "status", "description", "author", "date",
                                "modified", "license", "taxonomy"}) {
            static_cast<void>(node.text_or(key, ""));
        }
        for (const char* key : {"references", "tags", "falsepositives", "fields"}) {
            if (node.find(key).exists()) static_cast<void>(node.find(key).texts());
        }
    }

    void read_rule(const detail::RuleContext& context, const Node& node) {
        Rule rule;
        rule.name = node.at("name").text();
        pass_over(node);
        rule.level =
            node.find("level").exists()
                ? node.at("level").one_of({"informational", "low", "medium", "high", "critical"})
                : "medium";
        const Node source = node.find("logsource");
        if (source.exists()) {
            for (const auto& [key, value] : source.members()) rule.logsource[key] = value.text();
        }
        if (place_of(out_.rules, &Rule::name, rule.name) != kNowhere) {
            fault_given_twice(node, rule.name);
        }
        const Node correlation = node.find("correlation");
        if (correlation.exists()) {
            detail::read_correlation(context, correlation, rule);
        } else {
            detail::read_detection(context, node.at("detection"), rule);
            rule.group = {{out_.fields.add("user")}};
            rule.bounds = {{Op::gte, 1000}};
        }
        read_own(node.at("daicho"), rule);
        out_.rules.push_back(std::move(rule));
    }

    void read_own(const Node& node, Rule& rule) {
        rule.title = node.at("title").bilingual();
        rule.reason = node.at("reason").bilingual();
        if (node.find("question").exists()) rule.question = node.at("question").bilingual();
        rule.reported = node.boolean_or("reported", true);
        rule.sample_percent = static_cast<int>(node.integer_or("sample", 100, 1, 100));
        const Node by = node.find("case_by");
        if (by.exists() && rule.type == Type::detection) {
            rule.group.front().clear();
            for (const std::string& field : by.texts()) {
                rule.group.front().push_back(out_.fields.add(field));
            }
        }
        const Node samples = node.find("samples");
        for (const Node& one : samples.elements()) read_sample(one, rule.name);
    }

    void read_sample(const Node& node, const std::string& rule) {
        SampleEvents sample;
        sample.rule = rule;
        sample.hits = node.at("hits").boolean();
        for (const Node& event : node.at("events").elements()) {
            auto& fields = sample.events.emplace_back();
            for (const auto& [key, value] : event.members()) {
                fields.emplace_back(key, value.text());
            }
        }
        out_.samples.push_back(std::move(sample));
    }

    Node root_;
    const Tables& tables_;
    const Changed& changed_;
    RuleSet out_;
};

Result<RuleSet> read_rules(Result<yaml::Document> document, const Tables& tables,
                           const Changed& changed) {
    if (!document) return Error(std::move(document.error()));
    RuleSet set = Loader(document->root(), tables, changed).load();
    DAICHO_CHECK(document->finish());
    return set;
}

}  // namespace

Result<RuleSet> parse_rules(std::string_view text, std::string name, const Tables& tables,
                            const Changed& changed) {
    return read_rules(yaml::Document::parse(text, std::move(name)), tables, changed);
}

Result<RuleSet> load_rules(const std::string& path, const Tables& tables, const Changed& changed) {
    return read_rules(yaml::Document::load(path), tables, changed);
}

}  // namespace daicho::govern::logs
