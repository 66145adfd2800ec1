// Everything that is levied, bound for one fiscal year, and how sure its law is.
//
//     DAICHO_TRY(bound, bind_year(statute, FiscalYear(2026)));
//     DAICHO_CHECK(require_enacted(bound));        // unless a provisional answer is asked for
//     rules::levy_owner_group(bound.law, city, input, result, trace);
//
// Pointers in `law` and `doubts` live as long as the statute.
#pragma once

#include <vector>

#include "law/binder.hpp"
#include "tax/rules/owner_group.hpp"
#include "tax/statute/house_statute.hpp"

namespace daicho::tax::statute {

struct BoundYear {
    rules::YearLaw law;
    LawStatus status = LawStatus::enacted;   // the worst of the rows bound
    std::vector<const law::Row*> doubts;     // rows bound that are not enacted
    const law::Year* year = nullptr;         // its digest identifies the law of a run
};

// Errors: law.year_missing, law.binding_failed, those of apply_ordinance.
Result<BoundYear> bind_year(const law::Statute& statute, FiscalYear year,
                            const HouseOrdinance& ordinance = {});

// Error: tax.law_not_enacted, with the worst status and the number of rows in doubt.
Status require_enacted(const BoundYear& bound);

}  // namespace daicho::tax::statute
