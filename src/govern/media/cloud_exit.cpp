#include "govern/media/cloud_exit.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

using yaml::Node;

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    ExitCatalog load() {
        out_.head = read_head(root_, "cloud_exit");
        out_.reasons.texts = read_text_table(root_.at("reasons"));
        for (const Node& node : root_.at("steps").elements()) {
            ExitStep step = read_step(node);
            if (place_of(out_.steps, &ExitStep::key, step.key) != kNowhere) {
                fault_given_twice(node, step.key);
            }
            out_.steps.push_back(std::move(step));
        }
        return std::move(out_);
    }

private:
    std::string code(const Node& node) const {
        std::string name = node.text();
        if (!out_.reasons.texts.contains(name)) {
            node.fault(input_error("govern.catalog.no_text").with("code", name));
        }
        return name;
    }

    static ExitWay read_way(const Node& node) {
        ExitWay way;
        if (node.find("filled").exists()) way.filled = node.find("filled").texts();
        if (node.find("is").exists()) {
            for (const auto& [field, value] : node.find("is").members()) {
                way.is.emplace_back(field, value.text());
            }
        }
        return way;
    }

    ExitStep read_step(const Node& node) const {
        ExitStep step;
        step.key = node.at("key").text();
        step.label = node.at("label").bilingual();
        step.classes = node.at("classes").texts();
        if (node.find("unless").exists()) {
            for (const auto& [field, values] : node.find("unless").members()) {
                step.unless.emplace_back(field, values.texts());
            }
        }
        for (const Node& way : node.at("any").elements()) {
            step.any.push_back(read_way(way));
            if (step.any.back().filled.empty() && step.any.back().is.empty()) {
                way.fault(input_error("govern.catalog.no_way").with("name", step.key));
            }
        }
        if (step.any.empty()) {
            node.fault(input_error("govern.catalog.no_way").with("name", step.key));
        }
        step.not_before = node.text_or("not_before", "");
        if (!step.not_before.empty()) step.too_early = code(node.at("too_early"));
        step.due_field = node.text_or("due_field", "");
        step.days = static_cast<int>(node.at("days").integer(0, 3'650));
        step.code = code(node.at("code"));
        return step;
    }

    Node root_;
    ExitCatalog out_;
};

std::string_view fact(const ExitFacts& facts, std::string_view name) {
    const auto found = facts.find(name);
    return found == facts.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Date> day(const ExitFacts& facts, std::string_view name) {
    const auto read = parse_iso_date(fact(facts, name));
    return read ? std::optional(*read) : std::nullopt;
}

bool asked(const ExitStep& step, const ExitFacts& facts) {
    const auto holds = [](const std::vector<std::string>& list, std::string_view value) {
        return std::find(list.begin(), list.end(), value) != list.end();
    };
    if (!holds(step.classes, fact(facts, "disposal_class"))) return false;
    return std::none_of(step.unless.begin(), step.unless.end(),
                        [&](const auto& one) { return holds(one.second, fact(facts, one.first)); });
}

bool fulfils(const ExitWay& way, const ExitFacts& facts) {
    return std::none_of(way.filled.begin(), way.filled.end(),
                        [&](const std::string& name) { return fact(facts, name).empty(); }) &&
           std::all_of(way.is.begin(), way.is.end(),
                       [&](const auto& one) { return fact(facts, one.first) == one.second; });
}

// The first day among what a way asks to be filled.
std::optional<Date> done_on(const ExitWay& way, const ExitFacts& facts) {
    for (const std::string& name : way.filled) {
        const auto found = day(facts, name);
        if (found) return found;
    }
    return std::nullopt;
}

JudgedStep judge_step(const ExitStep& step, const ExitFacts& facts, Date today) {
    JudgedStep out;
    out.step = &step;
    if (!asked(step, facts)) {
        out.state = ExitState::unneeded;
        return out;
    }
    if (!step.due_field.empty()) out.due = day(facts, step.due_field);
    const auto ends = day(facts, "ends_on");
    if (!out.due && ends) out.due = *ends + step.days;
    const auto way = std::find_if(step.any.begin(), step.any.end(),
                                  [&](const ExitWay& one) { return fulfils(one, facts); });
    if (way == step.any.end()) {
        out.reason = step.code;
        out.state = out.due && *out.due < today ? ExitState::late : ExitState::open;
        return out;
    }
    const auto done = done_on(*way, facts);
    const auto first = day(facts, step.not_before);
    const bool early = done && first && *done < *first;
    out.state = early ? ExitState::open : ExitState::done;
    if (early) out.reason = step.too_early;
    return out;
}

bool is_open(const JudgedStep& one) noexcept {
    return one.state == ExitState::open || one.state == ExitState::late;
}

json::Value texts(const BilingualText& text) {
    return json::Object{{"ja", text.ja}, {"en", text.en}};
}

}  // namespace

bool ExitJudgement::complete() const noexcept { return next() == nullptr; }

const JudgedStep* ExitJudgement::next() const noexcept {
    const auto found = std::find_if(steps.begin(), steps.end(), is_open);
    return found == steps.end() ? nullptr : &*found;
}

Result<ExitCatalog> parse_exit_catalog(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<ExitCatalog> load_exit_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

ExitJudgement judge_exit(const ExitCatalog& catalog, const ExitFacts& facts, Date today) {
    ExitJudgement out;
    for (const ExitStep& step : catalog.steps) {
        out.steps.push_back(judge_step(step, facts, today));
    }
    return out;
}

std::string_view to_string(ExitState state) noexcept {
    switch (state) {
        case ExitState::unneeded: return "unneeded";
        case ExitState::done: return "done";
        case ExitState::open: return "open";
        case ExitState::late: return "late";
    }
    return "";
}

json::Value to_json(const ExitCatalog& catalog, const ExitJudgement& judgement) {
    json::Array list;
    for (const JudgedStep& one : judgement.steps) {
        json::Value reason = nullptr;
        if (!one.reason.empty()) {
            reason = json::Object{{"code", one.reason},
                                  {"text", texts(explain(catalog.reasons, one.reason))}};
        }
        json::Value due = nullptr;
        if (one.due) due = format_iso(*one.due);
        list.push_back(json::Object{{"key", one.step->key},
                                    {"label", texts(one.step->label)},
                                    {"state", std::string(to_string(one.state))},
                                    {"due", std::move(due)},
                                    {"reason", std::move(reason)}});
    }
    return list;
}

}  // namespace daicho::govern
