// WatchConditions: what a watch asks, as SQL on the table `h`.
#pragma once

#include "register/detail/list_conditions.hpp"
#include "register/watch.hpp"

namespace daicho::registers::detail {

// Appends " AND …" for the watch that the filter names. Errors: query.no_watch, those of reading
// values.
Status add_watch(const store::Dialect& dialect, const Definition& definition,
                 const Filter& filter, const Moment& moment, Conditions& out);

}  // namespace daicho::registers::detail
