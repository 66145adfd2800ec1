// The levy (賦課) as a job: snapshot as of 1 January → engine → immutable results, provisional until
// a second person confirms (decisions 17, 18).
//
// Batches are fixed ranges of owner groups; rows, seal and cursor of a batch share one transaction.
// Killed at any moment it resumes; the result digest does not depend on threads or interruptions.
#pragma once

#include <functional>

#include "law/statute.hpp"
#include "register/kernel.hpp"
#include "tax/levy/results.hpp"

namespace daicho::tax::levy {

// Changes when the rules' arithmetic changes: part of a job's identity.
inline constexpr std::string_view kEngineVersion = "1";

struct LevyOptions {
    FiscalYear year;
    rules::Municipality city;
    bool provisional = false;  // may use law that is only announced or assumed
    unsigned threads = 2;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    // Asked between slices; true: ends with job.cancelled, the run can go on later.
    std::function<bool()> stop;
    // Told when the run is there, before its first slice: its job and its number.
    std::function<Status(std::uint64_t job, const std::string& run_no)> opened;
};

struct LevyReport {
    std::uint64_t run = 0;  // record id in levy_run
    std::string run_no;
    LawStatus law_status = LawStatus::enacted;
    RunTotals totals;
    Digest result_digest{};
    bool resumed = false;
    bool found = false;  // a finished run of the same identity was there already
};

// Errors: register.denied, levy.law_not_enacted, levy.group_too_large, those of reading.
Result<LevyReport> run_levy(registers::Kernel& kernel, const identity::Principal& principal,
                            const law::Statute& statute, const LevyOptions& options);

}  // namespace daicho::tax::levy
