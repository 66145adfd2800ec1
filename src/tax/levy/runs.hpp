// Runs (賦課処理): what levy_run and the results say about a finished levy, and its confirmation by
// a second person (decisions 18).
#pragma once

#include <string_view>

#include "register/kernel.hpp"
#include "tax/levy/results.hpp"

namespace daicho::tax::levy {

// Confirms a provisional run. Error: levy.same_person (the one who started it),
// levy.not_provisional, levy.law_not_enacted (a levy under law that is announced or assumed stays
// provisional).
Status confirm_run(registers::Kernel& kernel, const identity::Principal& principal,
                   std::string_view run_no, std::string_view reason);

// Marks a run that was broken off as withdrawn (取下げ), in the caller's command: what it wrote stays
// provisional for ever, is shown nowhere as the year's levy and cannot be confirmed; its job does
// not go on. Error: levy.not_provisional.
Status withdraw_run(registers::Context& context, const identity::Principal& principal,
                    std::uint64_t job, std::string_view run_no, std::string_view reason);

// Record id of the newest run of a year that was confirmed, as known at that entry (nothing: now);
// 0 = none.
Result<std::uint64_t> confirmed_run(registers::Kernel& kernel, store::Connection& connection,
                                    FiscalYear year, std::optional<CommitNumber> as_known);

// Number of a run by its record id. Error: levy.no_run.
Result<std::string> run_number(registers::Kernel& kernel, std::uint64_t record);

// Sums over what a run wrote.
Result<RunTotals> totals_of(store::Connection& connection, const ResultLayouts& layouts,
                            std::uint64_t run);

// SHA-256 over the row digests of a run, in order of writing.
Result<Digest> result_digest(store::Connection& connection, const ResultLayouts& layouts,
                             std::uint64_t run);

}  // namespace daicho::tax::levy
