// Binding of the rules on depreciable assets to law/<year>/depreciable.yaml and
// law/<year>/residual_rates.yaml.
//
// Faults go to the binder. The pointers of the result live as long as the year.
#pragma once

#include "law/binder.hpp"
#include "tax/rules/depreciable_rules.hpp"

namespace daicho::tax::statute {

rules::DepreciableLaw bind_depreciable(law::Binder& bind);

}  // namespace daicho::tax::statute
