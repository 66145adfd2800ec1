// Accounts: the parts of /api/accounts that administration_api.cpp answers.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// {"count","most","cite"}: accounts with an administrative role today, and how many there may be.
Result<json::Object> administrators_json(const Call& call, store::Connection& connection);
// What still names a department that is no more, in the registers this person may view.
Answer old_departments(const Call& call);
// By another person than the owner. A first password is in the answer, this once: it is never
// kept for an Idempotency-Key (router.cpp).
Answer reset_password(const Call& call);
Answer reset_factors(const Call& call);

}  // namespace daicho::server
