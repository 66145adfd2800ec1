#include "register/workflow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "register/access.hpp"
#include "register/detail/change_draft.hpp"
#include "register/detail/definition_check.hpp"
#include "register/detail/key_reader.hpp"
#include "register/row_writer.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

using detail::EntryBody;
using journal::EntryKind;

constexpr std::size_t kLongestReason = 8'000;  // bytes: 2,000 characters and more

void add_once(std::vector<std::uint64_t>& list, std::uint64_t account) {
    if (account != 0 && std::ranges::find(list, account) == list.end()) list.push_back(account);
}

Result<std::string> digest_of(store::Connection& connection, const Definition& definition,
                              std::uint64_t version) {
    DAICHO_TRY(select, connection.cached(fmt::format(
                           "SELECT row_digest FROM {} WHERE version_id = ?",
                           version_table(definition))));
    select->bind(0, static_cast<std::int64_t>(version));
    DAICHO_TRY(row, select->step());
    std::string digest = row ? to_hex(select->blob(0)) : std::string();
    select->reset();
    return digest;
}

// The chain of provisional versions at the end of the record's versions, the refusal left aside.
std::pair<std::size_t, std::size_t> tail_of(const std::vector<RecordVersion>& versions) {
    std::size_t end = versions.size();
    if (end > 0 && versions[end - 1].state == RowState::refused) --end;
    std::size_t begin = end;
    while (begin > 0 && is_provisional(versions[begin - 1].state)) --begin;
    return {begin, end};
}

struct Step {
    journal::EntryHeader header;
    EntryBody body;
};

Result<Step> step_of(Kernel& kernel, store::Connection& connection, const RecordVersion& version) {
    DAICHO_TRY(entry, journal::read_entry(connection, version.commit.value));
    return Step{entry.header, detail::read_entry_body(kernel, entry)};
}

Status read_chain(Kernel& kernel, store::Connection& connection,
                  const std::vector<RecordVersion>& versions, WaitingChange& waiting) {
    const auto [begin, end] = tail_of(versions);
    for (std::size_t i = begin; i < end; ++i) {
        DAICHO_TRY(step, step_of(kernel, connection, versions[i]));
        add_once(waiting.involved, step.header.principal);
        add_once(waiting.involved, step.body.on_behalf);
        waiting.since = step.header.time;
        if (i != begin) continue;
        waiting.entered_by = step.header.principal;
        waiting.entered_for = step.body.on_behalf;
        waiting.entered_at = step.header.time;
        waiting.reason = step.body.reason;
        waiting.article = step.body.article;
    }
    if (!waiting.refused) return {};
    DAICHO_TRY(refusal, step_of(kernel, connection, versions.back()));
    waiting.since = refusal.header.time;
    waiting.refusal = refusal.body.reason;
    waiting.refused_by = refusal.header.principal;
    return {};
}

Result<bool> had_to_do(Kernel& kernel, store::Connection& connection,
                       const std::vector<std::uint64_t>& involved, std::uint64_t account) {
    if (account == 0) return false;
    for (const std::uint64_t other : involved) {
        if (other == account) return true;
        if (!kernel.people.same_human) continue;
        DAICHO_TRY(same, kernel.people.same_human(connection, other, account, {}));
        if (same) return true;
    }
    return false;
}

// Neither the one who acts nor the one for whom a delegate acts may have had to do with it before.
Result<bool> is_second_person(Kernel& kernel, store::Connection& connection,
                              const identity::Principal& principal, const Definition& definition,
                              const WorkflowStep& step, const WaitingChange& waiting) {
    const identity::Role* role = principal.capacity(step.roles, definition.task_id);
    if (role == nullptr || principal.account == 0) return false;
    DAICHO_TRY(self, had_to_do(kernel, connection, waiting.involved, principal.account));
    if (self) return false;
    DAICHO_TRY(lender,
               had_to_do(kernel, connection, waiting.involved,
                         principal.on_behalf(role->number, definition.task_id)));
    return !lender;
}

// Four eyes that were asked when a change was entered are asked until it is confirmed, whatever a
// later definition says: else whoever writes definitions approves alone.
Result<bool> was_promised(Kernel& kernel, store::Connection& connection,
                          const Definition& definition, const WaitingChange& waiting) {
    DAICHO_TRY(oldest, connection.cached(fmt::format(
                           "SELECT min(row_definition) FROM {0} WHERE record_id = ? AND version_id "
                           "> (SELECT coalesce(max(version_id), 0) FROM {0} WHERE record_id = ? "
                           "AND version_id < ? AND (row_state <= 1 OR row_state >= 254))",
                           version_table(definition))));
    oldest->bind(0, static_cast<std::int64_t>(waiting.version.record));
    oldest->bind(1, static_cast<std::int64_t>(waiting.version.record));
    oldest->bind(2, static_cast<std::int64_t>(waiting.version.version));
    DAICHO_TRY(there, oldest->step());
    const auto revision = there ? static_cast<std::uint32_t>(oldest->integer(0)) : 0U;
    oldest->reset();
    if (revision == 0 || revision == kernel.revision(definition)) return false;
    detail::PastDefinitions past(connection);
    DAICHO_TRY(then, past.find(definition, revision));
    if (then == nullptr) return true;
    const std::uint8_t state = workflow_number(waiting.version.state);
    return std::ranges::none_of(then->workflow.steps, [&](const WorkflowStep& step) {
        return !step.four_eyes && then->workflow.states[step.from].number == state;
    });
}

bool leads_from(const Definition& definition, const WorkflowStep& step,
                const WaitingChange& waiting) {
    return !waiting.refused && waiting.state == &definition.workflow.states[step.from];
}

// What a decision does once it may be taken.
struct Act {
    EntryKind kind = EntryKind::approved;
    RowState state = RowState::normal;
    std::uint16_t capacity = 0;
};

std::string_view state_name(const Definition& definition, const WorkflowStep& step) {
    return step.to == WorkflowStep::kConfirmed ? std::string_view("confirmed")
                                               : definition.workflow.states[step.to].id;
}

Act act_of(const Definition& definition, const identity::Principal& principal,
           const WorkflowStep& step, const WaitingChange& waiting) {
    const bool ends = ends_record(waiting.version.state);
    Act act;
    act.capacity = principal.capacity(step.roles, definition.task_id)->number;
    if (step.to == WorkflowStep::kConfirmed) {
        act.state = ends ? RowState::ended : RowState::normal;
    } else {
        act.kind = EntryKind::moved;
        act.state = provisional_state(definition.workflow.states[step.to].number, ends);
    }
    return act;
}

Error denied(const Definition& definition) {
    return denied_error("register.denied")
        .with("register_ja", definition.label.ja)
        .with("register_en", definition.label.en)
        .with("action", "approve");
}

// The step to take: permitted by role and, where four eyes are asked, by person.
Result<const WorkflowStep*> find_step(Context& context, const identity::Principal& principal,
                                      const Definition& definition, const Decision& decision,
                                      const WaitingChange& waiting) {
    bool has_role = false;
    for (const WorkflowStep& step : definition.workflow.steps) {
        if (!leads_from(definition, step, waiting)) continue;
        if (!decision.to.empty() && state_name(definition, step) != decision.to) continue;
        if (principal.capacity(step.roles, definition.task_id) == nullptr) continue;
        has_role = true;
        DAICHO_TRY(promised, was_promised(context.kernel, context.connection, definition, waiting));
        if (step.four_eyes || promised) {
            DAICHO_TRY(second, is_second_person(context.kernel, context.connection, principal,
                                                definition, step, waiting));
            if (!second) continue;
        }
        return &step;
    }
    return has_role ? denied_error("workflow.same_person") : denied(definition);
}

Status check_reason(const std::string& reason, bool needed) {
    if ((needed && reason.empty()) || reason.size() > kLongestReason) {
        return input_error("workflow.no_reason").at("reason");
    }
    return {};
}

// Values of the row that an act writes. A dismissal carries the key alone: nothing is kept twice.
Result<detail::Draft> draft_act(Context& context, const Definition& definition,
                                const WaitingChange& waiting, const Act& act) {
    detail::Draft draft;
    draft.values.assign(definition.fields.size(), {});
    if (act.state == RowState::refused || act.state == RowState::withdrawn) {
        for (const std::size_t field : definition.key) {
            draft.values[field] = waiting.version.values[field];
        }
        return draft;
    }
    draft.values = waiting.version.values;
    DAICHO_CHECK(detail::open_sealed(context, definition, waiting.version, draft.values));
    DAICHO_CHECK(detail::check_draft(definition, ends_record(act.state), draft));
    DAICHO_TRY(history, read_history(context.connection, definition, waiting.version.record));
    if (!history.empty()) {  // entered before keys were fixed, or before another one was confirmed
        DAICHO_CHECK(detail::check_same_key(definition, history.back().values, draft.values));
    }
    if (!is_confirmed(act.state) || !history.empty()) return draft;
    // The first confirmed version: from here on the record has its key.
    detail::KeyReader keys(context.kernel, context.connection);
    for (const std::size_t index : definition.key) {
        const Field& field = definition.fields[index];
        const OwnedValue& value = draft.values[index];
        if (!draft.key.empty()) draft.key += '/';
        if (field.type != FieldType::ref || value.kind == Cell::Kind::null) {
            draft.key += format_cell(field, value.cell());
            continue;
        }
        DAICHO_TRY(target, context.kernel.definition(field.target));
        DAICHO_TRY(key, keys.key(*target, static_cast<std::uint64_t>(value.integer)));
        draft.key += key;
    }
    DAICHO_CHECK(detail::check_new_key(context, definition, draft.key));
    return draft;
}

Result<ChangeResult> write_act(Context& context, const identity::Principal& principal,
                               const Definition& definition, const Decision& decision,
                               const WaitingChange& waiting, const Act& act) {
    DAICHO_TRY(draft, draft_act(context, definition, waiting, act));
    const EntryBody body{decision.reason, {},
                         principal.on_behalf(act.capacity, definition.task_id), waiting.newest,
                         waiting.digest};
    DAICHO_TRY(writer, RowWriter::open(context, definition,
                                       {act.kind, principal.account, act.capacity,
                                        decision.purpose, detail::entry_body(body)}));
    std::vector<Cell> cells;
    for (const OwnedValue& value : draft.values) cells.push_back(value.cell());
    NewRow row;
    row.record = waiting.version.record;
    row.fresh = !draft.key.empty();
    row.valid = waiting.version.valid;
    row.state = act.state;
    row.cells = cells;
    row.key = draft.key;
    DAICHO_TRY(written, writer.add(row));
    DAICHO_CHECK(writer.seal());
    DAICHO_CHECK(context.kernel.check_rules(context, definition));
    return ChangeResult{written.record, written.version, writer.last_commit(),
                        std::move(draft.warnings), is_provisional(act.state)};
}

// What was decided on must be what was looked at.
Result<WaitingChange> looked_at(Context& context, const Definition& definition,
                                const Decision& decision) {
    DAICHO_TRY(waiting, read_waiting_change(context.kernel, context.connection, definition,
                                            decision.record));
    if (!waiting) {
        DAICHO_TRY(versions, read_versions(context.connection, definition, decision.record));
        if (versions.empty() || decision.version == 0) {
            return not_found_error("workflow.not_waiting")
                .with("record", std::to_string(decision.record));
        }
        return conflict_error("workflow.conflict")
            .with("seen", std::to_string(decision.version))
            .with("now", std::to_string(versions.back().version));
    }
    const bool same = waiting->newest == decision.version &&
                      (decision.digest.empty() || decision.digest == waiting->digest);
    if (!same) {
        return conflict_error("workflow.conflict")
            .with("seen", std::to_string(decision.version))
            .with("now", std::to_string(waiting->newest));
    }
    return *std::move(waiting);
}

using Choose = std::function<Result<Act>(Context&, const Definition&, const WaitingChange&)>;

// Looks, decides and writes in one transaction; a refusal of the person is journaled after it.
Result<ChangeResult> decide(Kernel& kernel, const identity::Principal& principal,
                            const Decision& decision, const Choose& choose) {
    DAICHO_TRY(definition, kernel.definition(decision.register_name));
    // Whoever may not see that something waits learns nothing from the answer.
    if (!may_see_provisional(principal, *definition)) {
        DAICHO_CHECK(refuse(kernel, principal, *definition, Action::approve));
        return denied(*definition);
    }
    DAICHO_CHECK(check_purpose(*definition, definition->purposes.to_change, decision.purpose));
    ChangeResult result;
    const Status done = kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(waiting, looked_at(context, *definition, decision));
        DAICHO_TRY(act, choose(context, *definition, waiting));
        DAICHO_TRY(written, write_act(context, principal, *definition, decision, waiting, act));
        result = std::move(written);
        return {};
    });
    if (done) return result;
    if (done.error().kind == ErrorKind::denied) {
        DAICHO_CHECK(refuse(kernel, principal, *definition, Action::approve));
    }
    return Error(done.error());
}

}  // namespace

Result<std::optional<WaitingChange>> read_waiting_change(Kernel& kernel,
                                                         store::Connection& connection,
                                                         const Definition& definition,
                                                         std::uint64_t record) {
    DAICHO_TRY(versions, read_versions(connection, definition, record));
    if (versions.empty() || !waits(versions.back().state)) return std::optional<WaitingChange>();
    WaitingChange waiting;
    waiting.refused = versions.back().state == RowState::refused;
    waiting.newest = versions.back().version;
    DAICHO_TRY(digest, digest_of(connection, definition, waiting.newest));
    waiting.digest = std::move(digest);
    DAICHO_CHECK(read_chain(kernel, connection, versions, waiting));
    const std::size_t last = tail_of(versions).second;
    if (last == 0) return std::optional<WaitingChange>();
    waiting.version = std::move(versions[last - 1]);
    waiting.state = definition.workflow.find(workflow_number(waiting.version.state));
    if (waiting.state != nullptr && waiting.state->days > 0 && !waiting.refused) {
        waiting.due = japan_date(waiting.since) + waiting.state->days;
    }
    DAICHO_TRY(before, read_record(connection, definition, record,
                                   {waiting.version.valid.from, std::nullopt}));
    waiting.before = std::move(before);
    return std::optional<WaitingChange>(std::move(waiting));
}

Result<std::optional<WaitingChange>> read_proposal(Kernel& kernel, store::Connection& connection,
                                                   const Definition& definition,
                                                   const RecordVersion& confirmed) {
    DAICHO_TRY(entry, journal::read_entry(connection, confirmed.commit.value));
    if (entry.header.kind != EntryKind::approved) return std::optional<WaitingChange>();
    DAICHO_TRY(versions, read_versions(connection, definition, confirmed.record));
    std::erase_if(versions, [&](const RecordVersion& one) {
        return one.version >= confirmed.version;
    });
    WaitingChange proposal;
    DAICHO_CHECK(read_chain(kernel, connection, versions, proposal));
    return std::optional<WaitingChange>(std::move(proposal));
}

bool may_see_provisional(const identity::Principal& principal,
                         const Definition& definition) noexcept {
    if (principal.capacity(definition.permissions.change, definition.task_id) != nullptr) {
        return true;
    }
    return std::ranges::any_of(definition.workflow.steps, [&](const WorkflowStep& step) {
        return principal.capacity(step.roles, definition.task_id) != nullptr;
    });
}

Result<Options> options_of(Kernel& kernel, store::Connection& connection,
                           const identity::Principal& principal, const Definition& definition,
                           const WaitingChange& waiting) {
    Options options;
    options.withdraw = principal.account != 0 && principal.account == waiting.entered_by;
    for (const WorkflowStep& step : definition.workflow.steps) {
        if (!leads_from(definition, step, waiting)) continue;
        if (principal.capacity(step.roles, definition.task_id) == nullptr) continue;
        DAICHO_TRY(second, is_second_person(kernel, connection, principal, definition, step,
                                            waiting));
        DAICHO_TRY(promised, was_promised(kernel, connection, definition, waiting));
        options.refuse |= second;
        if (second || !(step.four_eyes || promised)) options.steps.push_back(&step);
    }
    return options;
}

Result<ChangeResult> approve(Kernel& kernel, const identity::Principal& principal,
                             const Decision& decision) {
    return decide(kernel, principal, decision,
                  [&](Context& context, const Definition& definition,
                      const WaitingChange& waiting) -> Result<Act> {
                      DAICHO_TRY(step,
                                 find_step(context, principal, definition, decision, waiting));
                      DAICHO_CHECK(check_reason(decision.reason, step->reason));
                      return act_of(definition, principal, *step, waiting);
                  });
}

Result<ChangeResult> refuse_change(Kernel& kernel, const identity::Principal& principal,
                                   const Decision& decision) {
    DAICHO_CHECK(check_reason(decision.reason, true));
    return decide(kernel, principal, decision,
                  [&](Context& context, const Definition& definition,
                      const WaitingChange& waiting) -> Result<Act> {
                      bool has_role = false;
                      for (const WorkflowStep& step : definition.workflow.steps) {
                          if (!leads_from(definition, step, waiting)) continue;
                          const auto* role = principal.capacity(step.roles, definition.task_id);
                          if (role == nullptr) continue;
                          has_role = true;
                          DAICHO_TRY(second,
                                     is_second_person(context.kernel, context.connection, principal,
                                                      definition, step, waiting));
                          if (!second) continue;
                          return Act{EntryKind::refused, RowState::refused, role->number};
                      }
                      return has_role ? denied_error("workflow.same_person") : denied(definition);
                  });
}

Result<ChangeResult> withdraw(Kernel& kernel, const identity::Principal& principal,
                              const Decision& decision) {
    DAICHO_CHECK(check_reason(decision.reason, false));
    return decide(kernel, principal, decision,
                  [&](Context&, const Definition& definition,
                      const WaitingChange& waiting) -> Result<Act> {
                      if (principal.account == 0 || principal.account != waiting.entered_by) {
                          return denied_error("workflow.not_yours");
                      }
                      const auto* role =
                          principal.capacity(definition.permissions.change, definition.task_id);
                      return Act{EntryKind::withdrawn, RowState::withdrawn,
                                 role == nullptr ? std::uint16_t{0} : role->number};
                  });
}

}  // namespace daicho::registers
