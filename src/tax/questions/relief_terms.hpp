// What the law of a year knows of reliefs on houses (減額措置): windows of construction or
// completion, years, fractions, conditions, each window with its article. Whoever tries a relief
// out chooses from this; whether it applies is said by the rules alone.
#pragma once

#include "json/reader.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::questions {

// {"fiscal_year", "provisional", "reliefs": [{"kind", "counts_from", "windows": […], …}]}, in the
// order of rules::ReliefKind; a kind that the year does not know is left out.
json::Object relief_terms(const statute::BoundYear& bound);

}  // namespace daicho::tax::questions
