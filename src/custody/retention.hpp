// Retention: which personal data have reached their end, and their erasure by two people.
//
// A period begins on 1 April after the fiscal year in which a record ended (or was recorded), as
// document rules of Japanese authorities count (公文書等の管理に関する法律施行令 第8条): what ended in
// year F and is kept N years is due from 1 April of F + N + 1. Three steps, each an entry: propose
// (a digest of the exact list), approve (somebody else, with a reason), run (only while the list is
// still the approved one). Threading: each call is one command or one reader.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/fiscal_year.hpp"
#include "identity/principal.hpp"
#include "office/custody_policy.hpp"
#include "register/erasure.hpp"

namespace daicho::custody {

struct DueList {
    const registers::Definition* definition = nullptr;
    Date before;                          // records that ended before this day are due
    std::vector<std::uint64_t> records;   // ascending
    std::vector<std::uint64_t> versions;  // of these records, ascending, none erased yet
    std::uint64_t held_referenced = 0;    // due, but a record still kept refers to them
    std::uint64_t held_legal = 0;         // due, but under a hold of register legal_hold
    Digest root{};                        // over the versions
};

// The journal's bodies are due by whole periods, which begin with fiscal years: targets "journal/1",
// "journal/2" …
std::string body_target(std::uint16_t period);
struct DuePeriod {
    std::uint16_t period = 0;
    Date before;
    std::uint64_t entries = 0;  // from the period's first to the last before the next
    Digest root{};
};
Result<std::vector<DuePeriod>> due_periods(store::Connection& connection, FiscalYear year,
                                           int years);

// Records of one register whose period has run out when fiscal year `year` begins.
Result<DueList> find_due(registers::Kernel& kernel, store::Connection& connection,
                         const registers::Definition& definition, FiscalYear year);

struct Proposal {
    std::uint64_t record = 0;
    std::string number, target, state, basis, list_digest;
    std::string proposed_by, decided_by, reason, erased_by;
    FiscalYear year;
    Date before;
    std::uint64_t records = 0, versions = 0, held_referenced = 0, held_legal = 0, entry = 0;
};

// What `propose` would name, without writing anything; empty when nothing is due. Error:
// retention.future_year.
Result<std::vector<Proposal>> what_is_due(registers::Kernel& kernel,
                                          store::Connection& connection, FiscalYear year,
                                          const office::CustodyPolicy& policy);
// One record of erasure_proposal for each register in which something is due. Errors:
// register.denied, retention.future_year, retention.nothing_due.
Result<std::vector<Proposal>> propose(registers::Kernel& kernel,
                                      const identity::Principal& principal, FiscalYear year,
                                      const office::CustodyPolicy& policy);
// All proposals, or those of one number.
Result<std::vector<Proposal>> proposals(registers::Kernel& kernel, store::Connection& connection,
                                        const std::string& number = {});
// Errors: register.denied, retention.no_proposal, .not_proposed, .oneself, .no_reason.
Status decide(registers::Kernel& kernel, const identity::Principal& principal,
              const std::string& number, bool approve, const std::string& reason);

// Erases what was approved, register by register, then wipes what the database left behind of it
// (store/scrub.hpp). Errors: retention.not_approved, .list_changed (somebody must look again).
// Killed on the way, it goes on when it is run again.
Result<std::vector<Proposal>> run(registers::Kernel& kernel, const identity::Principal& principal,
                                  const std::string& number);
// When the data are opened: wipes what a run that was killed behind its commit left.
Status settle_erasure(registers::Kernel& kernel);

}  // namespace daicho::custody
