#include "register/detail/definition_reader.hpp"

#include <algorithm>
#include <set>

#include "base/decimal.hpp"
#include "identity/principal.hpp"
#include "register/cell.hpp"
#include "register/detail/listing_reader.hpp"
#include "register/detail/masking_reader.hpp"
#include "register/detail/watch_reader.hpp"
#include "register/detail/workflow_reader.hpp"

namespace daicho::registers::detail {
namespace {

using yaml::Node;

const std::vector<std::string_view> kTypes = {
    "text", "int", "yen", "area", "ratio", "points", "date", "year_month", "fiscal_year", "bool",
    "code", "ref", "document", "geometry", "personal_number"};
const std::vector<std::string_view> kClasses = {"internal", "public", "personal",
                                                "personal_number"};
const std::vector<std::string_view> kSearches = {"none", "name", "kana", "number", "address"};
const std::vector<std::string_view> kChecks = {"range", "pattern", "compare", "sum_equals",
                                               "when_then", "parts_of_one"};
const std::vector<std::string_view> kComparisons = {"<", "<=", "==", "!=", ">=", ">"};
const std::vector<std::string_view> kShapes = {
    "digits", "upper_alnum", "postal_code", "phone", "check_digit_addressee",
    "check_digit_corporate"};
// Columns that every version table has.
const std::set<std::string, std::less<>> kReserved = {
    "version_id", "record_id", "commit_no", "valid_from", "valid_to", "ended", "reason",
    "row_state", "row_definition", "row_salt", "row_personal", "row_digest",
    "watch"};  // a condition of lists

template <class Enum>
Enum pick(const Node& node, const std::vector<std::string_view>& names) {
    const std::string text = node.one_of(names);
    const auto found = std::find(names.begin(), names.end(), text);
    return static_cast<Enum>(found - names.begin());
}

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > 60 || text[0] < 'a' || text[0] > 'z') return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

BilingualText optional_texts(const Node& node) {
    return node.exists() ? node.bilingual() : BilingualText{};
}

void read_codes(const Node& node, Field& field) {
    for (const Node& item : node.elements()) {
        Code code{item.at("key").text(), item.bilingual()};
        if (field.find_code(code.key) != nullptr) {
            item.fault(input_error("register.definition.code_twice").with("code", code.key));
        }
        (void)item.find("note");
        field.codes.push_back(std::move(code));
    }
}

Classification read_classification(const Node& node) {
    if (!node.exists()) return Classification::internal;
    const std::string text = node.one_of(kClasses);
    if (text == "public") return Classification::open;
    if (text == "personal") return Classification::personal;
    return text == "personal_number" ? Classification::personal_number : Classification::internal;
}

Field read_field(const Node& node) {
    Field field;
    field.id = static_cast<std::uint16_t>(node.at("id").integer(1, 65535));
    field.name = node.at("name").text();
    if (!is_name(field.name) || kReserved.contains(field.name)) {
        node.fault(input_error("register.definition.bad_name").with("name", field.name));
    }
    field.type = pick<FieldType>(node.at("type"), kTypes);
    field.label = node.at("label").bilingual();
    field.group = node.text_or("group", "");
    field.classification = read_classification(node.find("classification"));
    field.required = node.boolean_or("required", false);
    field.max_length = static_cast<std::uint32_t>(node.integer_or("max_length", 200, 1, 100'000));
    read_codes(node.find("codes"), field);
    field.target = node.text_or("target", "");
    field.link_basis = node.text_or("link_basis", "");
    if (!field.link_basis.empty() && field.type != FieldType::ref) {
        node.fault(input_error("register.definition.link_basis").with("name", field.name));
    }
    field.item = node.text_or("item", "");
    field.list = static_cast<std::uint16_t>(node.integer_or("list", 0, 1, 999));
    field.width = static_cast<std::uint16_t>(
        node.integer_or("width", 0, kLeastWidth, kMostWidth));
    field.sort = node.boolean_or("sort", false);
    field.own_index = node.boolean_or("own_index", true);
    if (const Node search = node.find("search"); search.exists()) {
        field.search = pick<SearchKind>(search, kSearches);
    }
    field.unit = optional_texts(node.find("unit"));
    field.note = optional_texts(node.find("note"));
    read_masking(node, field);
    if ((field.type == FieldType::code) == field.codes.empty()) {
        node.fault(input_error("register.definition.codes").with("name", field.name));
    }
    if ((field.type == FieldType::ref) == field.target.empty()) {
        node.fault(input_error("register.definition.target").with("name", field.name));
    }
    if (field.type == FieldType::personal_number &&
        field.classification != Classification::personal_number) {
        node.fault(input_error("register.definition.personal_number").with("name", field.name));
    }
    return field;
}

std::size_t field_of(const Node& node, const Definition& definition) {
    if (!node.exists()) return 0;
    const std::size_t index = definition.index_of(node.text());
    if (index == Definition::npos) {
        node.fault(input_error("register.definition.no_field").with("name", node.text()));
        return 0;
    }
    return index;
}

std::int64_t bound_of(const Node& node, const Field& field, std::int64_t otherwise) {
    if (!node.exists()) return otherwise;
    const auto value = storage_integer(field, node.text());
    if (!value) {
        node.fault(Error(value.error()));
        return otherwise;
    }
    return *value;
}

// Bounds of a field that does not exist would only be named as faults of another one.
void read_range(const Node& node, Check& check, const Definition& definition) {
    const Node name = node.at("field");
    check.field = field_of(name, definition);
    const Node least = node.find("min");
    const Node most = node.find("max");
    if (definition.index_of(name.text()) != check.field) return;
    check.min = bound_of(least, definition.fields[check.field], INT64_MIN);
    check.max = bound_of(most, definition.fields[check.field], INT64_MAX);
}

void read_when_then(const Node& node, Check& check, const Definition& definition) {
    const Node when = node.at("when");
    check.field = field_of(when.at("field"), definition);
    check.values = when.at("is").texts();
    for (const Node& name : node.at("then_required").elements()) {
        check.parts.push_back(field_of(name, definition));
    }
}

void read_parts_of_one(const Node& node, Check& check, const Definition& definition) {
    const Node of = node.at("of");
    check.parts.push_back(field_of(of, definition));
    if (definition.fields[check.parts.front()].type != FieldType::ref) {
        of.fault(input_error("register.definition.whole").with("name", of.text()));
    }
    check.field = field_of(node.at("numerator"), definition);
    check.other = field_of(node.at("denominator"), definition);
}

Check read_check(const Node& node, const Definition& definition) {
    Check check;
    check.kind = pick<CheckKind>(node.at("check"), kChecks);
    check.id = node.text_or("id", "");
    check.warning = node.text_or("severity", "error") == "warning";
    check.message = optional_texts(node.find("message"));
    switch (check.kind) {
        case CheckKind::range:
            read_range(node, check, definition);
            break;
        case CheckKind::pattern:
            check.field = field_of(node.at("field"), definition);
            check.shape = node.at("shape").one_of(kShapes);
            break;
        case CheckKind::compare:
            check.field = field_of(node.at("left"), definition);
            check.other = field_of(node.at("right"), definition);
            check.comparison = pick<Comparison>(node.at("op"), kComparisons);
            break;
        case CheckKind::sum_equals:
            for (const Node& part : node.at("parts").elements()) {
                check.parts.push_back(field_of(part, definition));
            }
            check.other = field_of(node.at("total"), definition);
            break;
        case CheckKind::when_then: read_when_then(node, check, definition); break;
        case CheckKind::parts_of_one: read_parts_of_one(node, check, definition); break;
    }
    return check;
}

void read_fields(const Node& root, Definition& definition) {
    std::set<std::uint16_t> ids;
    std::set<std::string> names;
    for (const Node& node : root.at("fields").elements()) {
        Field field = read_field(node);
        if (!ids.insert(field.id).second || !names.insert(field.name).second) {
            node.fault(input_error("register.definition.field_twice").with("name", field.name));
        }
        definition.fields.push_back(std::move(field));
    }
}

Retention read_retention(const Node& node) {
    return {static_cast<int>(node.at("years").integer(0, 1000)),
            node.at("from").one_of({"end_of_validity", "recorded"}), node.at("basis").text()};
}

void read_role_links(const Node& node, Definition& definition) {
    for (const Node& item : node.elements()) {
        RoleLink link{item.at("role").text(), item.at("tasks").texts(), item.at("basis").text()};
        if (link.basis.empty() || link.tasks.empty()) {
            item.fault(input_error("register.definition.role_link").with("role", link.role));
        }
        definition.role_links.push_back(std::move(link));
    }
}

void read_documents(const Node& root, Definition& definition) {
    definition.subject = root.text_or("documents_of", "");
    const Node node = root.find("documents");
    if (!node.exists()) return;
    DocumentRule& rule = definition.documents;
    rule.number = static_cast<std::uint16_t>(node.at("number").integer(1, 65534));
    const std::string classification = node.text_or("classification", "personal");
    if (classification != "personal" && classification != "internal") {
        node.fault(input_error("register.definition.documents").with("name", definition.name));
    }
    rule.classification = classification == "internal" ? Classification::internal
                                                       : Classification::personal;
    Field kinds;
    read_codes(node.at("kinds"), kinds);
    rule.kinds = std::move(kinds.codes);
    rule.retention = definition.retention;
    if (const Node retention = node.find("retention"); retention.exists()) {
        rule.retention = read_retention(retention);
    }
    if (definition.is_event() || rule.kinds.empty() || !definition.subject.empty()) {
        node.fault(input_error("register.definition.documents").with("name", definition.name));
    }
}

// Roles of one's own department alone are of use only where a way leads to a department.
void check_scoped_roles(const Node& root, const Definition& definition) {
    const Permissions& all = definition.permissions;
    for (const auto* roles : {&all.view, &all.change, &all.import, &all.export_, &all.approve}) {
        for (const std::string& code : *roles) {
            const identity::Role* role = identity::find_role(code);
            if (role == nullptr || !role->own_department) continue;
            const bool way = std::ranges::any_of(
                definition.scopes, [&](const ScopeRule& rule) { return rule.role == code; });
            const bool taken = roles == &all.view || roles == &all.change;
            if (way && taken) continue;
            root.fault(input_error("register.definition.no_scope").with("role", code));
        }
    }
}

// "contract.contractor": refs joined by dots; "*": the whole register, which belongs to nobody.
void read_scopes(const Node& root, Definition& definition) {
    for (const Node& node : root.find("scopes").elements()) {
        ScopeRule rule;
        rule.role = node.at("role").text();
        rule.line = node.line();
        std::string way = node.at("by").text();
        for (std::size_t from = 0; way != "*" && from <= way.size();) {
            const std::size_t dot = std::min(way.find('.', from), way.size());
            rule.steps.push_back({way.substr(from, dot - from), nullptr, 0});
            from = dot + 1;
        }
        const identity::Role* role = identity::find_role(rule.role);
        if (role == nullptr || !role->own_department) {
            node.fault(input_error("register.definition.scope").with("role", rule.role));
        }
        definition.scopes.push_back(std::move(rule));
    }
    check_scoped_roles(root, definition);
}

void read_permissions(const Node& node, Permissions& permissions) {
    permissions.view = node.at("view").texts();
    permissions.change = node.find("change").texts();
    permissions.import = node.find("import").texts();
    permissions.export_ = node.find("export").texts();
    permissions.approve = node.find("approve").texts();
}

}  // namespace

void read_definition(const Node& root, Definition& definition) {
    definition.name = root.at("register").text();
    if (!is_name(definition.name)) {
        root.fault(input_error("register.definition.bad_name").with("name", definition.name));
    }
    definition.number = static_cast<std::uint16_t>(root.at("number").integer(1, 65534));
    definition.version = static_cast<std::uint32_t>(root.at("version").integer(1, 1'000'000));
    definition.label = root.at("label").bilingual();
    const Node task = root.at("task");
    definition.task_id = task.at("id").text();
    definition.task_label = task.bilingual();
    definition.legal_basis = root.at("legal_basis").text();
    definition.temporal = root.at("temporal").one_of({"valid_time", "event"}) == "event"
                              ? Temporal::event
                              : Temporal::valid_time;
    definition.importance = root.text_or("importance", "");
    definition.retention = read_retention(root.at("retention"));
    read_permissions(root.at("permissions"), definition.permissions);
    read_role_links(root.find("role_links"), definition);
    read_scopes(root, definition);
    for (const Node& node : root.find("groups").elements()) {
        definition.groups.push_back({node.at("id").text(), node.bilingual()});
    }
    read_workflow(root, definition);
    read_documents(root, definition);
    (void)root.find("note").exists();
    read_fields(root, definition);
    if (definition.fields.empty()) return;
    read_copy_rule(root, definition);
    for (const Node& node : root.at("key").elements()) {
        const std::size_t index = field_of(node, definition);
        if (!definition.fields[index].required) {
            node.fault(input_error("register.definition.key_optional").with("name", node.text()));
        }
        definition.key.push_back(index);
    }
    if (definition.key.empty()) root.fault(input_error("register.definition.no_key"));
    read_listing(root, definition);
    read_watches(root, definition);
    for (const Node& node : root.find("checks").elements()) {
        definition.checks.push_back(read_check(node, definition));
    }
}

}  // namespace daicho::registers::detail
