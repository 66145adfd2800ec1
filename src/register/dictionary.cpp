#include "register/dictionary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "identity/principal.hpp"
#include "register/cell.hpp"
#include "register/detail/dictionary_parts.hpp"

namespace daicho::registers {
namespace {

using detail::cell_text;

constexpr const char* kTypes[] = {
    "dictionary.type.text",       "dictionary.type.int",      "dictionary.type.yen",
    "dictionary.type.area",       "dictionary.type.ratio",    "dictionary.type.points",
    "dictionary.type.date",       "dictionary.type.year_month",
    "dictionary.type.fiscal_year", "dictionary.type.bool",    "dictionary.type.code",
    "dictionary.type.ref",        "dictionary.type.document", "dictionary.type.geometry",
    "dictionary.type.personal_number"};
constexpr const char* kClasses[] = {"dictionary.class.public", "dictionary.class.internal",
                                    "dictionary.class.personal",
                                    "dictionary.class.personal_number"};
constexpr const char* kSigns[] = {"<", "≤", "=", "≠", "≥", ">"};

const char* area_id(const std::string& area) {
    static const std::map<std::string, const char*> kAreas = {
        {"govern", "dictionary.area.govern"},
        {"office", "dictionary.area.office"},
        {"person", "dictionary.area.person"},
        {"tax", "dictionary.area.tax"}};
    const auto found = kAreas.find(area);
    return found == kAreas.end() ? nullptr : found->second;
}

std::string code(std::string_view name) { return fmt::format("`{}`", name); }

bool needs_two_people(const Workflow& workflow) {
    return std::ranges::any_of(workflow.steps,
                               [](const WorkflowStep& step) { return step.four_eyes; });
}

class Page {
public:
    Page(const Definition& definition, const Definitions& all, Language language)
        : definition_(&definition), all_(&all), language_(language) {}
    std::string write();

private:
    [[nodiscard]] std::string say(const char* id) const { return message(id, language_); }
    [[nodiscard]] std::string name(std::size_t field) const {
        return code(definition_->fields[field].name);
    }
    [[nodiscard]] std::string names(const std::vector<std::size_t>& fields,
                                    std::string_view between) const;
    [[nodiscard]] std::string roles(const std::vector<std::string>& list) const;
    [[nodiscard]] std::string type_of(const Field& field) const;
    [[nodiscard]] std::string marks_of(std::size_t index) const;
    [[nodiscard]] std::string rule_of(const Check& check) const;
    [[nodiscard]] std::string bound(const Check& check, std::int64_t value) const;
    void fact(const char* id, const std::string& value) {
        out_ += fmt::format("| {} | {} |\n", say(id), value);
    }
    void facts();
    void permissions();
    void fields();
    void code_lists();
    void checks();
    void workflow();
    void purposes();

    const Definition* definition_;
    const Definitions* all_;
    Language language_;
    std::string out_;
};

std::string Page::names(const std::vector<std::size_t>& fields, std::string_view between) const {
    std::string out;
    for (const std::size_t field : fields) {
        if (!out.empty()) out += between;
        out += name(field);
    }
    return out;
}

std::string Page::roles(const std::vector<std::string>& list) const {
    std::string out;
    for (const std::string& role : list) {
        const identity::Role* known = identity::find_role(role);
        out += out.empty() ? "" : ", ";
        out += known == nullptr ? code(role)
                                : std::string(language_ == Language::japanese ? known->label_ja
                                                                              : known->label_en);
    }
    return out.empty() ? say("dictionary.nobody") : out;
}

void Page::facts() {
    const Definition& it = *definition_;
    out_ += fmt::format("| {} | |\n|---|---|\n", say("dictionary.about"));
    fact("dictionary.id", fmt::format("{} ({})", code(it.name), it.number));
    fact("dictionary.version", std::to_string(it.version));
    fact("dictionary.purpose", cell_text(it.task_label.in(language_)) + " " + code(it.task_id));
    fact("dictionary.legal_basis", cell_text(it.legal_basis));
    fact("dictionary.temporal",
         say(it.is_event() ? "dictionary.event" : "dictionary.valid_time"));
    fact("dictionary.key", names(it.key, ", "));
    if (!it.importance.empty()) fact("dictionary.importance", cell_text(it.importance));
    const char* from = it.retention.from == "recorded" ? "dictionary.from_recorded"
                                                       : "dictionary.from_end";
    fact("dictionary.retention",
         message("dictionary.retention_text", language_,
                 {{"years", std::to_string(it.retention.years)},
                  {"from", say(from)},
                  {"basis", cell_text(it.retention.basis)}}));
    fact("dictionary.four_eyes",
         say(needs_two_people(it.workflow) ? "dictionary.yes" : "dictionary.no"));
    if (it.article_asked) fact("dictionary.article", say("dictionary.yes"));
    const char* personal = it.has_sealed     ? "dictionary.class.personal_number"
                           : it.has_personal ? "dictionary.class.personal"
                                             : "dictionary.no";
    fact("dictionary.personal", say(personal));
}

void Page::permissions() {
    const Permissions& may = definition_->permissions;
    out_ += fmt::format("\n## {}\n\n| {} | {} |\n|---|---|\n", say("dictionary.permissions"),
                        say("dictionary.action"), say("dictionary.roles"));
    fact("dictionary.view", roles(may.view));
    fact("dictionary.change", roles(may.change));
    fact("dictionary.import", roles(may.import));
    fact("dictionary.export", roles(may.export_));
    fact("dictionary.approve", roles(may.approve));
}

std::string Page::type_of(const Field& field) const {
    std::string out = say(kTypes[static_cast<std::size_t>(field.type)]);
    if (field.type == FieldType::text) out += fmt::format(" ≤{}", field.max_length);
    if (field.type == FieldType::ref) out += " → " + code(field.target);
    return out;
}

std::string Page::marks_of(std::size_t index) const {
    const Field& field = definition_->fields[index];
    std::string out = field.required ? say("dictionary.required") : "";
    for (const std::size_t key : definition_->key) {
        if (key == index) out += (out.empty() ? "" : ", ") + say("dictionary.key");
    }
    return out;
}

void Page::fields() {
    out_ += fmt::format("\n## {}\n\n|", say("dictionary.fields"));
    for (const char* head :
         {"dictionary.no_", "dictionary.id", "dictionary.label", "dictionary.type",
          "dictionary.unit", "dictionary.classification", "dictionary.marks", "dictionary.item",
          "dictionary.note"}) {
        out_ += fmt::format(" {} |", say(head));
    }
    out_ += "\n|---|---|---|---|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < definition_->fields.size(); ++i) {
        const Field& field = definition_->fields[i];
        out_ += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", field.id,
                            code(field.name), cell_text(field.label.in(language_)),
                            type_of(field), cell_text(field.unit.in(language_)),
                            say(kClasses[static_cast<std::size_t>(field.classification)]),
                            marks_of(i), cell_text(field.item),
                            cell_text(field.note.in(language_)));
    }
}

void Page::code_lists() {
    for (const Field& field : definition_->fields) {
        if (field.codes.empty()) continue;
        out_ += fmt::format("\n### {} – {}\n\n| {} | {} |\n|---|---|\n", code(field.name),
                            field.label.in(language_), say("dictionary.type.code"),
                            say("dictionary.label"));
        for (const Code& one : field.codes) {
            out_ += fmt::format("| {} | {} |\n", code(one.key),
                                cell_text(one.label.in(language_)));
        }
    }
}

std::string Page::bound(const Check& check, std::int64_t value) const {
    if (value == INT64_MIN || value == INT64_MAX) return "";
    return format_cell(definition_->fields[check.field], Cell::of(value));
}

std::string Page::rule_of(const Check& check) const {
    switch (check.kind) {
        case CheckKind::range: {
            const std::string least = bound(check, check.min);
            const std::string most = bound(check, check.max);
            return (least.empty() ? "" : least + " ≤ ") + name(check.field) +
                   (most.empty() ? "" : " ≤ " + most);
        }
        case CheckKind::pattern: return name(check.field) + " ~ " + code(check.shape);
        case CheckKind::compare:
            return fmt::format("{} {} {}", name(check.field),
                               kSigns[static_cast<std::size_t>(check.comparison)],
                               name(check.other));
        case CheckKind::sum_equals: return names(check.parts, " + ") + " = " + name(check.other);
        case CheckKind::when_then:
            return fmt::format("{} = {} → {}", name(check.field), fmt::join(check.values, ", "),
                               names(check.parts, ", "));
        case CheckKind::parts_of_one:
            return fmt::format("Σ {} / {} = 1 ({})", name(check.field), name(check.other),
                               names(check.parts, ", "));
    }
    return {};
}

void Page::checks() {
    if (definition_->checks.empty()) return;
    out_ += fmt::format("\n## {}\n\n| {} | {} | {} |\n|---|---|---|\n", say("dictionary.checks"),
                        say("dictionary.rule"), say("dictionary.severity"),
                        say("dictionary.note"));
    for (const Check& check : definition_->checks) {
        out_ += fmt::format(
            "| {} | {} | {} |\n", rule_of(check),
            say(check.warning ? "dictionary.is_warning" : "dictionary.is_error"),
            cell_text(check.message.in(language_)));
    }
}

void Page::workflow() {
    const Workflow& flow = definition_->workflow;
    if (!flow.is_needed()) return;
    const auto label = [&](std::size_t state) {
        if (state == WorkflowStep::kConfirmed) return say("dictionary.confirmed");
        return cell_text(flow.states[state].label.in(language_));
    };
    out_ += fmt::format("\n## {}\n\n| {} | {} | {} | {} | {} |\n|---|---|---|---|---|\n",
                        say("dictionary.workflow"), say("dictionary.step"),
                        say("dictionary.way"), say("dictionary.roles"),
                        say("dictionary.four_eyes"), say("dictionary.days"));
    for (const WorkflowStep& step : flow.steps) {
        const int days = flow.states[step.from].days;
        out_ += fmt::format("| {} | {} → {} | {} | {} | {} |\n",
                            cell_text(step.label.in(language_)), label(step.from), label(step.to),
                            roles(step.roles),
                            say(step.four_eyes ? "dictionary.yes" : "dictionary.no"),
                            days == 0 ? "" : std::to_string(days));
    }
}

void Page::purposes() {
    const Purposes& all = definition_->purposes;
    if (all.list.empty()) return;
    out_ += fmt::format("\n## {}\n\n| {} | {} |\n|---|---|\n", say("dictionary.purposes"),
                        say("dictionary.no_"), say("dictionary.label"));
    for (const Purpose& one : all.list) {
        out_ += fmt::format("| {} | {} |\n", one.number, cell_text(one.label.in(language_)));
    }
}

std::string Page::write() {
    out_ = fmt::format("# {}\n\n", definition_->label.in(language_));
    facts();
    permissions();
    workflow();
    purposes();
    out_ += detail::links_part(*definition_, *all_, language_);
    fields();
    code_lists();
    checks();
    out_ += detail::listing_part(*definition_, language_);
    return std::move(out_);
}

std::string index_of(const std::map<std::string, std::vector<const Definition*>>& areas,
                     Language language) {
    std::string out = fmt::format("# {}\n\n{}\n", message("dictionary.title", language),
                                  message("dictionary.made", language));
    for (const auto& [area, list] : areas) {
        const char* id = area_id(area);
        out += fmt::format("\n## {}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n",
                           id == nullptr ? area : message(id, language),
                           message("dictionary.register", language),
                           message("dictionary.purpose", language),
                           message("dictionary.fields", language),
                           message("dictionary.personal", language));
        for (const Definition* one : list) {
            out += fmt::format("| [{}]({}/{}.md) | {} | {} | {} |\n",
                               cell_text(one->label.in(language)), area, one->name,
                               cell_text(one->task_label.in(language)), one->fields.size(),
                               message(one->has_personal ? "dictionary.yes" : "dictionary.no",
                                       language));
        }
    }
    return out;
}

}  // namespace

std::vector<DictionaryPage> data_dictionary(const Definitions& definitions, Language language) {
    std::map<std::string, std::vector<const Definition*>> areas;
    for (const auto& one : definitions.all()) areas[one->area].push_back(one.get());
    std::vector<DictionaryPage> pages;
    pages.push_back({"README.md", index_of(areas, language) +
                                      detail::role_links_part(definitions, language)});
    for (const auto& [area, list] : areas) {
        for (const Definition* one : list) {
            pages.push_back({fmt::format("{}/{}.md", area, one->name),
                             Page(*one, definitions, language).write()});
        }
    }
    return pages;
}

}  // namespace daicho::registers
