#include "register/change.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include "register/access.hpp"
#include "register/checks.hpp"
#include "register/query.hpp"
#include "register/row_writer.hpp"

namespace daicho::registers {
namespace {

struct Draft {
    std::vector<OwnedValue> values;
    std::optional<RecordVersion> before;
    std::string key;
    std::vector<Error> faults;
};

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
        // A sealed value cannot be copied to another version: its seal names the version.
        for (std::size_t i = 0; i < draft.values.size(); ++i) {
            if (draft.values[i].kind != Cell::Kind::blob) continue;
            const Field& field = definition.fields[i];
            DAICHO_TRY(plain, context.vault.open_field(
                                  context.connection,
                                  {definition.number, draft.before->record, field.id,
                                   draft.before->version},
                                  as_bytes(draft.values[i].bytes)));
            draft.values[i] = {Cell::Kind::text, 0, plain};
        }
    }
    for (const auto& [name, text] : request.values) {
        const std::size_t index = definition.index_of(name);
        if (index == Definition::npos) {
            draft.faults.push_back(input_error("change.no_field").with("field", name).at(name));
            continue;
        }
        auto value = parse_value(context, definition.fields[index], text);
        if (value) {
            draft.values[index] = std::move(*value);
        } else {
            draft.faults.push_back(std::move(value.error()).at(name));
        }
    }
    return {};
}

// Key text of the draft; refs in keys are written as the caller gave them.
std::string key_text(const Definition& definition, const ChangeRequest& request,
                     const Draft& draft) {
    std::string key;
    for (const std::size_t index : definition.key) {
        const Field& field = definition.fields[index];
        if (!key.empty()) key += '/';
        const auto given = request.values.find(field.name);
        key += given != request.values.end() ? given->second
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
        // Not yet valid on that day: take the newest version there is.
        DAICHO_TRY(history, read_history(context.connection, definition, *request.record));
        if (history.empty() || history.back().state == RowState::ended) {
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
    draft.before = std::move(before);
    return {};
}

Status check_new_key(Context& context, const Definition& definition, Draft& draft) {
    if (definition.is_event() || draft.before) return {};
    DAICHO_TRY(taken, find_record(context.connection, definition, draft.key));
    if (!taken) return {};
    return conflict_error("change.key_exists").with("key", draft.key);
}

}  // namespace

Result<ChangeResult> apply_change(Context& context, const identity::Principal& principal,
                                  std::uint16_t capacity, const Definition& definition,
                                  const ChangeRequest& request) {
    Draft draft;
    DAICHO_CHECK(find_before(context, definition, request, draft));
    DAICHO_CHECK(fill_values(context, definition, request, draft));
    draft.key = key_text(definition, request, draft);
    DAICHO_CHECK(check_new_key(context, definition, draft));
    std::vector<Cell> cells;
    for (const OwnedValue& value : draft.values) cells.push_back(value.cell());
    CheckOutcome outcome;
    if (!request.ended) check_row(definition, cells, outcome);
    for (Error& error : outcome.errors) draft.faults.push_back(std::move(error));
    if (!draft.faults.empty()) {
        Error error = input_error("change.invalid")
                          .with("count", std::to_string(draft.faults.size()));
        error.causes = std::move(draft.faults);
        return error;
    }
    Authorship authorship{journal::EntryKind::change, principal.account, capacity, request.purpose,
                          fmt::format(R"({{"reason":{}}})",
                                      boost::json::serialize(boost::json::string(request.reason)))};
    DAICHO_TRY(writer, RowWriter::open(context, definition, std::move(authorship)));
    NewRow row;
    row.record = request.record.value_or(0);
    row.valid = definition.is_event() ? ValidTime{Date::from_days(0), kForever} : request.valid;
    row.state = request.ended ? RowState::ended : RowState::normal;
    row.cells = cells;
    row.key = draft.key;
    DAICHO_TRY(written, writer.add(row));
    DAICHO_CHECK(writer.seal());
    DAICHO_CHECK(context.kernel.check_rules(context, definition));
    return ChangeResult{written.record, written.version, writer.last_commit(),
                        std::move(outcome.warnings)};
}

Result<ChangeResult> change(Kernel& kernel, const identity::Principal& principal,
                            const ChangeRequest& request) {
    DAICHO_TRY(definition, kernel.definition(request.register_name));
    const auto capacity = authorise(principal, *definition, Action::change);
    if (!capacity) {
        DAICHO_CHECK(refuse(kernel, principal, *definition, Action::change));
        return Error(capacity.error());
    }
    if (!request.valid.is_valid()) return input_error("import.interval").at("valid_to");
    ChangeResult result;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(applied, apply_change(context, principal, *capacity, *definition, request));
        result = std::move(applied);
        return {};
    }));
    return result;
}

}  // namespace daicho::registers
