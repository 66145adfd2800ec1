// A catalog that says two things at once is refused when it is loaded, not when somebody is judged.
#pragma once

#include "govern/criteria/criteria_catalog.hpp"
#include "yaml/node.hpp"

namespace daicho::govern::detail {

// Faults: govern.catalog.* at the line of the part. The indices in `catalog` may be wrong when the
// loader found faults before; they are not followed then.
void check_consistency(const CriteriaCatalog& catalog, const yaml::Node& root);

}  // namespace daicho::govern::detail
