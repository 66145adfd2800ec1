#include "register/generations.hpp"

namespace daicho::registers {
namespace {

using journal::EntryKind;

bool only_looked(EntryKind kind) noexcept {
    switch (kind) {
        case EntryKind::disclosure_view:
        case EntryKind::disclosure_search:
        case EntryKind::disclosure_export:
        case EntryKind::disclosure_print:
        case EntryKind::disclosure_report:
        case EntryKind::document_shown:
        case EntryKind::document_fetched:
        case EntryKind::document_received:
        case EntryKind::document_refused:
        case EntryKind::refusal:
        case EntryKind::verification: return true;
        default: return false;
    }
}

// Of accounts, sessions and jobs: nothing in a register changes by them.
bool of_no_register(EntryKind kind) noexcept {
    const auto number = static_cast<std::uint16_t>(kind);
    return (number >= 10 && number < 20) || (number >= 24 && number < 30) ||
           (number >= 50 && number < 70);
}

}  // namespace

void Generations::open(const Definitions& definitions) {
    counts_[0] = 0;
    for (const auto& definition : definitions.all()) counts_[definition->number] = 0;
}

void Generations::note(const journal::EntryHeader& header) {
    if (only_looked(header.kind)) return;
    if (header.register_number == 0 && !of_no_register(header.kind)) {
        pending_all_ = true;  // an entry of a kind that may touch anything
    } else {
        pending_.insert(header.register_number);
    }
}

void Generations::committed() {
    if (pending_all_) all_.fetch_add(1);
    for (const std::uint16_t number : pending_) {
        const auto found = counts_.find(number);
        if (found != counts_.end()) found->second.fetch_add(1);
    }
    pending_all_ = false;
    pending_.clear();
}

std::uint64_t Generations::of(std::uint16_t register_number) const noexcept {
    const auto found = counts_.find(register_number);
    return all_.load() + (found == counts_.end() ? 0 : found->second.load());
}

}  // namespace daicho::registers
