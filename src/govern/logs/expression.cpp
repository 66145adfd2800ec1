#include <re2/re2.h>

#include "govern/logs/detail/expression.hpp"

namespace daicho::govern::logs::detail {

namespace {

constexpr std::int64_t kPatternMemory = 4 << 20;

}  // namespace

std::shared_ptr<const re2::RE2> compile(const yaml::Node& node, const std::string& pattern,
                                        bool cased) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kPatternMemory);
    options.set_case_sensitive(cased);
    auto compiled = std::make_shared<re2::RE2>(pattern, options);
    if (!compiled->ok()) {
        node.fault(input_error("logs.rule.regex")
                       .with("pattern", pattern)
                       .with("reason", compiled->error()));
    }
    return compiled;
}

}  // namespace daicho::govern::logs::detail
