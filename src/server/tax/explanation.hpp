// Explanation (計算の根拠): why an amount of a stored levy is what it is.
//
// The levy is computed again from what the run knew, with recording rules; the step of the amount
// asked for is shown with all it rests on and compared with the stored yen.
#pragma once

#include "server/tax/taxpayer_sheet.hpp"
#include "tax/rules/levy_totals.hpp"

namespace daicho::server {

// What a path of the API asks for, before anything is computed.
struct AskedAmount {
    enum class Kind : std::uint8_t { annual, total, base, land, house, depreciable };
    Kind kind = Kind::annual;
    std::string object;                                  // parcel_no, house_no, asset_no
    std::optional<tax::rules::ComponentKind> component;  // land only
    tax::rules::Tax tax = tax::rules::Tax::fixed;
    std::optional<tax::rules::AssetClass> of_class;  // base only: the sum of one class of assets
    bool value = false;                              // the assessed value in place of the base
};

// Error: api.no_explanation.
Result<AskedAmount> parse_amount_path(std::string_view path);

// Errors: api.no_levy, api.no_explanation, those of the levy's snapshot.
Result<json::Object> explanation(const Call& call, AnswerView& view, const Taxpayer& taxpayer,
                                 std::string_view path);

// One step with all it rests on.
json::Object step_json(const tax::rules::Step& step);

}  // namespace daicho::server
