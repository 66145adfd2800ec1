// `daicho receivable delinquency FILE`: the contract's question and answer.
//
//     {"kind":"delinquency","amount_yen":100000,"due":"2026-04-30","paid":"2026-08-31"}
//  →  {"base_yen":…,"periods":[{"from","to","days","rate","yen"}],"amount_yen":…}
//
// A provisional answer says `"provisional": true` in each period without a published rate.
#pragma once

#include "json/reader.hpp"
#include "receivable/delinquency.hpp"

namespace daicho::receivable {

// Errors: json.invalid (every fault of the input), those of compute_charge (at "paid").
Result<json::Value> answer_delinquency(const law::Statute& statute, const json::Value& question,
                                       bool provisional = false);

}  // namespace daicho::receivable
