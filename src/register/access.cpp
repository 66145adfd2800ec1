#include "register/access.hpp"

#include <fmt/format.h>

namespace daicho::registers {
namespace {

constexpr const char* kActions[] = {"view", "change", "import", "export", "approve"};

const std::vector<std::string>& allowed(const Definition& definition, Action action) noexcept {
    switch (action) {
        case Action::view: return definition.permissions.view;
        case Action::change: return definition.permissions.change;
        case Action::import: return definition.permissions.import;
        case Action::export_: return definition.permissions.export_;
        case Action::approve: return definition.permissions.approve;
    }
    return definition.permissions.view;
}

}  // namespace

Result<std::uint16_t> authorise(const identity::Principal& principal, const Definition& definition,
                                Action action) {
    if (principal.account == 0) return std::uint16_t{0};
    const identity::Role* role =
        principal.capacity(allowed(definition, action), definition.task_id);
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

}  // namespace daicho::registers
