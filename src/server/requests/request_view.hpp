// One request as its screen has it: the record, how its deadline came about, steps, decisions,
// appeals, and what may be done next. Threading: plain functions.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

// Errors: change.no_record.
Result<json::Object> request_json(const Call& call, store::Connection& connection,
                                  const Allowed& allowed, std::uint64_t id);

}  // namespace daicho::server
