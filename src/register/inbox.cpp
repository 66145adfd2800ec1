#include "register/inbox.hpp"

#include <algorithm>

namespace daicho::registers {
namespace {

// Nothing where the change waits for others only.
Result<std::optional<InboxItem>> item_of(Kernel& kernel, store::Connection& connection,
                                         const identity::Principal& principal,
                                         const Definition& definition, std::uint64_t record) {
    DAICHO_TRY(waiting, read_waiting_change(kernel, connection, definition, record));
    if (!waiting) return std::optional<InboxItem>();
    DAICHO_TRY(options, options_of(kernel, connection, principal, definition, *waiting));
    InboxItem item;
    item.definition = &definition;
    if (!options.steps.empty()) {
        item.kind = InboxKind::decide;
    } else if (options.withdraw) {
        item.kind = waiting->refused ? InboxKind::refused : InboxKind::own;
    } else {
        return std::optional<InboxItem>();
    }
    item.waiting = *std::move(waiting);
    item.options = std::move(options);
    return std::optional<InboxItem>(std::move(item));
}

}  // namespace

Result<std::vector<InboxItem>> inbox_of(Kernel& kernel, store::Connection& connection,
                                        const identity::Principal& principal, Date today,
                                        std::size_t limit) {
    std::vector<InboxItem> items;
    for (const auto& definition : kernel.definitions().all()) {
        if (definition->is_event() || !may_see_provisional(principal, *definition)) continue;
        DAICHO_TRY(records, read_waiting(connection, *definition));
        for (const auto& [record, version] : records) {
            DAICHO_TRY(item, item_of(kernel, connection, principal, *definition, record));
            if (!item) continue;
            item->overdue = item->waiting.due && *item->waiting.due < today;
            items.push_back(*std::move(item));
        }
    }
    std::ranges::stable_sort(items, [](const InboxItem& a, const InboxItem& b) {
        if (a.overdue != b.overdue) return a.overdue;
        return a.waiting.since.micros < b.waiting.since.micros;
    });
    if (items.size() > limit) items.resize(limit);
    return items;
}

}  // namespace daicho::registers
