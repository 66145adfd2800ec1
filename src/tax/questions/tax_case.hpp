// `daicho tax case FILE [--explain] [--provisional]`: values and levies one owner group.
//
// Question and answer are those of the contract (docs/cli.md). Beyond it, all optional:
//   parcels[].previous.<use>.area_m2 (the previous base was for so much of this use; prorated),
//   parcels[].special_base_ratio, .waiver_ratio, .urban_farmland_since, .exempt,
//   parcels[].site.vacant_house_advice, .whole_site_area_m2 (several parcels under one house),
//   houses[].fireproof, .let_out, .waiver_ratio, .exempt, depreciable[].waiver_ratio, .exempt;
//   totals.*.waiver_yen is in the answer when something is waived, houses[].reliefs (kind, state,
//   relief_yen) when there are any, houses[].state "not_yet_built" when built after 1 January.
// Absent: land_use is building_land, city_planning_area false; a component without a previous base
// takes its full target at once (70 % for commercial land).
// Unknown keys are errors. Threads: any; nothing is kept.
#pragma once

#include "law/statute.hpp"
#include "tax/questions/options.hpp"

namespace daicho::tax::questions {

// Errors: json.invalid (every fault with its path; tax.law_not_enacted at "fiscal_year"),
// law.binding_failed.
Result<json::Value> answer_tax_case(const json::Value& question, const law::Statute& statute,
                                    const Options& options = {});

}  // namespace daicho::tax::questions
