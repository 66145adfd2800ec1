#include "register/access.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "register/scope.hpp"

namespace daicho::registers {
namespace {

constexpr const char* kActions[] = {"view", "change", "import", "export", "approve"};

}  // namespace

const std::vector<std::string>& roles_for(const Definition& definition, Action action) noexcept {
    switch (action) {
        case Action::view: return definition.permissions.view;
        case Action::change: return definition.permissions.change;
        case Action::import: return definition.permissions.import;
        case Action::export_: return definition.permissions.export_;
        case Action::approve: return definition.permissions.approve;
    }
    return definition.permissions.view;
}

Result<std::uint16_t> authorise(const identity::Principal& principal, const Definition& definition,
                                Action action) {
    if (principal.account == 0) return std::uint16_t{0};
    // An import is confirmed at once: where approval is needed it is for whoever carries data over,
    // never a way around the second person.
    static const std::vector<std::string> kLoader{"loader"};
    const auto& roles = roles_for(definition, action);
    const bool carried = action == Action::import && definition.workflow.is_needed();
    const bool loader = std::find(roles.begin(), roles.end(), kLoader.front()) != roles.end();
    const identity::Role* role =
        carried && !loader ? nullptr
                           : principal.capacity(carried ? kLoader : roles, definition.task_id);
    if (role != nullptr) return role->number;
    return denied_error("register.denied")
        .with("register_ja", definition.label.ja)
        .with("register_en", definition.label.en)
        .with("action", kActions[static_cast<std::size_t>(action)]);
}

Status refuse(Kernel& kernel, const identity::Principal& principal, const Definition& definition,
              Action action) {
    return kernel.command([&](Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::refusal;
        draft.principal = principal.account;
        draft.register_number = definition.number;
        draft.body = fmt::format(R"({{"action":"{}"}})",
                                 kActions[static_cast<std::size_t>(action)]);
        DAICHO_CHECK(context.journal.append(context.connection, draft));
        return {};
    });
}

bool follows(const Kernel& kernel, const identity::Principal& principal,
             const Definition& definition, const Field& field) {
    if (field.type != FieldType::ref) return true;
    const Definition* target = kernel.definitions().find(field.target);
    if (target == nullptr || !crosses_tasks(definition, field, *target)) return true;
    return reach(principal, *target, Action::view).has_value();
}

Error refuse_link(Kernel& kernel, const identity::Principal& principal,
                  const Definition& definition, const Field& field) {
    const Definition* target = kernel.definitions().find(field.target);
    DAICHO_ASSERT(target != nullptr);
    const Status written = kernel.command([&](Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::refusal;
        draft.principal = principal.account;
        draft.register_number = target->number;
        draft.body = fmt::format(R"({{"action":"view","link":"{}.{}"}})", definition.name,
                                 field.name);
        DAICHO_CHECK(context.journal.append(context.connection, draft));
        return {};
    });
    if (!written) return written.error();
    return denied_error("register.link_denied")
        .with("field_ja", field.label.ja)
        .with("field_en", field.label.en)
        .with("register_ja", target->label.ja)
        .with("register_en", target->label.en)
        .with("task_ja", target->task_label.ja)
        .with("task_en", target->task_label.en)
        .at(field.name);
}

}  // namespace daicho::registers
