#include "server/records/record_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "register/access.hpp"
#include "register/schema.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Definition;
using registers::Field;
using registers::FieldType;
using registers::RecordVersion;

constexpr std::string_view kAddressee = "addressee";

json::Value value_json(const Field& field, const registers::OwnedValue& value) {
    if (value.kind == Cell::Kind::null) return nullptr;
    switch (field.type) {
        case FieldType::integer:
        case FieldType::yen:
        case FieldType::fiscal_year: return value.integer;
        case FieldType::boolean: return value.integer != 0;
        case FieldType::ref: return json::Value(std::to_string(value.integer));
        // A personal number never leaves: only that one is registered.
        case FieldType::personal_number: return json::Value("registered");
        default: return json::Value(registers::format_cell(field, value.cell()));
    }
}

// Text to read: code labels in both languages, titles of refs; nothing where the value will do.
json::Value display_json(const Definition& definition, const Field& field,
                         const registers::OwnedValue& value, AnswerView& view) {
    if (value.kind == Cell::Kind::null) return nullptr;
    if (field.type == FieldType::code) {
        const registers::Code* code = field.find_code(value.bytes);
        return code == nullptr ? json::Value(value.bytes) : texts(code->label);
    }
    if (field.type == FieldType::document) {
        const auto document = registers::parse_document_value(value.bytes);
        return document ? json::Value(document->name) : json::Value(nullptr);
    }
    if (field.type == FieldType::ref) {
        const auto title = view.title(definition, field, static_cast<std::uint64_t>(value.integer));
        return title ? json::Value(*title) : json::Value(nullptr);
    }
    return nullptr;
}

}  // namespace

bool leads_to_person(const Field& field) noexcept {
    return field.is_personal() || field.search == registers::SearchKind::address ||
           field.type == FieldType::geometry || field.type == FieldType::document;
}

registers::Released released_for(App& app, const identity::Principal& who,
                                 registers::Outlet outlet) {
    const auto& ask = app.kernel.protection.released;
    return ask ? ask(who, outlet) : registers::Released();
}

registers::Released released_for(const Call& call, registers::Outlet outlet) {
    return released_for(call.app, call.session.person.principal, outlet);
}

AnswerView::AnswerView(const Call& call, store::Connection& connection, registers::Moment moment,
                       registers::Outlet outlet)
    : AnswerView(call.app, call.session.person.principal, connection, moment, outlet) {}

AnswerView::AnswerView(App& app, const identity::Principal& who, store::Connection& connection,
                       registers::Moment moment, registers::Outlet outlet)
    : app_(&app),
      who_(&who),
      connection_(&connection),
      moment_(moment),
      released_(released_for(app, who, outlet)) {}

const registers::Hidden& AnswerView::hidden(const std::string& target) {
    auto& known = hidden_[target];
    if (!known) known = app_->hidden.of(target, released_);
    return *known;
}

bool AnswerView::is_protected_person(std::uint64_t addressee) {
    return hidden(std::string(kAddressee)).has(addressee);
}

bool AnswerView::is_protected(const Definition& definition, const RecordVersion& record) {
    if (registers::keeps_measures(definition.name)) return false;
    if (!definition.is_event() && hidden(definition.name).has(record.record)) return true;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        const registers::OwnedValue& value = record.values[i];
        if (field.type != FieldType::ref || value.kind == Cell::Kind::null) continue;
        if (hidden(field.target).has(static_cast<std::uint64_t>(value.integer))) return true;
    }
    return false;
}

std::vector<registers::Exclusion> AnswerView::exclusions(const Definition& definition) {
    std::vector<registers::Exclusion> list;
    if (registers::keeps_measures(definition.name)) return list;
    const auto add = [&](std::size_t field, const registers::Hidden& what) {
        if (!what.all && what.records.empty()) return;
        list.push_back({field, what.all, {what.records.begin(), what.records.end()}});
    };
    if (!definition.is_event()) add(Definition::npos, hidden(definition.name));
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        if (field.type == FieldType::ref) add(i, hidden(field.target));
    }
    return list;
}

bool AnswerView::follows(const Definition& definition, const Field& field) {
    if (field.type != FieldType::ref) return true;
    const auto known = follows_.find(&field);
    if (known != follows_.end()) return known->second;
    const bool may = registers::follows(app_->kernel, *who_, definition, field);
    follows_.emplace(&field, may);
    return may;
}

std::optional<std::string> AnswerView::title(const Definition& definition, const Field& field,
                                             std::uint64_t record) {
    if (!follows(definition, field)) return std::nullopt;
    return title_of(field.target, record);
}

std::optional<std::string> AnswerView::title_of(const std::string& target, std::uint64_t record) {
    const auto key = std::make_pair(target, record);
    if (const auto found = titles_.find(key); found != titles_.end()) return found->second;
    std::optional<std::string> title;
    if (const Definition* definition = app_->kernel.definitions().find(target)) {
        const auto show = [&](const RecordVersion& version) {
            const json::Value text = title_json(*this, *definition, version);
            if (text.is_string()) title = std::string(text.as_string());
        };
        auto version = registers::read_record(*connection_, *definition, record, moment_);
        if (version && *version) show(**version);
        // Not (or no longer) there on that day: its newest version still has the name.
        if (version && !*version) {
            auto history = registers::read_history(*connection_, *definition, record);
            if (history && !history->empty()) show(history->back());
        }
    }
    titles_.emplace(key, title);
    return title;
}

RecordJson record_json(AnswerView& view, const Definition& definition, const RecordVersion& record,
                       std::span<const std::size_t> only, const json::Storage& storage) {
    RecordJson out{json::Object(storage), json::Object(storage)};
    const std::size_t width = only.empty() ? definition.fields.size() : only.size();
    out.values.reserve(width);
    out.display.reserve(width);
    out.is_protected = view.is_protected(definition, record);
    const auto add = [&](std::size_t index) {
        const Field& field = definition.fields[index];
        const bool hide =
            (out.is_protected && leads_to_person(field)) || !view.follows(definition, field);
        const registers::OwnedValue& value = record.values[index];
        out.values.emplace(field.name, hide ? json::Value(nullptr) : value_json(field, value));
        out.display.emplace(
            field.name, hide ? json::Value(nullptr) : display_json(definition, field, value, view));
    };
    if (only.empty()) {
        for (std::size_t i = 0; i < definition.fields.size(); ++i) add(i);
    } else {
        for (const std::size_t index : only) add(index);
    }
    return out;
}

json::Value title_json(AnswerView& view, const Definition& definition,
                       const RecordVersion& record) {
    // The name, or the parts of the key: a result is "2026-1 / 100000001", not a record's number.
    const std::size_t name = definition.title_field();
    const bool named = definition.fields[name].search == registers::SearchKind::name;
    const std::vector<std::size_t> parts = named ? std::vector{name} : definition.key;
    std::string title;
    for (const std::size_t index : parts) {
        const Field& field = definition.fields[index];
        if (leads_to_person(field) && view.is_protected(definition, record)) return nullptr;
        const registers::OwnedValue& value = record.values[index];
        const std::string part =
            field.type == FieldType::ref && value.kind != Cell::Kind::null
                ? view.title(definition, field, static_cast<std::uint64_t>(value.integer))
                      .value_or("")
                : registers::format_cell(field, value.cell());
        if (part.empty()) continue;
        title += (title.empty() ? "" : " / ") + part;
    }
    return json::Value(std::move(title));
}

std::string shown_key(AnswerView& view, const Definition& definition, const RecordVersion& record) {
    const bool is_protected = view.is_protected(definition, record);
    const auto hides = [&](std::size_t index) {
        const Field& field = definition.fields[index];
        return (is_protected && leads_to_person(field)) || !view.follows(definition, field);
    };
    if (std::ranges::none_of(definition.key, hides)) {
        return registers::key_of(definition, record);
    }
    std::string key;
    for (const std::size_t index : definition.key) {
        if (!key.empty()) key += '/';
        if (hides(index)) continue;
        key += registers::format_cell(definition.fields[index], record.values[index].cell());
    }
    return key;
}

}  // namespace daicho::server
