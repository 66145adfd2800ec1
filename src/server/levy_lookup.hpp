// Levy look-up: runs and stored result rows, as the screens ask for them.
#pragma once

#include "server/row.hpp"
#include "tax/levy/explain.hpp"

namespace daicho::server {

// Law of a year, bound once. Errors: those of bind_year.
Result<std::shared_ptr<const tax::statute::BoundYear>> bound_law(App& app, FiscalYear year);

// All runs, newest first, as known at that entry.
Result<std::vector<registers::RecordVersion>> all_runs(App& app, store::Connection& connection,
                                                       std::optional<CommitNumber> as_known = {});
// Years with a finished run that was not withdrawn, newest first.
Result<std::vector<FiscalYear>> levied_years(App& app, store::Connection& connection,
                                             std::optional<CommitNumber> as_known = {});

// Result rows of one taxpayer in one run, in the order of writing.
Result<std::vector<registers::RecordVersion>> result_rows(App& app, store::Connection& connection,
                                                          std::string_view register_name,
                                                          std::uint64_t run,
                                                          std::uint64_t taxpayer);

// Parameter `year`, or the newest levied year, or the present one. Error: api.bad_year.
Result<FiscalYear> asked_year(const Call& call, store::Connection& connection);

// Time at which an entry was written.
Result<Instant> time_of(store::Connection& connection, CommitNumber entry);

}  // namespace daicho::server
