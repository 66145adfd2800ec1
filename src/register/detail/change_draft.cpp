#include "register/detail/change_draft.hpp"

#include <boost/json.hpp>

#include "register/checks.hpp"
#include "register/document_register.hpp"
#include "register/document_store.hpp"
#include "register/typed_value.hpp"

namespace daicho::registers::detail {
namespace {

Result<OwnedValue> parse_value(Context& context, const Field& field, const std::string& text) {
    if (field.type == FieldType::ref && !text.empty()) {
        DAICHO_TRY(target, context.kernel.definition(field.target));
        DAICHO_TRY(record, find_record(context.connection, *target, text));
        if (record) return OwnedValue{Cell::Kind::integer, static_cast<std::int64_t>(*record), {}};
        return input_error("import.no_such_record")
            .with("value", text.substr(0, 80))
            .with("target", field.target);
    }
    DAICHO_TRY(cell, parse_cell(field, text));
    return OwnedValue{cell.kind, cell.integer, std::string(cell.bytes)};
}

// The values that the new version will have: those of the version before, with the changes on top.
Status fill_values(Context& context, const Definition& definition, const ChangeRequest& request,
                   Draft& draft) {
    draft.values.assign(definition.fields.size(), {});
    if (draft.before) {
        draft.values = draft.before->values;
        DAICHO_CHECK(open_sealed(context, definition, *draft.before, draft.values));
    }
    for (const auto& [name, text] : request.values) {
        const std::size_t index = definition.index_of(name);
        if (index == Definition::npos) {
            draft.faults.push_back(input_error("change.no_field").with("field", name).at(name));
            continue;
        }
        const Field& field = definition.fields[index];
        auto value = parse_value(context, field, typed_value(definition, field, text));
        if (value) {
            draft.values[index] = std::move(*value);
        } else {
            draft.faults.push_back(std::move(value.error()).at(name));
        }
    }
    return {};
}

// What the fields of type document get. A new record of a register of documents has the number of
// its document for a key.
Status fill_documents(Context& context, const Definition& definition,
                      const ChangeRequest& request, Draft& draft) {
    if (request.documents.empty()) return {};
    DAICHO_TRY(id, next_document(context.connection));
    std::uint64_t bytes = 0;
    for (const auto& [name, document] : request.documents) {
        const std::size_t index = definition.index_of(name);
        if (index == Definition::npos || definition.fields[index].type != FieldType::document) {
            draft.faults.push_back(input_error("change.no_field").with("field", name).at(name));
            continue;
        }
        const DocumentValue value{id, document.name, document.type, document.bytes.size(),
                                  sha256(as_bytes(document.bytes))};
        draft.values[index] = {Cell::Kind::text, 0, document_text(value)};
        draft.documents.push_back({index, id++, &document});
        bytes += document.bytes.size();
    }
    if (draft.documents.empty()) return {};
    std::uint64_t whose = request.record.value_or(0);
    if (!definition.subject.empty()) {
        const std::size_t subject = definition.index_of(kDocumentSubject);
        whose = static_cast<std::uint64_t>(draft.values[subject].integer);
        if (!draft.before) {
            draft.values[definition.key.front()] = {
                Cell::Kind::text, 0, std::to_string(draft.documents.front().id)};
        }
    }
    DAICHO_TRY(there, document_bytes(context.connection, definition, whose));
    const std::uint64_t most = context.kernel.document_limits.record;
    if (there + bytes > most) {
        draft.faults.push_back(input_error("document.record_full")
                                   .with("most", std::to_string(most >> 20))
                                   .at(request.documents.begin()->first));
    }
    return {};
}

// Key text of the draft; refs in keys are written as the caller gave them (they were found so),
// numbers and dates as they are written out.
std::string key_text(const Definition& definition, const ChangeRequest& request,
                     const Draft& draft) {
    std::string key;
    for (const std::size_t index : definition.key) {
        const Field& field = definition.fields[index];
        if (!key.empty()) key += '/';
        const auto given = request.values.find(field.name);
        const bool is_ref = field.type == FieldType::ref && given != request.values.end();
        key += is_ref ? typed_value(definition, field, given->second)
                      : format_cell(field, draft.values[index].cell());
    }
    return key;
}

Status find_before(Context& context, const Definition& definition, const ChangeRequest& request,
                   Draft& draft) {
    if (!request.record) return {};
    DAICHO_TRY(before, read_record(context.connection, definition, *request.record,
                                   {request.valid.from, std::nullopt}));
    if (!before) {
        // Not yet valid on that day, or no more: take the newest version there is. Only an end that
        // was scheduled can be taken back, by going on from a day before it.
        DAICHO_TRY(history, read_history(context.connection, definition, *request.record));
        if (history.empty() || (history.back().state == RowState::ended && !request.like)) {
            return not_found_error("change.no_record")
                .with("record", std::to_string(*request.record));
        }
        before = std::move(history.back());
    }
    if (request.base_version && before->version != *request.base_version) {
        return conflict_error("change.conflict")
            .with("seen", std::to_string(*request.base_version))
            .with("now", std::to_string(before->version));
    }
    if (request.like) {
        DAICHO_TRY(like, read_record(context.connection, definition, *request.record,
                                     {*request.like, std::nullopt}));
        if (!like) {
            return not_found_error("change.no_record")
                .with("record", std::to_string(*request.record));
        }
        before = std::move(like);
    }
    draft.before = std::move(before);
    return {};
}

std::string text_member(const boost::json::object& object, std::string_view name) {
    const boost::json::value* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

std::uint64_t number_member(const boost::json::object& object, std::string_view name) {
    const boost::json::value* found = object.if_contains(name);
    if (found == nullptr || !found->is_number()) return 0;
    boost::system::error_code code;
    const auto number = found->to_number<std::uint64_t>(code);
    return code ? 0 : number;
}

}  // namespace

Status open_sealed(Context& context, const Definition& definition, const RecordVersion& version,
                   std::vector<OwnedValue>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].kind != Cell::Kind::blob) continue;
        DAICHO_TRY(plain,
                   context.vault.open_field(context.connection,
                                            {definition.number, version.record,
                                             definition.fields[i].id, version.version},
                                            as_bytes(values[i].bytes)));
        values[i] = {Cell::Kind::text, 0, plain};
    }
    return {};
}

Status check_draft(const Definition& definition, bool ended, Draft& draft) {
    std::vector<Cell> cells;
    for (const OwnedValue& value : draft.values) cells.push_back(value.cell());
    CheckOutcome outcome;
    if (!ended) check_row(definition, cells, outcome);
    for (Error& error : outcome.errors) draft.faults.push_back(std::move(error));
    draft.warnings = std::move(outcome.warnings);
    if (draft.faults.empty()) return {};
    Error error =
        input_error("change.invalid").with("count", std::to_string(draft.faults.size()));
    error.causes = std::move(draft.faults);
    return error;
}

Status check_same_key(const Definition& definition, const std::vector<OwnedValue>& before,
                      const std::vector<OwnedValue>& values) {
    for (const std::size_t index : definition.key) {
        const OwnedValue& old = before[index];
        const OwnedValue& now = values[index];
        if (old.kind == now.kind && old.integer == now.integer && old.bytes == now.bytes) continue;
        const Field& field = definition.fields[index];
        return input_error("change.key_fixed")
            .with("label_ja", field.label.ja)
            .with("label_en", field.label.en)
            .at(field.name);
    }
    return {};
}

Status check_new_key(Context& context, const Definition& definition, const std::string& key) {
    DAICHO_TRY(taken, find_record(context.connection, definition, key));
    if (!taken) return {};
    return conflict_error("change.key_exists").with("key", key);
}

Result<Draft> draft_change(Context& context, const Definition& definition,
                           const ChangeRequest& request) {
    Draft draft;
    DAICHO_CHECK(find_before(context, definition, request, draft));
    DAICHO_CHECK(fill_values(context, definition, request, draft));
    DAICHO_CHECK(fill_documents(context, definition, request, draft));
    draft.key = key_text(definition, request, draft);
    if (!definition.is_event() && !draft.before) {
        DAICHO_CHECK(check_new_key(context, definition, draft.key));
    }
    if (draft.before) {
        Status same = check_same_key(definition, draft.before->values, draft.values);
        if (!same) draft.faults.push_back(std::move(same.error()));
    }
    DAICHO_CHECK(check_draft(definition, request.ended, draft));
    return draft;
}

std::string entry_body(const EntryBody& body) {
    boost::json::object out;
    out["reason"] = body.reason;
    if (!body.article.empty()) out["article"] = body.article;
    if (body.on_behalf != 0) out["for"] = body.on_behalf;
    if (body.of != 0) out["of"] = body.of;
    if (!body.digest.empty()) out["digest"] = body.digest;
    return boost::json::serialize(out);
}

EntryBody read_entry_body(Kernel& kernel, const journal::StoredEntry& entry) {
    if (entry.sealed_body.empty()) return {};
    const auto plain = kernel.journal().keys().open(entry.header.number, entry.sealed_body);
    if (!plain) return {};
    boost::system::error_code code;
    const boost::json::value parsed = boost::json::parse(as_text(*plain), code);
    if (code || !parsed.is_object()) return {};
    const boost::json::object& object = parsed.get_object();
    return {text_member(object, "reason"), text_member(object, "article"),
            number_member(object, "for"), number_member(object, "of"),
            text_member(object, "digest")};
}

}  // namespace daicho::registers::detail
