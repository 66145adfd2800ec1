// 証拠の照会 (evidence query): what the registers themselves answer, asked anew each time.
//
// A name is REGISTER.WATCH (the alarm has no rows: fit), REGISTER.count (there are rows: fit; a
// query of a catalog may narrow the count and ask for no rows instead), or asks the journal
// (evidence_journal.cpp): journal.KIND.within.DAYS (there is such an entry since so many days),
// journal.KIND.monthly.MONTHS (one in each of the last months that are over).
// What cannot be asked – no such register or watch, not this person's to view, a deadline, which
// is neither good nor bad – is unknown and proves nothing. Leaves no trace of its own: a count is a
// figure, the rows behind `route` are disclosed when somebody opens them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/message.hpp"
#include "govern/city/proof.hpp"
#include "server/app.hpp"

namespace daicho::server {

enum class EvidenceState : std::uint8_t { unknown, unfit, fit };

struct Evidence {
    std::string name;
    EvidenceState state = EvidenceState::unknown;
    std::uint64_t count = 0;
    bool caution = false;  // the watch is one to look at, no fault by itself
    std::string route;     // address of the rows; empty when unknown
    BilingualText label;   // what was asked; the name where nothing is known of it
    Instant asked_at{};
};

// KIND of the journal's queries: verification, backup_made, logs_reviewed, …, or change@REGISTER.
Result<Evidence> ask_journal(const Call& call, store::Connection& connection,
                             std::string_view name);

Result<Evidence> ask_evidence(const Call& call, store::Connection& connection,
                              std::string_view name);
Result<Evidence> ask_evidence(const Call& call, store::Connection& connection,
                              const govern::EvidenceQuery& query);
// {"name", "state": "fit|unfit|unknown", "count", "route", "label", "asked_at"}; count and route
// are null when the state is unknown.
json::Value evidence_json(const Evidence& evidence);

}  // namespace daicho::server
