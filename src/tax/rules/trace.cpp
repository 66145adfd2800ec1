#include "tax/rules/trace.hpp"

#include "base/assert.hpp"

namespace daicho::tax::rules {
namespace {

Step make(const Rule& rule, const Citation* citation) {
    Step step;
    step.rule = &rule;
    if (citation != nullptr) step.citations.push_back(citation);
    return step;
}

}  // namespace

Step& Step::input(std::string_view name, Yen value) { return input(name, value.amount()); }
Step& Step::input(std::string_view name, Ratio value) { return input(name, format_ratio(value)); }
Step& Step::input(std::string_view name, Area value) { return input(name, format_area(value)); }
Step& Step::input(std::string_view name, std::int64_t value) {
    return input(name, std::to_string(value));
}
Step& Step::input(std::string_view name, std::string_view value) {
    inputs.emplace_back(name, value);
    return *this;
}
Step& Step::cite(const Citation* citation) {
    if (citation != nullptr) citations.push_back(citation);
    return *this;
}
Step& Step::yields(Yen value) {
    result = std::to_string(value.amount());
    unit = "yen";
    return *this;
}
Step& Step::yields(Ratio value) {
    result = format_ratio(value);
    unit = "ratio";
    return *this;
}
Step& Step::yields(Area value) {
    result = format_area(value);
    unit = "m2";
    return *this;
}
Step& Step::yields(std::string_view value) {
    result = value;
    unit = "text";
    return *this;
}

Step& Step::about(std::string subject_path) {
    subject = std::move(subject_path);
    return *this;
}

const Step* find_step(const std::vector<Step>& steps, std::string_view subject) noexcept {
    for (const Step& step : steps) {
        if (step.subject == subject) return &step;
        if (const Step* found = find_step(step.because, subject)) return found;
    }
    return nullptr;
}

std::vector<Step> Recording::detach() {
    DAICHO_ASSERT(scopes_.size() > 1);
    std::vector<Step> steps = std::move(scopes_.back());
    scopes_.pop_back();
    return steps;
}

void Recording::repeat(const std::vector<Step>& steps) {
    scopes_.back().insert(scopes_.back().end(), steps.begin(), steps.end());
}

Step& Recording::step(const Rule& rule, const Citation* citation) {
    return scopes_.back().emplace_back(make(rule, citation));
}

Step& Recording::close(const Rule& rule, const Citation* citation) {
    DAICHO_ASSERT(scopes_.size() > 1);
    Step step = make(rule, citation);
    step.because = std::move(scopes_.back());
    scopes_.pop_back();
    return scopes_.back().emplace_back(std::move(step));
}

}  // namespace daicho::tax::rules
