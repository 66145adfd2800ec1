// Explanation of a stored levy: the same snapshot, the same rules with a recording trace, for one
// taxpayer; recomputed each time and compared with the stored yen (decisions 18).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "law/statute.hpp"
#include "office/settings.hpp"
#include "tax/levy/snapshot.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::levy {

// The levy run that speaks for a year: the newest confirmed one, else the newest provisional one.
struct RunFacts {
    std::uint64_t record = 0;  // 0 = there is none
    std::string run_no;
    std::string state;  // provisional | confirmed | withdrawn
    FiscalYear year;
    CommitNumber as_known;
    CommitNumber commit;  // entry of the run's newest version
};
// `as_known`: only what was recorded up to that entry.
Result<RunFacts> find_run(registers::Kernel& kernel, store::Connection& connection, FiscalYear year,
                          std::optional<CommitNumber> as_known = std::nullopt);

struct Recomputed {
    RunFacts run;
    Snapshot snapshot;                // of this taxpayer alone
    rules::OwnerGroupResult result;
    std::vector<rules::Step> steps;   // explanation; empty when not asked for
};

// `taxpayer` is the record id of the addressee. The law must outlive the steps.
Result<Recomputed> recompute(registers::Kernel& kernel, store::Connection& connection,
                             const statute::BoundYear& law, const office::Settings& settings,
                             const RunFacts& run, std::uint64_t taxpayer, bool with_steps);

rules::Municipality municipality_of(const office::Settings& settings, FiscalYear year);

}  // namespace daicho::tax::levy
