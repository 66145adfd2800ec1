// Disclosure: the entry that says who was shown which records, durable before the answer leaves.
#pragma once

#include <span>

#include "journal/entry.hpp"
#include "register/kernel.hpp"

namespace daicho::registers {

struct Disclosure {
    journal::EntryKind kind = journal::EntryKind::disclosure_view;
    const Definition* definition = nullptr;
    std::span<const std::uint64_t> records;  // shown
    std::string detail;                      // JSON members for the body: query, form, reason
    std::uint16_t purpose = 0;
};

// True when the register holds personal data or names persons: showing it must be recorded.
bool must_disclose(const Definition& definition) noexcept;

// Blocks until the entry is durable (group commit).
Status disclose(Kernel& kernel, const identity::Principal& principal, std::uint16_t capacity,
                const Disclosure& disclosure);
// The same without blocking: what was shown may leave when `then` heard of no error.
void disclose_later(Kernel& kernel, const identity::Principal& principal, std::uint16_t capacity,
                    const Disclosure& disclosure, store::Writer::Then then);

// Who was shown a record: newest first. Waits for the index (seen_index.hpp).
struct Viewing {
    CommitNumber entry;
    Instant time;
    std::uint64_t principal = 0;
    std::uint16_t capacity = 0;
    std::uint16_t purpose = 0;
    journal::EntryKind kind = journal::EntryKind::disclosure_view;
};
Result<std::vector<Viewing>> viewings(Kernel& kernel, const Definition& definition,
                                      std::uint64_t record, std::size_t limit);

}  // namespace daicho::registers
