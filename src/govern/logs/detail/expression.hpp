// Regular expressions of rules and mappings: RE2, whose time is linear in the text whatever the
// pattern, with a bound on the memory of one.
#pragma once

#include <memory>
#include <string>

#include "yaml/node.hpp"

namespace re2 {
class RE2;
}

namespace daicho::govern::logs::detail {

// Never null; a pattern that RE2 refuses is the fault logs.rule.regex of the node.
std::shared_ptr<const re2::RE2> compile(const yaml::Node& node, const std::string& pattern,
                                        bool cased);

}  // namespace daicho::govern::logs::detail
