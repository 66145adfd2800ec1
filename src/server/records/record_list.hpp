// Record list: one page of a register, by the request's filters, order and fields.
#pragma once

#include "register/list.hpp"
#include "server/access.hpp"

namespace daicho::server {

// Errors: change.no_field, query.not_searchable, those of reading values. The disclosure is
// durable when it returns.
Answer list_answer(const Call& call, const Allowed& allowed);

// How many rows each view of the register has, for the tabs above a list: by the same rules as the
// lists themselves. Null where this person may not ask so.
Answer counts_answer(const Call& call, const Allowed& allowed);

// One page of rows that were made ready (list_question.hpp), with its total and what is kept of the
// order of long lists.
Result<registers::ListPage> list_page(const Call& call, store::Connection& reader,
                                      const registers::Definition& definition,
                                      registers::ListQuery& query);

}  // namespace daicho::server
