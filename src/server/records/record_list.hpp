// Record list: one page of a register, by the request's filters, order and fields.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

// Errors: change.no_field, query.not_searchable, those of reading values. The disclosure is
// durable when it returns.
Answer list_answer(const Call& call, const Allowed& allowed);

// How many rows each view of the register has, for the tabs above a list: by the same rules as the
// lists themselves. Null where this person may not ask so.
Answer counts_answer(const Call& call, const Allowed& allowed);

}  // namespace daicho::server
