// What the readers of detections and of correlations share.
#pragma once

#include <string>
#include <vector>

#include "govern/logs/rules.hpp"
#include "yaml/node.hpp"

namespace daicho::govern::logs::detail {

struct RuleContext {
    RuleSet& set;
    const Tables& tables;
    const Changed& changed;

    // %name% as the values it stands for: a threshold's, or the first column of a table.
    std::vector<std::string> expand(const yaml::Node& node, const std::string& text) const;
    // A text as it is, or a threshold's value for %name%.
    std::string value(const yaml::Node& node, const std::string& text) const;
};

void read_detection(const RuleContext& context, const yaml::Node& detection, Rule& rule);
void read_correlation(const RuleContext& context, const yaml::Node& node, Rule& rule);
// Puts the selections' conditions together as `text` says (a and not 1 of b*).
Condition parse_condition(const yaml::Node& node, const std::string& text,
                          const std::vector<std::pair<std::string, Condition>>& selections);
// Field|modifier|modifier and its values.
Condition read_test(const RuleContext& context, const std::string& key, const yaml::Node& node);

}  // namespace daicho::govern::logs::detail
