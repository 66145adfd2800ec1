// Random parcels. Internal to tests/oracle.
#pragma once

#include "random_case.hpp"

namespace daicho::oracle {

Ratio random_waiver(Random& random);
// What the parcel points at is kept in `out`.
tax::rules::ParcelInput random_parcel(Random& random, const tax::rules::YearLaw& law, Case& out);
tax::rules::ParcelInput ordinary_parcel(Random& random);

}  // namespace daicho::oracle
