// Random houses. Internal to tests/oracle.
#pragma once

#include "random_case.hpp"

namespace daicho::oracle {

// What the house points at is kept in `out`.
tax::rules::HouseInput random_house(Random& random, const tax::rules::YearLaw& law, Case& out);
tax::rules::HouseInput ordinary_house(Random& random, FiscalYear year);

}  // namespace daicho::oracle
