// `daicho tax residential-area FILE`: how much of a site is 住宅用地.
//
//     {"area_m2":"300.00","site":{"dwellings":1,"house_floor_area_m2":"120.00",…}}
//  →  {"components":[{"kind":"small_residential","area_m2":"200.00"}, …]}
//
// Components come in the order small, general, non-residential; those without area are left out.
// Optional "fiscal_year" (default: the latest enacted year), as the table belongs to a year.
#pragma once

#include "law/statute.hpp"
#include "tax/questions/options.hpp"
#include "tax/rules/land_types.hpp"

namespace daicho::tax::questions {

// Errors: json.invalid (every fault with its path), law.binding_failed.
Result<json::Value> answer_residential_area(const json::Value& question,
                                            const law::Statute& statute,
                                            const Options& options = {});

// Reads the `site` object of the contract; shared with `tax case`.
rules::Site read_site(json::ObjectReader& in);

}  // namespace daicho::tax::questions
