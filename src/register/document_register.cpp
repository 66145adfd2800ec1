#include "register/document_register.hpp"

#include <fmt/format.h>

#include "json/reader.hpp"

namespace daicho::registers {
namespace {

// A JSON string is a YAML scalar that means nothing else.
std::string quoted(const std::string& text) { return json::write(json::Value(text)); }

std::string both(const BilingualText& text) {
    return fmt::format("ja: {}, en: {}", quoted(text.ja), quoted(text.en));
}

std::string list_of(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + quoted(name);
    return "[" + list + "]";
}

// Whoever may import rows brings no documents with them: they come one by one, with their bytes.
std::string permissions(const Permissions& beside) {
    return fmt::format(
        "permissions: {{view: {}, change: {}, import: [], export: {}, approve: {}}}\n",
        list_of(beside.view), list_of(beside.change), list_of(beside.export_),
        list_of(beside.approve));
}

// The way of a document to its department leads through its record.
std::string scopes(const Definition& beside) {
    if (beside.scopes.empty()) return {};
    std::string text = "scopes:\n";
    for (const ScopeRule& rule : beside.scopes) {
        text += fmt::format("  - {{role: {}, by: \"{}", quoted(rule.role),
                            rule.steps.empty() ? "*" : kDocumentSubject);
        for (const ScopeRule::Step& step : rule.steps) text += "." + step.name;
        text += "\"}\n";
    }
    return text;
}

std::string state_id(const Workflow& workflow, std::size_t state) {
    return state == WorkflowStep::kConfirmed ? "confirmed" : workflow.states[state].id;
}

std::string approval(const Workflow& workflow) {
    if (!workflow.is_needed()) return {};
    std::string text = "workflow:\n  states:\n";
    for (const WorkflowState& state : workflow.states) {
        text += fmt::format("    - {{id: {}, number: {}, {}{}}}\n", quoted(state.id), state.number,
                            both(state.label),
                            state.days == 0 ? "" : fmt::format(", days: {}", state.days));
    }
    text += "  steps:\n";
    for (const WorkflowStep& step : workflow.steps) {
        text += fmt::format(
            "    - {{from: {}, to: {}, roles: {}, four_eyes: {}, reason: {}, {}}}\n",
            quoted(state_id(workflow, step.from)), quoted(state_id(workflow, step.to)),
            list_of(step.roles), step.four_eyes, step.reason, both(step.label));
    }
    return text;
}

std::string purposes(const Purposes& beside) {
    if (beside.list.empty()) return {};
    std::string text = "purposes:\n";
    for (const Purpose& purpose : beside.list) {
        text += fmt::format("  - {{number: {}, {}}}\n", purpose.number, both(purpose.label));
    }
    if (!beside.to_view && !beside.to_change) return text;
    return text + fmt::format("purpose_asked: [{}{}{}]\n", beside.to_view ? "view" : "",
                              beside.to_view && beside.to_change ? ", " : "",
                              beside.to_change ? "change" : "");
}

std::string fields(const Definition& beside) {
    const std::string classification(to_string(beside.documents.classification));
    std::string kinds;
    for (const Code& kind : beside.documents.kinds) {
        kinds += fmt::format("      - {{key: {}, {}}}\n", quoted(kind.key), both(kind.label));
    }
    return fmt::format(
        "fields:\n"
        "  - {{id: 1, name: {}, type: text, label: {{ja: 書類番号, en: Document number}},\n"
        "     required: true, max_length: 12, list: 1, sort: true, note: {{ja: 登録のときに付きます,\n"
        "     en: Given when the document is entered}}}}\n"
        "  - {{id: 2, name: {}, type: ref, target: {}, label: {{{}}},\n"
        "     required: true, list: 2}}\n"
        "  - id: 3\n    name: {}\n    type: code\n    label: {{ja: 種類, en: Kind}}\n"
        "    required: true\n    list: 3\n    sort: true\n    codes:\n{}"
        "  - {{id: 4, name: {}, type: document, label: {{ja: ファイル, en: File}},\n"
        "     classification: {}, required: true, list: 4}}\n"
        "  - {{id: 5, name: {}, type: text, label: {{ja: 件名, en: Title}},\n"
        "     classification: {}, max_length: 120, list: 5}}\n"
        "  - {{id: 6, name: dated, type: date, label: {{ja: 文書の日付, en: Date of the document}},\n"
        "     list: 6, sort: true}}\n",
        kDocumentNumber, kDocumentSubject, beside.name, both(beside.label), kDocumentKind, kinds,
        kDocumentFile, classification, kDocumentTitle, classification);
}

}  // namespace

std::string document_register_name(const Definition& beside) { return beside.name + "_document"; }

std::string document_register(const Definition& beside) {
    const Retention& retention = beside.documents.retention;
    std::string text = fmt::format(
        "register: {}\nnumber: {}\nversion: {}\ndocuments_of: {}\n"
        "label: {{ja: {}, en: {}}}\ntask: {{id: {}, {}}}\nlegal_basis: {}\n"
        "temporal: valid_time\nkey: [{}]\n",
        document_register_name(beside), beside.documents.number, beside.version, beside.name,
        quoted(beside.label.ja + "の書類"), quoted("Documents of: " + beside.label.en),
        quoted(beside.task_id), both(beside.task_label), quoted(beside.legal_basis),
        kDocumentNumber);
    if (!beside.importance.empty()) text += "importance: " + quoted(beside.importance) + "\n";
    text += fmt::format("retention: {{years: {}, from: {}, basis: {}}}\n", retention.years,
                        retention.from, quoted(retention.basis));
    return text + permissions(beside.permissions) + scopes(beside) + approval(beside.workflow) +
           purposes(beside.purposes) + fields(beside);
}

}  // namespace daicho::registers
