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

struct Placeholder {
    std::size_t begin = 0, end = 0;  // with its braces
    std::string_view name, words;
};

// The first placeholder at or after `from`; none: begin is npos.
Placeholder next_placeholder(std::string_view formula, std::size_t from) noexcept {
    Placeholder found;
    found.begin = formula.find('{', from);
    if (found.begin == std::string_view::npos) return found;
    const std::size_t close = formula.find('}', found.begin);
    const std::size_t bar = formula.find('|', found.begin);
    DAICHO_ASSERT(close != std::string_view::npos && bar < close);
    found.end = close + 1;
    found.name = formula.substr(found.begin + 1, bar - found.begin - 1);
    found.words = formula.substr(bar + 1, close - bar - 1);
    return found;
}

}  // namespace

std::string formula_in_words(std::string_view formula) {
    std::string words;
    std::size_t at = 0;
    while (true) {
        const Placeholder next = next_placeholder(formula, at);
        words += formula.substr(at, next.begin - at);
        if (next.begin == std::string_view::npos) return words;
        words += next.words;
        at = next.end;
    }
}

std::vector<std::string_view> inputs_named_by(std::string_view formula) {
    std::vector<std::string_view> names;
    Placeholder next = next_placeholder(formula, 0);
    while (next.begin != std::string_view::npos) {
        names.push_back(next.name);
        next = next_placeholder(formula, next.end);
    }
    return names;
}

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
