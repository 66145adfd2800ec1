#include "tax/statute/year_statute.hpp"

#include <string>

#include "tax/statute/depreciable_statute.hpp"
#include "tax/statute/land_statute.hpp"

namespace daicho::tax::statute {

Result<BoundYear> bind_year(const law::Statute& statute, FiscalYear year,
                            const HouseOrdinance& ordinance) {
    DAICHO_TRY(rows, statute.year(year));
    law::Binder bind(*rows);
    BoundYear bound;
    bound.year = rows;
    bound.law.year = year;
    bound.law.land = bind_land(bind);
    bound.law.levy = bind_levy(bind);
    bound.law.houses = bind_house(bind);
    bound.law.depreciable = bind_depreciable(bind);
    DAICHO_CHECK(bind.finish());
    DAICHO_CHECK(apply_ordinance(*rows, ordinance, bound.law.houses));
    bound.status = bind.status();
    bound.doubts = bind.doubts();
    return bound;
}

Status require_enacted(const BoundYear& bound) {
    if (bound.status == LawStatus::enacted) return {};
    return input_error("tax.law_not_enacted")
        .with("year", std::to_string(bound.law.year.year()))
        .with("status", law::name_of(bound.status))
        .with("count", std::to_string(bound.doubts.size()));
}

}  // namespace daicho::tax::statute
