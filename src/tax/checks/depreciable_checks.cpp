// Checks of depreciable assets and of what was declared.
#include "tax/checks/detail/reading.hpp"

namespace daicho::tax::checks {
namespace {

using detail::each;
using detail::Values;

// No residual rate: the asset cannot be valued.
Result<Findings> life_out_of_table(const Question& question) {
    const auto& factors = question.law.law.depreciable.factors;
    Findings found;
    DAICHO_CHECK(each(question, "depreciable_asset", {"life_years"}, [&](const Values& row) {
        const std::int64_t life = row.number(0);
        const bool inside = life >= rules::kMinLifeYears && life <= rules::kMaxLifeYears &&
                            factors[static_cast<std::size_t>(life)].rate > 0;
        if (!inside) found.push_back({row.record, {{"life", std::to_string(life)}}});
    }));
    return found;
}

// ニ = イ − ロ + ハ for the total of a declaration.
Result<Findings> acquisition_balance(const Question& question) {
    Findings found;
    DAICHO_CHECK(each(question, "depreciable_declaration",
                      {"total_before_yen", "total_decreased_yen", "total_increased_yen",
                       "total_cost_yen"},
                      [&](const Values& row) {
                          const std::int64_t balance =
                              row.number(0) - row.number(1) + row.number(2);
                          if (!row.has(3) || balance == row.number(3)) return;
                          found.push_back({row.record,
                                           {{"balance", std::to_string(balance)},
                                            {"total", std::to_string(row.number(3))}}});
                      }));
    return found;
}

}  // namespace

std::vector<Check> depreciable_checks() {
    return {
        {"depreciable_asset.life_out_of_table", "depreciable_asset", Severity::bad,
         "固定資産評価基準 第3章 別表第15", {"depreciable_asset"}, life_out_of_table},
        {"declaration.acquisition_balance", "depreciable_declaration", Severity::caution,
         "地方税法 第383条", {"depreciable_declaration"}, acquisition_balance},
    };
}

}  // namespace daicho::tax::checks
