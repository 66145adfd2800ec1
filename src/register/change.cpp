#include "register/change.hpp"

#include "register/access.hpp"
#include "register/by_command.hpp"
#include "register/detail/change_draft.hpp"
#include "register/document_store.hpp"
#include "register/row_writer.hpp"
#include "register/scope.hpp"

namespace daicho::registers {
namespace {

// What is asked of persons; the system itself carries data over and knows no reasons.
Status check_manners(Kernel& kernel, const identity::Principal& principal,
                     const Definition& definition, const ChangeRequest& request) {
    if (principal.account == 0) return {};
    DAICHO_CHECK(check_purpose(definition, definition.purposes.to_change, request.purpose));
    const Date today = japan_date(kernel.clock().now());
    const bool past = request.record && !definition.is_event() && request.valid.from < today;
    if (!past) return {};
    if (request.reason.empty()) return input_error("change.no_reason").at("reason");
    if (definition.article_asked && request.article.empty()) {
        return input_error("change.no_article").at("article");
    }
    return {};
}

// A record of another department is told from one that there is not by nobody; nor may a row be
// given away.
Status check_scope(Context& context, const Admitted& admitted, const ChangeRequest& request,
                   const detail::Draft& draft) {
    if (!admitted.scope) return {};
    const Definition& definition = *admitted.definition;
    const Date today = japan_date(context.kernel.clock().now());
    if (request.record) {
        DAICHO_TRY(own, in_scope(context.connection, definition, *admitted.scope, *request.record,
                                 today));
        if (!own) {
            return not_found_error("change.no_record")
                .with("record", std::to_string(*request.record));
        }
    }
    DAICHO_TRY(stays, in_scope(context.connection, *admitted.scope, draft.values, today));
    if (stays) return {};
    const auto& first = admitted.scope->rule->steps.front();
    return denied_error("register.out_of_scope")
        .with("field_ja", definition.fields[first.field].label.ja)
        .with("field_en", definition.fields[first.field].label.en)
        .at(first.name);
}

Status check_nothing_waits(Context& context, const Definition& definition,
                           const ChangeRequest& request) {
    if (!request.record) return {};
    DAICHO_TRY(state, context.kernel.state(context.connection, definition));
    const auto waiting = state->waiting.find(*request.record);
    if (waiting == state->waiting.end()) return {};
    DAICHO_TRY(versions, read_versions(context.connection, definition, *request.record));
    if (!is_provisional(versions.back().state)) return {};  // refused: whoever wants enters anew
    return conflict_error("change.waiting").with("version", std::to_string(waiting->second));
}

Result<ChangeResult> write_change(Context& context, const identity::Principal& principal,
                                  const Admitted& admitted, const ChangeRequest& request) {
    const Definition& definition = *admitted.definition;
    const std::uint16_t capacity = admitted.capacity;
    const bool provisional = admitted.provisional;
    DAICHO_TRY(draft, detail::draft_change(context, definition, request));
    DAICHO_CHECK(check_scope(context, admitted, request, draft));
    const detail::EntryBody body{request.reason, request.article,
                                 principal.on_behalf(capacity, definition.task_id), 0, {}};
    Authorship authorship{provisional ? journal::EntryKind::proposed : journal::EntryKind::change,
                          principal.account, capacity, request.purpose, detail::entry_body(body)};
    DAICHO_TRY(writer, RowWriter::open(context, definition, std::move(authorship)));
    std::vector<Cell> cells;
    for (const OwnedValue& value : draft.values) cells.push_back(value.cell());
    NewRow row;
    row.record = request.record.value_or(0);
    row.valid = definition.is_event() ? ValidTime{Date::from_days(0), kForever} : request.valid;
    row.state = request.ended ? RowState::ended : RowState::normal;
    if (provisional) {
        row.state =
            provisional_state(definition.workflow.states.front().number, request.ended);
    }
    row.cells = cells;
    row.key = draft.key;
    DAICHO_TRY(written, writer.add(row));
    for (const detail::DraftDocument& one : draft.documents) {
        const DocumentPlace place{definition.number, written.record,
                                  definition.fields[one.field].id};
        DAICHO_CHECK(store_document(context, place, written.version, one.id,
                                    one.document->bytes));
    }
    DAICHO_CHECK(writer.seal());
    DAICHO_CHECK(context.kernel.check_rules(context, definition));
    return ChangeResult{written.record, written.version, writer.last_commit(),
                        std::move(draft.warnings), provisional};
}

}  // namespace

Result<ChangeResult> apply_change(Context& context, const identity::Principal& principal,
                                  std::uint16_t capacity, const Definition& definition,
                                  const ChangeRequest& request) {
    return write_change(context, principal, {&definition, capacity, false, {}}, request);
}

Status check_purpose(const Definition& definition, bool asked, std::uint16_t purpose) {
    if (purpose == 0 ? !asked : definition.purposes.find(purpose) != nullptr) return {};
    std::string allowed;
    for (const Purpose& one : definition.purposes.list) {
        allowed += (allowed.empty() ? "" : ", ") + std::to_string(one.number) + " " + one.label.ja;
    }
    Error error = purpose == 0 ? input_error("purpose.missing")
                               : input_error("purpose.unknown")
                                     .with("number", std::to_string(purpose));
    return std::move(error).with("allowed", allowed).at("purpose");
}

Result<Admitted> admit_change(Kernel& kernel, const identity::Principal& principal,
                              const ChangeRequest& request) {
    DAICHO_TRY(definition, kernel.definition(request.register_name));
    auto reached = reach(principal, *definition, Action::change);
    if (!reached) {
        DAICHO_CHECK(refuse(kernel, principal, *definition, Action::change));
        return std::move(reached.error());
    }
    DAICHO_CHECK(check_not_by_command(kernel, principal, *definition, reached->capacity));
    if (!request.valid.is_valid()) return input_error("import.interval").at("valid_to");
    DAICHO_CHECK(check_manners(kernel, principal, *definition, request));
    return Admitted{definition, reached->capacity,
                    definition->workflow.is_needed() && principal.account != 0,
                    std::move(reached->scope)};
}

Result<ChangeResult> change_in(Context& context, const identity::Principal& principal,
                               const Admitted& admitted, const ChangeRequest& request) {
    const Definition& definition = *admitted.definition;
    if (admitted.provisional) DAICHO_CHECK(check_nothing_waits(context, definition, request));
    return write_change(context, principal, admitted, request);
}

Result<Rehearsal> rehearse_change(Context& context, const Admitted& admitted,
                                  const ChangeRequest& request) {
    const Definition& definition = *admitted.definition;
    if (admitted.provisional) DAICHO_CHECK(check_nothing_waits(context, definition, request));
    DAICHO_CHECK(context.kernel.state_for_writing(context, definition));
    DAICHO_TRY(draft, detail::draft_change(context, definition, request));
    DAICHO_CHECK(check_scope(context, admitted, request, draft));
    Rehearsal rehearsal;
    if (draft.before) rehearsal.before = std::move(*draft.before);
    rehearsal.values = std::move(draft.values);
    rehearsal.warnings = std::move(draft.warnings);
    return rehearsal;
}

Result<ChangeResult> change(Kernel& kernel, const identity::Principal& principal,
                            const ChangeRequest& request) {
    DAICHO_TRY(admitted, admit_change(kernel, principal, request));
    ChangeResult result;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        DAICHO_TRY_AS(result, change_in(context, principal, admitted, request));
        return {};
    }));
    return result;
}

}  // namespace daicho::registers
