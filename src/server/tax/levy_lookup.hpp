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

// The year that screens begin with: the newest levied under law that is enacted (a levy ahead of
// its law is a forecast, and nobody's tax), else the newest levied, else the present one.
Result<FiscalYear> year_to_show(App& app, store::Connection& connection,
                                std::optional<CommitNumber> as_known = {});
// State of the law under which a run was made: enacted, announced, assumed.
Result<std::string> law_status_of(App& app, store::Connection& connection, std::uint64_t run);

// Result rows of one taxpayer in one run, in the order of writing.
Result<std::vector<registers::RecordVersion>> result_rows(App& app, store::Connection& connection,
                                                          std::string_view register_name,
                                                          std::uint64_t run,
                                                          std::uint64_t taxpayer);

// Parameter `year`, or year_to_show. Error: api.bad_year.
Result<FiscalYear> asked_year(const Call& call, store::Connection& connection);

// Time at which an entry was written.
Result<Instant> time_of(store::Connection& connection, CommitNumber entry);

}  // namespace daicho::server
