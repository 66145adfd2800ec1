// Matching: which detections hold for one event.
//
// Each test of a rule set exists once. Tests that look at one field alone are answered together
// and remembered by the field's value, because logs repeat theirs; a rule is first asked for the
// tests it cannot do without, by a mask. Of one thread; the rule set must outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "govern/logs/rules.hpp"

namespace daicho::govern::logs {

// Answers one test, without memory: the definition that the matcher must agree with.
bool holds(const Test& test, const Event& event);

class Matcher {
public:
    // `which`: places of the detections to judge, ascending.
    Matcher(const RuleSet& rules, std::vector<std::size_t> which);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    // Places of the detections that hold, ascending; valid until the next call.
    const std::vector<std::size_t>& judge(const Event& event);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace daicho::govern::logs
