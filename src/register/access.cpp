#include "register/access.hpp"

#include <fmt/format.h>

#include <algorithm>

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
    // An import is confirmed at once: where approval is needed it is for whoever carries data over,
    // never a way around the second person.
    static const std::vector<std::string> kLoader{"loader"};
    const auto& roles = allowed(definition, action);
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

}  // namespace daicho::registers
