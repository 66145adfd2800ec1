// `daicho tax depreciable FILE`: one depreciable asset over the years.
//
//     {"cost_yen":5000000,"life_years":10,"acquired":"2023-05","from":2024,"to":2030}
//  →  {"years":[{"fiscal_year":2024,"residual_rate":"0.897","assessed_value_yen":4485000},…]}
//
// `acquired` is a month or a full date. Years before the asset is first taxed are left out.
#pragma once

#include "json/reader.hpp"
#include "law/statute.hpp"

namespace daicho::tax::questions {

// Errors: json.invalid (every fault of the input), law.* when the tables lack the rates.
Result<json::Value> answer_depreciable(const law::Statute& statute, const json::Value& question);

}  // namespace daicho::tax::questions
