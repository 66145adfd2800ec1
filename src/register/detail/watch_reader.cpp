#include "register/detail/watch_reader.hpp"

#include <algorithm>

#include "register/list.hpp"
#include "register/watch.hpp"

namespace daicho::registers::detail {
namespace {

using yaml::Node;

void fault(const Node& node, const char* id, const std::string& name) {
    node.fault(input_error(id).with("name", name));
}

std::size_t list_field(const Node& node, const std::string& name, const Definition& definition) {
    const std::size_t field = definition.index_of(name);
    if (field != Definition::npos && in_list(definition, field)) return field;
    fault(node,
          field == Definition::npos ? "register.definition.no_field"
                                    : "register.definition.not_in_list",
          name);
    return kNoField;
}

std::vector<ListCondition> read_conditions(const Node& node, const Definition& definition) {
    std::vector<ListCondition> conditions;
    if (!node.exists()) return conditions;
    for (const auto& [name, value] : node.members()) {
        const std::size_t field = list_field(value, name, definition);
        const std::string text = value.text();
        if (field == kNoField) continue;
        const Filter filter =
            on_day(definition, parse_condition(definition, field, text), Date::from_days(0));
        // The number of a record means something in one municipality alone.
        const bool number = definition.fields[field].type == FieldType::ref &&
                            filter.kind != FilterKind::is_empty;
        if (number || !check_condition(definition, filter)) {
            fault(value, "register.definition.watch_value", text);
        }
        conditions.push_back({field, text});
    }
    return conditions;
}

RelatedRows read_related(const Node& node) {
    RelatedRows rows;
    rows.line = node.line();
    const Node without = node.find("without"), with = node.find("with");
    if (without.exists() || with.exists()) {
        rows.relation = without.exists() ? Relation::without : Relation::with;
        rows.target = without.exists() ? without.text() : with.text();
        rows.field = node.at("by").text();
    } else {
        rows.relation = Relation::of;
        rows.field = node.at("of").text();
    }
    if (rows.relation == Relation::with) {
        rows.least = static_cast<std::uint64_t>(node.integer_or("least", 1, 1, 1'000'000));
    }
    const Node when = node.find("when");
    if (!when.exists()) return rows;
    for (const auto& [name, value] : when.members()) rows.asked.emplace_back(name, value.text());
    return rows;
}

WatchKind read_kind(const Node& node) {
    const std::string text = node.at("kind").one_of({"bad", "caution", "deadline"});
    if (text == "deadline") return WatchKind::deadline;
    return text == "bad" ? WatchKind::bad : WatchKind::caution;
}

bool is_watch_id(const std::string& id) {
    return !id.empty() && id.size() <= 40 && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Watch read_watch(const Node& node, const Definition& definition) {
    Watch watch;
    watch.id = node.at("id").text();
    watch.label = node.bilingual();
    watch.kind = read_kind(node);
    watch.cite = node.text_or("cite", "");
    watch.conditions = read_conditions(node.find("when"), definition);
    for (const Node& item : node.find("related").elements()) {
        watch.related.push_back(read_related(item));
    }
    if (watch.kind == WatchKind::deadline) {
        const Node due = node.at("due");
        watch.due = list_field(due, due.text(), definition);
        const bool date = watch.due != kNoField &&
                          definition.fields[watch.due].type == FieldType::date;
        if (!date) fault(due, "register.definition.watch_due", due.text());
    }
    // Without either it would be the whole register.
    if (!node.find("when").exists() && watch.related.empty()) {
        fault(node, "register.definition.watch_empty", watch.id);
    }
    return watch;
}

}  // namespace

void read_watches(const Node& root, Definition& definition) {
    for (const Node& node : root.find("watches").elements()) {
        Watch watch = read_watch(node, definition);
        if (!is_watch_id(watch.id) || find_watch(definition, watch.id) != nullptr) {
            fault(node, "register.definition.watch_id", watch.id);
        }
        definition.watches.push_back(std::move(watch));
    }
}

}  // namespace daicho::registers::detail
