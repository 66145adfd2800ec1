#include "register/detail/four_eyes_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "identity/principal.hpp"
#include "register/detail/change_draft.hpp"
#include "register/detail/definition_check.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

using journal::EntryKind;

struct Link {
    std::uint64_t version = 0;
    std::uint64_t entry = 0;
    RowState state = RowState::normal;
    std::uint32_t revision = 0;
};

// The version and the provisional ones right before it, newest first.
Result<std::vector<Link>> read_chain(store::Connection& connection, const Definition& definition,
                                     std::uint64_t version) {
    DAICHO_TRY(rows, connection.cached(fmt::format(
                         "SELECT version_id, commit_no, row_state, row_definition FROM {0} WHERE "
                         "record_id = (SELECT record_id FROM {0} WHERE version_id = ?) AND "
                         "version_id <= ? ORDER BY version_id DESC",
                         version_table(definition))));
    rows->bind(0, static_cast<std::int64_t>(version));
    rows->bind(1, static_cast<std::int64_t>(version));
    std::vector<Link> chain;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        const auto state = static_cast<RowState>(rows->integer(2));
        if (!chain.empty() && !is_provisional(state)) break;
        chain.push_back({static_cast<std::uint64_t>(rows->integer(0)),
                         static_cast<std::uint64_t>(rows->integer(1)), state,
                         static_cast<std::uint32_t>(rows->integer(3))});
    }
    rows->reset();
    return chain;
}

// Whether the way from one state to the other asks for a second person, for whoever acts in this
// capacity. A way that the definition does not know at all asks for one.
bool asks_for_two(const Workflow& workflow, RowState from, RowState to, std::uint16_t capacity) {
    const WorkflowState* left = workflow.find(workflow_number(from));
    const WorkflowState* reached =
        is_provisional(to) ? workflow.find(workflow_number(to)) : nullptr;
    const identity::Role* role = identity::find_role(capacity);
    return std::ranges::none_of(workflow.steps, [&](const WorkflowStep& step) {
        const WorkflowState* target = step.to == WorkflowStep::kConfirmed
                                          ? nullptr
                                          : &workflow.states[step.to];
        return !step.four_eyes && role != nullptr && left == &workflow.states[step.from] &&
               target == reached &&
               std::ranges::find(step.roles, role->code) != step.roles.end();
    });
}

class Proof {
public:
    Proof(Kernel& kernel, store::Connection& connection)
        : kernel_(&kernel), connection_(&connection), past_(connection) {}

    // The account before whom the second person was the same human; nothing: all is well.
    Result<std::optional<std::uint64_t>> breach(const Definition& definition,
                                                const journal::EntryHeader& header,
                                                std::uint64_t version) {
        DAICHO_TRY(chain, read_chain(*connection_, definition, version));
        if (chain.empty()) return std::optional<std::uint64_t>();  // rows are verify's own matter
        DAICHO_TRY(then, past_.find(definition, chain.front().revision));
        const Definition& asked = then == nullptr ? definition : *then;
        if (!asked.workflow.is_needed()) return std::optional<std::uint64_t>();
        // Confirmed, and nobody entered it for approval: one person alone.
        if (header.kind == EntryKind::change || chain.size() < 2) {
            return std::optional(header.principal);
        }
        // What was promised when it was entered holds until it is confirmed.
        DAICHO_TRY(first, past_.find(definition, chain.back().revision));
        const Definition& promised = first == nullptr ? asked : *first;
        if (!asks_for_two(asked.workflow, chain[1].state, chain[0].state, header.capacity) &&
            !asks_for_two(promised.workflow, chain[1].state, chain[0].state, header.capacity)) {
            return std::optional<std::uint64_t>();
        }
        DAICHO_TRY(acting, people_of(chain[0].entry));
        for (auto link = chain.begin() + 1; link != chain.end(); ++link) {
            DAICHO_TRY(before, people_of(link->entry));
            for (const std::uint64_t one : acting) {
                for (const std::uint64_t other : before) {
                    DAICHO_TRY(same, is_same(one, other, header.number));
                    if (same) return std::optional(other);
                }
            }
        }
        return std::optional<std::uint64_t>();
    }

private:
    // Who wrote an entry, and for whom.
    Result<std::vector<std::uint64_t>> people_of(std::uint64_t entry) {
        DAICHO_TRY(stored, journal::read_entry(*connection_, entry));
        std::vector<std::uint64_t> people{stored.header.principal};
        const std::uint64_t lender = read_entry_body(*kernel_, stored).on_behalf;
        if (lender != 0) people.push_back(lender);
        return people;
    }
    Result<bool> is_same(std::uint64_t one, std::uint64_t other, std::uint64_t entry) {
        if (one == other) return true;
        if (one == 0 || other == 0 || !kernel_->people.same_human) return false;
        return kernel_->people.same_human(*connection_, one, other, CommitNumber{entry});
    }

    Kernel* kernel_;
    store::Connection* connection_;
    PastDefinitions past_;
};

}  // namespace

bool may_break_four_eyes(const journal::EntryHeader& header) noexcept {
    const bool step = header.kind == EntryKind::approved || header.kind == EntryKind::moved ||
                      header.kind == EntryKind::change;
    return step && header.principal != 0 && header.row_count != 0;
}

Status check_four_eyes(Kernel& kernel, store::Connection& connection,
                       const std::vector<journal::EntryHeader>& entries, std::size_t limit,
                       std::vector<Error>& faults) {
    Proof proof(kernel, connection);
    for (const journal::EntryHeader& header : entries) {
        const Definition* definition = kernel.definitions().find(header.register_number);
        if (definition == nullptr || definition->is_event()) continue;
        for (std::uint64_t i = 0; i < header.row_count && faults.size() < limit; ++i) {
            const std::uint64_t version = header.first_version + i;
            DAICHO_TRY(person, proof.breach(*definition, header, version));
            if (!person) continue;
            faults.push_back(conflict_error("register.fault.four_eyes")
                                 .with("register", definition->name)
                                 .with("version", std::to_string(version))
                                 .with("entry", std::to_string(header.number))
                                 .with("account", std::to_string(header.principal))
                                 .with("other", std::to_string(*person)));
        }
    }
    return {};
}

}  // namespace daicho::registers::detail
