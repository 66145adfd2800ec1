#include "tax/statute/depreciable_statute.hpp"

namespace daicho::tax::statute {
namespace {

constexpr std::string_view kTable = "depreciable.residual_rates";

// The table is taken as printed; A and B follow from it by the rounding of the rule.
void read_factors(law::Binder& bind, rules::DepreciableLaw& law) {
    const Cited<const law::Table*> table =
        bind.table(kTable, {law::ValueType::integer, law::ValueType::ratio});
    law.factors_citation = table.citation;
    std::int64_t expected = rules::kMinLifeYears;
    for (const std::vector<law::Cell>& line : table.value->rows) {
        const auto life = std::get<std::int64_t>(line[0]);
        const Ratio rate = std::get<Ratio>(line[1]);
        const bool sound = life == expected && life <= rules::kMaxLifeYears &&
                           rate.denominator() == rules::kResidualScale &&
                           rate.numerator() > 0 && rate < kOne;
        if (!sound) {
            bind.fault(kTable, input_error("tax.depreciable.law_table_unsound")
                                   .with("life", std::to_string(life)));
            return;
        }
        law.factors[static_cast<std::size_t>(life)] =
            rules::residual_factor(static_cast<std::int32_t>(rate.numerator()));
        ++expected;
    }
    if (table.citation != nullptr && expected != rules::kMaxLifeYears + 1) {
        bind.fault(kTable, input_error("tax.depreciable.law_table_unsound")
                               .with("life", std::to_string(expected)));
    }
}

}  // namespace

rules::DepreciableLaw bind_depreciable(law::Binder& bind) {
    rules::DepreciableLaw law;
    read_factors(bind, law);
    law.lowest_share = bind.ratio("depreciable.lowest_share");
    law.used_life_share = bind.ratio("depreciable.used_life.share");
    law.used_life_min = bind.integer("depreciable.used_life.minimum");
    return law;
}

}  // namespace daicho::tax::statute
