#include "register/detail/lint_warnings.hpp"

#include <algorithm>
#include <set>

#include "identity/principal.hpp"
#include "register/by_command.hpp"
#include "register/disclosure.hpp"
#include "register/hidden_records.hpp"

namespace daicho::registers::detail {
namespace {

class Warnings {
public:
    Warnings(const Definition& definition, const LintLines& lines)
        : definition_(&definition), lines_(&lines) {}

    Error& about(const char* id, const std::string& key) {
        const auto line = lines_->keys.find(key);
        return add(id, line == lines_->keys.end() ? 1 : line->second, key);
    }
    Error& about(const char* id, const Field& field) {
        const auto line = lines_->fields.find(field.name);
        return add(id, line == lines_->fields.end() ? 1 : line->second, field.name)
            .with("field", field.name);
    }
    std::vector<Error> found;

private:
    Error& add(const char* id, std::uint64_t line, std::string path) {
        found.push_back(input_error(id).at(std::move(path)).at_line(lines_->file, line));
        return found.back().with("register", definition_->name);
    }
    const Definition* definition_;
    const LintLines* lines_;
};

bool holds_japanese(const std::string& text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const auto a = static_cast<unsigned char>(text[i]);
        const auto b = static_cast<unsigned char>(text[i + 1]);
        if (a == 0xE3 && b >= 0x81 && b <= 0x83) return true;  // kana
        if (a >= 0xE4 && a <= 0xE9) return true;               // kanji
    }
    return false;
}

bool is_whole(const BilingualText& text) {
    return !text.ja.empty() && !text.en.empty() && !holds_japanese(text.en);
}

void look_at_labels(const Definition& definition, Warnings& warn) {
    if (!is_whole(definition.label)) warn.about("lint.label", "label");
    if (!is_whole(definition.task_label)) warn.about("lint.label", "task");
    for (const Group& group : definition.groups) {
        if (!is_whole(group.label)) warn.about("lint.label", "groups");
    }
    for (const Field& field : definition.fields) {
        const bool codes = std::ranges::all_of(
            field.codes, [](const Code& code) { return is_whole(code.label); });
        if (!is_whole(field.label) || !codes) warn.about("lint.label", field);
    }
}

// Purpose, keeping, people: what the privacy assessment and the disposal list are made from.
void look_at_governance(const Definition& definition, Warnings& warn) {
    if (definition.retention.years == 0 || definition.retention.basis.empty()) {
        warn.about("lint.retention", "retention");
    }
    for (const Field& field : definition.fields) {
        if (!field.is_personal()) continue;
        if (definition.legal_basis.empty() || definition.task_id.empty()) {
            warn.about("lint.purpose", field);
        }
        if (field.type == FieldType::personal_number && field.note.ja.empty()) {
            warn.about("lint.number_purpose", field);
        }
    }
    const Permissions& may = definition.permissions;
    if (may.view.empty()) warn.about("lint.nobody_views", "permissions");
    if (definition.four_eyes && may.approve.empty()) warn.about("lint.no_approver", "four_eyes");
    std::set<std::string> unknown;
    for (const auto* list : {&may.view, &may.change, &may.import, &may.export_, &may.approve}) {
        for (const std::string& role : *list) {
            if (identity::find_role(role) == nullptr) unknown.insert(role);
        }
    }
    if (is_by_command(definition)) unknown.erase(std::string(kByCommand));
    for (const WorkflowStep& step : definition.workflow.steps) {
        if (!definition.four_eyes && step.roles.empty()) warn.about("lint.step_roles", "workflow");
        if (step.to == WorkflowStep::kConfirmed && !step.four_eyes) {
            warn.about("lint.step_alone", "workflow");
        }
        for (const std::string& role : step.roles) {
            if (identity::find_role(role) == nullptr) unknown.insert(role);
        }
    }
    for (const std::string& role : unknown) {
        warn.about("lint.unknown_role", "permissions").with("role", role);
    }
}

// A ref is shown by the title of its target. Where that is a person's name, whoever sees this
// register sees the person; without a personal field (or a ref to addressee) nothing records it.
void look_at_refs(const Definition& definition, Warnings& warn, const FindDefinition& find) {
    for (const Field& field : definition.fields) {
        if (field.type != FieldType::ref) continue;
        const Definition* target = find(field.target);
        if (target == nullptr) continue;
        const Field& title = target->fields[target->title_field()];
        if (title.is_personal() && !must_disclose(definition)) {
            warn.about("lint.undisclosed_ref", field).with("target", field.target);
        }
        if (!field.link_basis.empty() && !crosses_tasks(definition, field, *target)) {
            warn.about("lint.idle_link_basis", field).with("target", field.target);
        }
        if (target->is_event() && !definition.is_event()) {
            warn.about("lint.ref_to_event", field).with("target", field.target);
        }
    }
}

void look_at_list(const Definition& definition, Warnings& warn) {
    std::set<std::uint16_t> places;
    bool any = false;
    for (const Field& field : definition.fields) {
        if (field.list == 0) continue;
        any = true;
        if (field.type == FieldType::personal_number) warn.about("lint.list_sealed", field);
        if (!places.insert(field.list).second) {
            warn.about("lint.list_twice", field).with("place", std::to_string(field.list));
        }
    }
    if (!any) warn.about("lint.no_list", "fields");
}

// A list ordered or narrowed by what leads to a person leaves protected persons out. Whoever may
// see the measures sees all of them.
void look_at_listing(const Definition& definition, Warnings& warn) {
    if (keeps_measures(definition.name)) return;
    std::set<std::size_t> telling;
    const auto look = [&](const ListSort& sort, const std::vector<ListCondition>& conditions) {
        const auto add = [&](std::size_t field) {
            if (field != kNoField && tells_of_persons(definition.fields[field])) {
                telling.insert(field);
            }
        };
        add(sort.field);
        for (const ListCondition& one : conditions) add(one.field);
    };
    look(definition.listing.sort, definition.listing.conditions);
    for (const ListView& view : definition.listing.views) look(view.sort, view.conditions);
    for (const std::size_t field : telling) {
        warn.about("lint.list_tells", "list").with("field", definition.fields[field].name);
    }
}

void look_at_field(const Definition& definition, const Field& field, Warnings& warn) {
    const bool shapeless = field.type == FieldType::document ||
                           field.type == FieldType::geometry ||
                           field.type == FieldType::personal_number;
    if (field.sort && shapeless) warn.about("lint.sort", field);
    if (field.search != SearchKind::none && field.type != FieldType::text) {
        warn.about("lint.search", field);
    }
    if (!field.own_index && (!definition.is_event() || field.type != FieldType::ref)) {
        warn.about("lint.own_index", field);
    }
    const bool grouped = std::ranges::any_of(
        definition.groups, [&](const Group& group) { return group.id == field.group; });
    if (!field.group.empty() && !grouped) {
        warn.about("lint.no_group", field).with("group", field.group);
    }
}

}  // namespace

std::vector<Error> warnings_of(const Definition& definition, const LintLines& lines,
                               const FindDefinition& find) {
    Warnings warn(definition, lines);
    look_at_labels(definition, warn);
    look_at_governance(definition, warn);
    look_at_refs(definition, warn, find);
    look_at_list(definition, warn);
    look_at_listing(definition, warn);
    for (const Field& field : definition.fields) look_at_field(definition, field, warn);
    std::ranges::stable_sort(warn.found, {}, [](const Error& error) { return error.where.line; });
    return std::move(warn.found);
}

}  // namespace daicho::registers::detail
