#include "server/record_view.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Definition;
using registers::Field;
using registers::FieldType;
using registers::RecordVersion;

constexpr std::string_view kAddressee = "addressee";

bool protected_addressee(App& app, std::uint64_t record) {
    return app.kernel.protection.is_protected && app.kernel.protection.is_protected(record);
}

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
json::Value display_json(const Field& field, const registers::OwnedValue& value,
                         RefTitles& titles) {
    if (value.kind == Cell::Kind::null) return nullptr;
    if (field.type == FieldType::code) {
        const registers::Code* code = field.find_code(value.bytes);
        return code == nullptr ? json::Value(value.bytes) : texts(code->label);
    }
    if (field.type == FieldType::ref) {
        const auto title = titles.title(field.target, static_cast<std::uint64_t>(value.integer));
        return title ? json::Value(*title) : json::Value(nullptr);
    }
    return nullptr;
}

}  // namespace

std::optional<std::string> RefTitles::title(const std::string& target, std::uint64_t record) {
    const auto key = std::make_pair(target, record);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    std::optional<std::string> title;
    const Definition* definition = app_->kernel.definitions().find(target);
    if (definition != nullptr && !(target == kAddressee && protected_addressee(*app_, record))) {
        auto version = registers::read_record(*connection_, *definition, record, moment_);
        if (version && *version) title = registers::title_of(*definition, **version);
        // Not (or no longer) there on that day: its newest version still has the name.
        if (version && !*version) {
            auto history = registers::read_history(*connection_, *definition, record);
            if (history && !history->empty()) {
                title = registers::title_of(*definition, history->back());
            }
        }
    }
    known_.emplace(key, title);
    return title;
}

bool is_protected(App& app, const Definition& definition, const RecordVersion& record) {
    if (definition.name == kAddressee && protected_addressee(app, record.record)) return true;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        if (field.type != FieldType::ref || field.target != kAddressee) continue;
        const registers::OwnedValue& value = record.values[i];
        if (value.kind != Cell::Kind::null &&
            protected_addressee(app, static_cast<std::uint64_t>(value.integer))) {
            return true;
        }
    }
    return false;
}

RecordJson record_json(App& app, const Definition& definition, const RecordVersion& record,
                       RefTitles& titles, std::span<const std::size_t> only) {
    RecordJson out;
    out.is_protected = is_protected(app, definition, record);
    const auto add = [&](std::size_t index) {
        const Field& field = definition.fields[index];
        const bool hidden = out.is_protected && field.is_personal();
        out.values[field.name] =
            hidden ? json::Value(nullptr) : value_json(field, record.values[index]);
        out.display[field.name] =
            hidden ? json::Value(nullptr) : display_json(field, record.values[index], titles);
    };
    if (only.empty()) {
        for (std::size_t i = 0; i < definition.fields.size(); ++i) add(i);
    } else {
        for (const std::size_t index : only) add(index);
    }
    return out;
}

json::Value title_json(App& app, const Definition& definition, const RecordVersion& record) {
    const std::size_t index = definition.title_field();
    if (definition.fields[index].is_personal() && is_protected(app, definition, record)) {
        return nullptr;
    }
    return json::Value(registers::title_of(definition, record));
}

}  // namespace daicho::server
