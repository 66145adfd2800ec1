#include "custody/care_entries.hpp"

#include <fmt/format.h>

namespace daicho::custody {
namespace {

Status enter(registers::Kernel& kernel, const identity::Principal& principal,
             journal::EntryKind kind, std::string body) {
    return kernel.command([&](registers::Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = kind;
        draft.principal = principal.account;
        draft.body = std::move(body);
        DAICHO_CHECK(context.journal.append(context.connection, draft));
        return {};
    });
}

// Names of backups are digits, letters and hyphens (docs/formats.md 10).
std::string list_of(std::span<const Pruned> what, bool whole) {
    std::string list;
    for (const Pruned& one : what) {
        if (one.whole != whole) continue;
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ",", one.name);
    }
    return list;
}

bool is_plain(const std::string& name) {
    return name.find_first_of("\"\\\n\r\t") == std::string::npos;
}

}  // namespace

Status enter_pruning(registers::Kernel& kernel, const identity::Principal& principal,
                     std::span<const Pruned> what) {
    for (const Pruned& one : what) {
        if (!is_plain(one.name)) return not_found_error("backup.unknown").with("name", one.name);
    }
    return enter(kernel, principal, journal::EntryKind::backups_pruned,
                 fmt::format(R"({{"backups":[{}],"keys":[{}]}})", list_of(what, true),
                             list_of(what, false)));
}

Status enter_key_copy(registers::Kernel& kernel, const identity::Principal& principal,
                      const std::string& digest) {
    return enter(kernel, principal, journal::EntryKind::key_backup_made,
                 fmt::format(R"({{"file":"{}"}})", digest));
}

Result<std::vector<Pruned>> prune_and_enter(registers::Kernel& kernel,
                                            const identity::Principal& principal,
                                            const std::filesystem::path& folder,
                                            const office::CustodyPolicy& policy,
                                            std::int64_t now) {
    DAICHO_TRY(too_old, prune(folder, policy, now, true));
    if (too_old.empty()) return too_old;
    DAICHO_CHECK(enter_pruning(kernel, principal, too_old));
    return prune(folder, policy, now, false);
}

}  // namespace daicho::custody
