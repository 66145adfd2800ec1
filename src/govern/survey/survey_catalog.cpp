#include "govern/survey/survey_catalog.hpp"

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

using yaml::Node;

constexpr std::int64_t kMostNumber = 1'000'000'000;

SurveyType read_type(const Node& node) {
    const std::string name = node.one_of({"text", "choice", "integer", "date", "money_by_year"});
    if (name == "choice") return SurveyType::choice;
    if (name == "integer") return SurveyType::integer;
    if (name == "date") return SurveyType::date;
    return name == "money_by_year" ? SurveyType::money_by_year : SurveyType::text;
}

BilingualText label_of(const Node& node) { return {node.at("ja").text(), node.at("en").text()}; }

std::optional<std::int64_t> optional_number(const Node& node) {
    if (!node.exists()) return std::nullopt;
    return node.integer(0, kMostNumber);
}

void check_choices(const Node& node, const SurveyQuestion& question,
                   const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        if (place_of(question.choices, &SurveyChoice::key, key) == kNowhere) {
            fault_unknown_name(node, key);
        }
    }
}

SurveyFigure read_figure(const Node& node, const SurveyQuestion& question) {
    SurveyFigure figure{node.at("key").text(), label_of(node), {}, {}, {}};
    if (question.type == SurveyType::integer) {
        figure.least = optional_number(node.at("least"));
        figure.most = optional_number(node.find("most"));
    } else {
        figure.of = node.at("of").texts();
        check_choices(node, question, figure.of);
    }
    return figure;
}

void read_figures(const Node& node, SurveyQuestion& question) {
    for (const Node& one : node.elements()) {
        SurveyFigure figure = read_figure(one, question);
        if (place_of(question.figures, &SurveyFigure::key, figure.key) != kNowhere) {
            fault_given_twice(one, figure.key);
        }
        question.figures.push_back(std::move(figure));
    }
    if (!question.figures.empty()) return;
    for (const SurveyChoice& choice : question.choices) {
        question.figures.push_back({choice.key, choice.label, {choice.key}, {}, {}});
    }
}

SurveyQuestion read_question(const Node& node, const SurveyCatalog& before) {
    SurveyQuestion question;
    question.id = node.at("id").text();
    question.group = place_named(node.at("group"), before.groups, &SurveyGroup::id);
    const bool contract = node.at("part").one_of({"contract", "operation"}) == "contract";
    question.part = contract ? SurveyPart::contract : SurveyPart::operation;
    question.type = read_type(node.at("type"));
    question.label = label_of(node);
    question.result = node.text_or("result", "");
    for (const Node& one : node.find("choices").elements()) {
        SurveyChoice choice{one.at("key").text(), label_of(one)};
        if (place_of(question.choices, &SurveyChoice::key, choice.key) != kNowhere) {
            fault_given_twice(one, choice.key);
        }
        question.choices.push_back(std::move(choice));
    }
    read_figures(node.find("figures"), question);
    const Node other = node.find("other_base");
    if (other.exists()) {
        SurveyBase base;
        base.question = place_named(other.at("question"), before.questions, &SurveyQuestion::id);
        base.is = other.at("is").texts();
        base.label = label_of(other);
        if (base.question < before.questions.size()) {
            check_choices(other, before.questions[base.question], base.is);
        }
        question.other_base = std::move(base);
    }
    return question;
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    SurveyCatalog load() {
        SurveyCatalog catalog;
        catalog.head = read_head(root_, "survey");
        for (const Node& node : root_.at("groups").elements()) {
            catalog.groups.push_back({node.at("id").text(), label_of(node)});
        }
        for (const Node& node : root_.at("questions").elements()) {
            SurveyQuestion question = read_question(node, catalog);
            if (place_of(catalog.questions, &SurveyQuestion::id, question.id) != kNowhere) {
                fault_given_twice(node, question.id);
            }
            catalog.places.emplace(question.id, catalog.questions.size());
            catalog.questions.push_back(std::move(question));
        }
        return catalog;
    }

private:
    Node root_;
};

}  // namespace

std::string_view to_string(SurveyPart part) noexcept {
    return part == SurveyPart::contract ? "contract" : "operation";
}

std::string_view to_string(SurveyType type) noexcept {
    switch (type) {
        case SurveyType::text: return "text";
        case SurveyType::choice: return "choice";
        case SurveyType::integer: return "integer";
        case SurveyType::date: return "date";
        case SurveyType::money_by_year: return "money_by_year";
    }
    return "text";
}

Result<SurveyCatalog> load_survey_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

Result<SurveyCatalog> parse_survey_catalog(std::string_view text, const std::string& name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, name));
}

}  // namespace daicho::govern
