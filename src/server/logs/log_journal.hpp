// Daicho's own journal as a log: who was shown what, who signed in, who was refused.
//
// One line of JSON for each record shown, in the fields of catalogs/logs/sources/daicho-journal:
// entry, time (Japan), account, capacity, operation, register, subject, rows, purpose, result. A
// subject is a register and the number of a record: neither name nor key of a person leaves the
// registers. Lines are made while they are read, a batch of entries at a time; the same entries
// give the same bytes, so that the digest of a run can be made anew.
#pragma once

#include "govern/logs/engine.hpp"
#include "identity/principal.hpp"
#include "register/kernel.hpp"

namespace daicho::server {

inline constexpr const char* kJournalMapping = "daicho-journal";

struct JournalSpan {
    std::uint64_t first = 0;  // entries, both included; none when last < first
    std::uint64_t last = 0;
};
// Entries from `lead_days` before the first day (what a person's usual use is compared with) to
// the end of the last one. Entries stand in the order of their times.
Result<JournalSpan> journal_span(registers::Kernel& kernel, Date from, Date to, int lead_days);
// Named after the entries it spans. The kernel must outlive it.
Result<govern::logs::Input> journal_input(registers::Kernel& kernel, const JournalSpan& span);

// What registers know and rules join, where the city's own list does not say it:
//   staff             user, section, left_on, of the register of accounts
//   dormant_accounts  used last more than `dormant_days` before the first day, or never since then
//   subject_person    subject, household, of addressees whose household is one of the staff's –
//                     only for whoever may view addressees; `unasked` names it otherwise.
struct JournalTables {
    govern::logs::Tables tables;
    std::vector<std::string> unasked;
};
Result<JournalTables> journal_tables(registers::Kernel& kernel,
                                     const identity::Principal& principal,
                                     govern::logs::Tables tables, Date from, int dormant_days);

}  // namespace daicho::server
