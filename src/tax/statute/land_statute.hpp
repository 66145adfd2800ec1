// Binding of the rows of law/<year>/land.yaml and levy.yaml to the structs that the rules read.
// Every number is checked here (bounds, order of tables), so that no rule has to.
#pragma once

#include "law/binder.hpp"
#include "tax/rules/land_law.hpp"

namespace daicho::tax::statute {

// Faults (rows that are missing, mistyped or unsound) go to the binder: ask bind.finish() before
// using the result. Its pointers live as long as the year.
rules::LandLaw bind_land(law::Binder& bind);
rules::LevyLaw bind_levy(law::Binder& bind);

}  // namespace daicho::tax::statute
