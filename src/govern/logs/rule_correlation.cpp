// A correlation: which rules, grouped by what, in which window, under which condition.
#include <algorithm>

#include "govern/logs/detail/rule_reader.hpp"

namespace daicho::govern::logs::detail {

namespace {

using yaml::Node;

Type type_of(const Node& node) {
    static const std::vector<std::pair<std::string_view, Type>> kTypes = {
        {"event_count", Type::event_count},
        {"value_count", Type::value_count},
        {"temporal", Type::temporal},
        {"temporal_ordered", Type::temporal_ordered},
        {"value_sum", Type::value_sum},
        {"value_avg", Type::value_avg},
        {"value_percentile", Type::value_percentile},
        {"silence", Type::silence}};
    std::vector<std::string_view> names;
    for (const auto& [name, type] : kTypes) names.push_back(name);
    const std::string given = node.one_of(names);
    for (const auto& [name, type] : kTypes) {
        if (name == given) return type;
    }
    return Type::event_count;
}

Window window_of(const Node& node) {
    const std::string text = node.text();
    const std::string digits = text.substr(0, text.empty() ? 0 : text.size() - 1);
    const auto number = thousandths(digits);
    const char unit = text.empty() ? ' ' : text.back();
    const std::int64_t ms = unit == 's'   ? kSecondMs
                            : unit == 'm' ? kMinuteMs
                            : unit == 'h' ? kHourMs
                            : unit == 'd' ? kDayMs
                            : unit == 'w' ? 7 * kDayMs
                                          : 0;
    const bool civil = unit == 'd' || unit == 'w';
    const bool good = number && *number % 1000 == 0 && *number >= 1000 && *number <= 1000000 &&
                      ms != 0 && (!civil || *number == 1000);
    if (!good) {
        node.fault(input_error("logs.rule.timespan").with("value", text));
        return {};
    }
    return {*number / 1000 * ms, civil};
}

void read_bounds(const RuleContext& context, const Node& node, Rule& rule) {
    static const std::vector<std::pair<std::string, Op>> kOps = {
        {"lt", Op::lt}, {"lte", Op::lte}, {"gt", Op::gt}, {"gte", Op::gte}, {"eq", Op::equals}};
    for (const auto& [key, op] : kOps) {
        const Node bound = node.find(key);
        if (!bound.exists()) continue;
        const std::string text = context.value(bound, bound.text());
        const auto number = thousandths(text);
        if (!number) bound.fault(input_error("logs.rule.not_a_number").with("value", text));
        rule.bounds.push_back({op, number.value_or(0)});
    }
    if (rule.bounds.empty()) node.fault(input_error("logs.rule.no_bound"));
    const bool values = rule.type != Type::event_count;
    if (values) rule.field = context.set.fields.add(node.at("field").text());
    if (rule.type == Type::value_percentile) {
        rule.percentile = static_cast<int>(node.at("percentile").integer(1, 100));
    }
}

void read_groups(const RuleContext& context, const Node& node, Rule& rule) {
    rule.group.assign(rule.rules.size(), {});
    const Node group = node.find("group-by");
    const Node aliases = node.find("aliases");
    std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> known;
    if (aliases.exists()) {
        for (const auto& [alias, map] : aliases.members()) {
            known.push_back({alias, {}});
            for (const auto& [of, field] : map.members()) {
                known.back().second.emplace_back(of, field.text());
            }
        }
    }
    if (!group.exists()) return;
    for (const std::string& name : group.texts()) {
        const auto alias =
            std::ranges::find(known, name, [](const auto& one) { return one.first; });
        for (std::size_t i = 0; i < rule.rules.size(); ++i) {
            std::string field = name;
            if (alias != known.end()) {
                const std::string& of = context.set.rules[rule.rules[i]].name;
                const auto own =
                    std::ranges::find(alias->second, of, [](const auto& one) { return one.first; });
                if (own != alias->second.end()) field = own->second;
            }
            rule.group[i].push_back(context.set.fields.add(field));
        }
    }
}

void read_baseline(const Node& node, Rule& rule) {
    if (!node.exists()) return;
    rule.baseline.days = node.at("days").integer(1, 366);
    const Ratio times = node.at("times").ratio();
    rule.baseline.numerator = times.numerator();
    rule.baseline.denominator = times.denominator();
    if (!rule.window.civil || rule.window.span_ms != kDayMs) {
        node.fault(input_error("logs.rule.baseline_window"));
    }
}

int minute_of(const RuleContext& context, const Node& node) {
    const std::string text = context.value(node, node.text());
    const bool shape = text.size() == 5 && text[2] == ':';
    const auto hour = shape ? thousandths(text.substr(0, 2)) : std::nullopt;
    const auto minute = shape ? thousandths(text.substr(3)) : std::nullopt;
    if (!hour || !minute || *hour < 0 || *hour > 24000 || *minute < 0 || *minute > 59000) {
        node.fault(input_error("logs.rule.clock").with("value", text));
        return 0;
    }
    return static_cast<int>(*hour / 1000 * 60 + *minute / 1000);
}

// A hit of a correlation has its group and its moment, but no values of an event.
bool chains(const Rule& rule, const Rule& inner) {
    if (rule.field != kNoSlot) return false;
    const auto same = [&rule](const auto& slots) { return slots == rule.group.front(); };
    return std::ranges::all_of(rule.group, same) && std::ranges::all_of(inner.group, same);
}

}  // namespace

void read_correlation(const RuleContext& context, const Node& node, Rule& rule) {
    rule.type = type_of(node.at("type"));
    for (const Node& name : node.at("rules").elements()) {
        const std::size_t place = place_of(context.set.rules, &Rule::name, name.text());
        if (place == kNowhere) {
            fault_unknown_name(name, name.text());
        } else {
            rule.rules.push_back(place);
        }
    }
    if (rule.rules.empty()) node.fault(input_error("logs.rule.no_rules").with("rule", rule.name));
    rule.window = window_of(node.at("timespan"));
    read_groups(context, node, rule);
    const bool temporal = rule.type == Type::temporal || rule.type == Type::temporal_ordered;
    if (!temporal && rule.type != Type::silence) read_bounds(context, node.at("condition"), rule);
    if (rule.type == Type::silence) {
        rule.work_from = minute_of(context, node.at("work_from"));
        rule.work_to = minute_of(context, node.at("work_to"));
    }
    if ((temporal || rule.type == Type::silence) && rule.window.civil) {
        node.fault(input_error("logs.rule.must_slide").with("rule", rule.name));
    }
    read_baseline(node.find("baseline"), rule);
    // The hits of a correlation are events of another one only where they have a moment.
    for (const std::size_t place : rule.rules) {
        const Rule& inner = context.set.rules[place];
        const bool moment =
            inner.type == Type::detection || (!inner.window.civil && inner.type != Type::silence);
        if (!moment) node.fault(input_error("logs.rule.no_moment").with("rule", inner.name));
        if (inner.type != Type::detection && !chains(rule, inner)) {
            node.fault(input_error("logs.rule.chain_group").with("rule", inner.name));
        }
    }
}

}  // namespace daicho::govern::logs::detail
